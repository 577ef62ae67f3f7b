package io.lunbo.pairing;

import io.lunbo.access.CurrentOperator;
import io.lunbo.access.Role;
import io.lunbo.screen.Screen;
import io.lunbo.screen.ScreenRepository;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;

/** Gives the player that shows a code its screen. */
@Path("/api/v1/pairings/{code}/claims")
@RolesAllowed({Role.Names.PLAYOUT, Role.Names.SCHEDULER, Role.Names.ADMINISTRATOR})
public class ClaimResource {
    private final PlayerPairing pairing;
    private final ScreenRepository screens;
    private final CurrentOperator operator;

    /**
     * Which screen the player plays for.
     *
     * @param screen the screen's code
     * @param replaces whether the players that the screen has end when the new one has its token; false or missing: it plays beside them
     */
    public record Claim(@NotBlank String screen, Boolean replaces) {}

    ClaimResource(PlayerPairing pairing, ScreenRepository screens, CurrentOperator operator) {
        this.pairing = pairing;
        this.screens = screens;
        this.operator = operator;
    }

    /** Claims the player. */
    @POST
    @Operation(summary = "Claim the player that shows a code for a screen")
    @Produces(MediaType.APPLICATION_JSON)
    @APIResponseSchema(value = Claim.class, responseCode = "201")
    public Response claim(@PathParam("code") String code, @Valid @NotNull Claim claim) {
        Screen screen = screens.byCode(claim.screen()).orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
        pairing.claim(code, screen, Boolean.TRUE.equals(claim.replaces()), operator.account());
        return Response.status(Response.Status.CREATED).entity(claim).build();
    }
}
