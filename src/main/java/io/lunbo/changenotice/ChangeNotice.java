package io.lunbo.changenotice;

import io.lunbo.access.CurrentOperator.Account;
import io.lunbo.comparison.ComparedSheets.Compared;
import io.lunbo.screen.Screen;
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
import java.time.LocalDate;
import java.util.Locale;
import java.util.UUID;
import org.hibernate.annotations.UuidGenerator;

/** Why a frozen day is changed, and who let it be. */
@Entity
@Table(name = "change_notices")
public class ChangeNotice {
    /** How far a notice has come. */
    public enum State {
        /** Written, not decided. */
        WAITING,
        /** The draft may be published. */
        APPROVED,
        /** The draft may not. */
        REFUSED,
        /** The draft is published. */
        CARRIED_OUT
    }

    @Id
    @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
    private UUID id;

    @Column(name = "sheet_id")
    private UUID sheetId;

    @Column(name = "published_id")
    private UUID publishedId;

    @ManyToOne(optional = false)
    @JoinColumn(name = "screen_id")
    private Screen screen;

    private LocalDate date;
    private String sha256;
    private int moved;
    private int added;
    private int removed;

    @Enumerated(EnumType.STRING)
    private State state;

    private String reason;

    @Column(name = "requested_by")
    private UUID requestedBy;

    @Column(name = "requested_by_name")
    private String requestedByName;

    @Column(name = "requested_by_unit")
    private String requestedByUnit;

    @Column(name = "requested_at")
    private Instant requestedAt;

    @Column(name = "decided_by")
    private UUID decidedBy;

    @Column(name = "decided_by_name")
    private String decidedByName;

    @Column(name = "decided_by_unit")
    private String decidedByUnit;

    @Column(name = "decided_at")
    private Instant decidedAt;

    private String remark;

    @Column(name = "published_at")
    private Instant publishedAt;

    @Version
    private int version;

    /** For Hibernate. */
    protected ChangeNotice() {}

    ChangeNotice(Compared change, String reason, Account by, Instant at) {
        this.sheetId = change.after().id();
        this.publishedId = change.before().id();
        this.screen = change.screen();
        this.date = change.after().date();
        this.sha256 = change.after().sha256();
        this.moved = (int) change.moved();
        this.added = (int) change.added();
        this.removed = (int) change.removed();
        this.state = State.WAITING;
        this.reason = reason;
        this.requestedBy = by.id();
        this.requestedByName = by.name();
        this.requestedByUnit = by.unitName();
        this.requestedAt = at;
    }

    void decide(boolean approve, String newRemark, Account by, Instant at) {
        this.state = approve ? State.APPROVED : State.REFUSED;
        this.remark = newRemark;
        this.decidedBy = by.id();
        this.decidedByName = by.name();
        this.decidedByUnit = by.unitName();
        this.decidedAt = at;
    }

    void carriedOut(Instant at) {
        this.state = State.CARRIED_OUT;
        this.publishedAt = at;
    }

    /** Its id. */
    public UUID id() {
        return id;
    }

    /** The draft that it is about. */
    public UUID sheetId() {
        return sheetId;
    }

    /** The version that was published when it was written. */
    public UUID publishedId() {
        return publishedId;
    }

    /** Whose day. */
    public Screen screen() {
        return screen;
    }

    /** Which day. */
    public LocalDate date() {
        return date;
    }

    /** The hash of the draft. */
    public String sha256() {
        return sha256;
    }

    /** How many plays move. */
    public int moved() {
        return moved;
    }

    /** How many plays come. */
    public int added() {
        return added;
    }

    /** How many plays go. */
    public int removed() {
        return removed;
    }

    /** How far it has come. */
    public State state() {
        return state;
    }

    /** The key of the state's word. */
    public String stateKey() {
        return "changenotice_" + state.name().toLowerCase(Locale.ROOT);
    }

    /** Why. */
    public String reason() {
        return reason;
    }

    /** Who wrote it. */
    public UUID requestedBy() {
        return requestedBy;
    }

    /** The person's name on that day. */
    public String requestedByName() {
        return requestedByName;
    }

    /** The unit's name on that day. */
    public String requestedByUnit() {
        return requestedByUnit;
    }

    /** When it was written. */
    public Instant requestedAt() {
        return requestedAt;
    }

    /** The name of who decided; null while nobody has. */
    public String decidedByName() {
        return decidedByName;
    }

    /** The unit of who decided; null while nobody has. */
    public String decidedByUnit() {
        return decidedByUnit;
    }

    /** When it was decided; null while it is not. */
    public Instant decidedAt() {
        return decidedAt;
    }

    /** What the deciding person added; may be null. */
    public String remark() {
        return remark;
    }

    /** When the draft was published; null while it is not. */
    public Instant publishedAt() {
        return publishedAt;
    }

    /** Counts its changes. */
    public int version() {
        return version;
    }
}
