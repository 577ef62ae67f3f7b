package io.lunbo.report;

import io.lunbo.csv.CsvFile;
import io.lunbo.playarchive.PlayRetention;
import io.lunbo.playlog.PlayOutcome;
import io.lunbo.reconcile.DayVerdicts.LogVerdict;
import io.lunbo.reconcile.Verdict;
import io.lunbo.screen.Screen;
import io.lunbo.tally.Tally;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** The inspector's desk: one screen's day, due against actual, and the plays behind every number. */
@Path("/")
@Authenticated
public class PlayPages {
    private static final int PLAYS_PER_PAGE = 50;
    private static final int REJECTED_SHOWN = 20;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

    private final PlayQuery query;
    private final DueAndActual dueAndActual;
    private final PlayRepository plays;
    private final Titles titles;
    private final PlayCsv csv;
    private final PlayRetention retention;
    private final Clock clock;

    /**
     * Everything that the page shows.
     *
     * @param screens to choose from
     * @param choice what was chosen
     * @param now the time that all numbers are of
     * @param today whether the chosen day is going on
     * @param day the numbers
     * @param items the numbers by media
     * @param chart the numbers by hour
     * @param plays single plays
     * @param total how many single plays the filter has
     * @param next the address of the following plays, null where there are none
     * @param archived whether the day's single plays may be in the archive
     * @param rejected records that were not accepted
     */
    public record Listing(
            List<Screen> screens,
            PlayChoice choice,
            Instant now,
            boolean today,
            DayFigures day,
            List<ItemRow> items,
            HourChart chart,
            List<PlayRow> plays,
            long total,
            String next,
            boolean archived,
            List<RejectedRow> rejected) {
        /** The address of the same day with a verdict for each play. */
        public String inspect() {
            return "/inspect/screens/" + choice.screen().code() + "/days/" + choice.date();
        }
    }

    /** One media: its title (null where unknown), its numbers and whether the filter is on it. */
    public record ItemRow(String media, String title, Tally tally, boolean chosen) {
        /** Enough of the hash to tell it from others. */
        public String shortHash() {
            return media.substring(0, 12);
        }
    }

    /** One play with its local times. */
    public record PlayRow(
            UUID id,
            Instant startedAt,
            String startedLocal,
            Instant saidAt,
            boolean clockCorrected,
            String title,
            String media,
            String seconds,
            PlayOutcome outcome,
            Verdict verdict,
            Instant receivedAt,
            String receivedLocal) {
        /** Enough of the hash to tell it from others. */
        public String shortHash() {
            return media.substring(0, 12);
        }

        /** The look of the outcome. */
        public String badge() {
            return switch (outcome) {
                case COMPLETED -> "badge-good";
                case PARTIAL -> "badge-warn";
                case FAILED -> "badge-bad";
            };
        }
    }

    /** One record that was not accepted. */
    public record RejectedRow(String receivedLocal, String reasonKey, String record) {}

    @CheckedTemplate
    static final class Templates {
        private Templates() {}

        static native TemplateInstance list(Listing listing);

        static native TemplateInstance noScreens();
    }

    PlayPages(
            PlayQuery query,
            DueAndActual dueAndActual,
            PlayRepository plays,
            Titles titles,
            PlayCsv csv,
            PlayRetention retention,
            Clock clock) {
        this.retention = retention;
        this.query = query;
        this.dueAndActual = dueAndActual;
        this.plays = plays;
        this.titles = titles;
        this.csv = csv;
        this.clock = clock;
    }

    /** A screen's day; today's on the first screen where nothing is chosen. */
    @GET
    @Path("plays")
    @Produces(MediaType.TEXT_HTML)
    public TemplateInstance list(@BeanParam PlayChoice.Asked asked) {
        List<Screen> all = query.screens();
        if (all.isEmpty() && asked.screen == null) {
            return Templates.noScreens();
        }
        Instant now = clock.instant();
        return Templates.list(listing(all, query.choice(asked, now), query.cursor(asked.cursor), now));
    }

    /** The same plays as a file. */
    @GET
    @Path("plays.csv")
    @Produces(CsvFile.MEDIA_TYPE)
    public Response file(@BeanParam PlayChoice.Asked asked) {
        PlayChoice choice = query.choice(asked, clock.instant());
        String name = "plays-" + choice.screen().code() + "-" + choice.date() + ".csv";
        return csv.forPeople(choice.screen(), name, choice.filter());
    }

    private Listing listing(List<Screen> all, PlayChoice choice, Play.Cursor after, Instant now) {
        DueAndActual.Day known = dueAndActual.day(choice.screen(), choice.date(), now);
        DayFigures day = known.figures();
        PlayFilter filter = choice.filter();
        List<Play> found = plays.page(filter, after, PLAYS_PER_PAGE + 1);
        boolean more = found.size() > PLAYS_PER_PAGE;
        List<Play> shown = more ? found.subList(0, PLAYS_PER_PAGE) : found;
        Set<String> hashes = new HashSet<>();
        day.items().forEach(item -> hashes.add(item.media()));
        shown.forEach(play -> hashes.add(play.media()));
        Map<String, String> titleOf = titles.of(hashes);
        ZoneId zone = choice.screen().timeZone();
        return new Listing(
                all,
                choice,
                day.asOf(),
                LocalDate.ofInstant(now, zone).equals(choice.date()),
                day,
                day.items().stream()
                        .map(item -> new ItemRow(
                                item.media(),
                                titleOf.get(item.media()),
                                item.tally(),
                                item.media().equals(choice.media())))
                        .toList(),
                HourChart.of(day.hours(), zone),
                shown.stream().map(play -> row(play, known, titleOf, zone)).toList(),
                plays.count(filter),
                more ? choice.after(shown.get(PLAYS_PER_PAGE - 1).cursor()) : null,
                day.from().isBefore(retention.archivedBefore(now)),
                rejected(choice, day));
    }

    private static PlayRow row(Play play, DueAndActual.Day day, Map<String, String> titleOf, ZoneId zone) {
        LogVerdict verdict = day.verdicts().get(new DueAndActual.LogKey(play.playerId(), play.id()));
        return new PlayRow(
                play.id(),
                play.startedAt(),
                TIME.format(play.startedAt().atZone(zone)),
                play.saidAt(),
                play.clockCorrected(),
                titleOf.get(play.media()),
                play.media(),
                BigDecimal.valueOf(play.durationMs(), 3)
                        .setScale(1, RoundingMode.DOWN)
                        .toPlainString(),
                play.outcome(),
                verdict == null ? null : verdict.verdict(),
                play.receivedAt(),
                TIME.format(play.receivedAt().atZone(zone)));
    }

    private List<RejectedRow> rejected(PlayChoice choice, DayFigures day) {
        ZoneId zone = choice.screen().timeZone();
        return plays.rejected(choice.screen().id(), day.from(), day.until(), REJECTED_SHOWN).stream()
                .map(rejected -> new RejectedRow(
                        TIME.format(rejected.receivedAt().atZone(zone)),
                        "playlog_reason_" + rejected.reason().replace('-', '_'),
                        rejected.record()))
                .toList();
    }
}
