package io.lunbo.access;

import io.lunbo.audit.AuditTrail;
import io.lunbo.audit.Change;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Adds operators, and changes what they may do and how they sign in. */
@ApplicationScoped
public class OperatorRegistration {
    private final OperatorRepository operators;
    private final UnitRepository units;
    private final AuditTrail auditTrail;
    private final Event<SignInsEnded> signInsEnded;
    private final Event<PasswordChanged> passwordChanged;
    private final Clock clock;

    /**
     * A person who is to get an account.
     *
     * @param username what the person types to sign in
     * @param name the person's name
     * @param unitId the unit that the person acts for
     * @param roles what the person may do
     * @param password the first password; null for one who signs in through OIDC only
     * @param mustChangePassword whether that password only serves to choose another
     */
    public record NewOperator(
            @NotNull @Pattern(regexp = "[\\p{L}\\p{N}][\\p{L}\\p{N}._@-]{1,63}")
            String username,

            @NotBlank @Size(max = 100) String name,
            @NotNull UUID unitId,
            @NotEmpty Set<@NotNull Role> roles,
            String password,
            boolean mustChangePassword) {}

    /**
     * What an operator is from now on.
     *
     * @param name the person's name
     * @param unitId the unit that the person acts for
     * @param roles what the person may do
     * @param version the {@link Operator#version()} that the change was made from
     */
    public record Assignment(
            @NotBlank @Size(max = 100) String name,
            @NotNull UUID unitId,
            @NotEmpty Set<@NotNull Role> roles,
            int version) {}

    /**
     * Whoever signed in as this operator before must not be signed in any more; observed in the deed's transaction.
     *
     * @param operatorId the operator
     */
    public record SignInsEnded(UUID operatorId) {}

    /**
     * The password is another one; observed in the deed's transaction, and never kept.
     *
     * @param operatorId the operator
     * @param before the password until now; null where nobody could say it
     * @param after the password from now on; null where it is only to be changed again
     */
    public record PasswordChanged(UUID operatorId, String before, String after) {}

    OperatorRegistration(
            OperatorRepository operators,
            UnitRepository units,
            AuditTrail auditTrail,
            Event<SignInsEnded> signInsEnded,
            Event<PasswordChanged> passwordChanged,
            Clock clock) {
        this.operators = operators;
        this.units = units;
        this.auditTrail = auditTrail;
        this.signInsEnded = signInsEnded;
        this.passwordChanged = passwordChanged;
        this.clock = clock;
    }

    /** Adds an account; {@code actor} is null for the system itself. */
    @Transactional
    public Operator register(@NotNull @Valid NewOperator person, UUID actor) {
        if (operators.byUsername(person.username()).isPresent()) {
            throw Problem.of(ProblemType.USERNAME_TAKEN, person.username());
        }
        Operator operator = new Operator(
                person.username(),
                person.name().strip(),
                units.known(person.unitId()),
                person.roles(),
                clock.instant());
        if (person.password() != null) {
            operator.changePassword(
                    Secrets.hashOfGood(person.password(), person.username()), person.mustChangePassword());
        }
        operators.persist(operator);
        audit(actor, "operator.register", operator, Change.made(state(operator)));
        return operator;
    }

    /** Changes name, unit and roles; what an open session may do changes with its next request. */
    @Transactional
    public Operator reassign(UUID id, @NotNull @Valid Assignment assignment, CurrentOperator.Account actor) {
        Operator operator = operators.known(id);
        if (operator.version() != assignment.version()) {
            throw Problem.of(ProblemType.CONFLICT);
        }
        if (!assignment.roles().contains(Role.ADMINISTRATOR)) {
            keepAnAdministrator(operator);
        }
        Map<String, ?> before = state(operator);
        operator.reassign(assignment.name().strip(), units.known(assignment.unitId()), assignment.roles());
        audit(actor.id(), "operator.reassign", operator, Change.of(before, state(operator)));
        return operator;
    }

    /** Shuts the account: nobody signs in with it, and whoever is signed in is out at once. */
    @Transactional
    public void deactivate(UUID id, CurrentOperator.Account actor) {
        Operator operator = operators.known(id);
        keepAnAdministrator(operator);
        Map<String, ?> before = state(operator);
        operator.activate(false);
        audit(actor.id(), "operator.deactivate", operator, Change.of(before, state(operator)));
        signInsEnded.fire(new SignInsEnded(id));
    }

    /** Opens a shut account again; its password is as it was. */
    @Transactional
    public void activate(UUID id, CurrentOperator.Account actor) {
        Operator operator = operators.known(id);
        Map<String, ?> before = state(operator);
        operator.activate(true);
        audit(actor.id(), "operator.activate", operator, Change.of(before, state(operator)));
    }

    /** Replaces the password by a one-time password, which is returned here and nowhere else. */
    @Transactional
    public String resetPassword(UUID id, CurrentOperator.Account actor) {
        Operator operator = operators.known(id);
        String password = Secrets.oneTimePassword();
        operator.changePassword(Secrets.hashOfGood(password, operator.username()), true);
        audit(actor.id(), "operator.reset-password", operator, Change.of(null, Map.of("mustChangePassword", true)));
        passwordChanged.fire(new PasswordChanged(id, null, null));
        signInsEnded.fire(new SignInsEnded(id));
        return password;
    }

    /** Sets the password that the operator has chosen in place of {@code before}; whoever signed in with that one is out. */
    @Transactional
    public void choosePassword(UUID id, String before, String password) {
        Operator operator = operators.known(id);
        if (operator.unlockedBy(password)) {
            throw Problem.of(ProblemType.PASSWORD_TOO_WEAK); // the one-time password must not stay
        }
        operator.changePassword(Secrets.hashOfGood(password, operator.username()), false);
        audit(id, "operator.choose-password", operator, Change.of(null, Map.of("mustChangePassword", false)));
        passwordChanged.fire(new PasswordChanged(id, before, password));
        signInsEnded.fire(new SignInsEnded(id));
    }

    private void keepAnAdministrator(Operator operator) {
        if (operators.lockActiveAdministrators().equals(List.of(operator.id().toString()))) {
            throw Problem.of(ProblemType.LAST_ADMINISTRATOR);
        }
    }

    private static Map<String, ?> state(Operator operator) {
        return Map.of(
                "username", operator.username(),
                "name", operator.name(),
                "unit", operator.unit().name(),
                "roles", operator.roles().stream().map(Role::name).sorted().toList(),
                "active", operator.active());
    }

    private void audit(UUID actor, String deed, Operator operator, Change change) {
        auditTrail.record(actor, deed, "operator:" + operator.id(), change);
    }
}
