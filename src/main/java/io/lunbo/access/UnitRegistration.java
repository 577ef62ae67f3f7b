package io.lunbo.access;

import io.lunbo.audit.AuditTrail;
import io.lunbo.audit.Change;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Map;
import java.util.UUID;

/** Adds and renames units. */
@ApplicationScoped
public class UnitRegistration {
    /** What a unit's code looks like: it stands in addresses and files. */
    public static final String CODE = "[a-z0-9][a-z0-9-]{0,63}";

    private final UnitRepository units;
    private final AuditTrail auditTrail;

    UnitRegistration(UnitRepository units, AuditTrail auditTrail) {
        this.units = units;
        this.auditTrail = auditTrail;
    }

    /** Adds a unit; {@code actor} is null for the system itself. */
    @Transactional
    public Unit register(
            @NotNull @Pattern(regexp = CODE) String code,
            @NotBlank @Size(max = 100) String name,
            @Size(max = 200) String part,
            UUID actor) {
        if (units.byCode(code).isPresent()) {
            throw Problem.of(ProblemType.UNIT_CODE_TAKEN, code);
        }
        Unit unit = new Unit(code, name.strip(), part);
        units.persist(unit);
        auditTrail.record(actor, "unit.register", "unit:" + code, Change.made(state(unit)));
        return unit;
    }

    /** Gives a unit another name and part; its code stays. */
    @Transactional
    public Unit rename(
            UUID id,
            @NotBlank @Size(max = 100) String name,
            @Size(max = 200) String part,
            CurrentOperator.Account actor) {
        Unit unit = units.known(id);
        Map<String, ?> before = state(unit);
        unit.rename(name.strip(), part);
        auditTrail.record(actor.id(), "unit.rename", "unit:" + unit.code(), Change.of(before, state(unit)));
        return unit;
    }

    private static Map<String, ?> state(Unit unit) {
        return unit.part() == null ? Map.of("name", unit.name()) : Map.of("name", unit.name(), "part", unit.part());
    }
}
