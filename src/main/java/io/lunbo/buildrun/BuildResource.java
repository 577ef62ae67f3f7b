package io.lunbo.buildrun;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.lunbo.access.CurrentOperator;
import io.lunbo.access.Role;
import io.lunbo.buildrun.BuildProgress.LaneProgress;
import io.lunbo.buildrun.BuildProgress.Progress;
import io.lunbo.web.Language;
import io.quarkus.security.Authenticated;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

/** Builds over REST: ordered, followed, stopped, gone on with. */
@Path("/api/v1/builds")
@Authenticated
@Tag(name = "builds")
public class BuildResource {
    private static final String ADDRESS = "/api/v1/builds/";
    private static final int LISTED = 50;
    private static final int PAGE = 500;

    private final BuildOrdering ordering;
    private final BuildProgress progress;
    private final BuildRunRepository runs;
    private final CurrentOperator operator;
    private final Language language;

    BuildResource(
            BuildOrdering ordering,
            BuildProgress progress,
            BuildRunRepository runs,
            CurrentOperator operator,
            Language language) {
        this.ordering = ordering;
        this.progress = progress;
        this.runs = runs;
        this.operator = operator;
        this.language = language;
    }

    /**
     * Which sheets to build.
     *
     * @param screens screen codes
     * @param from the first day
     * @param until the last day, inclusive; at most 366 days
     */
    public record BuildOrder(
            @NotEmpty @Size(max = 1000) List<@NotNull String> screens,
            @NotNull LocalDate from,
            @NotNull LocalDate until) {}

    /**
     * How far a build is.
     *
     * @param state RUNNING, CANCELLED or DONE
     * @param total screen-days in all
     * @param done of them built or failed
     * @param failed of them failed
     * @param screens the same for each screen
     */
    public record BuildDocument(
            UUID id,
            String state,
            LocalDate from,
            LocalDate until,
            long total,
            long done,
            long failed,
            String orderedBy,
            Instant orderedAt,
            List<BuildScreen> screens) {
        static BuildDocument of(Progress progress) {
            BuildRun run = progress.run();
            return new BuildDocument(
                    run.id(),
                    progress.state().name(),
                    run.from(),
                    run.until(),
                    progress.total(),
                    progress.done(),
                    progress.failed(),
                    progress.orderedBy(),
                    run.orderedAt(),
                    progress.lanes().stream()
                            .map(lane ->
                                    new BuildScreen(lane.screen().code(), lane.total(), lane.done(), lane.failed()))
                            .toList());
        }
    }

    /** One screen of a build; counts are days. */
    public record BuildScreen(String screen, int total, long done, long failed) {}

    /**
     * What came of one day.
     *
     * @param sheet the draft's id; missing where it failed
     * @param problem why it failed, as the slug of a problem
     * @param detail the same in words
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record BuiltDay(String screen, LocalDate date, UUID sheet, String problem, String detail) {}

    /** Orders a build and answers at once. */
    @POST
    @RolesAllowed(Role.Names.SCHEDULER)
    @Operation(summary = "Order drafts for screens and up to a year of days")
    @Produces(MediaType.APPLICATION_JSON)
    @APIResponseSchema(value = BuildDocument.class, responseCode = "202", responseDescription = "Ordered")
    public RestResponse<BuildDocument> order(@NotNull @Valid BuildOrder body) {
        BuildRun run = ordering.order(body.screens(), body.from(), body.until(), operator.account());
        return RestResponse.ResponseBuilder.<BuildDocument>accepted()
                .entity(BuildDocument.of(progress.of(run.id())))
                .header(HttpHeaders.LOCATION, ADDRESS + run.id())
                .build();
    }

    /** The newest builds. */
    @GET
    @Operation(summary = "The newest builds")
    public List<BuildDocument> list() {
        return progress.newest(LISTED).stream().map(BuildDocument::of).toList();
    }

    /** One build. */
    @GET
    @Path("{id}")
    @Operation(summary = "How far a build is")
    public BuildDocument one(UUID id) {
        return BuildDocument.of(progress.of(id));
    }

    /** What came of each day. */
    @GET
    @Path("{id}/sheets")
    @Transactional
    @Operation(summary = "What came of each day of a build, 500 at once")
    public List<BuiltDay> days(
            UUID id, @RestQuery boolean failed, @RestQuery @DefaultValue("0") @Min(0) @Max(100_000) int page) {
        Map<UUID, String> codes = progress.of(id).lanes().stream()
                .collect(Collectors.toMap(
                        LaneProgress::laneId, lane -> lane.screen().code()));
        return runs.results(id, failed, page, PAGE).stream()
                .map(result -> new BuiltDay(
                        codes.get(result.laneId()),
                        result.date(),
                        result.sheetId(),
                        result.problem(),
                        result.detail(language.locale())))
                .toList();
    }

    /** Stops a build; what is built stays. */
    @POST
    @Path("{id}/cancellation")
    @RolesAllowed(Role.Names.SCHEDULER)
    @Operation(summary = "Stop a build")
    public BuildDocument cancel(UUID id) {
        ordering.cancel(id, operator.account());
        return one(id);
    }

    /** Lets a build go on, and tries again what failed. */
    @POST
    @Path("{id}/resumption")
    @RolesAllowed(Role.Names.SCHEDULER)
    @Operation(summary = "Go on with a build and try again what failed")
    public BuildDocument resume(UUID id) {
        ordering.resume(id, operator.account());
        return one(id);
    }
}
