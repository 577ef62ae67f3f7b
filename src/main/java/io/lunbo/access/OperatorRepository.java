package io.lunbo.access;

import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
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

    /** The account of that id; a problem where there is none. */
    public Operator known(UUID id) {
        return findByIdOptional(id).orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
    }

    /** Everyone, by name. */
    public List<Operator> all() {
        return list("order by username");
    }

    /** Locks the accounts that can administrate until the transaction ends, so that no two deeds remove the last two. */
    List<String> lockActiveAdministrators() {
        List<?> ids = getEntityManager().createNativeQuery("""
                        select cast(o.id as char) from operators o join operator_roles r on r.operator_id = o.id
                        where r.role = 'ADMINISTRATOR' and o.active order by o.id for update""").getResultList();
        return ids.stream().map(String::valueOf).toList();
    }
}
