package io.lunbo.tally;

import io.lunbo.daypart.LocalDayTimeline;
import io.lunbo.reconcile.DayFacts;
import io.lunbo.reconcile.DayVerdicts;
import io.lunbo.reconcile.DayVerdicts.DueVerdict;
import io.lunbo.reconcile.DayVerdicts.LogVerdict;
import io.lunbo.reconcile.Matcher;
import io.lunbo.reconcile.Oddity;
import io.lunbo.reconcile.Tolerance;
import io.lunbo.reconcile.Verdict;
import io.lunbo.screen.Screen;
import io.lunbo.tally.TallyStorage.Counted;
import io.lunbo.tally.TallyStorage.State;
import io.quarkus.logging.Log;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;

/** Counts screen-days, and says what every play of one was. */
@ApplicationScoped
public class DaySettling {
    /** What is the same on every page. */
    public static final Tolerance TOLERANCE = Tolerance.USUAL;

    private static final int HOUR_MS = 3_600_000;
    private static final int TRIES = 3;
    private static final Duration SOONEST = Duration.ofSeconds(30);

    private final DayReading reading;
    private final TallyStorage storage;
    // Neighbouring days of a screen lie side by side in the table; counting them one by one locks nobody out.
    private final List<ReentrantLock> locks = new ArrayList<>();

    /**
     * A screen's day with a verdict for each play, and the same counted by hours, media and bookings.
     *
     * @param from its first instant
     * @param until the first instant after it
     * @param asOf the moment that the verdicts are of
     * @param sheetVersion the newest published version of its sheet; null where there is none
     * @param facts what the verdicts are made of
     * @param verdicts for each play
     */
    public record Settled(
            Instant from,
            Instant until,
            Instant asOf,
            Integer sheetVersion,
            DayFacts facts,
            DayVerdicts verdicts,
            List<Part> parts) {
        /** All of it. */
        public Tally total() {
            return parts.stream().map(Part::tally).reduce(Tally.NONE, Tally::plus);
        }

        /** How many hours the day has. */
        public int hours() {
            return (int) -Math.floorDiv(-(until.toEpochMilli() - from.toEpochMilli()), HOUR_MS);
        }

        /** In which elapsed hour something that begins then is counted. */
        public int hourOf(long startMs) {
            return TallyKey.hourOf(startMs, from.toEpochMilli(), hours());
        }
    }

    /** One part of a day: elapsed hours from its beginning, media, booking (null where unknown) and the counts. */
    public record Part(int hour, String media, UUID spot, Tally tally) {}

    DaySettling(DayReading reading, TallyStorage storage) {
        this.reading = reading;
        this.storage = storage;
        for (int i = 0; i < 64; i++) {
            locks.add(new ReentrantLock());
        }
    }

    /** The booking that a logged play counts for: that of its due play, else the one that the player named; may be null. */
    public static UUID spotOf(LogVerdict log) {
        boolean same = log.due() != null && log.due().media().equals(log.log().media());
        return same ? log.due().spot() : log.log().spot();
    }

    /** A screen's day as it is counted; counted first where something came since. */
    public Settled of(Screen screen, LocalDate date, Instant now) {
        State state = QuarkusTransaction.joiningExisting().call(() -> storage.state(screen.id(), date));
        boolean stale = state == null || state.stale(now);
        if (stale) {
            return settle(screen, date, now);
        }
        return QuarkusTransaction.joiningExisting().call(() -> judged(screen, date, state.asOf()));
    }

    /** Notes what is odd on a day that was counted before this was noted. */
    void look(Screen screen, LocalDate date) {
        QuarkusTransaction.requiringNew().run(() -> {
            State state = storage.state(screen.id(), date);
            if (state != null && state.asOf() != null) {
                storage.looked(
                        screen.id(),
                        date,
                        Oddity.of(judged(screen, date, state.asOf()).facts()));
            }
        });
    }

    /** Counts a day again, whether it has to be or not. */
    Settled settle(Screen screen, LocalDate date, Instant now) {
        ReentrantLock lock = locks.get(Math.floorMod(screen.id().hashCode(), locks.size()));
        lock.lock();
        try {
            for (int attempt = 1; ; attempt++) {
                try {
                    return settleOnce(screen, date, now);
                } catch (IllegalStateException e) { // another node was at it
                    if (attempt == TRIES) {
                        throw e;
                    }
                    Log.debugf(e, "Counting %s of %s again", date, screen.code());
                }
            }
        } finally {
            lock.unlock();
        }
    }

    private Settled settleOnce(Screen screen, LocalDate date, Instant now) {
        String[] mark = new String[1];
        Settled settled = QuarkusTransaction.requiringNew().call(() -> {
            storage.hold(screen.id(), date);
            mark[0] = storage.mark(screen.id(), date);
            Settled judged = judged(screen, date, now.truncatedTo(ChronoUnit.MILLIS));
            storage.replace(screen.id(), date, counted(judged));
            return judged;
        });
        if (mark[0] != null) {
            QuarkusTransaction.requiringNew().run(() -> storage.unmark(screen.id(), date, mark[0]));
        }
        return settled;
    }

    /** The verdicts as of a moment, made from the plays themselves. */
    Settled judged(Screen screen, LocalDate date, Instant asOf) {
        DayReading.Known known = reading.read(screen, date, asOf);
        DayVerdicts verdicts = Matcher.match(known.facts(), TOLERANCE);
        LocalDayTimeline day = new LocalDayTimeline(date, screen.timeZone());
        int hours = (int) -Math.floorDiv(-day.lengthMs(), HOUR_MS);
        List<Part> parts = new ArrayList<>();
        TallyKey.count(verdicts, day.startOfDay(), hours)
                .forEach((key, tally) -> parts.add(new Part(
                        key.hour(), key.media(), key.spot().equals(TallyKey.NO_SPOT) ? null : key.spot(), tally)));
        return new Settled(
                day.startOfDay(),
                day.toInstant(day.lengthMs()),
                asOf,
                known.sheetVersion(),
                known.facts(),
                verdicts,
                parts);
    }

    static Map<TallyKey, Tally> tallies(Settled settled) {
        Map<TallyKey, Tally> tallies = new TreeMap<>();
        settled.parts()
                .forEach(part -> tallies.put(
                        new TallyKey(part.hour(), part.media(), part.spot() == null ? TallyKey.NO_SPOT : part.spot()),
                        part.tally()));
        return tallies;
    }

    private static Counted counted(Settled settled) {
        Instant next = settled.verdicts().dues().stream()
                .filter(due -> due.verdict() == Verdict.NOT_YET_DUE)
                .map(DaySettling::over)
                .min(Instant::compareTo)
                .orElse(null);
        Instant soonest = settled.asOf().plus(SOONEST);
        long loggedThatDay = settled.facts().logs().stream()
                .filter(log -> settled.facts().fromMs() <= log.startMs()
                        && log.startMs() < settled.facts().untilMs())
                .count();
        return new Counted(
                tallies(settled),
                settled.asOf(),
                next == null || next.isAfter(soonest) ? next : soonest,
                settled.sheetVersion(),
                (int) loggedThatDay,
                Oddity.of(settled.facts()));
    }

    private static Instant over(DueVerdict due) {
        return Instant.ofEpochMilli(due.due().endMs() + TOLERANCE.lateMs());
    }
}
