package io.lunbo.playarchive;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.hibernate.annotations.UuidGenerator;

/** A file with all plays that one screen logged in one month. */
@Entity
@Table(name = "play_archives")
public class PlayArchive {
    @Id
    @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
    private UUID id;

    @Column(name = "screen_id")
    private UUID screenId;

    private String month;

    private String file;

    private String sha256;

    private long bytes;

    private int plays;

    @Column(name = "first_at")
    private Instant firstAt;

    @Column(name = "last_at")
    private Instant lastAt;

    @Column(name = "written_at")
    private Instant writtenAt;

    @Column(name = "emptied_at")
    private Instant emptiedAt;

    @Column(name = "restored_until")
    private Instant restoredUntil;

    @Column(name = "checked_at")
    private Instant checkedAt;

    @Enumerated(EnumType.STRING)
    private Fault fault;

    @Version
    private int version;

    /** What can be wrong with a file. */
    public enum Fault {
        /** It is not there. */
        MISSING,
        /** Its bytes are others. */
        CHANGED;

        /** The key of the word for it. */
        public String key() {
            return "playarchive_fault_" + name().toLowerCase(Locale.ROOT);
        }
    }

    /** For Hibernate. */
    protected PlayArchive() {}

    PlayArchive(UUID screenId, String month, ArchiveFolder.Written written, Instant writtenAt) {
        this.screenId = screenId;
        this.month = month;
        this.file = written.file();
        this.sha256 = written.sha256();
        this.bytes = written.bytes();
        this.plays = written.plays();
        this.firstAt = written.firstAt();
        this.lastAt = written.lastAt();
        this.writtenAt = writtenAt;
        this.checkedAt = writtenAt;
    }

    ArchiveFolder.Written written() {
        return new ArchiveFolder.Written(file, sha256, bytes, plays, firstAt, lastAt);
    }

    void emptied(Instant at) {
        this.emptiedAt = at;
        this.restoredUntil = null;
    }

    void restoredUntil(Instant until) {
        this.restoredUntil = until;
    }

    void checked(Fault found, Instant at) {
        this.fault = found;
        this.checkedAt = at;
    }

    public UUID id() {
        return id;
    }

    public UUID screenId() {
        return screenId;
    }

    /** Like {@code 2023-04}, in UTC. */
    public String month() {
        return month;
    }

    /** Its path below the folder of archives. */
    public String file() {
        return file;
    }

    /** Of the file as it lies there. */
    public String sha256() {
        return sha256;
    }

    /** Of the file as it lies there. */
    public long bytes() {
        return bytes;
    }

    public int plays() {
        return plays;
    }

    public Instant firstAt() {
        return firstAt;
    }

    public Instant lastAt() {
        return lastAt;
    }

    public Instant writtenAt() {
        return writtenAt;
    }

    /** When its rows were gone from the table of plays; null before. */
    public Instant emptiedAt() {
        return emptiedAt;
    }

    /** Until when its rows are back in the table of plays; null where they are not. */
    public Instant restoredUntil() {
        return restoredUntil;
    }

    /** When the file was last read and compared. */
    public Instant checkedAt() {
        return checkedAt;
    }

    /** What was wrong with it then; null: nothing. */
    public Fault fault() {
        return fault;
    }
}
