package io.lunbo.staff;

import io.lunbo.access.OperatorRegistration;
import io.lunbo.access.OperatorRegistration.NewOperator;
import io.lunbo.access.OperatorRepository;
import io.lunbo.access.Role;
import io.lunbo.access.Secrets;
import io.lunbo.access.UnitRegistration;
import io.lunbo.access.UnitRepository;
import io.quarkus.logging.Log;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Lets the very first person in: an administrator with a one-time password, as no default password exists anywhere. */
@ApplicationScoped
class FirstAdministrator {
    private static final String USERNAME = "admin";
    private static final String UNIT = "administration";

    private final OperatorRepository operators;
    private final UnitRepository units;
    private final OperatorRegistration operatorRegistration;
    private final UnitRegistration unitRegistration;
    private final boolean demo;

    FirstAdministrator(
            OperatorRepository operators,
            UnitRepository units,
            OperatorRegistration operatorRegistration,
            UnitRegistration unitRegistration,
            @ConfigProperty(name = "lunbo.demo", defaultValue = "false") boolean demo) {
        this.operators = operators;
        this.units = units;
        this.operatorRegistration = operatorRegistration;
        this.unitRegistration = unitRegistration;
        this.demo = demo;
    }

    void welcome(@Observes StartupEvent start) {
        if (!demo) {
            registerWhereThereIsNobody();
        }
    }

    /** Registers the first administrator and says the password once; nothing where anybody is registered. */
    void registerWhereThereIsNobody() {
        String password = Secrets.oneTimePassword();
        boolean registered = QuarkusTransaction.requiringNew().call(() -> {
            if (operators.count() > 0) {
                return false;
            }
            var unit = units.byCode(UNIT).orElseGet(() -> unitRegistration.register(UNIT, "系统管理", null, null));
            operatorRegistration.register(
                    new NewOperator(USERNAME, "管理员", unit.id(), Set.of(Role.ADMINISTRATOR), password, true), null);
            return true;
        });
        if (registered) {
            Log.infof(
                    "First start: sign in as %s with the one-time password %s and choose your own. It is not shown again.",
                    USERNAME, password);
        }
    }
}
