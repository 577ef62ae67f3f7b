package io.lunbo.chain;

import io.lunbo.access.CurrentOperator.Account;
import io.lunbo.access.OperatorRepository;
import io.lunbo.access.Role;
import io.lunbo.access.UnitRepository;
import io.lunbo.audit.AuditTrail;
import io.lunbo.audit.Change;
import io.lunbo.media.MediaKind;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.lunbo.web.Texts.Phrase;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hibernate.exception.ConstraintViolationException;

/** Finds the chain that is in force, and sets it. What is set holds for reviews that begin afterwards. */
@ApplicationScoped
public class Chains implements PanacheRepositoryBase<Chain, UUID> {
    private static final int MOST_HOURS = 24 * 60;
    private static final int MOST_CHECKS = 20;
    private static final int LONGEST_CHECK = 200;

    private final Escalations escalations;
    private final UnitRepository units;
    private final OperatorRepository operators;
    private final AuditTrail auditTrail;
    private final Clock clock;

    Chains(
            Escalations escalations,
            UnitRepository units,
            OperatorRepository operators,
            AuditTrail auditTrail,
            Clock clock) {
        this.escalations = escalations;
        this.units = units;
        this.operators = operators;
        this.auditTrail = auditTrail;
        this.clock = clock;
    }

    /** A chain as it stands; version -1: nothing was set, and the one of everybody or the usual one holds. */
    record Standing(UUID unitId, MediaKind kind, StagePlan plan, int version) {}

    /** What a review that begins now has to pass: the unit's own chain, else that of all, and the stage of a marked period. */
    public StagePlan inForce(UUID unitId, MediaKind kind, LocalDate from, LocalDate until) {
        StagePlan plan = standing(unitId, kind).plan();
        return escalations.overlapping(from, until).map(plan::escalated).orElse(plan);
    }

    Standing standing(UUID unitId, MediaKind kind) {
        Optional<Chain> own = find("scopeKey", Chain.key(unitId, kind)).firstResultOptional();
        if (own.isPresent()) {
            return new Standing(unitId, kind, own.get().plan(), own.get().version());
        }
        StagePlan shared =
                unitId == null ? StagePlan.usual(kind) : standing(null, kind).plan();
        return new Standing(unitId, kind, shared, -1);
    }

    /** Sets a chain; {@code seenVersion} is the one that the change was made from, -1 where there was none. */
    @Transactional
    Standing set(UUID unitId, MediaKind kind, StagePlan plan, int seenVersion, Account actor) {
        if (unitId != null) {
            units.known(unitId);
        }
        refuseUnclear(plan);
        Optional<Chain> present = find("scopeKey", Chain.key(unitId, kind)).firstResultOptional();
        if (present.map(Chain::version).orElse(-1) != seenVersion) {
            throw Problem.of(ProblemType.CONFLICT);
        }
        Map<String, ?> before = present.map(one -> state(one.plan())).orElse(null);
        Chain chain = present.orElseGet(() -> new Chain(unitId, kind));
        chain.become(plan, clock.instant());
        try {
            persistAndFlush(chain);
        } catch (ConstraintViolationException e) { // somebody was faster; the unique key decides
            throw Problem.of(ProblemType.CONFLICT);
        }
        auditTrail.record(actor.id(), "chain.set", "chain:" + Chain.key(unitId, kind), Change.of(before, state(plan)));
        return standing(unitId, kind);
    }

    /** Forgets a unit's own chain: that of all holds again. */
    @Transactional
    void drop(UUID unitId, MediaKind kind, Account actor) {
        String key = Chain.key(unitId, kind);
        find("scopeKey", key).firstResultOptional().ifPresent(chain -> {
            delete(chain);
            auditTrail.record(actor.id(), "chain.drop", "chain:" + key, Change.removed(state(chain.plan())));
        });
    }

    private static Map<String, ?> state(StagePlan plan) {
        return Map.of(
                "stages",
                plan.stages().stream()
                        .map(stage -> stage.name() + " (" + stage.checks().size() + ")")
                        .toList());
    }

    private void refuseUnclear(StagePlan plan) {
        List<ChainStage> stages = plan.stages();
        if (stages.size() > StagePlan.MOST) {
            throw wrong("chain_wrong_count", StagePlan.MOST);
        }
        Set<String> names = new HashSet<>();
        for (ChainStage stage : stages) {
            String name = stage.name() == null ? "" : stage.name().strip();
            if (name.isEmpty() || name.length() > ChainStage.LONGEST_NAME || !names.add(name)) {
                throw wrong("chain_wrong_name", ChainStage.LONGEST_NAME);
            }
            if (stage.hours() != null && (stage.hours() < 1 || stage.hours() > MOST_HOURS)) {
                throw wrong("chain_wrong_hours", MOST_HOURS);
            }
            if (stage.checks().size() > MOST_CHECKS || stage.checks().stream().anyMatch(Chains::unclear)) {
                throw wrong("chain_wrong_checks", LONGEST_CHECK);
            }
            if (stage.unitId() != null) {
                units.known(stage.unitId());
            }
            stage.signers().forEach(this::refuseNoReviewer);
        }
    }

    private static boolean unclear(CheckItem item) {
        return item.text() == null
                ? !CheckItem.KNOWN.contains(item.code())
                : item.text().isBlank()
                        || item.text().length() > LONGEST_CHECK
                        || !CheckItem.own(item.text()).code().equals(item.code());
    }

    private void refuseNoReviewer(String username) {
        operators
                .byUsername(username)
                .filter(person -> person.active() && person.roles().contains(Role.REVIEWER))
                .orElseThrow(() -> wrong("chain_wrong_signer", username));
    }

    private static Problem wrong(String key, Object... arguments) {
        return Problem.of(ProblemType.INVALID_INPUT).field("stages", new Phrase(key, arguments));
    }
}
