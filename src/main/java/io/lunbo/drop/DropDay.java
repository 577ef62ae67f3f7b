package io.lunbo.drop;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.UUID;
import org.hibernate.annotations.UuidGenerator;

/** A day of a drop: which edition of its figures there is, and whether that was taken. */
@Entity
@Table(name = "figure_drop_days")
public class DropDay {
    private static final Duration FIRST_WAIT = Duration.ofMinutes(1);
    private static final int MOST_DOUBLED = 9;

    /** Why an edition was not taken. */
    public enum Failure {
        /** Somebody answered, and not with yes. */
        REFUSED,
        /** Nobody answered. */
        UNREACHABLE,
        /** The address leads to this machine or its link. */
        NEARBY,
        /** The folder cannot be written. */
        FOLDER;

        /** The message bundle key of its sentence. */
        public String key() {
            return "drop_failure_" + name().toLowerCase(Locale.ROOT);
        }
    }

    @Id
    @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
    private UUID id;

    @Column(name = "drop_id")
    private UUID dropId;

    private LocalDate date;

    private int edition;

    private String sha256;

    @Column(name = "counted_at")
    private Instant countedAt;

    @Column(name = "sent_at")
    private Instant sentAt;

    private int tries;

    @Column(name = "next_at")
    private Instant nextAt;

    @Enumerated(EnumType.STRING)
    private Failure failure;

    private Integer answered;

    private String node;

    private String folder;

    @Version
    private int version;

    /** For Hibernate. */
    protected DropDay() {}

    DropDay(UUID dropId, LocalDate date) {
        this.dropId = dropId;
        this.date = date;
    }

    /** Its figures are these, as they were counted up to that moment; where they are others there is one more edition. */
    void figures(String figuresSha256, Instant counted) {
        this.countedAt = counted;
        if (!figuresSha256.equals(sha256)) {
            this.sha256 = figuresSha256;
            this.edition++;
            this.sentAt = null;
            this.tries = 0;
            this.nextAt = counted;
            this.failure = null;
            this.answered = null;
            this.node = null;
            this.folder = null;
        }
    }

    void sent(Instant at, String byNode, String intoFolder) {
        this.sentAt = at;
        this.node = byNode;
        this.folder = intoFolder;
        this.nextAt = null;
        this.failure = null;
        this.answered = null;
    }

    /** It is tried again, after a minute, two, four and so on up to some hours. */
    void failed(Failure why, Integer status, Instant at) {
        this.failure = why;
        this.answered = status;
        this.nextAt = at.plus(FIRST_WAIT.multipliedBy(1L << Math.min(tries, MOST_DOUBLED)));
        this.tries++;
    }

    /** Whether the figures may be others than were looked at. */
    boolean olderThan(Instant counted) {
        return countedAt.isBefore(counted);
    }

    boolean due(Instant now) {
        return sentAt == null && !nextAt.isAfter(now);
    }

    UUID dropId() {
        return dropId;
    }

    /** The day. */
    public LocalDate date() {
        return date;
    }

    /** The number of the edition, from 1. */
    public int edition() {
        return edition;
    }

    /** The hash of its figures. */
    public String sha256() {
        return sha256;
    }

    /** When it was taken; null: it waits. */
    public Instant sentAt() {
        return sentAt;
    }

    /** How often it was tried in vain. */
    public int tries() {
        return tries;
    }

    /** When it is tried again; null where it was taken. */
    public Instant nextAt() {
        return nextAt;
    }

    /** Why it was not taken the last time; null: it was, or was not tried. */
    public Failure failure() {
        return failure;
    }

    /** The status of the answer that was no yes; null: there was none. */
    public Integer answered() {
        return answered;
    }

    /** The node that sent it; null: it waits, or was sent before this was noted. */
    public String node() {
        return node;
    }

    /** The folder on that node; null where it went to an address. */
    public String folder() {
        return folder;
    }
}
