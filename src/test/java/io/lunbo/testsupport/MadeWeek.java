package io.lunbo.testsupport;

import io.lunbo.dayplan.SheetContent;
import io.lunbo.dayplan.SheetContent.PlannedPlay;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Days of screens with faults that are known, because they were made: what is due, what players send, and line by line what
 * was done. The same seed makes the same days for the same screens and films.
 */
public final class MadeWeek {
    /** How long every play is to be shown. */
    public static final int SHOWN_MS = 30_000;

    /** What is shown in the place of something else; no sheet has it. */
    public static final String STRANGER = "f".repeat(64);

    /** What a takeover shows; no sheet has it either. */
    public static final String WARNING = "e".repeat(64);

    private static final Duration LOG_ON_ITS_WAY = Duration.ofMinutes(3);
    private static final Duration TEST_IS_OVER = Duration.ofHours(1);
    private static final int OPENS_MS = 6 * 3_600_000;
    private static final int OPEN_MS = 17 * 3_600_000;
    private static final int HOUR_MS = 3_600_000;

    private final Random random;
    private final List<Film> films;
    private final int playsPerDay;
    private final List<MadeOrder> orders;
    private final Instant now;

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
        OUTAGE,
        /** In a time of darkness by order. */
        BLACKOUT,
        /** In a time of something else by order. */
        TAKEOVER,
        /** On a date on which the screen was closed then. */
        CLOSED,
        /** Later on the day that goes on. */
        NOT_YET
    }

    /** A film, its booking and the code of the campaign that booked it. */
    public record Film(String sha256, UUID spot, String campaign) {}

    /**
     * One record of a player.
     *
     * @param at when it happened, whatever the player's clock said
     * @param takeover the order that the player names; null: none
     */
    public record Sent(UUID id, String media, UUID spot, Instant at, int durationMs, String outcome, UUID takeover) {}

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
     * @param dark when the screen could not play; null: it always could
     */
    public record Day(
            SheetContent sheet,
            List<Sent> soon,
            List<Sent> late,
            List<Sent> hopeless,
            Duration offset,
            MadeOrder dark,
            List<Line> lines) {}

    /**
     * Days of these films.
     *
     * @param playsPerDay of each screen, at most 1,400
     * @param orders what keeps screens from their sheets
     * @param now nothing is logged after it; around it nothing is due, so that figures do not change while they are compared
     */
    public MadeWeek(long seed, List<Film> films, int playsPerDay, List<MadeOrder> orders, Instant now) {
        this.random = new Random(seed);
        this.films = films;
        this.playsPerDay = playsPerDay;
        this.orders = orders;
        this.now = now;
    }

    static int startMs(int play, int playsPerDay) {
        return OPENS_MS + (int) ((long) OPEN_MS * play / playsPerDay);
    }

    /** Whether nobody waits for the log of a play any more. */
    static boolean over(Instant start, Instant now) {
        return !start.plusMillis(SHOWN_MS).plus(LOG_ON_ITS_WAY).isAfter(now);
    }

    /** The next day. */
    public Day day(String screen, ZoneId zone, LocalDate date) {
        SheetContent sheet = sheet(screen, zone, date);
        Making making = new Making(sheet);
        MadeOrder dark = random.nextInt(5) == 0 ? dark(sheet) : null;
        for (PlannedPlay play : sheet.plays()) {
            Instant start = sheet.startOf(play);
            Instant end = start.plusMillis(SHOWN_MS);
            List<MadeOrder> over = Stream.concat(orders.stream(), Stream.ofNullable(dark))
                    .filter(order -> order.over(screen, start, end))
                    .sorted(Comparator.comparing(MadeOrder::kind))
                    .toList();
            if (!over(start, now)) {
                making.make(play, Fate.NOT_YET);
            } else if (!over.isEmpty()) {
                making.keepFrom(play, over);
            } else if (orders.stream().anyMatch(order -> order.calledOffIn(screen, start, end))) {
                making.make(play, Fate.CUT); // by nothing that would excuse it
            } else {
                making.make(play, fate(play));
            }
        }
        Collections.shuffle(making.soon, random);
        Duration offset = random.nextInt(4) == 0 ? Duration.ofSeconds(random.nextInt(20_000) - 10_000) : Duration.ZERO;
        return new Day(sheet, making.soon, making.late, making.hopeless, offset, dark, making.lines);
    }

    private MadeOrder dark(SheetContent sheet) {
        int first = random.nextInt(sheet.plays().size() * 9 / 10);
        PlannedPlay last = sheet.plays().get(first + playsPerDay / 20);
        return new MadeOrder(
                MadeOrder.id(random),
                MadeOrder.Kind.OUTAGE,
                sheet.startOf(sheet.plays().get(first)).minusSeconds(2),
                sheet.startOf(last).plusMillis(SHOWN_MS),
                null,
                Set.of(sheet.screen()));
    }

    private SheetContent sheet(String screen, ZoneId zone, LocalDate date) {
        Instant midnight = date.atStartOfDay(zone).toInstant();
        List<PlannedPlay> plays = new ArrayList<>();
        for (int i = 0; i < playsPerDay; i++) {
            int at = i % films.size();
            Instant start = midnight.plusMillis(startMs(i, playsPerDay));
            if (over(start, now) || start.isAfter(now.plus(TEST_IS_OVER))) {
                plays.add(new PlannedPlay(startMs(i, playsPerDay), at, at, SHOWN_MS));
            }
        }
        return new SheetContent(
                screen,
                date,
                zone,
                midnight,
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
                case MISSED, NOT_YET -> {}
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

        /** What is kept from its sheet shows its beginning or its end at most; now and then a player obeys after the play. */
        private void keepFrom(PlannedPlay play, List<MadeOrder> over) {
            Film film = films.get(play.media());
            Instant start = sheet.startOf(play);
            MadeOrder first = over.get(0);
            boolean began = over.stream().noneMatch(order -> !order.from().isAfter(start));
            boolean goesOn =
                    over.size() == 1 && first.ended() != null && first.ended().isBefore(start.plusMillis(SHOWN_MS));
            int early = random.nextInt(3_000) - 1_500;
            int shown = 0;
            String kind = first.kind().name();
            if (began && random.nextInt(4) == 0) {
                shown = log(soon, play, film, early, SHOWN_MS, "COMPLETED", "WHOLE");
                kind = Fate.PLAYED.name();
            } else if (began) {
                shown = log(random.nextInt(3) == 0 ? late : soon, play, film, early, 11_000, "PARTIAL", "PART");
            } else if (goesOn && first.kind() != MadeOrder.Kind.CLOSED) {
                shown = log(soon, play, film, 10_000, 20_000, "PARTIAL", "PART");
            }
            if (!began && over.stream().allMatch(order -> order.kind() == MadeOrder.Kind.TAKEOVER)) {
                UUID named = random.nextInt(3) == 0 ? null : first.of(sheet.screen());
                Film warning = new Film(WARNING, null, "");
                soon.add(sent(WARNING, null, play.startMs() + early, 9_000, "COMPLETED", named));
                lines.add(line("L", play.startMs() + early, warning, "TAKEOVER", 0, 9_000));
            }
            lines.add(line("D", play.startMs(), film, kind, SHOWN_MS, shown));
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
            return sent(media, spot, startMs, durationMs, outcome, null);
        }

        private Sent sent(String media, UUID spot, int startMs, int durationMs, String outcome, UUID takeover) {
            Instant at = sheet.from().plusMillis(startMs);
            long most = (at.toEpochMilli() << 16) | 0x7000L | random.nextInt(0x1000);
            UUID id = new UUID(most, random.nextLong() & 0x3fffffffffffffffL | 0x8000000000000000L);
            return new Sent(id, media, spot, at, durationMs, outcome, takeover);
        }
    }
}
