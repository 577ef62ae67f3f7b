package io.lunbo.evidence;

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

/** A photo of a wall (现场照片). Never changed: somebody may say later that nobody can be recognised, or remove it. */
@Entity
@Table(name = "photos")
public class Photo {
    @Id
    @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
    private UUID id;

    @Column(name = "screen_id")
    private UUID screenId;

    @Enumerated(EnumType.STRING)
    private Seen seen;

    private String remark;

    @Column(name = "taken_by")
    private UUID takenBy;

    @Column(name = "taken_by_name")
    private String takenByName;

    @Embedded
    private Shot shot;

    @Embedded
    private Kept kept;

    @Embedded
    private DueThen due;

    @Column(name = "cleared_by_name")
    private String clearedByName;

    @Column(name = "cleared_at")
    private Instant clearedAt;

    @Column(name = "removed_by_name")
    private String removedByName;

    @Column(name = "removed_at")
    private Instant removedAt;

    @Column(name = "removed_why")
    private String removedWhy;

    @Version
    private int version;

    /** For Hibernate. */
    protected Photo() {}

    Photo(UUID screenId, Seen seen, String remark, Shot shot, Kept kept, DueThen due) {
        this.screenId = screenId;
        this.seen = seen;
        this.remark = remark;
        this.shot = shot;
        this.kept = kept;
        this.due = due;
    }

    Photo takenBy(UUID operatorId, String name) {
        this.takenBy = operatorId;
        this.takenByName = name;
        return this;
    }

    void clear(String name, Instant at) {
        this.clearedByName = name;
        this.clearedAt = at;
    }

    void remove(String name, Instant at, String why) {
        this.removedByName = name;
        this.removedAt = at;
        this.removedWhy = why;
        this.kept = kept.gone();
    }

    /** The id. */
    public UUID id() {
        return id;
    }

    /** Of which screen. */
    public UUID screenId() {
        return screenId;
    }

    /** What the person says that it showed. */
    public Seen seen() {
        return seen;
    }

    /** What the person wrote; may be empty. */
    public String remark() {
        return remark;
    }

    /** Who sent it. */
    public UUID takenBy() {
        return takenBy;
    }

    /** The name of who sent it. */
    public String takenByName() {
        return takenByName;
    }

    /** When and where. */
    public Shot shot() {
        return shot;
    }

    /** What is kept of it. */
    public Kept kept() {
        return kept;
    }

    /** What was due then. */
    public DueThen due() {
        return due == null ? DueThen.nothing(null) : due;
    }

    /** Who said that nobody can be recognised; null while nobody has. */
    public String clearedByName() {
        return clearedByName;
    }

    /** When that was said. */
    public Instant clearedAt() {
        return clearedAt;
    }

    /** Whether it may stand in a report. */
    public boolean released() {
        return clearedAt != null && standing();
    }

    /** Whether it is still there. */
    public boolean standing() {
        return removedAt == null;
    }

    /** Whether it was removed because its time was over, and not by a person. */
    public boolean expired() {
        return removedAt != null && removedByName == null;
    }

    /** Who removed it; null while it stands, and where its time was over. */
    public String removedByName() {
        return removedByName;
    }

    /** When it was removed. */
    public Instant removedAt() {
        return removedAt;
    }

    /** Why it was removed; null where its time was over. */
    public String removedWhy() {
        return removedWhy;
    }
}
