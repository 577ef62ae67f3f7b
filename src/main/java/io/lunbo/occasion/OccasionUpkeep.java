package io.lunbo.occasion;

import io.lunbo.access.CurrentOperator.Account;
import io.lunbo.audit.AuditTrail;
import io.lunbo.occasion.Occasion.OccasionFacts;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.OptimisticLockException;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import java.util.Map;
import java.util.UUID;
import org.hibernate.exception.ConstraintViolationException;

/** Keeps the list of occasions. */
@ApplicationScoped
public class OccasionUpkeep {
    private final OccasionRepository occasions;
    private final AuditTrail auditTrail;

    OccasionUpkeep(OccasionRepository occasions, AuditTrail auditTrail) {
        this.occasions = occasions;
        this.auditTrail = auditTrail;
    }

    /** Adds one. */
    @Transactional
    public Occasion add(@Valid OccasionFacts facts, Account actor) {
        Occasion occasion = new Occasion(facts, dates(facts));
        occasions.persist(occasion);
        return kept("occasion.add", occasion, actor);
    }

    /** Changes one; refused when its version is not {@code seenVersion} any more. */
    @Transactional
    public Occasion change(UUID id, @Valid OccasionFacts facts, int seenVersion, Account actor) {
        Occasion occasion = known(id);
        if (occasion.version() != seenVersion) {
            throw Problem.of(ProblemType.CONFLICT).with("currentVersion", occasion.version());
        }
        occasion.become(facts, dates(facts));
        return kept("occasion.change", occasion, actor);
    }

    /** Takes one off the list. */
    @Transactional
    public void remove(UUID id, Account actor) {
        Occasion occasion = known(id);
        occasions.delete(occasion);
        record("occasion.remove", occasion, actor);
    }

    private Occasion kept(String deed, Occasion occasion, Account actor) {
        try {
            occasions.flush();
        } catch (ConstraintViolationException e) { // the unique key decides
            throw Problem.of(ProblemType.OCCASION_NAME_TAKEN, occasion.name());
        } catch (OptimisticLockException e) {
            throw Problem.of(ProblemType.CONFLICT);
        }
        record(deed, occasion, actor);
        return occasion;
    }

    private void record(String deed, Occasion occasion, Account actor) {
        auditTrail.record(
                actor.id(),
                deed,
                "occasion:" + occasion.id(),
                Map.of("name", occasion.name(), "words", occasion.words(), "dates", occasion.dates()));
    }

    private Occasion known(UUID id) {
        return occasions.findByIdOptional(id).orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
    }

    private static OccasionDates dates(OccasionFacts facts) {
        try {
            return OccasionDates.parse(facts.dates());
        } catch (IllegalArgumentException e) {
            throw Problem.of(ProblemType.OCCASION_DATES_INVALID, e.getMessage());
        }
    }
}
