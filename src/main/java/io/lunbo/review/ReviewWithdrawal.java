package io.lunbo.review;

import io.lunbo.access.CurrentOperator.Account;
import io.lunbo.access.Operator;
import io.lunbo.access.OperatorRepository;
import io.lunbo.access.Role;
import io.lunbo.audit.AuditTrail;
import io.lunbo.audit.Change;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Map;
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

    /** Takes the approval of a review back; what is published from it goes off the screens in the same transaction. */
    @Transactional
    public Review withdraw(UUID reviewId, String reason, Account actor) {
        String said = Vote.readable(reason);
        if (said == null) {
            throw Problem.of(ProblemType.REASON_REQUIRED);
        }
        Operator person = operators.findById(actor.id());
        if (person == null || !person.active() || !person.roles().contains(Role.REVIEWER)) {
            throw Problem.of(ProblemType.FORBIDDEN);
        }
        reviews.getEntityManager()
                .createNativeQuery("select id from release_gate where id = 1 for update")
                .getSingleResult();
        Review review = reviews.whole(reviewId).orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
        if (review.state() != ReviewState.APPROVED) {
            throw Problem.of(ProblemType.REVIEW_CLOSED).with("state", review.state());
        }
        review.withdraw(actor.id(), actor.name(), said, clock.instant().truncatedTo(ChronoUnit.MILLIS));
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
