package io.lunbo;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class LunboClockTest {
    private static final Instant DEMO_START = Instant.parse("2023-04-20T00:59:30Z");

    @TempDir
    Path folder;

    private record Settings(Path data, boolean demo, Optional<OffsetDateTime> startsAt)
            implements LunboConfig, LunboConfig.Clock, LunboConfig.Database {
        @Override
        public Path cache() {
            return data;
        }

        @Override
        public LunboConfig.Database database() {
            return this;
        }

        @Override
        public int port() {
            return 0;
        }

        @Override
        public LunboConfig.Clock clock() {
            return this;
        }
    }

    @Test
    void withoutSettingItShowsTheRealTime() {
        assertThat(clock(false, null).shifted()).isFalse();
    }

    @Test
    void demoBeginsInTheCampaignsWeekAndRunsOnAfterARestart() {
        LunboClock first = clock(true, null);
        assertThat(first.now()).isBetween(DEMO_START, DEMO_START.plusSeconds(60));
        Instant before = first.now();

        LunboClock restarted = clock(true, null);

        assertThat(restarted.now()).isBetween(before, before.plusSeconds(60));
        assertThat(restarted.shifted()).isTrue();
    }

    @Test
    void beginningAgainGoesBackToTheStart() {
        LunboClock clock = clock(true, null);
        Duration first = Duration.between(DEMO_START, clock.now());

        clock.beginAgain();

        assertThat(Duration.between(DEMO_START, clock.now())).isLessThan(first.plusSeconds(60));
        assertThat(clock(true, null).now()).isAfterOrEqualTo(DEMO_START);
    }

    @Test
    void configuredStartWinsOverTheDemos() {
        OffsetDateTime start = OffsetDateTime.parse("2024-02-29T12:00:00+01:00");

        assertThat(clock(true, start).now())
                .isBetween(start.toInstant(), start.toInstant().plusSeconds(60));
    }

    private LunboClock clock(boolean demo, OffsetDateTime startsAt) {
        return new LunboClock(new Settings(folder, demo, Optional.ofNullable(startsAt)));
    }
}
