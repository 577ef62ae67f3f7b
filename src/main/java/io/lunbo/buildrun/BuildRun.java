package io.lunbo.buildrun;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.hibernate.annotations.UuidGenerator;

/** An order to build the sheets of a range of days for some screens. */
@Entity
@Table(name = "build_runs")
public class BuildRun {
    @Id
    @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
    private UUID id;

    @Column(name = "from_date")
    private LocalDate from;

    @Column(name = "until_date")
    private LocalDate until;

    @Column(name = "ordered_by")
    private UUID orderedBy;

    @Column(name = "ordered_at")
    private Instant orderedAt;

    @Column(name = "cancelled_at")
    private Instant cancelledAt;

    /** For Hibernate. */
    protected BuildRun() {}

    BuildRun(LocalDate from, LocalDate until, UUID orderedBy, Instant orderedAt) {
        this.from = from;
        this.until = until;
        this.orderedBy = orderedBy;
        this.orderedAt = orderedAt;
    }

    void cancel(Instant at) {
        this.cancelledAt = at;
    }

    void resume() {
        this.cancelledAt = null;
    }

    /** Its id. */
    public UUID id() {
        return id;
    }

    /** The first day. */
    public LocalDate from() {
        return from;
    }

    /** The last day, inclusive. */
    public LocalDate until() {
        return until;
    }

    /** Who ordered it, and is whoever built the sheets. */
    public UUID orderedBy() {
        return orderedBy;
    }

    /** When. */
    public Instant orderedAt() {
        return orderedAt;
    }

    /** Whether somebody stopped it. */
    public boolean cancelled() {
        return cancelledAt != null;
    }

    /** How many days each screen has. */
    public int days() {
        return Math.toIntExact(ChronoUnit.DAYS.between(from, until) + 1);
    }
}
