package io.lunbo.daypart;

import io.lunbo.daypart.LocalDayTimeline.Stretch;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class LocalDayTimelineTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final long HOUR = 3_600_000;

    private final LocalDayTimeline spring = new LocalDayTimeline(LocalDate.of(2023, 3, 26), BERLIN);
    private final LocalDayTimeline autumn = new LocalDayTimeline(LocalDate.of(2023, 10, 29), BERLIN);

    @Test
    void aSkippedTimeIsTheInstantOfTheChange() {
        assertThat(spring.lengthMs()).isEqualTo(23 * HOUR);
        assertThat(spring.toElapsedMs(LocalTime.of(2, 30))).isEqualTo(2 * HOUR);
        assertThat(spring.toElapsedMs(LocalTime.of(3, 0))).isEqualTo(2 * HOUR);
        assertThat(spring.stretches(Daypart.parseList("02:30-04:00"))).containsExactly(new Stretch(2 * HOUR, 3 * HOUR));
        assertThat(spring.stretches(Daypart.parseList("02:00-03:00"))).isEmpty();
    }

    @Test
    void aDoubledTimeIsItsFirstOccurrence() {
        assertThat(autumn.lengthMs()).isEqualTo(25 * HOUR);
        assertThat(autumn.toElapsedMs(LocalTime.of(2, 30))).isEqualTo(5 * HOUR / 2);
        assertThat(autumn.stretches(Daypart.parseList("01:00-02:30"))).containsExactly(new Stretch(HOUR, 5 * HOUR / 2));
        assertThat(autumn.stretches(Daypart.parseList("02:30-04:00")))
                .containsExactly(new Stretch(5 * HOUR / 2, 5 * HOUR));
    }

    @Test
    void rangesThatTouchOnTheWallTouchOnTheLineWhateverTheClocksDo() {
        for (LocalDayTimeline day : List.of(spring, autumn)) {
            assertThat(day.stretches(Daypart.parseList("00:00-02:30,02:30-24:00")))
                    .containsExactly(new Stretch(0, day.lengthMs()));
        }
    }

    @Test
    void hoursAfterMidnightBelongToTheDayBefore() {
        WeeklyHours friday = new WeeklyHours(Map.of(DayOfWeek.FRIDAY, Daypart.parseList("20:00-02:00")));

        assertThat(day(2023, 4, 21).stretches(friday)).containsExactly(new Stretch(20 * HOUR, 24 * HOUR));
        assertThat(day(2023, 4, 22).stretches(friday)).containsExactly(new Stretch(0, 2 * HOUR));
        assertThat(day(2023, 4, 23).stretches(friday)).isEmpty();
    }

    @Test
    void aDaypartThatWrapsIsAtBothEndsOfEveryDay() {
        assertThat(day(2023, 4, 20).stretches(Daypart.parseList("22:00-06:00")))
                .containsExactly(new Stretch(0, 6 * HOUR), new Stretch(22 * HOUR, 24 * HOUR));
    }

    @Test
    void aLeapDayIsADay() {
        assertThat(day(2024, 2, 29).startOfDay()).isEqualTo(Instant.parse("2024-02-28T16:00:00Z"));
        assertThat(day(2024, 2, 29).stretches(WeeklyHours.parse("08:00-22:00")))
                .containsExactly(new Stretch(8 * HOUR, 22 * HOUR));
    }

    @Test
    void whereMidnightIsSkippedTheDayBeginsWithTheChange() {
        LocalDayTimeline beirut = new LocalDayTimeline(LocalDate.of(2022, 3, 27), ZoneId.of("Asia/Beirut"));

        assertThat(beirut.toZoned(0).toLocalTime()).isEqualTo(LocalTime.of(1, 0));
        assertThat(beirut.toElapsedMs(LocalTime.of(0, 30))).isZero();
        assertThat(beirut.lengthMs()).isEqualTo(23 * HOUR);
    }

    @Test
    void convertsBothWays() {
        Instant instant = Instant.parse("2023-04-20T00:59:30Z");
        LocalDayTimeline day = LocalDayTimeline.containing(instant, SHANGHAI);

        assertThat(day.date()).isEqualTo(LocalDate.of(2023, 4, 20));
        assertThat(day.toElapsedMs(instant)).isEqualTo(9 * HOUR - 30_000);
        assertThat(day.toInstant(day.toElapsedMs(instant))).isEqualTo(instant);
        for (long ms = 0; ms < autumn.lengthMs(); ms += HOUR / 2) {
            assertThat(autumn.toElapsedMs(autumn.toInstant(ms))).isEqualTo(ms);
        }
    }

    @Test
    void intersectsRanges() {
        assertThat(LocalDayTimeline.intersection(
                        List.of(new Stretch(0, 10), new Stretch(20, 30)),
                        List.of(new Stretch(5, 25), new Stretch(29, 40))))
                .containsExactly(new Stretch(5, 10), new Stretch(20, 25), new Stretch(29, 30));
    }

    @Test
    void hoursAreReadAndPrintedAlike() {
        for (String text : List.of(
                "08:00-22:00", "Mon-Fri 08:00-12:00,14:00-22:00; Sat,Sun 09:00-24:00", "closed", "Fri 20:00-02:00")) {
            assertThat(WeeklyHours.parse(text)).hasToString(text);
        }
        assertThat(WeeklyHours.parse("Fri-Mon 10:00-11:00"))
                .isEqualTo(WeeklyHours.parse("Mon,Fri,Sat,Sun 10:00-11:00"));
    }

    @Test
    void whatIsNoHoursIsRefusedByName() {
        for (String text : List.of(
                "",
                "8-22",
                "08:00",
                "25:00-26:00",
                "Mun 08:00-09:00",
                "Mon 08:00-09:00; Mon 10:00-11:00",
                "08:00-08:00")) {
            assertThatThrownBy(() -> WeeklyHours.parse(text)).as(text).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void aDaypartContainsItsBeginAndNotItsEnd() {
        assertThat(Daypart.parse("07:00-09:00").contains(LocalTime.of(7, 0))).isTrue();
        assertThat(Daypart.parse("07:00-09:00").contains(LocalTime.of(9, 0))).isFalse();
        assertThat(Daypart.parse("22:00-02:00").contains(LocalTime.of(1, 59))).isTrue();
        assertThat(Daypart.parse("22:00-02:00").contains(LocalTime.of(2, 0))).isFalse();
        assertThat(Daypart.ALL_DAY.contains(LocalTime.NOON)).isTrue();
    }

    private static LocalDayTimeline day(int year, int month, int dayOfMonth) {
        return new LocalDayTimeline(LocalDate.of(year, month, dayOfMonth), SHANGHAI);
    }
}
