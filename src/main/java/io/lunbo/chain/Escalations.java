package io.lunbo.chain;

import io.lunbo.access.CurrentOperator.Account;
import io.lunbo.access.UnitRepository;
import io.lunbo.audit.AuditTrail;
import io.lunbo.audit.Change;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Marks periods in which one more stage is due (提级审核). */
@ApplicationScoped
class Escalations implements PanacheRepositoryBase<EscalationPeriod, UUID> {
    private static final int LONGEST_NAME = 100;

    private final UnitRepository units;
    private final AuditTrail auditTrail;

    Escalations(UnitRepository units, AuditTrail auditTrail) {
        this.units = units;
        this.auditTrail = auditTrail;
    }

    /** The period that a run of those days touches, the earliest one. */
    Optional<EscalationPeriod> overlapping(LocalDate from, LocalDate until) {
        return find("fromDate <= ?1 and untilDate >= ?2 order by fromDate, id", until, from)
                .firstResultOptional();
    }

    List<EscalationPeriod> all() {
        return list("order by fromDate desc, id");
    }

    @Transactional
    EscalationPeriod mark(String name, String stageName, UUID unitId, LocalDate from, LocalDate until, Account actor) {
        boolean named = name != null && !name.isBlank() && name.strip().length() <= LONGEST_NAME;
        boolean stageNamed =
                stageName != null && !stageName.isBlank() && stageName.strip().length() <= ChainStage.LONGEST_NAME;
        if (!named || !stageNamed || from == null || until == null) {
            throw Problem.of(ProblemType.INVALID_INPUT);
        }
        if (until.isBefore(from)) {
            throw Problem.of(ProblemType.DATES_REVERSED, from.toString(), until.toString());
        }
        if (unitId != null) {
            units.known(unitId);
        }
        EscalationPeriod period = new EscalationPeriod(name.strip(), stageName.strip(), unitId, from, until);
        persistAndFlush(period);
        auditTrail.record(actor.id(), "escalation.mark", "escalation:" + period.id(), Change.made(state(period)));
        return period;
    }

    private static Map<String, ?> state(EscalationPeriod period) {
        return Map.of(
                "name", period.name(),
                "from", period.from().toString(),
                "until", period.until().toString());
    }

    /** Unmarks it; reviews that began while it was marked keep their stage. */
    @Transactional
    void unmark(UUID id, Account actor) {
        EscalationPeriod period = findByIdOptional(id).orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
        delete(period);
        auditTrail.record(actor.id(), "escalation.unmark", "escalation:" + id, Change.removed(state(period)));
    }
}
