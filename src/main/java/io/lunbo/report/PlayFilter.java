package io.lunbo.report;

import io.lunbo.playlog.PlayOutcome;
import java.time.Instant;
import java.time.LocalDateTime;
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

    /** What plays are counted by, from the coarsest to the play itself. */
    enum Step {
        MONTH,
        DAY,
        HOUR,
        PLAY;

        Step finer() {
            return values()[ordinal() + 1];
        }

        LocalDateTime atOrBefore(LocalDateTime time) {
            return switch (this) {
                case MONTH -> time.truncatedTo(ChronoUnit.DAYS).withDayOfMonth(1);
                case DAY -> time.truncatedTo(ChronoUnit.DAYS);
                case HOUR -> time.truncatedTo(ChronoUnit.HOURS);
                case PLAY -> time;
            };
        }

        LocalDateTime atOrAfter(LocalDateTime time) {
            LocalDateTime before = atOrBefore(time);
            return before.equals(time)
                    ? time
                    : switch (this) {
                        case MONTH -> before.plusMonths(1);
                        case DAY -> before.plusDays(1);
                        default -> before.plusHours(1);
                    };
        }
    }
}
