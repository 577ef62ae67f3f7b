package io.lunbo.outage;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.UuidGenerator;

/** A time in which a screen could not play (停播). */
@Entity
@Table(name = "outages")
public class Outage {
    @Id
    @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
    private UUID id;

    @Column(name = "screen_id")
    private UUID screenId;

    @Enumerated(EnumType.STRING)
    private OutageCause cause;

    private String evidence;

    @Column(name = "from_at")
    private Instant fromAt;

    @Column(name = "until_at")
    private Instant untilAt;

    @Column(name = "entered_by")
    private UUID enteredBy;

    @Column(name = "entered_by_name")
    private String enteredByName;

    @Column(name = "entered_at")
    private Instant enteredAt;

    @Column(name = "withdrawn_by_name")
    private String withdrawnByName;

    @Column(name = "withdrawn_at")
    private Instant withdrawnAt;

    @Version
    private int version;

    /** For Hibernate. */
    protected Outage() {}

    Outage(UUID screenId, OutageFacts facts) {
        this.screenId = screenId;
        this.cause = facts.cause();
        this.evidence = facts.evidence().strip();
        this.fromAt = facts.from();
        this.untilAt = facts.until();
    }

    Outage enteredBy(UUID operatorId, String name, Instant at) {
        this.enteredBy = operatorId;
        this.enteredByName = name;
        this.enteredAt = at;
        return this;
    }

    void end(Instant at) {
        this.untilAt = at;
    }

    void withdraw(String name, Instant at) {
        this.withdrawnByName = name;
        this.withdrawnAt = at;
    }

    /** The id. */
    public UUID id() {
        return id;
    }

    /** Which screen. */
    public UUID screenId() {
        return screenId;
    }

    /** Why. */
    public OutageCause cause() {
        return cause;
    }

    /** What proves it, in the words of who entered it. */
    public String evidence() {
        return evidence;
    }

    /** When it began. */
    public Instant fromAt() {
        return fromAt;
    }

    /** When it ended; null while it goes on. */
    public Instant untilAt() {
        return untilAt;
    }

    /** The name of who entered it. */
    public String enteredByName() {
        return enteredByName;
    }

    /** When it was entered. */
    public Instant enteredAt() {
        return enteredAt;
    }

    /** The name of who withdrew it; null where it stands. */
    public String withdrawnByName() {
        return withdrawnByName;
    }

    /** When it was withdrawn; null where it stands. */
    public Instant withdrawnAt() {
        return withdrawnAt;
    }

    /** Whether it counts. */
    public boolean standing() {
        return withdrawnAt == null;
    }

    /** Whether it counts and has no end yet. */
    public boolean goingOn() {
        return standing() && untilAt == null;
    }
}
