package io.lunbo.signin;

import io.lunbo.access.Operator;
import io.lunbo.access.OperatorRepository;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.quarkus.logging.Log;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.oidc.AuthorizationCodeFlow;
import io.quarkus.security.AuthenticationCompletionException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticator;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Objects;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/**
 * Sign-in through another house (OIDC), where one is configured.
 *
 * <p>The other house says who somebody is; what he may do is said here. So the person must have an account, and gets a
 * session like everybody else.
 */
@Path(OidcPages.PATH)
@AuthorizationCodeFlow
public class OidcPages {
    static final String PATH = "/login/oidc";

    private final SecurityIdentity identity;
    private final OperatorRepository operators;
    private final Sessions sessions;
    private final boolean otherHouse;

    OidcPages(
            SecurityIdentity identity,
            OperatorRepository operators,
            Sessions sessions,
            @ConfigProperty(name = "quarkus.oidc.tenant-enabled") boolean otherHouse) {
        this.identity = identity;
        this.operators = operators;
        this.sessions = sessions;
        this.otherHouse = otherHouse;
    }

    /** Opens a session for whom the other house has vouched for. */
    @GET
    public Response signIn(RoutingContext context) {
        if (!otherHouse || !(identity.getPrincipal() instanceof JsonWebToken token)) {
            throw Problem.of(ProblemType.NOT_FOUND);
        }
        String username = Stream.of("preferred_username", "upn", "sub")
                .map(claim -> token.<Object>getClaim(claim))
                .filter(Objects::nonNull)
                .map(String::valueOf)
                .findFirst()
                .orElse("");
        Operator operator = QuarkusTransaction.requiringNew()
                .call(() -> operators.byUsername(username))
                .filter(Operator::active)
                .orElseThrow(() -> Problem.of(ProblemType.ACCOUNT_UNKNOWN, username));
        Sessions.Opened opened = sessions.open(operator.id(), OperatorSession.Kind.VOUCHED);
        return Response.seeOther(URI.create("/"))
                .cookie(SignInPages.cookie(opened.token(), context))
                .build();
    }

    // Elsewhere whoever is not signed in is shown the sign-in page; here he is sent to the other house.
    @ServerExceptionMapper
    Uni<Response> notYet(UnauthorizedException e, RoutingContext context) {
        if (!otherHouse) {
            return Uni.createFrom().item(Response.seeOther(URI.create("/login")).build());
        }
        return context.queryParam("state").isEmpty()
                ? challenge(context)
                : Uni.createFrom().item(refusal());
    }

    // Asked again, a provider that answers wrongly would answer wrongly again, for ever.
    @ServerExceptionMapper
    Uni<Response> notBelieved(AuthenticationFailedException e, RoutingContext context) {
        return refused(e, context);
    }

    @ServerExceptionMapper
    Uni<Response> notCompleted(AuthenticationCompletionException e, RoutingContext context) {
        return refused(e, context);
    }

    private static Uni<Response> refused(RuntimeException e, RoutingContext context) {
        boolean answer = !context.queryParam("state").isEmpty();
        Log.infof("Sign-in through the other house refused: %s", e.getMessage());
        return answer ? Uni.createFrom().item(refusal()) : challenge(context);
    }

    // The sign-in page says it: a page made here would ask once more who is there, and be refused as well.
    private static Response refusal() {
        return Response.seeOther(URI.create("/login?refused=true")).build();
    }

    private static Uni<Response> challenge(RoutingContext context) {
        HttpAuthenticator authenticator = context.get(HttpAuthenticator.class.getName());
        return authenticator
                .getChallenge(context)
                .map(challenge -> Response.status(challenge.status)
                        .header(challenge.headerName.toString(), challenge.headerContent)
                        .build());
    }
}
