package io.lunbo.signin;

import io.lunbo.access.CurrentOperator;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Lets an operator with a one-time password do nothing but choose another one, or leave. */
final class PasswordChangeFilter {
    private static final Set<String> STILL_ALLOWED = Set.of(
            "/account",
            "/account/password",
            "/account/sign-out-everywhere",
            "/login",
            "/logout",
            "/language",
            "/api/v1/me/password",
            "/api/v1/sessions",
            "/api/v1/sessions/current");

    private final CurrentIdentityAssociation identities;

    PasswordChangeFilter(CurrentIdentityAssociation identities) {
        this.identities = identities;
    }

    @ServerRequestFilter
    Uni<Response> refuseUntilChanged(RoutingContext context) {
        String path = context.normalizedPath();
        if (STILL_ALLOWED.contains(path) || path.startsWith("/player/")) {
            return Uni.createFrom().nullItem();
        }
        return identities
                .getDeferredIdentity()
                .map(identity -> CurrentOperator.of(identity)
                        .filter(CurrentOperator.Account::mustChangePassword)
                        .map(account -> refusal(path))
                        .orElse(null));
    }

    private static Response refusal(String path) {
        if (path.startsWith("/api/")) {
            throw Problem.of(ProblemType.PASSWORD_CHANGE_REQUIRED);
        }
        return Response.seeOther(URI.create("/account")).build();
    }
}
