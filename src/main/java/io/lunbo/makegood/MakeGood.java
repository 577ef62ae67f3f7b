package io.lunbo.makegood;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.hibernate.annotations.UuidGenerator;

/** A missed play and the booking that makes it good. */
@Entity
@Table(name = "make_goods")
public class MakeGood {
    @Id
    @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
    private UUID id;

    @Column(name = "screen_id")
    private UUID screenId;

    private LocalDate date;

    @Column(name = "due_at")
    private Instant dueAt;

    @Column(name = "spot_id")
    private UUID spotId;

    @Column(name = "booked_spot_id")
    private UUID bookedSpotId;

    @Column(name = "booked_at")
    private Instant bookedAt;

    @Column(name = "accepted_by")
    private UUID acceptedBy;

    @Column(name = "accepted_by_name")
    private String acceptedByName;

    @Column(name = "accepted_at")
    private Instant acceptedAt;

    /** For Hibernate. */
    protected MakeGood() {}

    MakeGood(UUID screenId, LocalDate date, Instant dueAt, UUID spotId) {
        this.screenId = screenId;
        this.date = date;
        this.dueAt = dueAt;
        this.spotId = spotId;
    }

    MakeGood booked(UUID spot, Instant at) {
        this.bookedSpotId = spot;
        this.bookedAt = at;
        return this;
    }

    MakeGood acceptedBy(UUID operatorId, String name, Instant at) {
        this.acceptedBy = operatorId;
        this.acceptedByName = name;
        this.acceptedAt = at;
        return this;
    }

    /** The id. */
    public UUID id() {
        return id;
    }

    /** Where. */
    public UUID screenId() {
        return screenId;
    }

    /** The day of the missed play, where the screen stands. */
    public LocalDate date() {
        return date;
    }

    /** When the missed play was due. */
    public Instant dueAt() {
        return dueAt;
    }

    /** The booking that was missed. */
    public UUID spotId() {
        return spotId;
    }

    /** The booking that was made for it. */
    public UUID bookedSpotId() {
        return bookedSpotId;
    }

    /** Its fixed time. */
    public Instant bookedAt() {
        return bookedAt;
    }

    /** Who accepted it. */
    public String acceptedByName() {
        return acceptedByName;
    }

    /** When. */
    public Instant acceptedAt() {
        return acceptedAt;
    }
}
