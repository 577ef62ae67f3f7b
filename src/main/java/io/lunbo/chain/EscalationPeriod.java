package io.lunbo.chain;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.LocalDate;
import java.util.UUID;
import org.hibernate.annotations.UuidGenerator;

/** A marked period (重要保障期): whatever is to be shown in it needs one more stage. */
@Entity
@Table(name = "escalation_periods")
public class EscalationPeriod {
    @Id
    @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
    private UUID id;

    private String name;

    @Column(name = "stage_name")
    private String stageName;

    @Column(name = "unit_id")
    private UUID unitId;

    // "from" and "until" are words of the query language
    @Column(name = "from_date")
    private LocalDate fromDate;

    @Column(name = "until_date")
    private LocalDate untilDate;

    /** For Hibernate. */
    protected EscalationPeriod() {}

    EscalationPeriod(String name, String stageName, UUID unitId, LocalDate from, LocalDate until) {
        this.name = name;
        this.stageName = stageName;
        this.unitId = unitId;
        this.fromDate = from;
        this.untilDate = until;
    }

    /** The row's id. */
    public UUID id() {
        return id;
    }

    /** What the house calls it. */
    public String name() {
        return name;
    }

    /** The name of the stage that it adds. */
    public String stageName() {
        return stageName;
    }

    /** Whose reviewers sign that stage; null for any. */
    public UUID unitId() {
        return unitId;
    }

    /** The first day. */
    public LocalDate from() {
        return fromDate;
    }

    /** The last day, inclusive. */
    public LocalDate until() {
        return untilDate;
    }
}
