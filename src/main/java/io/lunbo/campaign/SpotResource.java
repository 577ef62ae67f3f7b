package io.lunbo.campaign;

import io.lunbo.access.CurrentOperator;
import io.lunbo.access.Role;
import io.lunbo.media.MediaKind;
import io.lunbo.screen.Screen;
import io.lunbo.web.VersionTag;
import io.quarkus.security.Authenticated;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestResponse;

/** The spots of a campaign as JSON. */
@Path("/api/v1/campaigns/{code}/spots")
@Authenticated
public class SpotResource {
    private final SpotRepository spots;
    private final Known known;
    private final CampaignBooking booking;
    private final CurrentOperator operator;

    /**
     * A spot as a client writes it: exactly one of {@code weight}, {@code perDay} and {@code fixedAt}.
     *
     * @param screens codes of some of the campaign's screens; without them, all that can show it
     */
    public record SpotBody(
            UUID mediaId,
            Integer weight,
            Integer perDay,
            Set<Instant> fixedAt,
            String group,
            Long stillMs,
            Set<String> screens) {
        SpotFacts facts() {
            return new SpotFacts(mediaId, weight, perDay, fixedAt, group, stillMs, screens);
        }
    }

    /**
     * A spot as it is.
     *
     * @param screens the codes of the screens that it is really booked on
     */
    public record SpotDocument(
            UUID id,
            UUID mediaId,
            String sha256,
            MediaKind kind,
            String title,
            Integer weight,
            Integer perDay,
            Set<Instant> fixedAt,
            String group,
            Long stillMs,
            List<String> screens,
            int version) {
        static SpotDocument of(Spot spot) {
            return new SpotDocument(
                    spot.id(),
                    spot.media().id(),
                    spot.media().sha256(),
                    spot.media().kind(),
                    spot.media().title(),
                    spot.weight(),
                    spot.perDay(),
                    spot.fixedTimes(),
                    spot.separationGroup(),
                    spot.stillMs(),
                    spot.screens().stream().map(Screen::code).toList(),
                    spot.version());
        }
    }

    /** All spots of a campaign, in the order of booking. */
    public record SpotList(List<SpotDocument> items) {}

    SpotResource(SpotRepository spots, Known known, CampaignBooking booking, CurrentOperator operator) {
        this.spots = spots;
        this.known = known;
        this.booking = booking;
        this.operator = operator;
    }

    @GET
    @Operation(summary = "What is booked in a campaign")
    public SpotList list(String code) {
        return new SpotList(
                spots.of(known.campaign(code)).stream().map(SpotDocument::of).toList());
    }

    @POST
    @Operation(summary = "Book a media")
    @APIResponseSchema(value = SpotDocument.class, responseCode = "201")
    @RolesAllowed(Role.Names.SCHEDULER)
    public RestResponse<SpotDocument> book(String code, @NotNull SpotBody body) {
        Spot spot = booking.book(known.campaign(code).id(), body.facts(), operator.account());
        return RestResponse.ResponseBuilder.create(RestResponse.Status.CREATED, SpotDocument.of(spot))
                .tag(VersionTag.of(spot.version()))
                .build();
    }

    @PUT
    @Operation(summary = "Change a booking")
    @Path("{id}")
    @RolesAllowed(Role.Names.SCHEDULER)
    public RestResponse<SpotDocument> change(
            String code, UUID id, @NotNull SpotBody body, @RestHeader("If-Match") String ifMatch) {
        int seen = VersionTag.required(ifMatch);
        UUID campaign = known.campaign(code).id();
        Spot spot = VersionTag.guarded(() -> booking.changeSpot(campaign, id, body.facts(), seen, operator.account()));
        return RestResponse.ResponseBuilder.ok(SpotDocument.of(spot))
                .tag(VersionTag.of(spot.version()))
                .build();
    }

    @DELETE
    @Operation(summary = "Take a booking out")
    @Path("{id}")
    @RolesAllowed(Role.Names.SCHEDULER)
    public void remove(String code, UUID id) {
        booking.removeSpot(known.campaign(code).id(), id, operator.account());
    }
}
