package io.lunbo.access;

import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;
import java.util.Set;
import java.util.UUID;

/** Who makes this request. In templates: {@code {inject:operator.name}}, {@code {inject:operator.is('REVIEWER')}}. */
@RequestScoped
@Named("operator")
public class CurrentOperator {
    /** The attribute of the security identity that holds the {@link Account}. */
    static final String ATTRIBUTE = "lunbo.account";

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
            UUID id, String username, String name, UUID unitId, String unitName, boolean mustChangePassword) {}

    CurrentOperator(SecurityIdentity identity) {
        this.identity = identity;
    }

    /** Whether anybody is signed in. */
    public boolean signedIn() {
        return identity.getAttribute(ATTRIBUTE) != null;
    }

    /** The account; refused as unauthenticated where nobody is signed in. */
    public Account account() {
        Account account = identity.getAttribute(ATTRIBUTE);
        if (account == null) {
            throw new UnauthorizedException();
        }
        return account;
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
