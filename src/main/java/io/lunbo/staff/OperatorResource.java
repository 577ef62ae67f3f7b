package io.lunbo.staff;

import io.lunbo.access.CurrentOperator;
import io.lunbo.access.Operator;
import io.lunbo.access.OperatorRegistration;
import io.lunbo.access.OperatorRegistration.Assignment;
import io.lunbo.access.OperatorRegistration.NewOperator;
import io.lunbo.access.OperatorRepository;
import io.lunbo.access.Role;
import io.lunbo.access.Secrets;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.ResponseStatus;

/** Operators, for programs. */
@Path("/api/v1/operators")
@RolesAllowed(Role.Names.ADMINISTRATOR)
public class OperatorResource {
    private final OperatorRepository operators;
    private final OperatorRegistration registration;
    private final CurrentOperator operator;

    /**
     * An operator.
     *
     * @param id the operator
     * @param username what the person types
     * @param name the person's name
     * @param unitId the unit
     * @param roles what the person may do
     * @param active whether the account may be used
     * @param version what a change must be based on
     */
    public record OperatorView(
            UUID id, String username, String name, UUID unitId, Set<Role> roles, boolean active, int version) {
        static OperatorView of(Operator operator) {
            return new OperatorView(
                    operator.id(),
                    operator.username(),
                    operator.name(),
                    operator.unit().id(),
                    operator.roles(),
                    operator.active(),
                    operator.version());
        }
    }

    /**
     * An operator to be.
     *
     * @param username what the person types
     * @param name the person's name
     * @param unitId the unit
     * @param roles what the person may do
     */
    public record Invitation(
            @NotBlank String username,
            @NotBlank String name,
            @NotNull UUID unitId,
            @NotEmpty Set<@NotNull Role> roles) {}

    /**
     * A password that serves for one sign-in.
     *
     * @param id the operator
     * @param oneTimePassword the password, shown in this answer only
     */
    public record FirstPassword(UUID id, String oneTimePassword) {}

    OperatorResource(OperatorRepository operators, OperatorRegistration registration, CurrentOperator operator) {
        this.operators = operators;
        this.registration = registration;
        this.operator = operator;
    }

    /** Everyone, by user name. */
    @GET
    @Operation(summary = "Everyone, by user name")
    public List<OperatorView> all() {
        return operators.all().stream().map(OperatorView::of).toList();
    }

    /** One operator. */
    @GET
    @Operation(summary = "One operator")
    @Path("{id}")
    public OperatorView one(@PathParam("id") UUID id) {
        return OperatorView.of(operators.known(id));
    }

    /** Adds an operator with a one-time password. */
    @POST
    @Operation(summary = "Add an operator with a one-time password")
    @ResponseStatus(201)
    public FirstPassword register(@NotNull @Valid Invitation person) {
        String password = Secrets.oneTimePassword();
        Operator registered = registration.register(
                new NewOperator(person.username(), person.name(), person.unitId(), person.roles(), password, true),
                operator.id());
        return new FirstPassword(registered.id(), password);
    }

    /** Changes name, unit and roles. */
    @PUT
    @Operation(summary = "Change name, unit and roles")
    @Path("{id}")
    public OperatorView reassign(@PathParam("id") UUID id, @NotNull @Valid Assignment assignment) {
        return OperatorView.of(registration.reassign(id, assignment, operator.account()));
    }

    /** Shuts the account; its sessions end at once. */
    @DELETE
    @Operation(summary = "Shut an account; its sessions end at once")
    @Path("{id}/activation")
    public void deactivate(@PathParam("id") UUID id) {
        registration.deactivate(id, operator.account());
    }

    /** Opens a shut account again. */
    @PUT
    @Operation(summary = "Open a shut account again")
    @Path("{id}/activation")
    public void activate(@PathParam("id") UUID id) {
        registration.activate(id, operator.account());
    }

    /** Replaces the password by a one-time password; the account's sessions end at once. */
    @POST
    @Operation(summary = "Replace a password by a one-time password")
    @Path("{id}/password-reset")
    public FirstPassword resetPassword(@PathParam("id") UUID id) {
        return new FirstPassword(id, registration.resetPassword(id, operator.account()));
    }
}
