package io.lunbo.playarchive;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;

/**
 * How long single plays stay in their table. Months are months of UTC.
 *
 * <p>What is too old is refused two days before it is archived: while a month is written to its file, nobody can add to it,
 * whatever clocks differ and transactions take.
 */
@Singleton
public class PlayRetention {
    private static final Duration SETTLED = Duration.ofDays(2);

    private final PlayArchiveConfig config;

    PlayRetention(PlayArchiveConfig config) {
        this.config = config;
    }

    /** The earliest start that a play may have to be taken in. */
    public Instant acceptedFrom(Instant now) {
        return keptFrom(now);
    }

    /** Plays that began before this are archived, or will be tonight; it is the first instant of a month. */
    public Instant archivedBefore(Instant now) {
        return keptFrom(now.minus(SETTLED));
    }

    /** How many months single plays are kept in their table at least. */
    public int months() {
        return config.keepMonths();
    }

    private Instant keptFrom(Instant now) {
        return YearMonth.from(now.atOffset(ZoneOffset.UTC))
                .minusMonths(config.keepMonths())
                .atDay(1)
                .atStartOfDay()
                .toInstant(ZoneOffset.UTC);
    }
}
