package io.lunbo.manifest;

import io.lunbo.daypart.Daypart;
import io.lunbo.levels.LevelRules;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LevelPlanTest {
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

    @Test
    void soundPausesInAMutedWindowAndEndsInTheEvening() {
        LocalDate date = LocalDate.parse("2023-04-20");
        LevelPlan plan = new LevelPlan(
                new LevelRules(
                        LocalTime.of(6, 30),
                        LocalTime.of(19, 30),
                        true,
                        100,
                        40,
                        30,
                        LocalTime.of(22, 0),
                        LocalTime.of(6, 0),
                        List.of(Daypart.parse("12:00-14:00")),
                        false),
                null);

        assertThat(plan.of(date, date, SHANGHAI))
                .containsExactly(
                        level("2023-04-19T16:00:00Z", 40, 0),
                        level("2023-04-19T22:00:00Z", 40, 30),
                        level("2023-04-19T22:30:00Z", 100, 30),
                        level("2023-04-20T04:00:00Z", 100, 0),
                        level("2023-04-20T06:00:00Z", 100, 30),
                        level("2023-04-20T11:30:00Z", 40, 30),
                        level("2023-04-20T14:00:00Z", 40, 0));
    }

    private static Manifest.Level level(String at, int brightness, int volume) {
        return new Manifest.Level(Instant.parse(at), brightness, volume);
    }
}
