package io.lunbo.history;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.UuidGenerator;

/** What a campaign or a spot was after a deed. */
@Entity
@Table(name = "booking_states")
public class BookingState {
    @Id
    @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
    private UUID id;

    @Column(name = "campaign_id")
    private UUID campaignId;

    @Column(name = "spot_id")
    private UUID spotId;

    private int version;
    private Instant at;

    @Column(name = "operator_id")
    private UUID operatorId;

    private String deed;
    private String facts;

    /** For Hibernate. */
    protected BookingState() {}

    BookingState(BookingStates.Subject subject, int version, String deed, String facts, Instant at, UUID operatorId) {
        this.campaignId = subject.campaignId();
        this.spotId = subject.spotId();
        this.version = version;
        this.deed = deed;
        this.facts = facts;
        this.at = at;
        this.operatorId = operatorId;
    }

    /** Its id. */
    public UUID id() {
        return id;
    }

    /** What it is about. */
    public BookingStates.Subject subject() {
        return new BookingStates.Subject(campaignId, spotId);
    }

    /** The version that the deed made. */
    public int version() {
        return version;
    }

    /** When. */
    public Instant at() {
        return at;
    }

    /** Who. */
    public UUID operatorId() {
        return operatorId;
    }

    /** The deed, as the audit trail names it. */
    public String deed() {
        return deed;
    }

    /** The facts as JSON; null after a removal. */
    public String facts() {
        return facts;
    }
}
