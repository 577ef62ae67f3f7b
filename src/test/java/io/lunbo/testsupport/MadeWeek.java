package io.lunbo.testsupport;

import io.lunbo.dayplan.SheetContent;
import io.lunbo.dayplan.SheetContent.PlannedPlay;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/**
 * Days of screens with faults that are known, because they were made: what is due, what players send, and line by line what
 * was done. The same seed makes the same days for the same screens and films.
 */
public final class MadeWeek {
    /** How long every play is to be shown. */
    public static final int SHOWN_MS = 30_000;

    /** What is shown in the place of something else; no sheet has it. */
    public static final String STRANGER = "f".repeat(64);

    private static final int OPENS_MS = 6 * 3_600_000;
    private static final int OPEN_MS = 17 * 3_600_000;
    private static final int HOUR_MS = 3_600_000;

    private final Random random;
    private final List<Film> films;
    private final int playsPerDay;

    /** What happens to a due play. */
    public enum Fate {
        /** Logged in full, within the tolerance of its time. */
        PLAYED,
        /** The same, and the record comes long after the others. */
        LATE,
        /** The same, and the record comes twice. */
        DOUBLED,
        /** The same, and its beginning once more in the pause after it. */
        TWICE,
        /** Never logged. */
        MISSED,
        /** Logged with the year 1970, as a player does whose clock has no battery. */
        BAD_CLOCK,
        /** Logged as a failure. */
        FAILED,
        /** Cut after eleven seconds. */
        CUT,
        /** Shown in two pieces. */
        RESTARTED,
        /** Something else was shown. */
        WRONG,
        /** Not shown at its time, but in full in the pause after it. */
        MADE_GOOD,
        /** In a time without power. */
        OUTAGE
    }

    /** A film, its booking and the code of the campaign that booked it. */
    public record Film(String sha256, UUID spot, String campaign) {}

    /** One record of a player; {@code at} is when it happened, whatever the player's clock said. */
    public record Sent(UUID id, String media, UUID spot, Instant at, int durationMs, String outcome) {}

    /**
     * What was done, for the counter.
     *
     * @param side {@code D} for a due play, {@code L} for a logged one
     * @param hour elapsed hour of the day
     * @param campaign empty where the player could not know of any
     * @param kind of a due play its fate, of a logged one what it was
     * @param dueMs how long it was to be shown
     * @param ms how long a due play was shown, or a logged one lasted
     */
    public record Line(
            String side,
            String screen,
            LocalDate date,
            int hour,
            String media,
            String campaign,
            String kind,
            int dueMs,
            int ms) {}

    /**
     * One screen's day.
     *
     * @param soon what the player sends the same night, in no order
     * @param late what it sends days later
     * @param hopeless what nobody can know the time of
     * @param offset what has to be added to the player's clock
     * @param darkFrom when the power went; null: never
     * @param darkUntil when it came back
     */
    public record Day(
            SheetContent sheet,
            List<Sent> soon,
            List<Sent> late,
            List<Sent> hopeless,
            Duration offset,
            Instant darkFrom,
            Instant darkUntil,
            List<Line> lines) {}

    /** @param playsPerDay of each screen, at most 1,500 */
    public MadeWeek(long seed, List<Film> films, int playsPerDay) {
        this.random = new Random(seed);
        this.films = films;
        this.playsPerDay = playsPerDay;
    }

    /** The next day. */
    public Day day(String screen, ZoneId zone, LocalDate date) {
        SheetContent sheet = sheet(screen, zone, date);
        Making making = new Making(sheet);
        int dark = random.nextInt(5) == 0 ? random.nextInt(playsPerDay * 9 / 10) : playsPerDay;
        int light = dark == playsPerDay ? dark : dark + playsPerDay / 20 + 1;
        for (int i = 0; i < playsPerDay; i++) {
            making.make(
                    sheet.plays().get(i),
                    dark <= i && i < light ? Fate.OUTAGE : fate(sheet.plays().get(i)));
        }
        Collections.shuffle(making.soon, random);
        Duration offset = random.nextInt(4) == 0 ? Duration.ofSeconds(random.nextInt(20_000) - 10_000) : Duration.ZERO;
        return new Day(
                sheet,
                making.soon,
                making.late,
                making.hopeless,
                offset,
                dark == playsPerDay
                        ? null
                        : sheet.startOf(sheet.plays().get(dark)).minusSeconds(2),
                dark == playsPerDay
                        ? null
                        : sheet.startOf(sheet.plays().get(light - 1)).plusMillis(SHOWN_MS),
                making.lines);
    }

    private SheetContent sheet(String screen, ZoneId zone, LocalDate date) {
        List<PlannedPlay> plays = new ArrayList<>();
        for (int i = 0; i < playsPerDay; i++) {
            int at = i % films.size();
            plays.add(new PlannedPlay(OPENS_MS + (int) ((long) OPEN_MS * i / playsPerDay), at, at, SHOWN_MS));
        }
        return new SheetContent(
                screen,
                date,
                zone,
                date.atStartOfDay(zone).toInstant(),
                date.plusDays(1).atStartOfDay(zone).toInstant(),
                films.stream().map(Film::sha256).toList(),
                films.stream().map(Film::spot).toList(),
                plays);
    }

    /** Only the last film is ever made good, and never missed for good: so everybody knows which play a later one is for. */
    private Fate fate(PlannedPlay play) {
        int dice = random.nextInt(100);
        Fate fate = dice < 72
                ? Fate.PLAYED
                : dice < 94 ? Fate.values()[1 + (dice - 72) / 2 % 9] : Fate.values()[1 + dice % 9];
        boolean last = play.media() == films.size() - 1;
        boolean lost = fate == Fate.MISSED || fate == Fate.BAD_CLOCK || fate == Fate.FAILED;
        return last && lost ? Fate.MADE_GOOD : fate;
    }

    /** The records and lines of one day. */
    private final class Making {
        private final SheetContent sheet;
        private final List<Sent> soon = new ArrayList<>();
        private final List<Sent> late = new ArrayList<>();
        private final List<Sent> hopeless = new ArrayList<>();
        private final List<Line> lines = new ArrayList<>();

        private Making(SheetContent sheet) {
            this.sheet = sheet;
        }

        private void make(PlannedPlay play, Fate fate) {
            Film film = films.get(play.media());
            int early = random.nextInt(3_000) - 1_500;
            int shown = 0;
            switch (fate) {
                case MISSED, OUTAGE -> {}
                case BAD_CLOCK -> hopeless.add(sent(film.sha256(), film.spot(), play.startMs(), SHOWN_MS, "COMPLETED"));
                case FAILED -> log(soon, play, film, early, 0, "FAILED", "FAILED");
                case CUT -> shown = log(soon, play, film, early, 11_000, "PARTIAL", "PART");
                case RESTARTED ->
                    shown = log(soon, play, film, early, 6_000, "PARTIAL", "PART")
                            + log(soon, play, film, 15_000, 15_000, "PARTIAL", "PART");
                case WRONG -> log(soon, play, new Film(STRANGER, null, ""), early, SHOWN_MS, "COMPLETED", "WRONG");
                case MADE_GOOD -> shown = log(soon, play, film, 33_000, SHOWN_MS, "COMPLETED", "MADE_GOOD");
                case LATE -> shown = log(late, play, film, early, SHOWN_MS, "COMPLETED", "WHOLE");
                default -> shown = log(soon, play, film, early, SHOWN_MS, "COMPLETED", "WHOLE");
            }
            if (fate == Fate.TWICE) {
                log(soon, play, film, 34_000, 3_000, "PARTIAL", "EXTRA");
            } else if (fate == Fate.DOUBLED) {
                soon.add(soon.get(soon.size() - 1));
            }
            lines.add(line("D", play.startMs(), film, fate.name(), SHOWN_MS, shown));
        }

        private int log(
                List<Sent> to, PlannedPlay play, Film film, int after, int durationMs, String outcome, String kind) {
            int startMs = play.startMs() + after;
            to.add(sent(film.sha256(), film.spot(), startMs, durationMs, outcome));
            lines.add(line("L", startMs, film, kind, 0, durationMs));
            return durationMs;
        }

        private Line line(String side, int ms, Film film, String kind, int dueMs, int itsMs) {
            return new Line(
                    side,
                    sheet.screen(),
                    sheet.date(),
                    ms / HOUR_MS,
                    film.sha256(),
                    film.campaign(),
                    kind,
                    dueMs,
                    itsMs);
        }

        private Sent sent(String media, UUID spot, int startMs, int durationMs, String outcome) {
            Instant at = sheet.from().plusMillis(startMs);
            long most = (at.toEpochMilli() << 16) | 0x7000L | random.nextInt(0x1000);
            UUID id = new UUID(most, random.nextLong() & 0x3fffffffffffffffL | 0x8000000000000000L);
            return new Sent(id, media, spot, at, durationMs, outcome);
        }
    }
}
