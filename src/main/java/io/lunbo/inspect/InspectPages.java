package io.lunbo.inspect;

import io.lunbo.campaign.Campaign;
import io.lunbo.csv.CsvFile;
import io.lunbo.reconcile.Oddity;
import io.lunbo.reconcile.Verdict;
import io.lunbo.report.OddRow;
import io.lunbo.report.Titles;
import io.lunbo.screen.Screen;
import io.lunbo.tally.CatchingUp;
import io.lunbo.tally.DaySettling;
import io.lunbo.tally.DaySettling.Settled;
import io.lunbo.tally.Proving;
import io.lunbo.tally.Tally;
import io.lunbo.tally.TallyRepository;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The inspector's desk: campaign, screen, day, hour, play. Reading only. */
@Path("/inspect")
@Authenticated
@Produces(MediaType.TEXT_HTML)
public class InspectPages {
    private static final int PLAYS_PER_PAGE = 100;
    private static final int SCREENS_PER_PAGE = 60;
    private static final int MOST_PAGES = 10_000;

    private final Questions questions;
    private final Desk desk;
    private final PlaysBehind behind;
    private final DaySettling settling;
    private final CatchingUp catchingUp;
    private final TallyRepository tallies;
    private final Proving proving;
    private final Titles titles;
    private final InspectCsv csv;
    private final Clock clock;

    /** What is the same on every page: the question, what can be chosen, the sum, and how far it is counted. */
    public record Frame(
            Question question,
            List<Campaign> campaigns,
            List<Screen> screens,
            Tally total,
            long photos,
            boolean live,
            Instant asOf,
            long waiting,
            Proving.Proof proof) {
        /** The tolerance of starts in seconds. */
        public int startSeconds() {
            return DaySettling.TOLERANCE.startMs() / 1000;
        }

        /** Every verdict that plays can be chosen by. */
        public Verdict[] verdicts() {
            return Verdict.values();
        }
    }

    /** The desk. */
    public record DeskView(
            Frame frame, List<Desk.Row> campaigns, Desk.SomeScreens screens, List<Desk.Row> days, int page) {}

    /** One screen's days. */
    public record ScreenView(Frame frame, Screen screen, List<Desk.Row> days, List<Desk.Row> media, HeatMap heat) {}

    /** One screen's day. */
    public record DayView(
            Frame frame,
            Screen screen,
            LocalDate date,
            Integer sheetVersion,
            List<Desk.Row> hours,
            PlayAxis axis,
            List<OddRow> odd,
            int oddTotal,
            PlaysView plays) {
        /** The day before. */
        public LocalDate before() {
            return date.minusDays(1);
        }

        /** The day after. */
        public LocalDate after() {
            return date.plusDays(1);
        }
    }

    /** Single plays; {@code next} is the address of the following ones. */
    public record PlaysView(Question question, long total, List<SeenRow> rows, String next) {}

    @CheckedTemplate
    static final class Templates {
        private Templates() {}

        static native TemplateInstance desk(DeskView view);

        static native TemplateInstance screen(ScreenView view);

        static native TemplateInstance day(DayView view);

        static native TemplateInstance list(Frame frame, PlaysView plays);
    }

    InspectPages(
            Questions questions,
            Desk desk,
            PlaysBehind behind,
            DaySettling settling,
            CatchingUp catchingUp,
            TallyRepository tallies,
            Proving proving,
            Titles titles,
            InspectCsv csv,
            Clock clock) {
        this.questions = questions;
        this.desk = desk;
        this.behind = behind;
        this.settling = settling;
        this.catchingUp = catchingUp;
        this.tallies = tallies;
        this.proving = proving;
        this.titles = titles;
        this.csv = csv;
        this.clock = clock;
    }

    /** Campaigns, screens and days of a period, and screens by hours. */
    @GET
    public TemplateInstance desk(@BeanParam Question.Asked asked) {
        Instant now = clock.instant();
        Question question = questions.read(asked, now);
        int page = questions.number("page", asked.page, 0, MOST_PAGES);
        Frame frame = frame(question, now);
        return Templates.desk(new DeskView(
                frame,
                desk.byCampaign(question),
                desk.someScreens(question, page, SCREENS_PER_PAGE),
                desk.byDate(question),
                page));
    }

    /** One screen's days. */
    @GET
    @Path("screens/{code}")
    public TemplateInstance screen(@PathParam("code") String code, @BeanParam Question.Asked asked) {
        Instant now = clock.instant();
        Screen screen = questions.screen(code);
        Question question = questions.read(asked, now).on(screen);
        return Templates.screen(new ScreenView(
                frame(question, now),
                screen,
                desk.byDate(question),
                desk.byMedia(question),
                desk.daysByHours(question)));
    }

    /** One screen's day: plan against actual on one axis, and its plays. */
    @GET
    @Path("screens/{code}/days/{date}")
    public TemplateInstance day(
            @PathParam("code") String code, @PathParam("date") String date, @BeanParam Question.Asked asked) {
        Instant now = clock.instant();
        Screen screen = questions.screen(code);
        LocalDate day = questions.date("date", date);
        asked.from = date;
        asked.until = date;
        Question question = questions.read(asked, now).on(screen);
        Settled settled = settling.of(screen, day, now);
        Question whole = new Question(question.campaign(), screen, day, day, question.hour(), null, Set.of(), false);
        String address =
                question.hour() == null ? question.hour(screen, day, 0).replace("hour=0#plays", "hour=") : null;
        PlayAxis axis = PlayAxis.of(
                settled,
                behind.on(whole, settled).toList(),
                behind.on(
                                new Question(whole.campaign(), screen, day, day, question.hour(), null, Set.of(), true),
                                settled)
                        .toList(),
                question.hour(),
                screen.timeZone(),
                address);
        List<Oddity.Marked> marked = Oddity.of(settled.facts());
        Map<String, String> titleOf = titles.of(
                marked.stream().map(one -> one.log().media()).limit(OddRow.MOST).collect(Collectors.toSet()));
        return Templates.day(new DayView(
                frame(question.during(null), now),
                screen,
                day,
                settled.sheetVersion(),
                desk.byHour(question, day),
                axis,
                OddRow.of(marked, screen.timeZone(), titleOf),
                marked.size(),
                plays(question, asked.cursor, now)));
    }

    /** The plays behind a figure. */
    @GET
    @Path("plays")
    public TemplateInstance plays(@BeanParam Question.Asked asked) {
        Instant now = clock.instant();
        Question question = questions.read(asked, now);
        return Templates.list(frame(question, now), plays(question, asked.cursor, now));
    }

    /** The same as a file. */
    @GET
    @Path("plays.csv")
    @Produces(CsvFile.MEDIA_TYPE)
    public Response file(@BeanParam Question.Asked asked) {
        Instant now = clock.instant();
        return csv.forPeople(questions.read(asked, now), now);
    }

    private PlaysView plays(Question question, String cursor, Instant now) {
        PlaysBehind.Page page = behind.page(question, cursor, PLAYS_PER_PAGE, now);
        Set<String> hashes = new HashSet<>();
        page.plays().forEach(seen -> {
            hashes.add(seen.media());
            seen.logs().forEach(log -> hashes.add(log.media()));
        });
        Map<String, String> titleOf = titles.of(hashes);
        String next = page.next() == null ? null : question.address() + "&cursor=" + page.next() + "#plays";
        return new PlaysView(
                question,
                page.total(),
                page.plays().stream()
                        .map(seen -> SeenRow.of(seen, question, titleOf))
                        .toList(),
                next);
    }

    private Frame frame(Question question, Instant now) {
        catchingUp.before(question.from(), question.until());
        var standing = tallies.standing(
                question.screen() == null ? null : question.screen().id(), question.from(), question.until(), now);
        LocalDate today = questions.today(question.screen(), now);
        boolean live = !question.from().isAfter(today) && !question.until().isBefore(today);
        return new Frame(
                question,
                questions.campaigns(),
                questions.screens(),
                desk.total(question),
                desk.photos(question),
                live,
                standing.asOf() == null ? now : standing.asOf(),
                standing.waiting(),
                proving.newest(1).stream().findFirst().orElse(null));
    }
}
