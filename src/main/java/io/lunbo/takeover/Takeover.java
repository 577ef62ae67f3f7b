package io.lunbo.takeover;

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

/** One screen taken from its sheet, until it is lifted or its time is over. */
@Entity
@Table(name = "takeovers")
public class Takeover {
    @Id
    @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
    private UUID id;

    @Column(name = "screen_id")
    private UUID screenId;

    @Enumerated(EnumType.STRING)
    private TakeoverKind kind;

    @Column(name = "media_sha256")
    private String mediaSha256;

    @Column(name = "from_at")
    private Instant fromAt;

    @Column(name = "until_at")
    private Instant untilAt;

    private boolean sound;
    private String reason;

    @Column(name = "ordered_by")
    private UUID orderedBy;

    @Column(name = "ordered_at")
    private Instant orderedAt;

    @Column(name = "lifted_by")
    private UUID liftedBy;

    @Column(name = "lifted_at")
    private Instant liftedAt;

    @Version
    private int version;

    /** For Hibernate. */
    protected Takeover() {}

    private Takeover(UUID screenId, TakeoverKind kind, UUID orderedBy, Instant now) {
        this.screenId = screenId;
        this.kind = kind;
        this.fromAt = now;
        this.orderedBy = orderedBy;
        this.orderedAt = now;
    }

    static Takeover blackout(UUID screenId, String reason, UUID orderedBy, Instant now) {
        Takeover blackout = new Takeover(screenId, TakeoverKind.BLACKOUT, orderedBy, now);
        blackout.reason = reason;
        return blackout;
    }

    void lift(UUID operatorId, Instant now) {
        this.liftedBy = operatorId;
        this.liftedAt = now;
    }

    boolean lifted() {
        return liftedAt != null;
    }

    /** The order's id. */
    public UUID id() {
        return id;
    }

    /** Which screen is taken. */
    public UUID screenId() {
        return screenId;
    }

    /** What takes its place. */
    public TakeoverKind kind() {
        return kind;
    }

    /** What an insert shows; null for a blackout. */
    public String mediaSha256() {
        return mediaSha256;
    }

    /** When it begins. */
    public Instant fromAt() {
        return fromAt;
    }

    /** When it ends by itself; null where somebody must lift it. */
    public Instant untilAt() {
        return untilAt;
    }

    /** Whether an insert may be heard. */
    public boolean sound() {
        return sound;
    }

    /** Why, in the words of who ordered it; may be null. */
    public String reason() {
        return reason;
    }

    /** When it was ordered. */
    public Instant orderedAt() {
        return orderedAt;
    }
}
