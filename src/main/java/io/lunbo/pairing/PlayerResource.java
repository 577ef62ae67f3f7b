package io.lunbo.pairing;

import io.lunbo.access.CurrentOperator;
import io.lunbo.access.PlayerTokens;
import io.lunbo.access.PlayerTokens.IssuedToken;
import io.lunbo.access.Role;
import io.lunbo.screen.Screen;
import io.lunbo.screen.ScreenRepository;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;

/** A player, for programs: it can only be put out. */
@Path("/api/v1/players/{id}")
@RolesAllowed({Role.Names.PLAYOUT, Role.Names.SCHEDULER, Role.Names.ADMINISTRATOR})
public class PlayerResource {
    private final PlayerTokens tokens;
    private final CurrentOperator operator;

    PlayerResource(PlayerTokens tokens, CurrentOperator operator) {
        this.tokens = tokens;
        this.operator = operator;
    }

    /** Takes the player's tokens away. */
    @DELETE
    @Operation(summary = "Take the tokens of a player away")
    public void revoke(@PathParam("id") UUID id) {
        tokens.revoke(id, operator.id());
    }

    /** The players of a screen: one is let in without a pairing, and its token handed over by who asked. */
    @Path("/api/v1/screens/{code}/players")
    @RolesAllowed({Role.Names.PLAYOUT, Role.Names.SCHEDULER, Role.Names.ADMINISTRATOR})
    public static class OnScreen {
        private final PlayerPairing pairing;
        private final ScreenRepository screens;
        private final CurrentOperator operator;

        /**
         * A token, shown this once.
         *
         * @param playerId the new player
         * @param token what it shows
         */
        public record Issued(UUID playerId, String token) {}

        OnScreen(PlayerPairing pairing, ScreenRepository screens, CurrentOperator operator) {
            this.pairing = pairing;
            this.screens = screens;
            this.operator = operator;
        }

        /** Makes a player of the screen and its token. */
        @POST
        @Operation(summary = "Let a player in without a pairing; its token is shown here once")
        @Produces(MediaType.APPLICATION_JSON)
        @APIResponseSchema(value = Issued.class, responseCode = "201")
        public Response issue(@PathParam("code") String code) {
            Screen screen = screens.byCode(code).orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
            IssuedToken issued = pairing.issue(screen, null, operator.account());
            return Response.status(Response.Status.CREATED)
                    .header("Cache-Control", "no-store")
                    .entity(new Issued(issued.playerId(), issued.token()))
                    .build();
        }
    }
}
