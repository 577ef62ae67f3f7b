package io.lunbo.reviewdesk;

import io.lunbo.access.CurrentOperator.Account;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.UuidGenerator;

/** What somebody noted about a review, often at a second of the film. Never changed. */
@Entity
@Immutable
@Table(name = "review_remarks")
public class Remark {
    @Id
    @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
    private UUID id;

    @Column(name = "review_id")
    private UUID reviewId;

    @Column(name = "operator_id")
    private UUID operatorId;

    @Column(name = "operator_name")
    private String operatorName;

    @Column(name = "at_ms")
    private Long atMs;

    private String text;

    @Column(name = "made_at")
    private Instant madeAt;

    /** For Hibernate. */
    protected Remark() {}

    Remark(UUID reviewId, Account by, Long atMs, String text, Instant madeAt) {
        this.reviewId = reviewId;
        this.operatorId = by.id();
        this.operatorName = by.name();
        this.atMs = atMs;
        this.text = text;
        this.madeAt = madeAt;
    }

    /** The remark's id. */
    public UUID id() {
        return id;
    }

    /** Who made it. */
    public UUID operatorId() {
        return operatorId;
    }

    /** Who made it, by the name of that day. */
    public String operatorName() {
        return operatorName;
    }

    /** Where in the film; null where it is about the whole. */
    public Long atMs() {
        return atMs;
    }

    /** The same for people, e.g. {@code 1:05}. */
    public String at() {
        return "%d:%02d".formatted(atMs / 60_000, atMs / 1000 % 60);
    }

    /** What was said. */
    public String text() {
        return text;
    }

    /** When. */
    public Instant madeAt() {
        return madeAt;
    }
}
