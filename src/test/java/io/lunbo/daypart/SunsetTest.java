package io.lunbo.daypart;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class SunsetTest {
    @ParameterizedTest
    @CsvSource({
        "29.41, 105.59, Asia/Shanghai, 2023-04-20T19:26",
        "52.52, 13.405, Europe/Berlin, 2023-06-21T21:33",
        "52.52, 13.405, Europe/Berlin, 2023-12-21T15:54",
    })
    void sunSetsWhenTablesSaySo(double latitude, double longitude, String zone, LocalDateTime expected) {
        var sunset = new Sunset(latitude, longitude).on(expected.toLocalDate()).orElseThrow();

        assertThat(Duration.between(expected.atZone(ZoneId.of(zone)).toInstant(), sunset)
                        .abs())
                .isLessThanOrEqualTo(Duration.ofMinutes(2));
    }

    @Test
    void sunDoesNotSetInTheNorthOfNorwayInJune() {
        assertThat(new Sunset(70.66, 23.68).on(LocalDate.parse("2023-06-21"))).isEmpty();
    }
}
