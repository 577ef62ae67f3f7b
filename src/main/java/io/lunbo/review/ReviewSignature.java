package io.lunbo.review;

import io.lunbo.access.CurrentOperator.Account;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.UuidGenerator;

/** One person's word on one stage (谁签字、谁负责): never changed, never taken back. */
@Entity
@Immutable
@Table(name = "review_signatures")
public class ReviewSignature {
    /** What was decided. */
    public enum Decision {
        /** Go on. */
        APPROVE,
        /** Sent back. */
        REJECT
    }

    @Id
    @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
    private UUID id;

    @ManyToOne(optional = false, fetch = FetchType.LAZY)
    @JoinColumn(name = "review_id")
    private Review review;

    @Enumerated(EnumType.STRING)
    private ReviewStage stage;

    @Enumerated(EnumType.STRING)
    private Decision decision;

    @Column(name = "operator_id")
    private UUID operatorId;

    @Column(name = "operator_name")
    private String operatorName;

    @Column(name = "unit_name")
    private String unitName;

    @Column(name = "media_sha256")
    private String mediaSha256;

    @Column(name = "scope_sha256")
    private String scopeSha256;

    private String comment;

    @Column(name = "signed_at")
    private Instant signedAt;

    /** For Hibernate. */
    protected ReviewSignature() {}

    ReviewSignature(Review review, ReviewStage stage, Decision decision, String comment, Account by, Instant at) {
        this.review = review;
        this.stage = stage;
        this.decision = decision;
        this.comment = comment;
        this.operatorId = by.id();
        this.operatorName = by.name();
        this.unitName = by.unitName();
        this.mediaSha256 = review.mediaSha256();
        this.scopeSha256 = review.scope().sha256();
        this.signedAt = at;
    }

    /** Which stage. */
    public ReviewStage stage() {
        return stage;
    }

    /** What was decided. */
    public Decision decision() {
        return decision;
    }

    /** Whether it says yes. */
    public boolean approves() {
        return decision == Decision.APPROVE;
    }

    /** Who signed. */
    public UUID operatorId() {
        return operatorId;
    }

    /** The person's name on that day. */
    public String operatorName() {
        return operatorName;
    }

    /** The unit's name on that day. */
    public String unitName() {
        return unitName;
    }

    /** What the person added; the reason of a rejection; may be null. */
    public String comment() {
        return comment;
    }

    /** When. */
    public Instant signedAt() {
        return signedAt;
    }

    boolean approves(String sha256, String scope) {
        return approves() && mediaSha256.equals(sha256) && scopeSha256.equals(scope);
    }
}
