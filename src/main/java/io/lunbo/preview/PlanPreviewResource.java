package io.lunbo.preview;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.lunbo.rotation.Loop;
import io.lunbo.rotation.Loop.Unplaced;
import io.lunbo.rotation.LoopFigures;
import io.lunbo.rotation.LoopPlanner;
import io.lunbo.rotation.LoopRequest;
import io.lunbo.web.Language;
import io.quarkus.security.Authenticated;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Tries a plan without keeping anything: the rotation engine for anyone who plans. */
@Path("/api/v1/plans/preview")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Authenticated
@Tag(name = "plans")
public class PlanPreviewResource {
    private final Language language;

    PlanPreviewResource(Language language) {
        this.language = language;
    }

    /**
     * What is to be planned.
     *
     * @param from the first instant
     * @param until the instant after the last
     * @param timeZone whose wall clock the dayparts are of
     * @param mode what weights and shares divide; PLAYS where absent
     * @param spots what competes
     * @param fixed plays that start at their second
     */
    public record PreviewRequest(
            @NotNull OffsetDateTime from,
            @NotNull OffsetDateTime until,
            @NotBlank @Size(max = 64) String timeZone,
            LoopRequest.Mode mode,
            @NotEmpty @Size(max = 500) List<@NotNull @Valid PreviewSpot> spots,
            @Size(max = 5000) List<@NotNull @Valid PreviewFixed> fixed) {}

    /**
     * One spot; exactly one of {@code weight}, {@code share}, {@code perHour}, {@code perDay}, or none for fixed times only.
     *
     * @param id names it in the answer
     * @param durationMs how long one play lasts
     * @param weight its part beside the other weights
     * @param share its part of the whole, 0 to 1
     * @param perHour plays in each hour
     * @param perDay plays in all
     * @param group spots of one group are kept apart
     * @param minDistanceSeconds from start to start of the spot or its group, where fairness leaves the choice; may be missing
     * @param dayparts when it may play; always where absent
     */
    public record PreviewSpot(
            @NotBlank @Size(max = 100) String id,
            @NotNull @Min(1000) @Max(86_400_000) Long durationMs,
            @Min(1) @Max(1_000_000) Long weight,
            @DecimalMin("0.000001") @DecimalMax("1") BigDecimal share,
            @Min(1) @Max(3600) Integer perHour,
            @Min(1) @Max(86400) Integer perDay,
            @Size(max = 64) String group,
            @Min(1) @Max(86_400) Integer minDistanceSeconds,
            @Size(max = 24) List<@NotNull @Valid PreviewDaypart> dayparts) {}

    /**
     * A time of day.
     *
     * @param from e.g. {@code 07:00}
     * @param until e.g. {@code 09:00}; before {@code from} it is on the next day
     */
    public record PreviewDaypart(
            @NotNull @Pattern(regexp = "\\d\\d:\\d\\d(:\\d\\d)?")
            String from,

            @NotNull @Pattern(regexp = "\\d\\d:\\d\\d(:\\d\\d)?")
            String until) {}

    /**
     * A play at a fixed time.
     *
     * @param id the spot
     * @param at when it starts
     */
    public record PreviewFixed(@NotBlank String id, @NotNull OffsetDateTime at) {}

    /**
     * The plan.
     *
     * @param plays {@code [startMs, spotIndex, durationMs]}, startMs from {@code from}
     * @param unplaced what was refused, with numbers
     * @param figures what the plan is worth
     */
    public record Preview(List<long[]> plays, List<PreviewUnplaced> unplaced, PreviewFigures figures) {}

    /**
     * A refused demand.
     *
     * @param id the spot
     * @param reason a stable name
     * @param asked what was asked, in the unit of the reason
     * @param possible what there was room for
     * @param detail the same in words
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record PreviewUnplaced(String id, Unplaced.Reason reason, long asked, long possible, String detail) {}

    /**
     * See {@link LoopFigures}.
     *
     * @param buildMicros how long the engine took
     */
    public record PreviewFigures(
            double maxDeviation,
            double bound,
            double gapCv,
            double worstGapRatio,
            int repeats,
            int groupNeighbours,
            long idleMs,
            long buildMicros) {}

    /** Plans and answers; keeps nothing. */
    @POST
    @Operation(summary = "Plan without keeping anything")
    public Preview preview(@NotNull @Valid PreviewRequest request) {
        PreviewTranslation translation = PreviewTranslation.of(request, language);
        LoopRequest planned = translation.request();
        long begun = System.nanoTime();
        Loop loop = LoopPlanner.plan(planned);
        long micros = (System.nanoTime() - begun) / 1000;
        LoopFigures figures = loop.figures();
        return new Preview(
                loop.slots().stream().map(translation::play).toList(),
                Stream.concat(loop.unplaced().stream(), loop.tooClose(planned.spots()).stream())
                        .map(unplaced -> refused(unplaced, translation))
                        .toList(),
                new PreviewFigures(
                        figures.maxDeviation(),
                        figures.bound(),
                        figures.gapCv(),
                        figures.worstGapRatio(),
                        figures.repeats(),
                        figures.groupNeighbours(),
                        figures.idleMs(),
                        micros));
    }

    private PreviewUnplaced refused(Unplaced unplaced, PreviewTranslation translation) {
        String key = "schedule_unplaced_" + unplaced.reason().name().toLowerCase(Locale.ROOT);
        return new PreviewUnplaced(
                translation.spotId(unplaced.id()),
                unplaced.reason(),
                unplaced.asked(),
                unplaced.possible(),
                language.text(key, unplaced.asked(), unplaced.possible()));
    }
}
