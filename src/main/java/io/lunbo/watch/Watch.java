package io.lunbo.watch;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.UuidGenerator;

/** What one reviewer has looked at of one review. */
@Entity
@Table(name = "review_watches")
public class Watch {
    @Id
    @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
    private UUID id;

    @Column(name = "review_id")
    private UUID reviewId;

    @Column(name = "operator_id")
    private UUID operatorId;

    @Column(name = "media_sha256")
    private String mediaSha256;

    @Column(name = "needed_ms")
    private long neededMs;

    private String ranges;

    @Column(name = "credit_ms")
    private long creditMs;

    @Column(name = "began_at")
    private Instant beganAt;

    @Column(name = "last_at")
    private Instant lastAt;

    @Column(name = "done_at")
    private Instant doneAt;

    /** For Hibernate. */
    protected Watch() {}

    Watch(UUID reviewId, UUID operatorId, String mediaSha256, long neededMs, Instant at) {
        this.reviewId = reviewId;
        this.operatorId = operatorId;
        this.mediaSha256 = mediaSha256;
        this.neededMs = neededMs;
        this.ranges = "";
        this.beganAt = at;
        this.lastAt = at;
    }

    /** Lets time pass up to this report: a page that was silent for long earns no more than one that just reported. */
    void beat(Instant at, long mostMs) {
        long elapsed = Math.max(0, at.toEpochMilli() - lastAt.toEpochMilli());
        creditMs += Math.min(elapsed, mostMs);
        lastAt = at.isAfter(lastAt) ? at : lastAt;
    }

    void add(PlayedRanges all, Instant at) {
        ranges = all.stored();
        if (doneAt == null && all.cover(neededMs)) {
            doneAt = at;
        }
    }

    /** What was looked at so far. */
    public PlayedRanges ranges() {
        return PlayedRanges.read(ranges);
    }

    /** How much has to be looked at. */
    public long neededMs() {
        return neededMs;
    }

    /** When everything had been looked at; null where something is missing. */
    public Instant doneAt() {
        return doneAt;
    }

    /** Whether it is of these bytes. */
    public boolean isOf(String sha256) {
        return mediaSha256.equals(sha256);
    }

    long creditMs() {
        return creditMs;
    }
}
