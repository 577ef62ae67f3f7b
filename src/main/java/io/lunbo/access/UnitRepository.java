package io.lunbo.access;

import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Finds units. */
@ApplicationScoped
public class UnitRepository implements PanacheRepositoryBase<Unit, UUID> {
    /** The unit of that code. */
    public Optional<Unit> byCode(String code) {
        return find("code", code).firstResultOptional();
    }

    /** The unit of that id; a problem where there is none. */
    public Unit known(UUID id) {
        return findByIdOptional(id).orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
    }

    /** All units, by name. */
    public List<Unit> all() {
        return list("order by name");
    }
}
