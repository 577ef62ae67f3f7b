package io.lunbo.oddity;

import io.lunbo.reconcile.Oddity;
import io.lunbo.screen.Screen;
import io.lunbo.screen.ScreenRepository;
import io.lunbo.tally.CatchingUp;
import io.lunbo.tally.DaySettling;
import io.lunbo.tally.TallyRepository;
import io.lunbo.tally.TallyRepository.OddDay;
import io.lunbo.tally.TallyRepository.OddTotal;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.lunbo.web.Texts.Phrase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.QueryParam;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/** Finds odd plays: the counts say on which days they are, the days say which they are. */
@ApplicationScoped
class OddPlays {
    private static final int USUAL_DAYS = 7;
    private static final int MOST_DAYS = 400;
    private static final int DAYS_AT_ONCE = 20;

    /** Within a day: by time, then by who logged it. */
    private static final Comparator<Oddity.Marked> ORDER =
            Comparator.comparingLong((Oddity.Marked one) -> one.log().startMs()).thenComparing(OddPlays::key);

    private final TallyRepository tallies;
    private final DaySettling settling;
    private final CatchingUp catchingUp;
    private final ScreenRepository screens;
    private final Clock clock;

    /** The question as the address says it. */
    public static final class Asked {
        /** A screen's code. */
        @QueryParam("screen")
        public String screen;

        /** An {@link Oddity}. */
        @QueryParam("kind")
        public String kind;

        /** The first day, by each screen's calendar. */
        @QueryParam("from")
        public String from;

        /** The last day. */
        @QueryParam("until")
        public String until;

        /** Where the page before ended. */
        @QueryParam("cursor")
        public String cursor;
    }

    /** What it means; screen, kind and cursor may be null. */
    record Question(Screen screen, Oddity kind, LocalDate from, LocalDate until, Cursor cursor) {
        /** The address of the page that says the same, without a cursor. */
        public String address() {
            return of(kind);
        }

        /** The same of another kind. */
        public String of(Oddity other) {
            return "/odd-plays?from=" + from + "&until=" + until
                    + (screen == null ? "" : "&screen=" + URLEncoder.encode(screen.code(), StandardCharsets.UTF_8))
                    + (other == null ? "" : "&kind=" + other);
        }

        private UUID screenId() {
            return screen == null ? null : screen.id();
        }
    }

    /** A place in the order: days from the newest, in a day by screen and time. */
    record Cursor(LocalDate date, UUID screen, long startMs, String key) {
        private boolean before(OddDay day, Oddity.Marked one) {
            boolean same = day.date().equals(date) && day.screen().equals(screen);
            long ms = one.log().startMs();
            return !same || ms > startMs || ms == startMs && OddPlays.key(one).compareTo(key) > 0;
        }

        private String text() {
            String text = date + "|" + screen + "|" + startMs + "|" + key;
            return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** One odd play; its day by the screen's calendar. */
    record Odd(Screen screen, LocalDate date, Oddity.Marked marked) {}

    /** Some of them; {@code next} is the cursor of the next page, null on the last. */
    record Page(OddTotal total, List<Odd> plays, String next) {}

    OddPlays(
            TallyRepository tallies,
            DaySettling settling,
            CatchingUp catchingUp,
            ScreenRepository screens,
            Clock clock) {
        this.tallies = tallies;
        this.settling = settling;
        this.catchingUp = catchingUp;
        this.screens = screens;
        this.clock = clock;
    }

    /** Reads a question; what means nothing is refused with the name of its field. */
    Question read(Asked asked) {
        Screen screen = empty(asked.screen)
                ? null
                : screens.byCode(asked.screen).orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
        LocalDate until = empty(asked.until) ? today(screen) : date("until", asked.until);
        LocalDate from = empty(asked.from) ? until.minusDays(USUAL_DAYS - 1) : date("from", asked.from);
        if (until.isBefore(from)) {
            throw Problem.of(ProblemType.DATES_REVERSED, from.toString(), until.toString());
        }
        if (from.plusDays(MOST_DAYS).isBefore(until)) {
            throw Problem.of(ProblemType.DATES_TOO_FAR_APART, from.toString(), until.toString(), MOST_DAYS);
        }
        return new Question(screen, kind(asked.kind), from, until, cursor(asked.cursor));
    }

    /** A page of them. */
    Page page(Question question, int limit) {
        catchingUp.before(question.from(), question.until());
        Instant now = clock.instant();
        List<Odd> found = new ArrayList<>();
        Cursor cursor = question.cursor();
        OddDay after = cursor == null ? null : new OddDay(cursor.screen(), cursor.date(), 0);
        List<OddDay> days;
        do {
            days = tallies.oddDays(
                    question.screenId(), question.from(), question.until(), question.kind(), after, DAYS_AT_ONCE + 1);
            for (OddDay day : days.subList(0, Math.min(days.size(), DAYS_AT_ONCE))) {
                if (found.size() <= limit) {
                    add(found, question, day, now);
                }
            }
            after = days.isEmpty() ? null : days.get(days.size() - 1);
        } while (days.size() > DAYS_AT_ONCE && found.size() <= limit);
        boolean more = found.size() > limit;
        List<Odd> shown = more ? found.subList(0, limit) : found;
        OddTotal total = tallies.oddTotal(question.screenId(), question.from(), question.until(), question.kind());
        return new Page(total, shown, more ? cursor(shown.get(limit - 1)).text() : null);
    }

    private void add(List<Odd> found, Question question, OddDay day, Instant now) {
        Screen screen = screens.findById(day.screen());
        if (screen != null) {
            Oddity.of(settling.of(screen, day.date(), now).facts()).stream()
                    .filter(one -> question.kind() == null || one.oddities().contains(question.kind()))
                    .filter(one ->
                            question.cursor() == null || question.cursor().before(day, one))
                    .sorted(ORDER)
                    .forEach(one -> found.add(new Odd(screen, day.date(), one)));
        }
    }

    private static String key(Oddity.Marked one) {
        return one.log().player() + "." + one.log().id();
    }

    private static Cursor cursor(Odd odd) {
        return new Cursor(odd.date(), odd.screen().id(), odd.marked().log().startMs(), key(odd.marked()));
    }

    private static Cursor cursor(String text) {
        if (empty(text)) {
            return null;
        }
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split("\\|", 4);
            if (parts.length == 4) {
                return new Cursor(
                        LocalDate.parse(parts[0]), UUID.fromString(parts[1]), Long.parseLong(parts[2]), parts[3]);
            }
        } catch (IllegalArgumentException | DateTimeException e) {
            throw unreadable("cursor");
        }
        throw unreadable("cursor");
    }

    private static Oddity kind(String text) {
        return empty(text)
                ? null
                : Arrays.stream(Oddity.values())
                        .filter(one -> one.name().equals(text))
                        .findFirst()
                        .orElseThrow(() -> unreadable("kind"));
    }

    private LocalDate today(Screen screen) {
        return LocalDate.ofInstant(
                clock.instant(),
                screen != null
                        ? screen.timeZone()
                        : screens.inUse().stream()
                                .findFirst()
                                .map(Screen::timeZone)
                                .orElse(ZoneOffset.UTC));
    }

    private static LocalDate date(String field, String text) {
        try {
            LocalDate date = LocalDate.parse(text);
            if (date.getYear() >= 1900 && date.getYear() < 9000) {
                return date;
            }
        } catch (DateTimeException e) {
            throw unreadable(field);
        }
        throw unreadable(field);
    }

    static Problem unreadable(String field) {
        return Problem.of(ProblemType.INVALID_INPUT).field(field, new Phrase("problem_field_unreadable"));
    }

    private static boolean empty(String text) {
        return text == null || text.isEmpty();
    }
}
