package io.lunbo.alarm;

import io.lunbo.access.CurrentOperator.Account;
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
import java.util.UUID;
import org.hibernate.annotations.UuidGenerator;

/** Something that is or was wrong with a screen. */
@Entity
@Table(name = "alarms")
public class Alarm {
    @Id
    @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
    private UUID id;

    @ManyToOne(optional = false)
    @JoinColumn(name = "screen_id")
    private Screen screen;

    @Enumerated(EnumType.STRING)
    private AlarmKind kind;

    private String detail;

    @Column(name = "since_at")
    private Instant sinceAt;

    @Column(name = "until_at")
    private Instant untilAt;

    @Column(name = "open_key")
    private String openKey;

    @Column(name = "acknowledged_by")
    private UUID acknowledgedBy;

    @Column(name = "acknowledged_name")
    private String acknowledgedName;

    @Column(name = "acknowledged_at")
    private Instant acknowledgedAt;

    private String note;

    @Column(name = "notified_at")
    private Instant notifiedAt;

    private int notices;

    @Version
    private int version;

    /** For Hibernate. */
    protected Alarm() {}

    Alarm(Screen screen, AlarmKind kind, String detail, Instant since) {
        this.screen = screen;
        this.kind = kind;
        this.detail = detail;
        this.sinceAt = since;
        this.openKey = screen.id() + "/" + kind;
    }

    void end(Instant now) {
        this.untilAt = now;
        this.openKey = null;
    }

    void acknowledge(String words, Account actor, Instant now) {
        this.acknowledgedBy = actor.id();
        this.acknowledgedName = actor.name();
        this.acknowledgedAt = now;
        this.note = words;
    }

    void told(Instant now) {
        this.notifiedAt = now;
        this.notices++;
    }

    /** The alarm's id. */
    public UUID id() {
        return id;
    }

    /** What it is about. */
    public Screen screen() {
        return screen;
    }

    /** What is wrong. */
    public AlarmKind kind() {
        return kind;
    }

    /** In plain facts: hashes, versions, milliseconds, bytes. */
    public String detail() {
        return detail;
    }

    /** From when on. */
    public Instant sinceAt() {
        return sinceAt;
    }

    /** Until when; null while it goes on. */
    public Instant untilAt() {
        return untilAt;
    }

    /** Who has taken note; null: nobody. */
    public String acknowledgedName() {
        return acknowledgedName;
    }

    /** When that was; null: nobody has. */
    public Instant acknowledgedAt() {
        return acknowledgedAt;
    }

    /** What was said to it; may be null. */
    public String note() {
        return note;
    }

    /** When people were last told; null: not yet. */
    public Instant notifiedAt() {
        return notifiedAt;
    }
}
