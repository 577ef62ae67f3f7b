package io.lunbo.daypart;

import io.lunbo.daypart.LocalDayTimeline.Stretch;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class OpeningHoursTest {
    private static final long HOUR = 3_600_000;
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @Test
    void aClosedDateStillShowsWhatTheEveningBeforeLeftOpen() {
        OpeningHours hours = OpeningHours.parse("20:00-02:00", "2024-02-29 closed Repair");

        assertThat(day("2024-02-29", SHANGHAI).stretches(hours)).containsExactly(new Stretch(0, 2 * HOUR));
        assertThat(day("2024-03-01", SHANGHAI).stretches(hours)).containsExactly(new Stretch(20 * HOUR, 24 * HOUR));
        assertThat(day("2023-03-01", SHANGHAI).stretches(hours)).hasSize(2);
    }

    @Test
    void anExceptionMayRunOverMidnightIntoADateThatGoesByItsWeekday() {
        OpeningHours hours = OpeningHours.parse("Mon-Fri 08:00-22:00", "2024-05-04 22:00-01:30 Concert");

        assertThat(day("2024-05-04", SHANGHAI).stretches(hours)).containsExactly(new Stretch(22 * HOUR, 24 * HOUR));
        assertThat(day("2024-05-05", SHANGHAI).stretches(hours)).containsExactly(new Stretch(0, HOUR + HOUR / 2));
    }

    @Test
    void theHoursOfAnExceptionAreLocalOnDaysThatAreShorterOrLonger() {
        OpeningHours hours = OpeningHours.parse(
                "08:00-22:00", "2024-03-31 00:00-24:00 Open day\n2024-10-27 01:00-04:00 Night of the clocks");

        assertThat(day("2024-03-31", BERLIN).stretches(hours)).containsExactly(new Stretch(0, 23 * HOUR));
        assertThat(day("2024-10-27", BERLIN).stretches(hours)).containsExactly(new Stretch(HOUR, 5 * HOUR));
    }

    @Test
    void whatIsPrintedIsReadTheSame() {
        OpeningHours hours = OpeningHours.parse("08:00-22:00", "")
                .with(LocalDate.parse("2024-10-01"), OpeningHours.DateHours.of("14:00-16:00,08:00-10:00", "国庆 a b"))
                .with(LocalDate.parse("2024-02-29"), OpeningHours.DateHours.of("closed", "检修"));

        assertThat(OpeningHours.parse("08:00-22:00", hours.printExceptions())).isEqualTo(hours);
        assertThat(hours.without(LocalDate.parse("2024-10-01")).printExceptions())
                .isEqualTo("2024-02-29 closed 检修");
    }

    @Test
    void aReasonThatWouldBecomeAnotherLineIsRefused() {
        assertThatThrownBy(() -> OpeningHours.DateHours.of("closed", "a\n2024-01-01 closed b"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> OpeningHours.DateHours.of("closed", " ")).isInstanceOf(IllegalArgumentException.class);
    }

    private static LocalDayTimeline day(String date, ZoneId zone) {
        return new LocalDayTimeline(LocalDate.parse(date), zone);
    }
}
