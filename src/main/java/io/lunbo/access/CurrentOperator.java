package io.lunbo.access;

import io.quarkus.runtime.BlockingOperationControl;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Who makes this request. In templates: {@code {inject:operator.name}}, {@code {inject:operator.is('REVIEWER')}}. */
@RequestScoped
@Named("operator")
public class CurrentOperator {
    private static final String ATTRIBUTE = "lunbo.account";

    private final SecurityIdentity identity;

    /**
     * What a request needs to know of its operator, read once when the session is looked up.
     *
     * @param id the operator's id
     * @param username what the person typed
     * @param name the person's name
     * @param unitId the unit's id
     * @param unitName the unit's name
     * @param mustChangePassword whether nothing but a new password is allowed
     */
    public record Account(
            UUID id, String username, String name, UUID unitId, String unitName, boolean mustChangePassword) {
        private Account freeToKeepPassword() {
            return new Account(id, username, name, unitId, unitName, false);
        }
    }

    CurrentOperator(SecurityIdentity identity) {
        this.identity = identity;
    }

    /** The identity of a request that this operator makes; signed in by a password, or by somebody who vouched. */
    public static SecurityIdentity identity(Operator operator, boolean byPassword) {
        Account account = operator.account();
        QuarkusSecurityIdentity.Builder builder = QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(operator.username()))
                .addAttribute(ATTRIBUTE, byPassword ? account : account.freeToKeepPassword());
        operator.roles().forEach(role -> builder.addRole(role.name()));
        return builder.build();
    }

    /** The account behind an identity; empty for players and for nobody. */
    public static Optional<Account> of(SecurityIdentity identity) {
        return Optional.ofNullable(identity.getAttribute(ATTRIBUTE));
    }

    /** Whether anybody is signed in. */
    public boolean signedIn() {
        // Refusals are also written on the event loop, where nobody may wait for the session to be looked up.
        return BlockingOperationControl.isBlockingAllowed() && of(identity).isPresent();
    }

    /** The account; refused as unauthenticated where nobody is signed in. */
    public Account account() {
        return of(identity).orElseThrow(UnauthorizedException::new);
    }

    /** The operator's id. */
    public UUID id() {
        return account().id();
    }

    /** The operator's name. */
    public String name() {
        return account().name();
    }

    /** Whether the operator has that role. */
    public boolean is(String role) {
        return identity.hasRole(role);
    }

    /** The operator's roles by name. */
    public Set<String> roles() {
        return identity.getRoles();
    }
}
