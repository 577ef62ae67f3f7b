package io.lunbo.player;

import io.lunbo.access.CurrentOperator;
import io.lunbo.access.PlayerTokens;
import io.lunbo.access.PlayerTokens.IssuedToken;
import io.lunbo.access.Role;
import io.lunbo.screen.Screen;
import io.lunbo.screen.ScreenRepository;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;

/** Players for programs: claim one by its code, issue a token directly, revoke. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.Names.PLAYOUT, Role.Names.SCHEDULER, Role.Names.ADMINISTRATOR})
public class PlayerResource {
    private final PlayerPairing pairing;
    private final PlayerTokens tokens;
    private final ScreenRepository screens;
    private final CurrentOperator operator;

    /**
     * Which screen the player that shows the code plays for.
     *
     * @param screen the screen's code
     */
    public record Claim(@NotBlank String screen) {}

    /**
     * A token, shown this once.
     *
     * @param playerId the new player
     * @param token what it shows
     */
    public record Issued(UUID playerId, String token) {}

    PlayerResource(PlayerPairing pairing, PlayerTokens tokens, ScreenRepository screens, CurrentOperator operator) {
        this.pairing = pairing;
        this.tokens = tokens;
        this.screens = screens;
        this.operator = operator;
    }

    /** Claims the player that shows the code for a screen. */
    @POST
    @Path("/pairings/{code}/claims")
    public Response claim(@PathParam("code") String code, @Valid @NotNull Claim claim) {
        pairing.claim(code, screen(claim.screen()), operator.account());
        return Response.status(Response.Status.CREATED).entity(claim).build();
    }

    /** Makes a player of the screen and its token. */
    @POST
    @Path("/screens/{code}/players")
    public Response issue(@PathParam("code") String code) {
        IssuedToken issued = pairing.issue(screen(code), null, operator.account());
        return Response.status(Response.Status.CREATED)
                .header("Cache-Control", "no-store")
                .entity(new Issued(issued.playerId(), issued.token()))
                .build();
    }

    /** Takes the player's tokens away. */
    @DELETE
    @Path("/players/{id}")
    public void revoke(@PathParam("id") UUID id) {
        tokens.revoke(id, operator.id());
    }

    private Screen screen(String code) {
        return screens.byCode(code).orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
    }
}
