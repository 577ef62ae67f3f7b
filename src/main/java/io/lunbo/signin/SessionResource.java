package io.lunbo.signin;

import io.lunbo.access.CurrentOperator;
import io.lunbo.access.OperatorRegistration;
import io.quarkus.security.Authenticated;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.PermitAll;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jboss.resteasy.reactive.ResponseStatus;

/** Sign-in for programs, and what a program may know of its operator. */
@Path("/api/v1")
@Authenticated
public class SessionResource {
    private final SignIn signIn;
    private final Sessions sessions;
    private final OperatorRegistration registration;
    private final CurrentOperator operator;

    /**
     * What proves who asks.
     *
     * @param username the account
     * @param password its password
     */
    public record Credentials(
            @NotNull String username, @NotNull String password) {}

    /**
     * A session.
     *
     * @param token to be sent as {@code Authorization: Bearer}
     * @param expiresAt when it ends by itself
     */
    public record Session(String token, Instant expiresAt) {}

    /**
     * The operator who asks.
     *
     * @param id the operator
     * @param username what the person types
     * @param name the person's name
     * @param unitId the unit
     * @param unitName the unit's name
     * @param roles what the person may do
     */
    public record Me(UUID id, String username, String name, UUID unitId, String unitName, Set<String> roles) {}

    /**
     * A new password.
     *
     * @param password the one until now
     * @param newPassword the one from now on
     */
    public record PasswordChange(
            @NotNull String password, @NotNull String newPassword) {}

    SessionResource(SignIn signIn, Sessions sessions, OperatorRegistration registration, CurrentOperator operator) {
        this.signIn = signIn;
        this.sessions = sessions;
        this.registration = registration;
        this.operator = operator;
    }

    /** Signs in; the token is shown here once. */
    @POST
    @Path("sessions")
    @PermitAll
    @ResponseStatus(201)
    public Session open(@NotNull @Valid Credentials credentials, RoutingContext context) {
        UUID id = signIn.judge(
                credentials.username(),
                credentials.password(),
                context.request().remoteAddress().hostAddress());
        Sessions.Opened opened = sessions.open(id, OperatorSession.Kind.BEARER);
        return new Session(opened.token(), opened.expiresAt());
    }

    /** Signs out of this session. */
    @DELETE
    @Path("sessions/current")
    public void end(RoutingContext context) {
        sessions.end(SessionAuthentication.bearerToken(context));
    }

    /** Signs out everywhere, this session included. */
    @DELETE
    @Path("sessions")
    public void endAll() {
        sessions.endAll(operator.id());
    }

    /** Who asks. */
    @GET
    @Path("me")
    public Me me() {
        CurrentOperator.Account account = operator.account();
        return new Me(
                account.id(),
                account.username(),
                account.name(),
                account.unitId(),
                account.unitName(),
                new TreeSet<>(operator.roles()));
    }

    /** Chooses another password; every session ends. */
    @PUT
    @Path("me/password")
    public Response changePassword(@NotNull @Valid PasswordChange change, RoutingContext context) {
        signIn.judge(
                operator.account().username(),
                change.password(),
                context.request().remoteAddress().hostAddress());
        registration.choosePassword(operator.id(), change.password(), change.newPassword());
        return Response.noContent().build();
    }
}
