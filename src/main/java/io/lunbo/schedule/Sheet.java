package io.lunbo.schedule;

import io.lunbo.dayplan.ScreenDay;
import io.lunbo.dayplan.SheetContent;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.hibernate.annotations.UuidGenerator;

/**
 * A screen's day, play by play (播出单). Built as a draft; once published it never changes.
 *
 * <p>A draft names originals, which are what people sign; a published sheet names the files that are made of them.
 */
@Entity
@Table(name = "sheets")
public class Sheet {
    /** How far a sheet has come. */
    public enum State {
        /** Built, to be looked at; nobody else sees it. */
        DRAFT,
        /** What the screen will play, or played, on that day. */
        PUBLISHED,
        /** A draft that a newer build or version replaced. */
        DISCARDED
    }

    @Id
    @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
    private UUID id;

    @Column(name = "screen_id")
    private UUID screenId;

    private LocalDate date;
    private int version;

    @Enumerated(EnumType.STRING)
    private State state;

    private String sha256;
    private byte[] body;
    private String carry;

    @Column(name = "play_count")
    private int playCount;

    @Column(name = "idle_ms")
    private long idleMs;

    private String summary;

    @Column(name = "built_by")
    private UUID builtBy;

    @Column(name = "built_at")
    private Instant builtAt;

    @Column(name = "published_by")
    private UUID publishedBy;

    @Column(name = "published_at")
    private Instant publishedAt;

    /** For Hibernate. */
    protected Sheet() {}

    Sheet(UUID screenId, int version, ScreenDay.Built built, SheetSummary summary) {
        byte[] json = built.content().canonicalJson();
        this.screenId = screenId;
        this.date = built.content().date();
        this.version = version;
        this.state = State.DRAFT;
        this.sha256 = SheetContent.sha256(json);
        this.body = SheetContent.gzip(json);
        this.carry = built.carry();
        this.playCount = built.content().plays().size();
        this.idleMs = built.idleMs();
        this.summary = summary.toJson();
    }

    /** An earlier version's plays as a new draft of the same day. */
    Sheet(Sheet earlier, int version, SheetContent content, SheetSummary summary) {
        byte[] json = content.canonicalJson();
        this.screenId = earlier.screenId;
        this.date = earlier.date;
        this.version = version;
        this.state = State.DRAFT;
        this.sha256 = SheetContent.sha256(json);
        this.body = SheetContent.gzip(json);
        this.carry = earlier.carry;
        this.playCount = content.plays().size();
        this.idleMs = Math.max(0, summary.openMs() - summary.shownMs());
        this.summary = summary.toJson();
    }

    /** The next version of a day with fewer plays; what they leave is idle. */
    Sheet(Sheet before, int version, SheetContent content, long droppedMs) {
        byte[] json = content.canonicalJson();
        this.screenId = before.screenId;
        this.date = before.date;
        this.version = version;
        this.state = State.DRAFT;
        this.sha256 = SheetContent.sha256(json);
        this.body = SheetContent.gzip(json);
        this.carry = before.carry;
        this.playCount = content.plays().size();
        this.idleMs = before.idleMs + droppedMs;
        this.summary = SheetSummary.of(before).with(content).toJson();
    }

    Sheet builtBy(UUID operatorId, Instant at) {
        this.builtBy = operatorId;
        this.builtAt = at;
        return this;
    }

    /** Becomes what screens play; {@code content} names the files that players are given in place of the originals. */
    void publish(SheetContent content, UUID operatorId, Instant at) {
        byte[] json = content.canonicalJson();
        this.sha256 = SheetContent.sha256(json);
        this.body = SheetContent.gzip(json);
        this.state = State.PUBLISHED;
        this.publishedBy = operatorId;
        this.publishedAt = at;
    }

    void discard() {
        this.state = State.DISCARDED;
    }

    /** The version's id. */
    public UUID id() {
        return id;
    }

    /** Whose day it is. */
    public UUID screenId() {
        return screenId;
    }

    /** Which day, in the screen's zone. */
    public LocalDate date() {
        return date;
    }

    /** Counts the versions of this day from 1 on. */
    public int version() {
        return version;
    }

    /** How far it has come. */
    public State state() {
        return state;
    }

    /** SHA-256 of the canonical JSON: the name that players fetch it by. */
    public String sha256() {
        return sha256;
    }

    /** The canonical JSON as gzip. */
    public byte[] gzipBody() {
        return body;
    }

    /** How many plays it plans. */
    public int playCount() {
        return playCount;
    }

    /** How long the standby picture stands inside the opening hours, in milliseconds. */
    public long idleMs() {
        return idleMs;
    }

    /** Figures, plays per spot and what could not be placed, as JSON. */
    public String summary() {
        return summary;
    }

    /** When it was published; null for a draft. */
    public Instant publishedAt() {
        return publishedAt;
    }

    /** When it was built. */
    public Instant builtAt() {
        return builtAt;
    }

    /** Who built it. */
    public UUID builtBy() {
        return builtBy;
    }

    /** Who published it; null for a draft. */
    public UUID publishedBy() {
        return publishedBy;
    }

    String carry() {
        return carry;
    }
}
