package io.lunbo.schedule;

import io.lunbo.access.CurrentOperator.Account;
import io.lunbo.audit.AuditTrail;
import io.lunbo.audit.Change;
import io.lunbo.daypart.LocalDayTimeline;
import io.lunbo.dayplan.BookedDay;
import io.lunbo.dayplan.ScreenDay;
import io.lunbo.dayplan.ScreenDay.BookedSpot;
import io.lunbo.dayplan.SheetContent;
import io.lunbo.rendition.Deliveries;
import io.lunbo.rendition.Deliveries.Delivered;
import io.lunbo.schedule.SheetSummary.Refused;
import io.lunbo.schedule.SheetSummary.SpotPlays;
import io.lunbo.screen.Screen;
import io.lunbo.screen.ScreenRepository;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.lunbo.web.WireTime;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Builds the sheets of screens' days from what is booked and approved, as drafts. */
@ApplicationScoped
public class SheetBuilding {
    static final int MOST_DAYS = 31;

    private final ScreenRepository screens;
    private final BookedDay bookedDay;
    private final Deliveries deliveries;
    private final SheetRepository sheets;
    private final AuditTrail auditTrail;
    private final Clock clock;

    SheetBuilding(
            ScreenRepository screens,
            BookedDay bookedDay,
            Deliveries deliveries,
            SheetRepository sheets,
            AuditTrail auditTrail,
            Clock clock) {
        this.screens = screens;
        this.bookedDay = bookedDay;
        this.deliveries = deliveries;
        this.sheets = sheets;
        this.auditTrail = auditTrail;
        this.clock = clock;
    }

    /**
     * Builds a new draft; older drafts of that day are discarded. Of a day that has begun, what was published before now
     * stays as it was.
     */
    @Transactional
    public Sheet build(UUID screenId, LocalDate date, Account actor) {
        Screen screen = screens.findByIdOptional(screenId)
                .filter(Screen::active)
                .orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        LocalDate today = LocalDate.ofInstant(now, screen.timeZone());
        if (date.isBefore(today)) {
            throw Problem.of(ProblemType.SHEET_DATE_OVER, date.toString());
        }
        sheets.holdDays(screenId);
        BookedDay.Bookings bookings = bookedDay.of(screen, date);
        ScreenDay day = new ScreenDay(
                screen.code(), new LocalDayTimeline(date, screen.timeZone()), screen.openingHours(), bookings.spots());
        sheets.newest(screenId, date.minusDays(1)).map(Sheet::carry).ifPresent(day::owing);
        if (date.equals(today)) {
            day.keeping(
                    sheets.published(screenId, date)
                            .map(sheet -> ofOriginals(SheetContent.read(sheet.gzipBody())))
                            .orElse(null),
                    now.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1));
        }
        ScreenDay.Built built = day.build();
        sheets.drafts(screenId, date).forEach(Sheet::discard);
        Sheet sheet = new Sheet(screenId, sheets.nextVersion(screenId, date), built, summary(built, bookings))
                .builtBy(actor.id(), now);
        sheets.persistAndFlush(sheet);
        auditTrail.record(
                actor.id(),
                "sheet.build",
                "screen:" + screen.code(),
                Change.made(Map.of("version", sheet.version(), "sha256", sheet.sha256()))
                        .with(Map.of("date", date.toString())));
        return sheet;
    }

    /**
     * Makes an earlier version's plays a new draft of the same day, to be published like any other. Of a day that has begun,
     * what was published before now stays as it was. Refused where a play would lie outside of today's opening hours.
     */
    @Transactional
    public Sheet revive(UUID earlierId, Account actor) {
        Sheet earlier = sheets.findByIdOptional(earlierId).orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
        Screen screen = screens.findById(earlier.screenId());
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        LocalDate today = LocalDate.ofInstant(now, screen.timeZone());
        if (earlier.date().isBefore(today)) {
            throw Problem.of(ProblemType.SHEET_DATE_OVER, earlier.date().toString());
        }
        sheets.holdDays(screen.id());
        Sheet present = sheets.published(screen.id(), earlier.date()).orElse(earlier);
        SheetContent content = SheetRevival.of(
                ofOriginals(SheetContent.read(earlier.gzipBody())),
                ofOriginals(SheetContent.read(present.gzipBody())),
                now.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1),
                screen.openingHours());
        sheets.drafts(screen.id(), earlier.date()).forEach(Sheet::discard);
        SheetSummary summary = SheetSummary.of(earlier)
                .joined(SheetSummary.of(present), content, SheetRevival.openMs(content, screen.openingHours()));
        Sheet sheet = new Sheet(earlier, sheets.nextVersion(screen.id(), earlier.date()), content, summary)
                .builtBy(actor.id(), now);
        sheets.persistAndFlush(sheet);
        auditTrail.record(
                actor.id(),
                "sheet.revive",
                "screen:" + screen.code(),
                Change.of(
                                Map.of("version", earlier.version()),
                                Map.of("version", sheet.version(), "sha256", sheet.sha256()))
                        .with(Map.of("date", earlier.date().toString())));
        return sheet;
    }

    /** Builds day after day, each in a transaction of its own: a draft binds nobody, so what is done stays done. */
    public List<Sheet> buildAll(Collection<String> screenCodes, LocalDate from, LocalDate until, Account actor) {
        check(from, until);
        List<Screen> found = new ArrayList<>();
        for (String code : new LinkedHashSet<>(screenCodes)) {
            found.add(screens.byCode(code).orElseThrow(() -> Problem.of(ProblemType.SCREEN_UNKNOWN, code)));
        }
        List<Sheet> built = new ArrayList<>();
        for (Screen screen : found) {
            for (LocalDate date = from; !date.isAfter(until); date = date.plusDays(1)) {
                built.add(build(screen.id(), date, actor));
            }
        }
        return built;
    }

    /** Refuses a range that is reversed or longer than a month. */
    static void check(LocalDate from, LocalDate until) {
        WireTime.ofCalendar(from);
        WireTime.ofCalendar(until);
        if (until.isBefore(from)) {
            throw Problem.of(ProblemType.DATES_REVERSED, from.toString(), until.toString());
        }
        if (ChronoUnit.DAYS.between(from, until) >= MOST_DAYS) {
            throw Problem.of(ProblemType.DATES_TOO_FAR_APART, from.toString(), until.toString(), MOST_DAYS);
        }
    }

    /** What is planned names what was signed; the files that players get are known when it is published. */
    private SheetContent ofOriginals(SheetContent published) {
        Map<String, Delivered> behind = deliveries.behind(published.media());
        return published.naming(play -> {
            String file = published.media().get(play.media());
            return behind.containsKey(file) ? behind.get(file).media().sha256() : file;
        });
    }

    private static SheetSummary summary(ScreenDay.Built built, BookedDay.Bookings bookings) {
        Map<UUID, long[]> sums = built.playsAndTime();
        Map<String, String> titles = new HashMap<>();
        List<SpotPlays> plays = new ArrayList<>();
        for (BookedSpot spot : bookings.spots()) {
            titles.put(spot.id().toString(), spot.title());
            long[] sum = sums.getOrDefault(spot.id(), new long[2]);
            plays.add(new SpotPlays(spot.id(), spot.mediaSha256(), spot.title(), (int) sum[0], sum[1]));
        }
        List<Refused> refused = built.loop().unplaced().stream()
                .map(u -> new Refused(titles.getOrDefault(u.id(), u.id()), u.reason(), u.asked(), u.possible()))
                .toList();
        return new SheetSummary(
                built.openMs(),
                plays,
                refused,
                bookings.notApproved(),
                built.loop().figures());
    }
}
