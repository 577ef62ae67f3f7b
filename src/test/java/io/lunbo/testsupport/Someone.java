package io.lunbo.testsupport;

import io.lunbo.access.CurrentOperator.Account;
import io.lunbo.access.Role;
import io.quarkus.arc.Arc;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.persistence.EntityManager;
import java.util.UUID;

/** Operators of their own for a test. */
public final class Someone {
    private Someone() {}

    public static Account with(Role... roles) {
        EntityManager em = Arc.container().instance(EntityManager.class).get();
        UUID unit = UUID.randomUUID();
        UUID id = UUID.randomUUID();
        QuarkusTransaction.requiringNew().run(() -> {
            em.createNativeQuery("insert into units (id, code, name) values (?1, ?2, ?2)")
                    .setParameter(1, unit)
                    .setParameter(2, "u" + unit)
                    .executeUpdate();
            em.createNativeQuery("insert into operators (id, username, name, unit_id, must_change_password, active, "
                            + "created_at, version) values (?1, ?2, ?2, ?3, false, true, now(3), 0)")
                    .setParameter(1, id)
                    .setParameter(2, "o" + id)
                    .setParameter(3, unit)
                    .executeUpdate();
            for (Role role : roles) {
                em.createNativeQuery("insert into operator_roles (operator_id, role) values (?1, ?2)")
                        .setParameter(1, id)
                        .setParameter(2, role.name())
                        .executeUpdate();
            }
        });
        return new Account(id, "o" + id, "o" + id, unit, "u" + unit, false);
    }
}
