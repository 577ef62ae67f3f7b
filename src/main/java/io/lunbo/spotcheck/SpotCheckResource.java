package io.lunbo.spotcheck;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.lunbo.access.CurrentOperator;
import io.lunbo.access.Role;
import io.lunbo.photodesk.EvidencePages.PhotoForm;
import io.lunbo.photodesk.PhotoLimit;
import io.lunbo.photodesk.PhotoLimit.TakesPhoto;
import io.lunbo.spotcheck.SpotCheckPages.EntryForm;
import io.lunbo.spotcheck.SpotCheckSights.Round;
import io.lunbo.spotcheck.SpotCheckSights.Visit;
import io.lunbo.spotcheck.SpotChecks.Wanted;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;

/** Rounds as JSON. */
@Path("/api/v1/spot-checks")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.Names.INSPECTOR, Role.Names.PLAYOUT, Role.Names.SCHEDULER, Role.Names.ADMINISTRATOR})
@Tag(name = "spot-checks")
public class SpotCheckResource {
    private static final int LISTED = 100;

    private final SpotChecks checks;
    private final SpotCheckVisits visits;
    private final SpotCheckSights sights;
    private final CurrentOperator operator;

    /**
     * A round as a client orders it.
     *
     * @param count how many screens
     * @param group a group's code; missing: all
     * @param unit a unit's code; missing: all
     */
    public record NewRound(
            @NotBlank @Size(max = 100) String title,
            @NotNull LocalDate from,
            @NotNull LocalDate until,
            int count,
            String group,
            String unit) {}

    /** What was found, once. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record EntryDocument(
            UUID id, int sequence, Finding finding, String remark, UUID photo, String enteredBy, Instant enteredAt) {
        static EntryDocument of(Entry entry) {
            return new EntryDocument(
                    entry.id(),
                    entry.sequence(),
                    entry.finding(),
                    entry.remark(),
                    entry.photoId(),
                    entry.enteredByName(),
                    entry.enteredAt());
        }
    }

    /** A stop; the last of its entries is the one that counts. */
    public record StopDocument(UUID id, int position, String screen, List<EntryDocument> entries) {
        static StopDocument of(Visit visit) {
            return new StopDocument(
                    visit.stop().id(),
                    visit.stop().position(),
                    visit.screen().code(),
                    visit.entries().stream().map(EntryDocument::of).toList());
        }
    }

    /**
     * A round.
     *
     * @param seed what its screens were drawn by: the candidates with the smallest SHA-256 of the seed, a line feed and the
     *     code
     * @param candidates what they were drawn from
     * @param closed whether it takes no entries any more
     * @param stops missing in lists
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record RoundDocument(
            UUID id,
            String title,
            LocalDate from,
            LocalDate until,
            int count,
            String group,
            String unit,
            String seed,
            List<String> candidates,
            String orderedBy,
            Instant orderedAt,
            int total,
            int done,
            boolean closed,
            List<StopDocument> stops) {
        static RoundDocument of(Round round, boolean whole) {
            SpotCheck check = round.check();
            return new RoundDocument(
                    check.id(),
                    check.title(),
                    check.fromDate(),
                    check.untilDate(),
                    check.wanted(),
                    check.groupCode(),
                    check.unitCode(),
                    check.seed(),
                    whole ? check.candidates() : null,
                    check.orderedByName(),
                    check.orderedAt(),
                    round.progress().total(),
                    round.progress().done(),
                    round.progress().closed(),
                    whole ? round.visits().stream().map(StopDocument::of).toList() : null);
        }
    }

    SpotCheckResource(SpotChecks checks, SpotCheckVisits visits, SpotCheckSights sights, CurrentOperator operator) {
        this.checks = checks;
        this.visits = visits;
        this.sights = sights;
        this.operator = operator;
    }

    /** The newest. */
    @GET
    @Operation(summary = "The newest rounds")
    public List<RoundDocument> list() {
        return sights.newest(LISTED).stream()
                .map(round -> RoundDocument.of(round, false))
                .toList();
    }

    /** Orders one. */
    @POST
    @RolesAllowed(Role.Names.INSPECTOR)
    @Operation(summary = "Order a round; its screens are drawn at random")
    @APIResponseSchema(value = RoundDocument.class, responseCode = "201", responseDescription = "Drawn")
    public Response order(@NotNull @Valid NewRound body) {
        SpotCheck check = checks.order(
                new Wanted(body.title(), body.from(), body.until(), body.count(), body.group(), body.unit()),
                operator.account());
        return Response.created(URI.create("/api/v1/spot-checks/" + check.id()))
                .entity(RoundDocument.of(sights.round(check.id()), true))
                .build();
    }

    /** One. */
    @GET
    @Path("{id}")
    @Operation(summary = "One round with its seed, its candidates and what was found")
    public RoundDocument one(UUID id) {
        return RoundDocument.of(sights.round(id), true);
    }

    /** Enters what was found at a stop. */
    @POST
    @Path("{id}/stops/{stop}/entries")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @RolesAllowed({Role.Names.INSPECTOR, Role.Names.PLAYOUT})
    @TakesPhoto
    @Operation(
            summary = "Enter what was found at a screen as a form: finding, entries seen, file, and what else is known")
    @APIResponseSchema(value = EntryDocument.class, responseCode = "201", responseDescription = "Entered")
    public Response enter(
            UUID id,
            UUID stop,
            @RestForm("file") FileUpload file,
            @BeanParam EntryForm form,
            @BeanParam PhotoForm photo)
            throws IOException {
        byte[] bytes = PhotoLimit.bytes(file);
        Entry entry = visits.enter(
                id,
                stop,
                new SpotCheckVisits.Said(form.finding(), form.seen(), bytes, photo.said()),
                operator.account());
        return Response.created(URI.create("/api/v1/spot-checks/" + id))
                .entity(EntryDocument.of(entry))
                .build();
    }
}
