package io.lunbo.review;

import io.lunbo.access.CurrentOperator.Account;
import io.lunbo.access.Operator;
import io.lunbo.access.OperatorRepository;
import io.lunbo.access.Secrets;
import io.lunbo.audit.AuditTrail;
import io.lunbo.audit.Change;
import io.lunbo.chain.Chains;
import io.lunbo.chain.CheckAnswer;
import io.lunbo.chain.StagePlan;
import io.lunbo.media.Media;
import io.lunbo.proof.ReviewerKeys.Signer;
import io.lunbo.review.LanguageCheck.Overrule;
import io.lunbo.review.ReviewSignature.Decision;
import io.lunbo.watch.Watching;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.PessimisticLockException;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.exception.ConstraintViolationException;

/** Opens reviews and takes signatures. */
@ApplicationScoped
public class ReviewChain {
    private static final int CODE_CHARACTERS = 16;

    private final ReviewRepository reviews;
    private final OperatorRepository operators;
    private final Chains chains;
    private final Signing signing;
    private final Watching watching;
    private final LanguageCheck language;
    private final AuditTrail auditTrail;
    private final Clock clock;

    ReviewChain(
            ReviewRepository reviews,
            OperatorRepository operators,
            Chains chains,
            Signing signing,
            Watching watching,
            LanguageCheck language,
            AuditTrail auditTrail,
            Clock clock) {
        this.reviews = reviews;
        this.operators = operators;
        this.chains = chains;
        this.signing = signing;
        this.watching = watching;
        this.language = language;
        this.auditTrail = auditTrail;
        this.clock = clock;
    }

    /** Asks for the review of a media for a run; refused while one for the same scope is open or holds. */
    @Transactional
    public Review open(Media media, ReviewScope scope, Account submitter) {
        return open(media, scope, submitter, null);
    }

    /** Brings other bytes in the place of what came back: for the same run, from the first stage on. */
    @Transactional
    public Review resubmit(UUID returnedId, Media media, Account submitter) {
        Review returned = reviews.whole(returnedId).orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
        boolean mayAnswer = returned.state() == ReviewState.REJECTED || returned.state() == ReviewState.WITHDRAWN;
        if (!mayAnswer || returned.media().kind() != media.kind()) {
            throw Problem.of(ProblemType.CONFLICT);
        }
        return open(media, returned.scope(), submitter, returnedId);
    }

    private Review open(Media media, ReviewScope scope, Account submitter, UUID followsId) {
        if (reviews.ofBytes(media.sha256(), scope.runId()).stream()
                .filter(review -> review.scope().sha256().equals(scope.sha256()))
                .anyMatch(review -> review.state() == ReviewState.OPEN || review.state() == ReviewState.APPROVED)) {
            throw Problem.of(ProblemType.REVIEW_ALREADY_OPEN);
        }
        Operator person = operators.findById(submitter.id());
        StagePlan plan = chains.inForce(person.unit().id(), media.kind(), scope.from(), scope.until());
        Review review = new Review(media, scope, plan, person, now()).following(followsId);
        reviews.persist(review);
        auditTrail.record(
                submitter.id(),
                "review.open",
                "review:" + review.id(),
                Change.made(state(review))
                        .with(Map.of(
                                "sha256", media.sha256(), "run", scope.runId().toString(), "scope", scope.sha256())));
        return review;
    }

    /** Signs a stage with yes; only for who has seen all, answered the checklist and said why open language hits may stand. */
    @Transactional
    public Review approve(UUID reviewId, Vote vote, Signer signer, Account reviewer) {
        Review review = admitted(reviewId, vote, reviewer);
        if (!watching.seen(reviewId, reviewer.id(), review.mediaSha256())) {
            throw Problem.of(ProblemType.REVIEW_NOT_WATCHED);
        }
        CheckAnswer.refuseIncomplete(review.plan().stage(vote.stage()), vote.checks());
        return sign(review, Decision.APPROVE, vote, language.overruled(review, vote), signer, reviewer);
    }

    /** Sends it back with a reason, which closes it; nobody needs to watch to the end what is wrong at the beginning. */
    @Transactional
    public Review reject(UUID reviewId, Vote vote, Signer signer, Account reviewer) {
        if (vote.comment() == null || vote.comment().isBlank()) {
            throw Problem.of(ProblemType.REASON_REQUIRED);
        }
        return sign(admitted(reviewId, vote, reviewer), Decision.REJECT, vote, List.of(), signer, reviewer);
    }

    private Review admitted(UUID reviewId, Vote vote, Account reviewer) {
        Review review = reviews.whole(reviewId).orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
        signing.whyNot(review, reviewer).ifPresent(type -> {
            throw Problem.of(type);
        });
        if (review.state() != ReviewState.OPEN) {
            throw Problem.of(ProblemType.REVIEW_CLOSED).with("state", review.state());
        }
        if (review.signature(vote.stage()).isPresent()) {
            throw Problem.of(ProblemType.REVIEW_STAGE_TAKEN);
        }
        if (review.nextStage().filter(next -> next == vote.stage()).isEmpty()) {
            throw Problem.of(ProblemType.REVIEW_WRONG_ORDER);
        }
        String seen = vote.sha256Seen();
        if (!review.mediaSha256().equals(seen) || !review.media().sha256().equals(seen)) {
            throw Problem.of(ProblemType.REVIEW_OTHER_BYTES);
        }
        if (!signing.admits(review, vote.stage(), reviewer)) {
            throw Problem.of(ProblemType.REVIEW_NOT_YOUR_STAGE);
        }
        return review;
    }

    private Review sign(
            Review review, Decision decision, Vote vote, List<Overrule> overruled, Signer signer, Account reviewer) {
        if (!signer.operatorId().equals(reviewer.id())) {
            throw Problem.of(ProblemType.FORBIDDEN); // nobody signs with the key of another
        }
        Map<String, ?> before = state(review);
        UUID instead = signing.standsInFor(review, vote.stage(), reviewer).orElse(null);
        ReviewSignature signature = new ReviewSignature(review, decision, vote, reviewer, instead, now());
        signature.overruling(overruled).proven(signer.sign(signature.decided()));
        try {
            String code = Secrets.token("").replaceAll("[^A-Za-z2-9]", "").substring(0, CODE_CHARACTERS);
            reviews.getEntityManager().persist(review.sign(signature, code));
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
                Change.of(before, state(review)).with(details(review, vote, overruled)));
        return review;
    }

    private static Map<String, ?> details(Review review, Vote vote, List<Overrule> overruled) {
        Map<String, Object> details = new HashMap<>(Map.of("stage", vote.stage(), "sha256", review.mediaSha256()));
        if (!overruled.isEmpty()) {
            details.put(
                    "overruled",
                    overruled.stream()
                            .map(one -> one.text() + " (" + one.source() + "): " + one.reason())
                            .toList());
        }
        return details;
    }

    private static Map<String, ?> state(Review review) {
        return Map.of(
                "state", review.state().name(), "signed", review.signatures().size());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
