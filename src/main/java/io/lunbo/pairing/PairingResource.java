package io.lunbo.pairing;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.lunbo.pairing.Pairing.PlayerFacts;
import io.lunbo.player.PlayerConfig;
import io.lunbo.qr.QrCode;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;

/** How a player without a token gets one: it shows a code and asks until an operator has claimed it. */
@Path("/player/v1/pairings")
@Produces(MediaType.APPLICATION_JSON)
@PermitAll
public class PairingResource {
    private final PlayerPairing pairing;
    private final Limit limit;
    private final PlayerConfig config;

    /**
     * A player that asks.
     *
     * @param name what people call it; may be missing
     * @param kind what it is
     * @param publicKey the key that its token will be bound to, an EC JWK on P-256 as text; may be missing
     */
    public record Asked(
            @Size(max = 100) @Pattern(regexp = "\\P{Cntrl}*", message = "{lunbo.plain}")
            String name,

            @NotBlank @Size(max = 64) @Pattern(regexp = "\\P{Cntrl}*", message = "{lunbo.plain}")
            String kind,

            @Size(max = 500) @Pattern(regexp = "\\p{Graph}+")
            String publicKey) {}

    /**
     * What to show, and how to go on.
     *
     * @param pairingId what to ask for
     * @param code what to show
     * @param pollAfterMs how long to wait between two looks
     * @param expiresAt when to ask for another code
     * @param claimUrl where an operator claims the code; {@code …/qr} below the pairing is its QR code
     */
    public record Offer(UUID pairingId, String code, long pollAfterMs, Instant expiresAt, String claimUrl) {}

    /**
     * The token, shown this once.
     *
     * @param token what the player shows from now on
     * @param screen which screen it plays for
     * @param exchangeAfter when to ask for another token; null for a player that has no key
     */
    public record Paired(String token, PairedScreen screen, Instant exchangeAfter) {}

    /**
     * The screen that was claimed for.
     *
     * @param code its code
     * @param name its name
     */
    public record PairedScreen(String code, String name) {}

    PairingResource(PlayerPairing pairing, Limit limit, PlayerConfig config) {
        this.pairing = pairing;
        this.limit = limit;
        this.config = config;
    }

    /** Begins a pairing. */
    @POST
    @Operation(summary = "Begin a pairing: a code to show")
    @APIResponseSchema(value = Offer.class, responseCode = "201")
    public Response begin(@Valid @NotNull Asked asked, RoutingContext context, UriInfo uri) {
        limit.count(context.request().remoteAddress().hostAddress());
        Pairing begun = pairing.begin(new PlayerFacts(asked.name(), asked.kind(), asked.publicKey()));
        Offer offer = new Offer(
                begun.id(),
                begun.code(),
                config.pairingPollAfter().toMillis(),
                begun.expiresAt(),
                claimUrl(begun.code(), uri));
        return uncached(Response.status(Response.Status.CREATED).entity(offer));
    }

    /** The token once it is there; 202 until then, 410 afterwards. */
    @GET
    @Operation(summary = "The token, once an operator has claimed the code")
    @APIResponseSchema(value = Paired.class, responseCode = "200", responseDescription = "Claimed")
    @APIResponse(responseCode = "202", description = "Not claimed yet")
    @APIResponse(responseCode = "410", description = "Fetched before, or expired")
    @Path("/{id}")
    public Response fetch(@PathParam("id") UUID id) {
        return pairing.fetch(id)
                .map(fetched -> uncached(Response.ok(new Paired(
                        fetched.token(),
                        new PairedScreen(
                                fetched.screen().code(), fetched.screen().name()),
                        fetched.exchangeAfter()))))
                .orElseGet(() -> uncached(Response.accepted()));
    }

    /**
     * The claim's address as a picture: for whoever knows the id, which is the player, and as long as the code is good. It
     * needs no token and tells nothing but what stands beside it on the screen.
     */
    @GET
    @Operation(summary = "The QR code that leads an operator to the claim")
    @APIResponse(
            responseCode = "200",
            description = "A picture",
            content = @Content(mediaType = "image/svg+xml", schema = @Schema(type = SchemaType.STRING)))
    @APIResponse(responseCode = "410", description = "Fetched before, or expired")
    @Path("/{id}/qr")
    @Produces("image/svg+xml")
    public Response qr(@PathParam("id") UUID id, UriInfo uri) {
        return uncached(Response.ok(QrCode.of(claimUrl(pairing.codeOf(id), uri)).svg()));
    }

    private static String claimUrl(String code, UriInfo uri) {
        return uri.getBaseUri().resolve("/players/claims?code=" + code).toString();
    }

    private static Response uncached(Response.ResponseBuilder response) {
        return response.header("Cache-Control", "no-store").build();
    }

    /** How many pairings each address has begun lately: nobody can fill the table or wait for a lucky code. */
    @ApplicationScoped
    static class Limit {
        private static final int ADDRESSES = 100_000;

        private final int allowed;
        private final Duration window;
        private final Cache<String, AtomicInteger> begun;

        Limit(PlayerConfig config) {
            this.allowed = config.pairingsPerAddress();
            this.window = config.pairingLasts();
            this.begun = Caffeine.newBuilder()
                    .maximumSize(ADDRESSES)
                    .expireAfterWrite(window)
                    .build();
        }

        /** Counts one more; refused where it is one too many. */
        void count(String address) {
            if (begun.get(address, unseen -> new AtomicInteger()).incrementAndGet() > allowed) {
                throw Problem.of(ProblemType.TOO_MANY_ATTEMPTS, window.toSeconds())
                        .with("retryAfterSeconds", window.toSeconds());
            }
        }
    }
}
