package io.lunbo.tally;

import io.lunbo.reconcile.DayVerdicts;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * What of one screen-day is counted together.
 *
 * @param hour elapsed hours from the local midnight
 * @param media SHA-256
 * @param spot the booking; zeros where none is known
 */
record TallyKey(int hour, String media, UUID spot) implements Comparable<TallyKey> {
    static final UUID NO_SPOT = new UUID(0, 0);
    private static final long HOUR_MS = 3_600_000;
    private static final Comparator<TallyKey> ORDER = Comparator.comparingInt(TallyKey::hour)
            .thenComparing(TallyKey::media)
            .thenComparing(key -> key.spot().toString());

    /** The counts of a day whose first instant is {@code from}. */
    static Map<TallyKey, Tally> count(DayVerdicts verdicts, Instant from, int hours) {
        Map<TallyKey, Tally> counts = new TreeMap<>();
        long fromMs = from.toEpochMilli();
        verdicts.dues().forEach(due -> {
            int hour = hourOf(due.due().startMs(), fromMs, hours);
            counts.merge(new TallyKey(hour, due.due().media(), due.due().spot()), Tally.of(due), Tally::plus);
        });
        verdicts.logs().forEach(log -> {
            UUID spot = DaySettling.spotOf(log) == null ? NO_SPOT : DaySettling.spotOf(log);
            int hour = hourOf(log.log().startMs(), fromMs, hours);
            counts.merge(new TallyKey(hour, log.log().media(), spot), Tally.of(log), Tally::plus);
        });
        return counts;
    }

    /** A play just before midnight that is the new day's counts in the new day's first hour. */
    static int hourOf(long startMs, long fromMs, int hours) {
        return (int) Math.max(0, Math.min(hours - 1, Math.floorDiv(startMs - fromMs, HOUR_MS)));
    }

    @Override
    public int compareTo(TallyKey other) {
        return ORDER.compare(this, other);
    }
}
