package io.lunbo.flight;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** Dates and recurrences, at the edges of calendars. */
class FlightTest {
    private static final LocalDate SUNDAY_AT_WORK = LocalDate.parse("2023-04-23");
    private static final LocalDate MONDAY_OFF = LocalDate.parse("2023-05-01");
    private static final PublicDays SAID = new PublicDays(Map.of(SUNDAY_AT_WORK, true, MONDAY_OFF, false));

    @Test
    void makeUpDaysAreWorkingDaysAndHolidaysAreNot() {
        RunDates working = new RunDates(null, null, null, DayRule.WORKING_DAYS);
        RunDates free = new RunDates(null, null, null, DayRule.FREE_DAYS);
        assertThat(working.has(SUNDAY_AT_WORK, SAID)).isTrue();
        assertThat(free.has(SUNDAY_AT_WORK, SAID)).isFalse();
        assertThat(working.has(SUNDAY_AT_WORK, PublicDays.NONE)).isFalse();
        assertThat(working.has(MONDAY_OFF, SAID)).isFalse();
        assertThat(free.has(MONDAY_OFF, SAID)).isTrue();
        assertThat(free.has(LocalDate.parse("2023-04-22"), SAID)).isTrue();
    }

    @Test
    void everyLimitOfDatesHoldsAtOnce() {
        RunDates dates = new RunDates(
                Flight.parseList("2024-03-01..2024-03-10, 2024-02-28..2024-02-29"),
                Set.of(DayOfWeek.THURSDAY, DayOfWeek.FRIDAY),
                Set.of(LocalDate.parse("2024-03-08")),
                DayRule.EVERY_DAY);
        assertThat(dates.first()).isEqualTo("2024-02-28");
        assertThat(dates.last()).isEqualTo("2024-03-10");
        assertThat(LocalDate.parse("2024-02-20")
                        .datesUntil(LocalDate.parse("2024-03-20"))
                        .filter(date -> dates.has(date, PublicDays.NONE))
                        .map(LocalDate::toString))
                .containsExactly("2024-02-29", "2024-03-01", "2024-03-07");
    }

    @Test
    void flightsThatAreNoneAreRefused() {
        for (String wrong :
                List.of("2023-02-29", "2023-04-26..2023-04-20", "soon", "2023-04-20..", "2023-04-20..a..b")) {
            assertThatIllegalArgumentException().isThrownBy(() -> Flight.parseList(wrong));
        }
    }

    @Test
    void announcementsComeEveryTenMinutesAndThenNoMore() {
        Recurrence four = repeat("2023-04-24T08:30", "FREQ=MINUTELY;INTERVAL=10;COUNT=4");
        assertThat(four.on(LocalDate.parse("2023-04-24")))
                .containsExactly(LocalTime.of(8, 30), LocalTime.of(8, 40), LocalTime.of(8, 50), LocalTime.of(9, 0));
        assertThat(four.on(LocalDate.parse("2023-04-23"))).isEmpty();
        assertThat(four.on(LocalDate.parse("2023-04-25"))).isEmpty();
    }

    @Test
    void rulesHoldYearsAfterTheirFirstTime() {
        Recurrence daily = repeat("2003-01-01T12:00", "FREQ=DAILY;BYHOUR=12,18;BYMINUTE=0;BYSECOND=0");
        assertThat(daily.on(LocalDate.parse("2023-04-24"))).containsExactly(LocalTime.of(12, 0), LocalTime.of(18, 0));
        Recurrence leapDay = repeat("2020-02-29T10:00", "FREQ=YEARLY");
        assertThat(leapDay.on(LocalDate.parse("2023-02-28"))).isEmpty();
        assertThat(leapDay.on(LocalDate.parse("2024-02-29"))).containsExactly(LocalTime.of(10, 0));
        Recurrence ended = repeat("2023-04-20T10:00", "FREQ=DAILY;UNTIL=20230422T100000");
        assertThat(ended.on(LocalDate.parse("2023-04-22"))).hasSize(1);
        assertThat(ended.on(LocalDate.parse("2023-04-23"))).isEmpty();
        assertThat(repeat("2023-04-20T10:00", "FREQ=DAILY;UNTIL=20230422T100000Z")
                        .on(LocalDate.parse("2023-04-22")))
                .hasSize(1);
    }

    @Test
    void rulesThatAreNoneOrNeverEndAreRefused() {
        for (String wrong :
                List.of("", "often", "FREQ=SECONDLY", "FREQ=DAILY;COUNT=0", "FREQ=DAILY;COUNT=2;UNTIL=20230422")) {
            assertThatIllegalArgumentException().isThrownBy(() -> repeat("2023-04-20T10:00", wrong));
        }
        Recurrence tooMany = repeat("2023-04-20T00:00", "FREQ=MINUTELY;BYSECOND=0,30");
        assertThatIllegalArgumentException().isThrownBy(() -> tooMany.on(LocalDate.parse("2023-04-21")));
        // A day that no year has is found out in bounded time.
        Recurrence never = repeat("2023-04-20T10:00", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30");
        assertThatIllegalArgumentException().isThrownBy(() -> never.on(LocalDate.parse("2024-02-29")));
    }

    private static Recurrence repeat(String from, String rule) {
        return new Recurrence(LocalDateTime.parse(from), rule);
    }
}
