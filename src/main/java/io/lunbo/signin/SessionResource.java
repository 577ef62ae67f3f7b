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
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirements;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;

/** Sign-in for programs, and what a program may know of its operator. */
@Path("/api/v1")
@Authenticated
@Tag(name = "sessions")
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
    @Operation(summary = "Sign in; the token is shown here once")
    @Produces(MediaType.APPLICATION_JSON)
    @APIResponseSchema(value = Session.class, responseCode = "201")
    @APIResponse(responseCode = "401", description = "Wrong name or password")
    @SecurityRequirements
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
    @Operation(summary = "Sign out of this session")
    @Path("sessions/current")
    public void end(@Context RoutingContext context) {
        sessions.end(SessionAuthentication.bearerToken(context));
    }

    /** Signs out everywhere, this session included. */
    @DELETE
    @Operation(summary = "Sign out everywhere")
    @Path("sessions")
    public void endAll() {
        sessions.endAll(operator.id());
    }

    /** Who asks. */
    @GET
    @Operation(summary = "Who asks")
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
    @Operation(summary = "Choose another password; every session ends")
    @APIResponse(responseCode = "204", description = "Chosen")
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
