package io.lunbo.takeover;

import io.lunbo.access.CurrentOperator.Account;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.UuidGenerator;

/** What one person ordered once, for one screen or many. */
@Entity
@Table(name = "takeover_orders")
public class TakeoverOrder {
    private static final int OF_A_BLACKOUT = 1000;
    private static final int OF_A_LEVEL = 10;

    @Id
    @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
    private UUID id;

    @Enumerated(EnumType.STRING)
    private TakeoverKind kind;

    private boolean drill;

    @Enumerated(EnumType.STRING)
    @Column(name = "issuing_level")
    private IssuingLevel issuingLevel;

    @Column(name = "media_sha256")
    private String mediaSha256;

    @Column(name = "from_at")
    private Instant fromAt;

    @Column(name = "until_at")
    private Instant untilAt;

    private boolean sound;

    @Embedded
    private Notice notice;

    private String reason;

    @Column(name = "reason_by")
    private UUID reasonBy;

    @Column(name = "reason_at")
    private Instant reasonAt;

    @Column(name = "ordered_by")
    private UUID orderedBy;

    @Column(name = "ordered_name")
    private String orderedName;

    @Column(name = "ordered_at")
    private Instant orderedAt;

    @Version
    private int version;

    /** For Hibernate. */
    protected TakeoverOrder() {}

    private TakeoverOrder(TakeoverKind kind, Terms terms, Account actor, Instant now) {
        this.kind = kind;
        this.drill = terms.drill();
        this.fromAt = terms.fromAt() == null || terms.fromAt().isBefore(now) ? now : terms.fromAt();
        this.untilAt = terms.untilAt();
        this.sound = terms.sound();
        this.issuingLevel = terms.issuingLevel();
        this.orderedBy = actor.id();
        this.orderedName = actor.name();
        this.orderedAt = now;
        explain(terms.reason(), actor, now);
    }

    /**
     * What every order says.
     *
     * @param fromAt when it begins; null or past: now
     * @param untilAt when it ends by itself; null: when somebody lifts it
     * @param sound whether it may be heard
     * @param issuingLevel who stands behind it; null for a blackout
     * @param drill whether it is a drill: told to the players, and no picture changes
     * @param reason why; null where it is to be said afterwards
     */
    public record Terms(
            Instant fromAt, Instant untilAt, boolean sound, IssuingLevel issuingLevel, boolean drill, String reason) {
        /** Now, and until somebody lifts it. */
        public static Terms blackout(boolean drill, String reason) {
            return new Terms(null, null, false, null, drill, reason);
        }
    }

    static TakeoverOrder blackout(Terms terms, Account actor, Instant now) {
        return new TakeoverOrder(TakeoverKind.BLACKOUT, terms, actor, now);
    }

    static TakeoverOrder insert(String mediaSha256, Terms terms, Account actor, Instant now) {
        TakeoverOrder order = new TakeoverOrder(TakeoverKind.INSERT, terms, actor, now);
        order.mediaSha256 = mediaSha256;
        return order;
    }

    static TakeoverOrder notice(Notice notice, Terms terms, Account actor, Instant now) {
        TakeoverOrder order = new TakeoverOrder(TakeoverKind.NOTICE, terms, actor, now);
        order.notice = notice;
        return order;
    }

    /** Says why, before or after; null says nothing. */
    final void explain(String why, Account actor, Instant now) {
        this.reason = why;
        this.reasonBy = why == null ? null : actor.id();
        this.reasonAt = why == null ? null : now;
    }

    /** Darkness goes before everything, then who stands behind it, then how grave it is; of two alike the later one is shown. */
    int priority() {
        if (kind == TakeoverKind.BLACKOUT) {
            return OF_A_BLACKOUT;
        }
        int gravity = notice == null ? 0 : notice.level().ordinal() + 1;
        return (issuingLevel.ordinal() + 1) * OF_A_LEVEL + gravity;
    }

    /** The order's id. */
    public UUID id() {
        return id;
    }

    /** What it puts in the place of the sheets. */
    public TakeoverKind kind() {
        return kind;
    }

    /** Whether it only tries the way to the players. */
    public boolean drill() {
        return drill;
    }

    /** Who stands behind it; null for a blackout. */
    public IssuingLevel issuingLevel() {
        return issuingLevel;
    }

    /** The reviewed media of an insert; null for others. */
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

    /** Whether it may be heard. */
    public boolean sound() {
        return sound;
    }

    /** What a notice says; null for others. */
    public Notice notice() {
        return notice;
    }

    /** Why; null where nobody has said it yet. */
    public String reason() {
        return reason;
    }

    /** Whether somebody still has to say why. */
    public boolean owesReason() {
        return reason == null && !drill;
    }

    /** Whose order it is. */
    public UUID orderedBy() {
        return orderedBy;
    }

    /** The person's name at that time. */
    public String orderedName() {
        return orderedName;
    }

    /** When it was ordered. */
    public Instant orderedAt() {
        return orderedAt;
    }
}
