package io.lunbo.drop;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.lunbo.access.CurrentOperator;
import io.lunbo.access.Role;
import io.lunbo.drop.FigureDrop.Kind;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Where closed days go, over REST. */
@Path("/api/v1/figure-drops")
@RolesAllowed(Role.Names.ADMINISTRATOR)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "figure drops")
public class DropResource {
    private static final int DAYS_SHOWN = 400;

    private final FigureDrops drops;
    private final DropDays days;
    private final CurrentOperator operator;

    /**
     * Where figures shall go.
     *
     * @param folder of a folder: small letters, digits and hyphens
     * @param address of the web: http or https
     * @param secret of the web: 16 to 200 characters that both sides know; never told again
     * @param from the first day that is sent; missing: yesterday
     */
    public record NewDrop(
            @NotNull @Size(max = 100) String name,
            @NotNull Kind kind,
            @Size(max = 64) String folder,
            @Size(max = 500) String address,
            @Size(max = 200) String secret,
            LocalDate from) {}

    /**
     * Where figures go. Of the web each request has the header {@code Lunbo-Signature: sha256=…}, which is HMAC-SHA-256 in
     * hexadecimal over {@code Lunbo-Timestamp}, a full stop and the body; and an {@code Idempotency-Key} of drop, day and edition.
     *
     * @param target a folder's name, or an address
     * @param waiting days whose newest edition was not taken yet
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record DropDocument(
            UUID id,
            String name,
            Kind kind,
            String target,
            LocalDate from,
            String madeBy,
            Instant madeAt,
            Instant endedAt,
            String endedBy,
            long waiting) {}

    /**
     * A day of a drop.
     *
     * @param edition from 1, one more each time that the figures of the day are others
     * @param sha256 of its figures
     * @param sentAt when it was taken; missing: it waits
     * @param failure why it was not taken the last time
     * @param answered the status of the answer that was no yes
     * @param node the node that sent it; missing: it waits, or was sent before this was noted
     * @param folder where it lies on that node; missing for an address
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record DropDayDocument(
            LocalDate date,
            int edition,
            String sha256,
            Instant sentAt,
            int tries,
            Instant nextAt,
            DropDay.Failure failure,
            Integer answered,
            String node,
            String folder) {}

    DropResource(FigureDrops drops, DropDays days, CurrentOperator operator) {
        this.drops = drops;
        this.days = days;
        this.operator = operator;
    }

    /** All of them. */
    @GET
    @Operation(summary = "Where the figures of closed days are sent")
    public List<DropDocument> list() {
        return drops.all().stream().map(this::document).toList();
    }

    /** Sets one up. */
    @POST
    @Operation(summary = "Send the figures of every closed day to a folder or an address")
    @APIResponseSchema(value = DropDocument.class, responseCode = "201", responseDescription = "Set up")
    public RestResponse<DropDocument> make(@NotNull @Valid NewDrop body) {
        FigureDrop made = drops.make(
                new FigureDrops.Wanted(
                        body.name(), body.kind(), body.folder(), body.address(), body.secret(), body.from()),
                operator.account());
        return RestResponse.ResponseBuilder.<DropDocument>created(URI.create("/api/v1/figure-drops/" + made.id()))
                .entity(document(made))
                .build();
    }

    /** One. */
    @GET
    @Path("{id}")
    @Operation(summary = "One drop")
    public DropDocument one(UUID id) {
        return document(known(id));
    }

    /** Its newest days. */
    @GET
    @Path("{id}/days")
    @Operation(summary = "What was sent of which day, and what waits; the newest 400 days")
    public List<DropDayDocument> days(UUID id) {
        return days.newest(known(id).id(), DAYS_SHOWN).stream()
                .map(day -> new DropDayDocument(
                        day.date(),
                        day.edition(),
                        day.sha256(),
                        day.sentAt(),
                        day.tries(),
                        day.nextAt(),
                        day.failure(),
                        day.answered(),
                        day.node(),
                        day.folder()))
                .toList();
    }

    /** Ends one. */
    @POST
    @Path("{id}/end")
    @Operation(summary = "Send nothing more; the secret is forgotten")
    public DropDocument end(UUID id) {
        drops.end(id, operator.account());
        return document(known(id));
    }

    private FigureDrop known(UUID id) {
        return drops.findByIdOptional(id).orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
    }

    private DropDocument document(FigureDrop drop) {
        return new DropDocument(
                drop.id(),
                drop.name(),
                drop.kind(),
                drop.target(),
                drop.from(),
                drop.madeByName(),
                drop.madeAt(),
                drop.endedAt(),
                drop.endedByName(),
                days.waiting(drop.id()));
    }
}
