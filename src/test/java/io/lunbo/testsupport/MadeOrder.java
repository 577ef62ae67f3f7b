package io.lunbo.testsupport;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

/**
 * A reason for screens not to play their sheets: what was ordered, by whom it is not asked, and when it was over.
 *
 * @param until when it was to end by itself; null: not said
 * @param lifted when somebody ended it; null: nobody did
 * @param screens codes of all that it is of
 */
public record MadeOrder(UUID id, Kind kind, Instant from, Instant until, Instant lifted, Set<String> screens) {
    /** What keeps a screen from its sheet; where several do, the first one counts. */
    public enum Kind {
        /** Dark by order. */
        BLACKOUT,
        /** Something else by order. */
        TAKEOVER,
        /** Without power, in repair and the like. */
        OUTAGE,
        /** Closed on a date by an exception from its hours. */
        CLOSED,
        /** Only tries the way to the players: nothing changes. */
        DRILL
    }

    /** On the date of a closing, a screen is open from here. */
    static final int CLOSING_OPEN_FROM_H = 8;

    /** And until here. */
    static final int CLOSING_OPEN_UNTIL_H = 14;

    /** When it was over; null: it stands. */
    Instant ended() {
        return until == null || lifted != null && lifted.isBefore(until) ? lifted : until;
    }

    /** Whether it lies over a time of a screen. What was ended before it began lies over nothing, and so does a drill. */
    boolean over(String screen, Instant start, Instant end) {
        Instant ended = ended();
        return kind != Kind.DRILL
                && screens.contains(screen)
                && (ended == null || ended.isAfter(from) && start.isBefore(ended))
                && from.isBefore(end);
    }

    /** Whether it was to begin and was called off before that, both within this time. */
    boolean calledOffIn(String screen, Instant start, Instant end) {
        return screens.contains(screen)
                && lifted != null
                && lifted.isBefore(from)
                && start.isBefore(lifted)
                && from.isBefore(end);
    }

    static UUID id(Random random) {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        return UUID.nameUUIDFromBytes(bytes);
    }

    /** The takeover of one screen that it means. */
    UUID of(String screen) {
        return UUID.nameUUIDFromBytes((id + screen).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Draws them for a week: takeovers of a group of screens on every day, ended by time, by a hand or by both; blackouts that were lifted
     * in the middle of the day; every other night one that spans midnight; a drill, an order that was called off, a closing;
     * and where {@code now} lies in the last day, a blackout that stands and a takeover that is still to come.
     *
     * @param screens at least three
     */
    public static List<MadeOrder> draw(
            long seed,
            List<String> screens,
            ZoneId zone,
            LocalDate from,
            LocalDate until,
            int playsPerDay,
            Instant now) {
        return new Drawing(seed, screens, zone, playsPerDay, now).all(from, until);
    }

    private static final class Drawing {
        private static final int CUT_MS = 11_000;
        private static final int BACK_MS = 10_000;

        private final Random random;
        private final List<String> screens;
        private final ZoneId zone;
        private final int plays;
        private final Instant now;
        private final List<MadeOrder> drawn = new ArrayList<>();

        private Drawing(long seed, List<String> screens, ZoneId zone, int plays, Instant now) {
            this.random = new Random(seed);
            this.screens = screens;
            this.zone = zone;
            this.plays = plays;
            this.now = now;
        }

        private List<MadeOrder> all(LocalDate from, LocalDate until) {
            for (LocalDate date = from; !date.isAfter(until); date = date.plusDays(1)) {
                day(date);
                if (date.isBefore(until) && date.toEpochDay() % 2 == 0) {
                    add(Kind.BLACKOUT, at(date, plays - 3, CUT_MS), null, at(date.plusDays(1), 2, BACK_MS), some(1));
                }
            }
            Instant open = from.plusDays(1).atStartOfDay(zone).toInstant();
            Set<String> closed = some(1);
            add(Kind.CLOSED, open, open.plusSeconds(CLOSING_OPEN_FROM_H * 3600L), null, closed);
            add(
                    Kind.CLOSED,
                    open.plusSeconds(CLOSING_OPEN_UNTIL_H * 3600L),
                    from.plusDays(2).atStartOfDay(zone).toInstant(),
                    null,
                    closed);
            int over = over(until);
            if (over < plays) {
                add(
                        Kind.BLACKOUT,
                        at(until, over * 3 / 4, CUT_MS),
                        null,
                        null,
                        Set.of(screens.get(screens.size() - 1)));
                Instant later = at(until, (over + plays) / 2, CUT_MS);
                add(Kind.TAKEOVER, later, later.plusSeconds(3600), null, Set.copyOf(screens));
            }
            return drawn;
        }

        private void day(LocalDate date) {
            int over = over(date);
            int most = Math.max(2, plays / 15);
            int play = random.nextInt(over - most);
            Instant began = at(date, play, random.nextBoolean() ? CUT_MS : -2_000);
            Instant ended = at(date, play + 1 + random.nextInt(most - 1), random.nextBoolean() ? BACK_MS : 30_000);
            Instant after = ended.plusSeconds(3600);
            int how = random.nextInt(4);
            add(
                    Kind.TAKEOVER,
                    began,
                    how == 0 ? null : how == 1 ? after : ended,
                    how == 0 || how == 1 ? ended : how == 2 ? after : null,
                    some(screens.size() / 3));
            play = random.nextInt(over - most);
            add(Kind.BLACKOUT, at(date, play, CUT_MS), null, at(date, play + most - 1, BACK_MS), some(1));
            play = random.nextInt(over - most);
            add(Kind.DRILL, at(date, play, 0), at(date, play + most, 0), null, Set.copyOf(screens));
            play = random.nextInt(over);
            Instant meant = at(date, play, 20_000);
            add(Kind.TAKEOVER, meant, meant.plusSeconds(3600), at(date, play, 6_000), some(screens.size() / 2));
        }

        private void add(Kind kind, Instant from, Instant until, Instant lifted, Set<String> some) {
            drawn.add(new MadeOrder(id(random), kind, from, until, lifted, some));
        }

        private Set<String> some(int count) {
            int first = random.nextInt(screens.size());
            List<String> some = new ArrayList<>();
            for (int i = 0; i < Math.max(1, count); i++) {
                some.add(screens.get((first + i) % screens.size()));
            }
            return Set.copyOf(some);
        }

        private Instant at(LocalDate date, int play, int afterMs) {
            return date.atStartOfDay(zone).toInstant().plusMillis(MadeWeek.startMs(play, plays) + afterMs);
        }

        /** How many of a day's plays are over. */
        private int over(LocalDate date) {
            int over = 0;
            while (over < plays && MadeWeek.over(at(date, over, 0), now)) {
                over++;
            }
            return over;
        }
    }
}
