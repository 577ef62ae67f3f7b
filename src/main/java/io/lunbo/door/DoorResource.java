package io.lunbo.door;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.lunbo.access.CurrentOperator;
import io.lunbo.access.Role;
import io.lunbo.door.Doors.Made;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;

/** Doors for players that others made, over REST. */
@Path("/api/v1/doors")
@RolesAllowed({Role.Names.PLAYOUT, Role.Names.SCHEDULER, Role.Names.ADMINISTRATOR})
@Tag(name = "doors")
public class DoorResource {
    private final Doors doors;
    private final CurrentOperator operator;

    DoorResource(Doors doors, CurrentOperator operator) {
        this.doors = doors;
        this.operator = operator;
    }

    /**
     * A door to be made.
     *
     * @param kind SMIL or LIST
     * @param screen the screen's code
     * @param name what people call the player
     */
    public record NewDoor(
            @NotNull Door.Kind kind,
            @NotBlank @Size(max = 100) String screen,
            @NotBlank @Size(max = 100) String name) {}

    /**
     * A door that is open.
     *
     * @param paths where the player is to look; told once, when it is made
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record DoorDocument(
            UUID id, Door.Kind kind, UUID screenId, UUID playerId, Instant madeAt, List<String> paths) {
        static DoorDocument of(Door door, List<String> paths) {
            return new DoorDocument(door.id(), door.kind(), door.screenId(), door.playerId(), door.madeAt(), paths);
        }
    }

    /** Those that are open. */
    @GET
    @Operation(summary = "The open doors for players of other makers, without their addresses")
    public List<DoorDocument> list() {
        return doors.open().stream().map(door -> DoorDocument.of(door, null)).toList();
    }

    /** Opens one. */
    @POST
    @ResponseStatus(201)
    @Operation(summary = "Let a player of another maker in by private addresses, told once")
    @Produces(MediaType.APPLICATION_JSON)
    @APIResponseSchema(value = DoorDocument.class, responseCode = "201", responseDescription = "The addresses")
    public DoorDocument make(@NotNull @Valid NewDoor body) {
        Made made = doors.make(body.kind(), body.screen(), body.name(), operator.account());
        return DoorDocument.of(made.door(), made.paths());
    }

    /** Closes one for good. */
    @DELETE
    @Path("{id}")
    @Operation(summary = "Close a door; other doors and tokens stay")
    public void revoke(UUID id) {
        doors.revoke(id, operator.account());
    }
}
