package io.lunbo.schedule;

import io.lunbo.access.CurrentOperator;
import io.lunbo.access.Role;
import io.lunbo.dayplan.SheetContent;
import io.lunbo.screen.Screen;
import io.lunbo.screen.ScreenRepository;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.quarkus.security.Authenticated;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** Sheets over REST: build drafts, look at them, publish them. */
@Path("/api/v1/sheets")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Authenticated
@Tag(name = "sheets")
public class SheetResource {
    private final SheetPublishing publishing;
    private final SheetBuilding building;
    private final SheetRepository sheets;
    private final ScreenRepository screens;
    private final CurrentOperator operator;

    SheetResource(
            SheetPublishing publishing,
            SheetBuilding building,
            SheetRepository sheets,
            ScreenRepository screens,
            CurrentOperator operator) {
        this.publishing = publishing;
        this.building = building;
        this.sheets = sheets;
        this.screens = screens;
        this.operator = operator;
    }

    /**
     * Which sheets to build.
     *
     * @param screens screen codes
     * @param from the first day
     * @param until the last day, inclusive; at most 31 days
     */
    public record BuildRequest(
            @NotEmpty @Size(max = 200) List<@NotNull String> screens,
            @NotNull LocalDate from,
            @NotNull LocalDate until) {}

    /**
     * Which drafts to publish, all or none.
     *
     * @param sheets their ids
     */
    public record PublicationRequest(
            @NotEmpty @Size(max = 7000) List<@NotNull UUID> sheets) {}

    /**
     * One version of a screen's day.
     *
     * @param screen the screen's code
     * @param summary figures, plays per spot, what could not be placed or is not approved
     */
    public record SheetVersion(
            UUID id,
            String screen,
            LocalDate date,
            int version,
            Sheet.State state,
            String sha256,
            int plays,
            long idleMs,
            Instant builtAt,
            Instant publishedAt,
            SheetSummary summary) {
        static SheetVersion of(Sheet sheet, String screenCode) {
            return new SheetVersion(
                    sheet.id(),
                    screenCode,
                    sheet.date(),
                    sheet.version(),
                    sheet.state(),
                    sheet.sha256(),
                    sheet.playCount(),
                    sheet.idleMs(),
                    sheet.builtAt(),
                    sheet.publishedAt(),
                    SheetSummary.of(sheet));
        }
    }

    /** The versions that count in a range of days. */
    @GET
    @Operation(summary = "Sheets of a range of days, drafts and published")
    public List<SheetVersion> list(@RestQuery LocalDate from, @RestQuery LocalDate until, @RestQuery String screen) {
        if (from == null || until == null) {
            throw Problem.of(ProblemType.INVALID_INPUT);
        }
        SheetBuilding.check(from, until);
        Map<UUID, Screen> byId = screens.listAll().stream().collect(Collectors.toMap(Screen::id, Function.identity()));
        return sheets.counting(from, until).stream()
                .filter(sheet ->
                        screen == null || byId.get(sheet.screenId()).code().equals(screen))
                .map(sheet -> SheetVersion.of(sheet, byId.get(sheet.screenId()).code()))
                .toList();
    }

    /** One version. */
    @GET
    @Path("/{id}")
    @Operation(summary = "One version of a sheet")
    public SheetVersion get(@RestPath UUID id) {
        Sheet sheet = sheets.findByIdOptional(id).orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
        return SheetVersion.of(sheet, screens.findById(sheet.screenId()).code());
    }

    /** The plays of one version, exactly as players read them. */
    @GET
    @Path("/{id}/content")
    @Operation(summary = "The plays of a sheet, as players read them")
    public byte[] content(@RestPath UUID id) {
        Sheet sheet = sheets.findByIdOptional(id).orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
        return SheetContent.read(sheet.gzipBody()).canonicalJson();
    }

    /** Builds drafts, each day after the one before it, so that debts are carried over midnight. */
    @POST
    @RolesAllowed(Role.Names.SCHEDULER)
    @Operation(summary = "Build drafts for screens and days")
    @APIResponseSchema(value = SheetVersion[].class, responseCode = "201", responseDescription = "The drafts")
    public Response build(@NotNull @Valid BuildRequest request) {
        List<SheetVersion> built =
                building.buildAll(request.screens, request.from, request.until, operator.account()).stream()
                        .map(sheet -> SheetVersion.of(
                                sheet, screens.findById(sheet.screenId()).code()))
                        .toList();
        return Response.status(Response.Status.CREATED).entity(built).build();
    }

    /** Goes back to an earlier version. */
    @POST
    @Path("/{id}/revivals")
    @RolesAllowed(Role.Names.SCHEDULER)
    @Operation(summary = "Make an earlier version's plays a new draft; what was on air stays")
    @APIResponseSchema(value = SheetVersion.class, responseCode = "201", responseDescription = "The draft")
    public Response revive(@RestPath UUID id) {
        Sheet draft = building.revive(id, operator.account());
        SheetVersion version =
                SheetVersion.of(draft, screens.findById(draft.screenId()).code());
        return Response.status(Response.Status.CREATED).entity(version).build();
    }

    /** Publishes drafts, all or none. */
    @POST
    @Path("/publications")
    @RolesAllowed(Role.Names.SCHEDULER)
    @Operation(summary = "Publish drafts, all or none")
    @APIResponseSchema(
            value = SheetVersion[].class,
            responseCode = "201",
            responseDescription = "The published versions")
    public Response publish(@NotNull @Valid PublicationRequest request) {
        List<SheetVersion> published = publishing.publish(request.sheets, operator.account()).stream()
                .map(sheet -> SheetVersion.of(
                        sheet, screens.findById(sheet.screenId()).code()))
                .toList();
        return Response.status(Response.Status.CREATED).entity(published).build();
    }
}
