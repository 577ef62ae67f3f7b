package io.lunbo.review;

import io.lunbo.access.CurrentOperator.Account;
import io.lunbo.access.Operator;
import io.lunbo.access.OperatorRepository;
import io.lunbo.access.Role;
import io.lunbo.chain.ChainStage;
import io.lunbo.chain.Substitutes;
import io.lunbo.media.MediaUploads;
import io.lunbo.web.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.UUID;

/** Who may sign what: asked anew at every signature, whatever a page has shown. */
@ApplicationScoped
public class Signing {
    // Absences are days of the house, which has one zone.
    private static final ZoneId HOUSE = ZoneId.of("Asia/Shanghai");

    private final MediaUploads uploads;
    private final OperatorRepository operators;
    private final Substitutes substitutes;
    private final Clock clock;

    Signing(MediaUploads uploads, OperatorRepository operators, Substitutes substitutes, Clock clock) {
        this.uploads = uploads;
        this.operators = operators;
        this.substitutes = substitutes;
        this.clock = clock;
    }

    /** Why this person may not sign anything of this review; empty where nothing is in the way. */
    public Optional<ProblemType> whyNot(Review review, Account reviewer) {
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

    /** Whether a stage is this person's to sign: of the right unit, and named for it or in the place of who is. */
    public boolean admits(Review review, int position, Account reviewer) {
        ChainStage stage = review.plan().stage(position);
        boolean unit = stage.unitId() == null || stage.unitId().equals(reviewer.unitId());
        boolean named = stage.signers().isEmpty() || stage.signers().contains(reviewer.username());
        return unit && named || standsInFor(review, position, reviewer).isPresent();
    }

    /** Whose substitute this person is for that stage; empty where the person signs for itself. */
    Optional<UUID> standsInFor(Review review, int position, Account reviewer) {
        ChainStage stage = review.plan().stage(position);
        if (stage.signers().isEmpty() || stage.signers().contains(reviewer.username())) {
            return Optional.empty();
        }
        return substitutes.standsInFor(reviewer.id(), stage.signers(), LocalDate.ofInstant(clock.instant(), HOUSE));
    }
}
