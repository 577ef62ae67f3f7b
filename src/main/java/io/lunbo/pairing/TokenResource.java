package io.lunbo.pairing;

import io.lunbo.access.CurrentPlayer;
import io.lunbo.access.PlayerTokens;
import io.lunbo.possession.PlayerAdmission;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;

/** A player's token for another one. */
@Path("/player/v1/token")
@RolesAllowed(PlayerTokens.ROLE)
public class TokenResource {
    private final PlayerPairing pairing;
    private final PlayerAdmission admission;
    private final ExchangePermission permission;

    /**
     * What the new token is to be bound to.
     *
     * @param publicKey a key that the player has made anew, an EC JWK on P-256 as text; missing: what the old one is bound to
     */
    public record Exchange(
            @Size(max = 500) @Pattern(regexp = "\\p{Graph}+")
            String publicKey) {}

    /**
     * The new token, shown this once. It is good at once here, and within two seconds on every node; the old one ends a
     * moment after the new one was used for the first time.
     *
     * @param token what the player shows from now on
     * @param exchangeAfter when to ask for another one; null where an operator has to ask for it, since the token is bound to no key
     */
    public record Exchanged(String token, Instant exchangeAfter) {}

    TokenResource(PlayerPairing pairing, PlayerAdmission admission, ExchangePermission permission) {
        this.permission = permission;
        this.pairing = pairing;
        this.admission = admission;
    }

    /** Gives the player another token. 409: the one that it shows is bound to no key, and no operator has asked for another. */
    @POST
    @Operation(summary = "Exchange a player's token for a new one")
    @Produces(MediaType.APPLICATION_JSON)
    @APIResponseSchema(value = Exchanged.class, responseCode = "201")
    public Response exchange(@Valid @NotNull Exchange exchange, RoutingContext context) {
        PlayerTokens.Holder holder =
                admission.holder(context.request()).orElseThrow(() -> Problem.of(ProblemType.UNAUTHENTICATED));
        permission.require(holder);
        PlayerPairing.Fetched fresh = pairing.exchange(holder, exchange.publicKey());
        return Response.status(Response.Status.CREATED)
                .header("Cache-Control", "no-store")
                .entity(new Exchanged(fresh.token(), fresh.exchangeAfter()))
                .build();
    }

    /** A player that comes off its screen. */
    @Path("/player/v1/releases")
    @RolesAllowed(PlayerTokens.ROLE)
    public static class Releases {
        private final PlayerPairing pairing;
        private final CurrentPlayer player;

        /**
         * Why.
         *
         * @param reason a sentence; may be missing
         */
        public record Release(
                @Size(max = 200) @Pattern(regexp = "\\P{Cntrl}*", message = "{lunbo.plain}")
                String reason) {}

        Releases(PlayerPairing pairing, CurrentPlayer player) {
            this.pairing = pairing;
            this.player = player;
        }

        /** Ends the player's tokens. What it has not told yet, it can tell no more: it tells everything before. */
        @POST
        @Operation(summary = "Come off the screen: the player's tokens end")
        @APIResponse(responseCode = "204", description = "Ended")
        public void release(@Valid @NotNull Release release) {
            pairing.release(player.principal(), release.reason());
        }
    }
}
