package io.lunbo.calendar;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.LocalDate;

/** A date that the state made a day off or a working day. */
@Entity
@Table(name = "public_days")
public class PublicDay {
    @Id
    private LocalDate day;

    private boolean working;
    private String name;
    private String source;

    /** For Hibernate. */
    protected PublicDay() {}

    PublicDay(LocalDate day) {
        this.day = day;
    }

    void become(boolean nowWorking, String newName, String newSource) {
        this.working = nowWorking;
        this.name = newName.strip();
        this.source = newSource.strip();
    }

    /** The date. */
    public LocalDate day() {
        return day;
    }

    /** Whether people work. */
    public boolean working() {
        return working;
    }

    /** Why, e.g. 劳动节. */
    public String name() {
        return name;
    }

    /** Who says so. */
    public String source() {
        return source;
    }
}
