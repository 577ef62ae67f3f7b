package io.lunbo.report;

import io.lunbo.playlog.PlayOutcome;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * Which plays.
 *
 * @param screenId of one screen, or null for all
 * @param from started at or after this
 * @param until started before this
 * @param media of one media, or null for all
 * @param outcome of one outcome, or null for all
 */
record PlayFilter(UUID screenId, Instant from, Instant until, String media, PlayOutcome outcome) {
    /** Before every play. */
    static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");
    /** After every play. */
    static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");

    static boolean inRange(Instant instant) {
        return !instant.isBefore(EARLIEST) && !instant.isAfter(LATEST);
    }

    /** The first whole hour in the range; the end where there is none. */
    Instant firstHour() {
        Instant hour = from.truncatedTo(ChronoUnit.HOURS);
        Instant first = hour.equals(from) ? hour : hour.plus(1, ChronoUnit.HOURS);
        return first.isBefore(until) ? first : until;
    }

    /** The end of the last whole hour in the range; the first's beginning where there is none. */
    Instant lastHourEnd() {
        Instant end = until.truncatedTo(ChronoUnit.HOURS);
        return end.isBefore(firstHour()) ? firstHour() : end;
    }
}
