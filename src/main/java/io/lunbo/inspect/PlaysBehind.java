package io.lunbo.inspect;

import io.lunbo.reconcile.Cause;
import io.lunbo.reconcile.DayVerdicts.DueVerdict;
import io.lunbo.reconcile.DayVerdicts.LogVerdict;
import io.lunbo.reconcile.DayVerdicts.Why;
import io.lunbo.reconcile.Due;
import io.lunbo.reconcile.Logged;
import io.lunbo.reconcile.Verdict;
import io.lunbo.screen.Screen;
import io.lunbo.tally.DaySettling;
import io.lunbo.tally.DaySettling.Settled;
import io.lunbo.tally.TallyRepository;
import io.lunbo.tally.TallyRepository.By;
import io.lunbo.tally.TallyRepository.Group;
import io.lunbo.web.Language;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The single plays behind a figure: the counts say on which days they are, the days say which they are. */
@ApplicationScoped
class PlaysBehind {
    /** Days that one page looks at where it has something already: a page of what is rare is short, and not slow. */
    private static final int DAYS_OF_A_PAGE = 4;

    private final TallyRepository tallies;
    private final DaySettling settling;
    private final Questions questions;
    private final Language language;

    /**
     * One play with its verdict: a due one with what was logged for it, or a logged one with what it was for.
     *
     * @param key tells plays of one start apart
     * @param shownMs of a due play: how long it was shown
     * @param due of a logged play: what it was for, or whose place it took; may be null
     * @param logs of a due play: what was logged for it; of a logged play: itself
     */
    record Seen(
            Screen screen,
            LocalDate date,
            int hour,
            String key,
            long startMs,
            int durationMs,
            String media,
            UUID spot,
            Verdict verdict,
            Cause cause,
            String reference,
            Why why,
            int shownMs,
            Due due,
            List<Logged> logs) {}

    /**
     * Some of them.
     *
     * @param total how many there are, on all pages
     * @param plays these, by screen and time
     * @param next where the next page begins; null on the last
     */
    record Page(long total, List<Seen> plays, String next) {}

    private record Day(Screen screen, LocalDate date, long count) {}

    /** A place in the order, so that new rows never shift it. */
    private record Cursor(UUID screen, LocalDate date, long startMs, String key) {
        boolean before(Day day) {
            int screens = day.screen().id().toString().compareTo(screen.toString());
            return screens > 0 || screens == 0 && !day.date().isBefore(date);
        }

        boolean before(Seen seen) {
            return !seen.screen().id().equals(screen)
                    || !seen.date().equals(date)
                    || seen.startMs() > startMs
                    || seen.startMs() == startMs && seen.key().compareTo(key) > 0;
        }
    }

    PlaysBehind(TallyRepository tallies, DaySettling settling, Questions questions, Language language) {
        this.tallies = tallies;
        this.settling = settling;
        this.questions = questions;
        this.language = language;
    }

    /** Some of them; it may be fewer than the limit where more follow. */
    Page page(Question question, String cursor, int limit, Instant now) {
        Cursor after = cursor(cursor);
        List<Day> days = days(question);
        List<Seen> found = new ArrayList<>();
        int looked = 0;
        boolean left = false;
        for (Day day : days) {
            if (after == null || after.before(day)) {
                if (found.size() > limit || looked >= DAYS_OF_A_PAGE && !found.isEmpty()) {
                    left = true;
                    break;
                }
                looked++;
                on(question.on(day.screen()).at(day.date()), settling.of(day.screen(), day.date(), now))
                        .filter(seen -> after == null || after.before(seen))
                        .forEach(found::add);
            }
        }
        boolean more = found.size() > limit;
        List<Seen> shown = more ? found.subList(0, limit) : found;
        long total = days.stream().mapToLong(Day::count).sum();
        return new Page(total, shown, more || left ? text(shown.get(shown.size() - 1)) : null);
    }

    /** All of them in the same order, a screen's day at a time, so that any number needs the same memory. */
    void each(Question question, Instant now, Consumer<List<Seen>> consumer) {
        for (Day day : days(question)) {
            consumer.accept(on(question.on(day.screen()).at(day.date()), settling.of(day.screen(), day.date(), now))
                    .toList());
        }
    }

    /** The screen-days that have some, in order. */
    private List<Day> days(Question question) {
        Map<UUID, Screen> screens =
                questions.everyScreen().stream().collect(Collectors.toMap(Screen::id, Function.identity()));
        return tallies.by(question.filter(), Set.of(By.SCREEN_ID, By.DATE)).stream()
                .filter(group -> question.count(group.tally()) > 0 && screens.containsKey(group.screen()))
                .map(group -> new Day(screens.get(group.screen()), group.date(), question.count(group.tally())))
                .sorted(Comparator.comparing((Day day) -> day.screen().id().toString())
                        .thenComparing(Day::date))
                .toList();
    }

    /** Those of one screen's day, in order of time. */
    Stream<Seen> on(Question question, Settled day) {
        Set<UUID> spots = question.campaign() == null ? null : spots(question);
        Stream<Seen> all = question.logs()
                ? day.verdicts().logs().stream().map(log -> seen(question, day, log))
                : day.verdicts().dues().stream().map(due -> seen(question, day, due));
        return all.filter(seen -> question.has(seen.verdict())
                        && (spots == null || spots.contains(seen.spot()))
                        && (question.hour() == null || question.hour() == seen.hour())
                        && (question.media() == null || question.media().equals(seen.media())))
                .sorted(Comparator.comparingLong(Seen::startMs).thenComparing(Seen::key));
    }

    private Set<UUID> spots(Question question) {
        Question day = question.during(null).of((String) null);
        return tallies.by(day.filter(), Set.of(By.SPOT_ID)).stream()
                .map(Group::spot)
                .collect(Collectors.toCollection(HashSet::new));
    }

    private static Seen seen(Question question, Settled day, DueVerdict due) {
        return new Seen(
                question.screen(),
                question.from(),
                day.hourOf(due.due().startMs()),
                due.due().spot() + due.due().media(),
                due.due().startMs(),
                due.due().durationMs(),
                due.due().media(),
                due.due().spot(),
                due.verdict(),
                due.cause(),
                due.reference(),
                null,
                due.shownMs(),
                null,
                due.logs());
    }

    private static Seen seen(Question question, Settled day, LogVerdict log) {
        return new Seen(
                question.screen(),
                question.from(),
                day.hourOf(log.log().startMs()),
                log.log().player().toString() + log.log().id(),
                log.log().startMs(),
                log.log().durationMs(),
                log.log().media(),
                DaySettling.spotOf(log),
                log.verdict(),
                null,
                null,
                log.why(),
                log.log().durationMs(),
                log.due(),
                List.of(log.log()));
    }

    private static String text(Seen last) {
        String text = last.screen().id() + "|" + last.date() + "|" + last.startMs() + "|" + last.key();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private Cursor cursor(String text) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split("\\|", 4);
            if (parts.length == 4) {
                return new Cursor(
                        UUID.fromString(parts[0]), LocalDate.parse(parts[1]), Long.parseLong(parts[2]), parts[3]);
            }
        } catch (IllegalArgumentException | DateTimeException e) {
            throw refused();
        }
        throw refused();
    }

    private Problem refused() {
        return Problem.of(ProblemType.INVALID_INPUT).field("cursor", language.text("problem_field_unreadable"));
    }
}
