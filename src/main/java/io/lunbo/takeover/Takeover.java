package io.lunbo.takeover;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.UuidGenerator;

/** One screen taken from its sheet, until it is lifted or its time is over. */
@Entity
@DynamicUpdate // confirmations are written past it
@Table(name = "takeovers")
public class Takeover {
    @Id
    @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
    private UUID id;

    @ManyToOne(optional = false)
    @JoinColumn(name = "order_id")
    private TakeoverOrder order;

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

    private boolean drill;
    private int priority;

    @Column(name = "manifest_version")
    private Long manifestVersion;

    @Column(name = "confirmed_at")
    private Instant confirmedAt;

    @Column(name = "lift_version")
    private Long liftVersion;

    @Column(name = "lift_confirmed_at")
    private Instant liftConfirmedAt;

    @Version
    private int version;

    /** For Hibernate. */
    protected Takeover() {}

    private Takeover(TakeoverOrder order, UUID screenId, String mediaSha256) {
        this.order = order;
        this.screenId = screenId;
        this.kind = order.kind();
        this.mediaSha256 = mediaSha256;
        this.fromAt = order.fromAt();
        this.untilAt = order.untilAt();
        this.sound = order.sound();
        this.reason = order.reason();
        this.drill = order.drill();
        this.priority = order.priority();
        this.orderedBy = order.orderedBy();
        this.orderedAt = order.orderedAt();
    }

    /** What an order means for one screen; {@code mediaSha256} is the file that this screen gets of an insert, else null. */
    static Takeover of(TakeoverOrder order, UUID screenId, String mediaSha256) {
        return new Takeover(order, screenId, mediaSha256);
    }

    void lift(UUID operatorId, Instant now) {
        this.liftedBy = operatorId;
        this.liftedAt = now;
    }

    /** Whether somebody has ended it. */
    public boolean lifted() {
        return liftedAt != null;
    }

    /** Whose part it is. */
    public TakeoverOrder order() {
        return order;
    }

    /** Whether it only tries the way to the player. */
    public boolean drill() {
        return drill;
    }

    /** The higher one is shown, the lower one waits. */
    public int priority() {
        return priority;
    }

    /** The first manifest that says it; null before it was issued. */
    public Long manifestVersion() {
        return manifestVersion;
    }

    /** When the player said that it does it; null until then. */
    public Instant confirmedAt() {
        return confirmedAt;
    }

    /** When somebody ended it; null until then. */
    public Instant liftedAt() {
        return liftedAt;
    }

    /** When the player said that it does it no more; null until then. */
    public Instant liftConfirmedAt() {
        return liftConfirmedAt;
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
