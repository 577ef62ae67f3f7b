package io.lunbo.signoff;

import io.lunbo.access.CurrentOperator.Account;
import io.lunbo.access.Unit;
import io.lunbo.access.UnitRepository;
import io.lunbo.audit.AuditTrail;
import io.lunbo.audit.Change;
import io.lunbo.screen.Screen;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Which rules hold for a unit's sheets, and who changes them. */
@ApplicationScoped
public class SheetRuling implements PanacheRepositoryBase<SheetRules, UUID> {
    /** As many as any station asks for. */
    public static final int MOST_SIGNATURES = 4;

    private static final String USUAL_FREEZE = "18:00";

    private final String usualFreeze;
    private final UnitRepository units;
    private final AuditTrail auditTrail;

    SheetRuling(
            SheetRulesConfig config,
            @ConfigProperty(name = "lunbo.demo", defaultValue = "false") boolean demo,
            UnitRepository units,
            AuditTrail auditTrail) {
        this.usualFreeze = config.freezeAt().orElse(demo ? SheetRules.OFF : USUAL_FREEZE);
        this.units = units;
        this.auditTrail = auditTrail;
    }

    /** The rules of a unit; the usual ones where it has none of its own. */
    @Transactional
    public SheetRules of(UUID unitId) {
        return findByIdOptional(unitId).orElseGet(() -> new SheetRules(unitId, 0, usualFreeze));
    }

    /** The rules of the unit that runs a screen. */
    @Transactional
    public SheetRules of(Screen screen) {
        return of(screen.unit().id());
    }

    /** Changes a unit's rules; a conflict where somebody else did since {@code seenTag}. */
    @Transactional
    public SheetRules change(
            UUID unitId,
            @Min(0) @Max(MOST_SIGNATURES) int signatures,
            @NotNull @Pattern(regexp = SheetRules.FREEZE) String freezeAt,
            int seenTag,
            Account actor) {
        Unit unit = getEntityManager().find(Unit.class, unitId, LockModeType.PESSIMISTIC_WRITE);
        if (unit == null) {
            throw Problem.of(ProblemType.NOT_FOUND);
        }
        SheetRules rules = of(unitId);
        if (rules.tag() != seenTag) {
            throw Problem.of(ProblemType.CONFLICT);
        }
        var before = rules.state();
        rules.become(signatures, freezeAt);
        persistAndFlush(rules);
        auditTrail.record(actor.id(), "unit.sheet-rules", "unit:" + unit.code(), Change.of(before, rules.state()));
        return rules;
    }
}
