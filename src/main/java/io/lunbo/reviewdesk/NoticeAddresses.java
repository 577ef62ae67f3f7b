package io.lunbo.reviewdesk;

import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Where reviewers want to be told. */
@ApplicationScoped
class NoticeAddresses {
    private static final int LONGEST = 200;
    private static final Pattern ADDRESS = Pattern.compile("[^\\s@<>,;\"]+@[^\\s@<>,;\"]+");

    private final EntityManager entities;

    NoticeAddresses(EntityManager entities) {
        this.entities = entities;
    }

    Optional<String> of(UUID operatorId) {
        List<?> found = entities.createNativeQuery(
                        "select address from notice_addresses where operator_id = :operator", String.class)
                .setParameter("operator", operatorId)
                .getResultList();
        return found.stream().map(String.class::cast).findFirst();
    }

    /** Keeps an address, or forgets it where it is blank. */
    @Transactional
    void keep(UUID operatorId, String address) {
        String typed = address == null ? "" : address.strip();
        if (typed.isEmpty()) {
            entities.createNativeQuery("delete from notice_addresses where operator_id = :operator")
                    .setParameter("operator", operatorId)
                    .executeUpdate();
            return;
        }
        if (typed.length() > LONGEST || !ADDRESS.matcher(typed).matches()) {
            throw Problem.of(ProblemType.INVALID_INPUT);
        }
        entities.createNativeQuery("replace into notice_addresses (operator_id, address) values (:operator, :address)")
                .setParameter("operator", operatorId)
                .setParameter("address", typed)
                .executeUpdate();
    }
}
