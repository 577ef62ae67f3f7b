package io.lunbo.review;

import io.lunbo.access.CurrentOperator.Account;
import io.lunbo.access.Operator;
import io.lunbo.access.OperatorRepository;
import io.lunbo.access.Role;
import io.lunbo.audit.AuditTrail;
import io.lunbo.media.Media;
import io.lunbo.media.MediaUploads;
import io.lunbo.review.ReviewSignature.Decision;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.PessimisticLockException;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.exception.ConstraintViolationException;

/** Opens reviews and takes signatures. */
@ApplicationScoped
public class ReviewChain {
    /** The longest comment or reason. */
    static final int LONGEST_COMMENT = 2000;

    private final ReviewRepository reviews;
    private final MediaUploads uploads;
    private final OperatorRepository operators;
    private final AuditTrail auditTrail;
    private final Clock clock;

    ReviewChain(
            ReviewRepository reviews,
            MediaUploads uploads,
            OperatorRepository operators,
            AuditTrail auditTrail,
            Clock clock) {
        this.reviews = reviews;
        this.uploads = uploads;
        this.operators = operators;
        this.auditTrail = auditTrail;
        this.clock = clock;
    }

    /** Asks for the review of a media for a run; refused while one for the same scope is open or holds. */
    @Transactional
    public Review open(Media media, ReviewScope scope, Account submitter) {
        if (reviews.ofBytes(media.sha256(), scope.runId()).stream()
                .filter(review -> review.scope().sha256().equals(scope.sha256()))
                .anyMatch(review -> review.state() != ReviewState.REJECTED)) {
            throw Problem.of(ProblemType.REVIEW_ALREADY_OPEN);
        }
        Operator person = operators.findById(submitter.id());
        Review review = new Review(media, scope, person, clock.instant().truncatedTo(ChronoUnit.MILLIS));
        reviews.persist(review);
        auditTrail.record(
                submitter.id(),
                "review.open",
                "review:" + review.id(),
                Map.of("sha256", media.sha256(), "run", scope.runId().toString(), "scope", scope.sha256()));
        return review;
    }

    /**
     * Signs a stage with yes.
     *
     * @param sha256Seen the bytes that the reviewer looked at
     * @param comment what the reviewer adds; may be null
     */
    @Transactional
    public Review approve(UUID reviewId, ReviewStage stage, String sha256Seen, String comment, Account reviewer) {
        return sign(admitted(reviewId, stage, sha256Seen, reviewer), stage, Decision.APPROVE, comment, reviewer);
    }

    /**
     * Sends it back, which closes it.
     *
     * @param reason why; the submitter reads it
     */
    @Transactional
    public Review reject(UUID reviewId, ReviewStage stage, String sha256Seen, String reason, Account reviewer) {
        if (reason == null || reason.isBlank()) {
            throw Problem.of(ProblemType.REASON_REQUIRED);
        }
        return sign(admitted(reviewId, stage, sha256Seen, reviewer), stage, Decision.REJECT, reason, reviewer);
    }

    private Review admitted(UUID reviewId, ReviewStage stage, String sha256Seen, Account reviewer) {
        Review review = reviews.whole(reviewId).orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
        refuseWrongPerson(review, reviewer);
        if (review.state() != ReviewState.OPEN) {
            throw Problem.of(ProblemType.REVIEW_CLOSED).with("state", review.state());
        }
        if (review.signature(stage).isPresent()) {
            throw Problem.of(ProblemType.REVIEW_STAGE_TAKEN);
        }
        if (review.nextStage().filter(stage::equals).isEmpty()) {
            throw Problem.of(ProblemType.REVIEW_WRONG_ORDER);
        }
        if (!review.mediaSha256().equals(sha256Seen) || !review.media().sha256().equals(sha256Seen)) {
            throw Problem.of(ProblemType.REVIEW_OTHER_BYTES);
        }
        return review;
    }

    private void refuseWrongPerson(Review review, Account reviewer) {
        whyNot(review, reviewer).ifPresent(type -> {
            throw Problem.of(type);
        });
    }

    /** Why this person may not sign anything of this review; empty where nothing is in the way. */
    Optional<ProblemType> whyNot(Review review, Account reviewer) {
        // Asked anew: the role may have been taken away since this person signed in.
        Operator person = operators.findById(reviewer.id());
        if (person == null || !person.active() || !person.roles().contains(Role.REVIEWER)) {
            return Optional.of(ProblemType.FORBIDDEN);
        }
        if (review.submitter().id().equals(reviewer.id())
                || uploads.uploaders(review.media().id()).contains(reviewer.id())) {
            return Optional.of(ProblemType.REVIEW_OWN_UPLOAD);
        }
        return review.signedBy(reviewer.id()) ? Optional.of(ProblemType.REVIEW_SECOND_STAGE) : Optional.empty();
    }

    private Review sign(Review review, ReviewStage stage, Decision decision, String comment, Account reviewer) {
        String said = comment == null || comment.isBlank() ? null : comment.strip();
        if (said != null && (said.length() > LONGEST_COMMENT || !said.matches("(?s)[^\\x00\\p{Cs}]*"))) {
            throw Problem.of(ProblemType.INVALID_INPUT);
        }
        ReviewSignature signature = new ReviewSignature(
                review, stage, decision, said, reviewer, clock.instant().truncatedTo(ChronoUnit.MILLIS));
        try {
            reviews.getEntityManager().persist(review.sign(signature));
            reviews.flush();
        } catch (ConstraintViolationException e) { // somebody was faster; the unique keys decide
            boolean person = String.valueOf(e.getConstraintName()).contains("person");
            throw Problem.of(person ? ProblemType.REVIEW_SECOND_STAGE : ProblemType.REVIEW_STAGE_TAKEN);
        } catch (PessimisticLockException e) { // the same race, ended by the database before the key was compared
            throw Problem.of(ProblemType.REVIEW_STAGE_TAKEN);
        }
        auditTrail.record(
                reviewer.id(),
                decision == Decision.APPROVE ? "review.approve" : "review.reject",
                "review:" + review.id(),
                Map.of(
                        "stage",
                        stage.name(),
                        "sha256",
                        review.mediaSha256(),
                        "state",
                        review.state().name()));
        return review;
    }
}
