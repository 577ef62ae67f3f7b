package io.lunbo.access;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Finds operators. */
@ApplicationScoped
public class OperatorRepository implements PanacheRepositoryBase<Operator, UUID> {
    /** The account of that name, active or not. */
    public Optional<Operator> byUsername(String username) {
        return find("username", username).firstResultOptional();
    }

    /** Everyone, by name. */
    public List<Operator> all() {
        return list("order by username");
    }
}
