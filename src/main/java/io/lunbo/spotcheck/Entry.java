package io.lunbo.spotcheck;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.UuidGenerator;

/** What was found at a stop. Never changed; a later one corrects it. */
@Entity
@Table(name = "spot_check_entries")
public class Entry {
    @Id
    @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
    private UUID id;

    @Column(name = "stop_id")
    private UUID stopId;

    private int sequence;

    @Enumerated(EnumType.STRING)
    @Column(name = "result")
    private Finding finding;

    private String remark;

    @Column(name = "photo_id")
    private UUID photoId;

    @Column(name = "entered_by")
    private UUID enteredBy;

    @Column(name = "entered_by_name")
    private String enteredByName;

    @Column(name = "entered_at")
    private Instant enteredAt;

    /** For Hibernate. */
    protected Entry() {}

    Entry(UUID stopId, int sequence, Finding finding, String remark, UUID photoId) {
        this.stopId = stopId;
        this.sequence = sequence;
        this.finding = finding;
        this.remark = remark;
        this.photoId = photoId;
    }

    Entry enteredBy(UUID operatorId, String name, Instant at) {
        this.enteredBy = operatorId;
        this.enteredByName = name;
        this.enteredAt = at;
        return this;
    }

    /** The id. */
    public UUID id() {
        return id;
    }

    /** At which stop. */
    public UUID stopId() {
        return stopId;
    }

    /** 1 for the first, more for corrections. */
    public int sequence() {
        return sequence;
    }

    /** What was found. */
    public Finding finding() {
        return finding;
    }

    /** What the person wrote; may be empty where there is a photo. */
    public String remark() {
        return remark;
    }

    /** The photo; null where there is none. */
    public UUID photoId() {
        return photoId;
    }

    /** The name of who entered it. */
    public String enteredByName() {
        return enteredByName;
    }

    /** When it was entered. */
    public Instant enteredAt() {
        return enteredAt;
    }
}
