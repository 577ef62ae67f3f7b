package io.lunbo.report;

import io.lunbo.access.Role;
import io.lunbo.csv.CsvFile;
import io.lunbo.playlog.PlayOutcome;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Single plays for programs, page by page or as one file. */
@Path("/api/v1")
@RolesAllowed({Role.Names.INSPECTOR, Role.Names.SCHEDULER, Role.Names.PLAYOUT, Role.Names.ADMINISTRATOR})
@Tag(name = "plays")
public class PlayResource {
    private static final String FROM =
            "RFC 3339 instant, or a date in the zone of the screen (then screen is required)";
    private static final String UNTIL =
            "RFC 3339 instant (exclusive), or a date in the zone of the screen: that day included";

    private final PlayRepository plays;
    private final PlayQuery query;
    private final Titles titles;
    private final PlayCsv csv;

    /**
     * One page.
     *
     * @param total how many plays the question has, on all pages
     * @param items these, oldest first
     * @param next the cursor of the next page; null on the last
     */
    public record PlayPage(long total, List<PlayItem> items, String next) {}

    /**
     * One play.
     *
     * @param id made by the player
     * @param screen the screen's code
     * @param media SHA-256 of what was shown
     * @param title what people call it; null where the media is unknown
     * @param startedAt when it started
     * @param durationMs how long it was shown
     * @param outcome how it ended
     * @param receivedAt when the log arrived
     */
    public record PlayItem(
            UUID id,
            String screen,
            String media,
            String title,
            Instant startedAt,
            int durationMs,
            PlayOutcome outcome,
            Instant receivedAt) {}

    PlayResource(PlayRepository plays, PlayQuery query, Titles titles, PlayCsv csv) {
        this.plays = plays;
        this.query = query;
        this.titles = titles;
        this.csv = csv;
    }

    /** Plays in order of their start. Pages stay what they are while new plays arrive. */
    @GET
    @Path("plays")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "listPlays", summary = "Plays as players logged them, oldest first")
    public PlayPage list(
            @QueryParam("screen") @Parameter(description = "The screen's code") String screen,
            @QueryParam("from") @Parameter(description = FROM) String from,
            @QueryParam("until") @Parameter(description = UNTIL) String until,
            @QueryParam("media") @Parameter(description = "SHA-256 of the media") String media,
            @QueryParam("cursor") @Parameter(description = "What next said on the page before") String cursor,
            @QueryParam("limit") @Parameter(description = "1 to 1000, 100 where absent") Integer limit) {
        PlayFilter filter = query.read(new PlayQuery.Asked(screen, from, until, media));
        int atMost = query.limit(limit, 100, 1000);
        List<Play> found = plays.page(filter, query.cursor(cursor), atMost + 1);
        boolean more = found.size() > atMost;
        List<Play> page = more ? found.subList(0, atMost) : found;
        String next = more ? page.get(atMost - 1).cursor().text() : null;
        return new PlayPage(plays.count(filter), items(page), next);
    }

    /** The same question answered as one file. */
    @GET
    @Path("plays")
    @Produces(CsvFile.MEDIA_TYPE + ";qs=0.5")
    @Operation(hidden = true)
    public Response listAsCsv(
            @QueryParam("screen") String screen,
            @QueryParam("from") String from,
            @QueryParam("until") String until,
            @QueryParam("media") String media) {
        return csv(screen, from, until, media);
    }

    /** All plays of the question as one CSV file (UTF-8 with BOM, RFC 4180). */
    @GET
    @Path("plays.csv")
    @Produces(CsvFile.MEDIA_TYPE)
    @Operation(operationId = "exportPlays", summary = "Plays as CSV, whatever their number")
    public Response csv(
            @QueryParam("screen") @Parameter(description = "The screen's code") String screen,
            @QueryParam("from") @Parameter(description = FROM) String from,
            @QueryParam("until") @Parameter(description = UNTIL) String until,
            @QueryParam("media") @Parameter(description = "SHA-256 of the media") String media) {
        return csv.forPrograms(query.read(new PlayQuery.Asked(screen, from, until, media)));
    }

    private List<PlayItem> items(List<Play> page) {
        Map<String, String> titleOf = titles.of(page.stream().map(Play::media).collect(Collectors.toSet()));
        Map<UUID, String> codeOf = query.codes();
        return page.stream()
                .map(play -> new PlayItem(
                        play.id(),
                        codeOf.get(play.screenId()),
                        play.media(),
                        titleOf.get(play.media()),
                        play.startedAt(),
                        play.durationMs(),
                        play.outcome(),
                        play.receivedAt()))
                .toList();
    }
}
