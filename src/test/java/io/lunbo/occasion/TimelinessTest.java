package io.lunbo.occasion;

import io.lunbo.occasion.Timeliness.Known;
import io.lunbo.occasion.Timeliness.Over;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class TimelinessTest {
    private static final List<Known> OCCASIONS = List.of(
            known("知识产权宣传周", "04-20..04-26", "4·26", "世界知识产权日"),
            known("消费者权益日", "03-15", "3·15"),
            known("国庆", "10-01..10-07"),
            known("宪法日", "12-01..12-07", "12·4"),
            known("跨年", "12-30..01-02"),
            known("春节", "2023-01-21..2023-02-05, 2024-02-09..2024-02-24", "新春"));

    @ParameterizedTest
    @CsvSource({
        "2023年知识产权宣传周, 2023-04-26, ",
        "2023年知识产权宣传周, 2023-04-27, 2023-04-26",
        "2023知识产权宣传周, 2023-04-27, 2023-04-26",
        "二〇二三年知识产权宣传周, 2023-04-27, 2023-04-26",
        "2024年知识产权宣传周, 2023-04-27, ",
        "4·26世界知识产权日, 2023-04-26, ",
        "4•26世界知识产权日, 2023-07-01, 2023-04-26",
        "４．２６世界知识产权日, 2023-07-01, 2023-04-26",
        "4 · 26, 2023-07-01, 2023-04-26",
        "4·26, 2024-02-19, 2023-04-26",
        "4·26, 2024-02-20, ",
        "14·26不是日期, 2023-07-01, ",
        "4·261不是日期, 2023-07-01, ",
        "喜迎国庆, 2023-08-02, ",
        "喜迎国庆, 2023-08-01, 2022-10-07",
        "喜迎国庆, 2023-10-07, ",
        "喜迎国庆, 2023-10-08, 2023-10-07",
        "12·4宪法日, 2023-11-26, ",
        "新春快乐, 2023-02-05, ",
        "新春快乐, 2023-02-06, 2023-02-05",
        "新春快乐, 2024-06-01, 2024-02-24",
        "跨年, 2024-01-02, ",
        "跨年, 2024-01-03, 2024-01-02",
        "2022年工作总结, 2023-01-01, 2022-12-31",
        "2022年工作总结, 2022-12-31, ",
        "2021—2025年规划, 2023-06-01, ",
        "售价2022元, 2023-06-01, ",
        "尊重知识，崇尚创新, 2030-01-01, "
    })
    void whatIsOverIsOver(String text, LocalDate today, LocalDate ended) {
        assertThat(Timeliness.over(text, OCCASIONS, today).map(Over::ended)).isEqualTo(Optional.ofNullable(ended));
    }

    @Test
    void saysWhenItComesAgain() {
        assertThat(Timeliness.over("喜迎国庆", OCCASIONS, LocalDate.of(2023, 11, 1)))
                .contains(new Over("国庆", LocalDate.of(2023, 10, 7), LocalDate.of(2024, 10, 1)));
        assertThat(Timeliness.over("新春", OCCASIONS, LocalDate.of(2025, 1, 1)))
                .contains(new Over("春节", LocalDate.of(2024, 2, 24), null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "soon",
                "13-01",
                "04-31",
                "2023-02-29",
                "10-07..2023-10-08",
                "2023-10-07..2023-10-01",
                "2023-01-01..2024-06-01",
                "10-01..",
                "10-01 10-07",
                "1-1",
                "10-01,,10-02"
            })
    void datesThatAreNoneAreRefused(String dates) {
        assertThatIllegalArgumentException().isThrownBy(() -> OccasionDates.parse(dates));
    }

    @Test
    void datesAreKeptAsTheyAreRead() {
        assertThat(OccasionDates.parse(" 10-01 .. 10-07，2023-01-21；02-29\n03-01 "))
                .hasToString("10-01..10-07, 2023-01-21, 02-29, 03-01");
    }

    private static Known known(String name, String dates, String... words) {
        List<String> all = new java.util.ArrayList<>(List.of(words));
        all.add(name);
        return new Known(name, all, OccasionDates.parse(dates));
    }
}
