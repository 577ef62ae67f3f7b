package io.lunbo.campaign;

import io.lunbo.access.CurrentOperator;
import io.lunbo.access.Role;
import io.lunbo.catalog.CatalogEntries;
import io.lunbo.catalog.CatalogEntry;
import io.lunbo.media.Media;
import io.lunbo.media.MediaKind;
import io.lunbo.screen.Screen;
import io.lunbo.terms.Alternative;
import io.lunbo.terms.SpotTerms;
import io.lunbo.web.VersionTag;
import io.quarkus.security.Authenticated;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
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
    private final Targeting targeting;
    private final CatalogEntries entries;
    private final CurrentOperator operator;

    /**
     * A spot as a client writes it: exactly one of {@code weight}, {@code perDay} and {@code fixedAt}, or of
     * {@code terms.sharePercent}, {@code terms.perHour} and {@code terms.repeat} in their place.
     *
     * @param screens codes of some of the campaign's screens; without them, all that can show it
     * @param terms what else is agreed; may be missing
     * @param alternatives what is shown in place of the media on screens of some profile, the first that means a screen; may be missing
     * @param version the version that is changed, where no {@code If-Match} names it
     */
    public record SpotBody(
            UUID mediaId,
            Integer weight,
            Integer perDay,
            Set<Instant> fixedAt,
            String group,
            Long stillMs,
            Set<String> screens,
            SpotTerms terms,
            List<Alternative> alternatives,
            Integer version) {
        SpotFacts facts() {
            return new SpotFacts(mediaId, weight, perDay, fixedAt, group, stillMs, screens, terms, alternatives);
        }
    }

    /**
     * A spot as it is.
     *
     * @param screens the codes of the screens that it is really booked on
     * @param usableUntil a warning: the last day on which all its media may be shown, by its rights and its content, where the
     *     campaign goes on longer; null where it may be shown to the end
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
            SpotTerms terms,
            List<Alternative> alternatives,
            LocalDate usableUntil,
            int version) {
        static SpotDocument of(Spot spot, List<Screen> screens, LocalDate last) {
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
                    screens.stream().map(Screen::code).toList(),
                    spot.terms(),
                    spot.alternatives(),
                    last != null && last.isBefore(spot.campaign().until()) ? last : null,
                    spot.version());
        }
    }

    /** All spots of a campaign, in the order of booking. */
    public record SpotList(List<SpotDocument> items) {}

    SpotResource(
            SpotRepository spots,
            Known known,
            CampaignBooking booking,
            Targeting targeting,
            CatalogEntries entries,
            CurrentOperator operator) {
        this.spots = spots;
        this.known = known;
        this.booking = booking;
        this.targeting = targeting;
        this.entries = entries;
        this.operator = operator;
    }

    @GET
    @Operation(summary = "What is booked in a campaign")
    public SpotList list(String code) {
        List<Spot> booked = spots.of(known.campaign(code));
        Map<UUID, CatalogEntry> written =
                entries.of(booked.stream().flatMap(SpotResource::mediaOf).toList());
        return new SpotList(booked.stream().map(spot -> document(spot, written)).toList());
    }

    @GET
    @Operation(summary = "One booking")
    @Path("{id}")
    public RestResponse<SpotDocument> one(String code, UUID id) {
        return answer(known.spot(known.campaign(code), id));
    }

    @POST
    @Operation(summary = "Book a media")
    @Produces(MediaType.APPLICATION_JSON)
    @APIResponseSchema(value = SpotDocument.class, responseCode = "201")
    @RolesAllowed(Role.Names.SCHEDULER)
    public RestResponse<SpotDocument> book(String code, @NotNull SpotBody body) {
        Spot spot = booking.book(known.campaign(code).id(), body.facts(), operator.account());
        return RestResponse.ResponseBuilder.create(RestResponse.Status.CREATED, document(spot))
                .tag(VersionTag.of(spot.version()))
                .build();
    }

    @PUT
    @Operation(summary = "Change a booking")
    @Path("{id}")
    @RolesAllowed(Role.Names.SCHEDULER)
    public RestResponse<SpotDocument> change(
            String code, UUID id, @NotNull SpotBody body, @RestHeader("If-Match") String ifMatch) {
        int seen = VersionTag.required(ifMatch, body.version());
        UUID campaign = known.campaign(code).id();
        return answer(VersionTag.guarded(
                () -> booking.changeSpot(campaign, id, body.facts(), seen, operator.account()),
                body,
                () -> document(known.spot(known.campaign(code), id))));
    }

    @DELETE
    @Operation(summary = "Take a booking out")
    @Path("{id}")
    @RolesAllowed(Role.Names.SCHEDULER)
    public void remove(String code, UUID id, @RestHeader("If-Match") String ifMatch) {
        UUID campaign = known.campaign(code).id();
        Spot present = known.spot(known.campaign(code), id);
        // Whoever takes a booking out has not typed anything that could be lost: only a version that is named must be
        // right.
        int seen = ifMatch == null ? present.version() : VersionTag.required(ifMatch);
        VersionTag.guarded(
                () -> {
                    booking.removeSpot(campaign, id, seen, operator.account());
                    return id;
                },
                null,
                () -> document(known.spot(known.campaign(code), id)));
    }

    private SpotDocument document(Spot spot) {
        return document(spot, entries.of(mediaOf(spot).toList()));
    }

    private SpotDocument document(Spot spot, Map<UUID, CatalogEntry> written) {
        LocalDate last = mediaOf(spot)
                .map(id -> written.get(id).rights().lastDay())
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .orElse(null);
        return SpotDocument.of(spot, targeting.screensOf(spot), last);
    }

    private static Stream<UUID> mediaOf(Spot spot) {
        return spot.allMedia().stream().map(Media::id);
    }

    private RestResponse<SpotDocument> answer(Spot spot) {
        return RestResponse.ResponseBuilder.ok(document(spot))
                .tag(VersionTag.of(spot.version()))
                .build();
    }
}
