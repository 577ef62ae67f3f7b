package io.lunbo.review;

import io.lunbo.access.CurrentOperator.Account;
import io.lunbo.access.Operator;
import io.lunbo.access.OperatorRepository;
import io.lunbo.access.Role;
import io.lunbo.audit.AuditTrail;
import io.lunbo.audit.Change;
import io.lunbo.proof.ReviewerKeys.Signer;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.lunbo.web.WireTime;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** Takes an approval back (撤回). One reviewer's word is enough: what is doubtful goes first and is discussed afterwards. */
@ApplicationScoped
public class ReviewWithdrawal {
    private final ReviewRepository reviews;
    private final OperatorRepository operators;
    private final AuditTrail auditTrail;
    private final Event<ApprovalWithdrawn> withdrawn;
    private final Clock clock;

    /**
     * Fired in the deed's transaction, while nothing can be published: these bytes may not be shown in that run any more.
     *
     * @param reviewId the review
     * @param mediaSha256 the bytes
     * @param title what people call them
     * @param runId the run
     * @param reason why
     * @param by who took it back
     */
    public record ApprovalWithdrawn(
            UUID reviewId, String mediaSha256, String title, UUID runId, String reason, Account by) {}

    ReviewWithdrawal(
            ReviewRepository reviews,
            OperatorRepository operators,
            AuditTrail auditTrail,
            Event<ApprovalWithdrawn> withdrawn,
            Clock clock) {
        this.reviews = reviews;
        this.operators = operators;
        this.auditTrail = auditTrail;
        this.withdrawn = withdrawn;
        this.clock = clock;
    }

    /** What the signed record of a withdrawal says: of what, by whom, when, and what binds the reason. */
    static Map<String, Object> said(Review review, UUID operatorId, Instant at, String reason) {
        Map<String, Object> said = new TreeMap<>();
        said.put("review", review.id().toString());
        said.put("media", review.mediaSha256());
        said.put("run", review.scope().runId().toString());
        said.put("chain", review.chainSha256());
        said.put("stages", review.plan().size());
        said.put("operator", operatorId.toString());
        said.put("at", WireTime.format(at));
        said.put("reason", ReviewSignature.sha256(reason));
        return said;
    }

    /** Takes the approval of a review back under the person's signature; what is published from it goes off the screens in the same transaction. */
    @Transactional
    public Review withdraw(UUID reviewId, String reason, Signer signer, Account actor) {
        String said = Vote.readable(reason);
        if (said == null) {
            throw Problem.of(ProblemType.REASON_REQUIRED);
        }
        Operator person = operators.findById(actor.id());
        if (person == null || !person.active() || !person.roles().contains(Role.REVIEWER)) {
            throw Problem.of(ProblemType.FORBIDDEN);
        }
        if (!signer.operatorId().equals(actor.id())) {
            throw Problem.of(ProblemType.FORBIDDEN); // nobody signs with the key of another
        }
        reviews.getEntityManager()
                .createNativeQuery("select id from release_gate where id = 1 for update")
                .getSingleResult();
        Review review = reviews.whole(reviewId).orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
        if (review.state() != ReviewState.APPROVED) {
            throw Problem.of(ProblemType.REVIEW_CLOSED).with("state", review.state());
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        String proof = signer.signWithdrawal(said(review, actor.id(), now, said));
        review.withdraw(actor.id(), actor.name(), said, now, proof);
        reviews.flush();
        auditTrail.record(
                actor.id(),
                "review.withdraw",
                "review:" + reviewId,
                Change.of(
                                Map.of("state", ReviewState.APPROVED.name()),
                                Map.of("state", review.state().name()))
                        .with(Map.of("sha256", review.mediaSha256(), "reason", said)));
        withdrawn.fire(new ApprovalWithdrawn(
                reviewId,
                review.mediaSha256(),
                review.media().title(),
                review.scope().runId(),
                said,
                actor));
        return review;
    }
}
