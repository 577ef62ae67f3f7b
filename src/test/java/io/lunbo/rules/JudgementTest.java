package io.lunbo.rules;

import io.lunbo.daypart.LocalDayTimeline;
import io.lunbo.daypart.LocalDayTimeline.Stretch;
import io.lunbo.rules.JudgedDay.Item;
import io.lunbo.rules.JudgedDay.Shown;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Rules against days that try to slip through: at the bound, over midnight, where the clocks change, with nothing shown. */
class JudgementTest {
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final LocalDate THURSDAY = LocalDate.parse("2023-04-20");
    private static final long SECOND = 1000;
    private static final long HOUR = 3_600_000;

    private final Item film = item("film", true, true, null, false);
    private final Item picture = item("picture", false, false, 15_000L, false);
    private final Item publicFilm = item("public", true, false, null, true);

    @Test
    void playThatEndsAtTheBoundIsKeptAndOneMillisecondMoreIsNot() {
        Rule hours = rule(RuleKind.HOURS, "08:00-22:00");

        assertThat(found(hours, THURSDAY, SHANGHAI, film, 8 * HOUR, 22 * HOUR)).isEmpty();
        assertThat(found(hours, THURSDAY, SHANGHAI, film, 21 * HOUR, 22 * HOUR + 1))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.first()).isEqualTo(Instant.parse("2023-04-20T14:00:00Z"));
                    assertThat(finding.times()).isEqualTo(1);
                });
        assertThat(found(hours, THURSDAY, SHANGHAI, film, 8 * HOUR - 1, 9 * HOUR))
                .singleElement()
                .satisfies(finding -> assertThat(finding.first()).isEqualTo("2023-04-19T23:59:59.999Z"));
    }

    @Test
    void windowOverMidnightBelongsToTheEveningThatBeginsIt() {
        Rule hours = rule(RuleKind.HOURS, "Thu 20:00-02:00");
        LocalDate friday = THURSDAY.plusDays(1);

        assertThat(found(hours, friday, SHANGHAI, film, 0, 2 * HOUR)).isEmpty();
        assertThat(found(hours, friday, SHANGHAI, film, 0, 2 * HOUR + 1)).hasSize(1);
        assertThat(found(hours, THURSDAY, SHANGHAI, film, 0, HOUR)).hasSize(1);
        assertThat(found(hours, THURSDAY, SHANGHAI, film, 20 * HOUR, 24 * HOUR)).isEmpty();
        assertThat(found(hours, friday, SHANGHAI, film, 20 * HOUR, 21 * HOUR)).hasSize(1);
    }

    @Test
    void playMaySpanWindowsThatTouchButNoGap() {
        assertThat(found(
                        rule(RuleKind.HOURS, "08:00-12:00,12:00-22:00"),
                        THURSDAY,
                        SHANGHAI,
                        film,
                        11 * HOUR,
                        13 * HOUR))
                .isEmpty();
        assertThat(found(
                        rule(RuleKind.HOURS, "08:00-12:00,12:01-22:00"),
                        THURSDAY,
                        SHANGHAI,
                        film,
                        11 * HOUR,
                        13 * HOUR))
                .singleElement()
                .satisfies(finding -> assertThat(finding.first()).isEqualTo("2023-04-20T04:00:00Z"));
    }

    @Test
    void wallClockRulesWhereTheClocksChange() {
        LocalDate spring = LocalDate.parse("2024-03-31");
        LocalDate autumn = LocalDate.parse("2024-10-27");
        Rule hours = rule(RuleKind.HOURS, "08:00-22:00");

        assertThat(found(hours, spring, BERLIN, film, 7 * HOUR, 21 * HOUR)).isEmpty();
        assertThat(found(hours, spring, BERLIN, film, 21 * HOUR, 22 * HOUR)).hasSize(1);
        assertThat(found(hours, autumn, BERLIN, film, 9 * HOUR, 23 * HOUR)).isEmpty();
        assertThat(found(hours, autumn, BERLIN, film, 8 * HOUR, 9 * HOUR)).hasSize(1);
        Rule night = rule(RuleKind.HOURS, "02:00-03:00");
        assertThat(found(night, spring, BERLIN, film, 2 * HOUR, 2 * HOUR + 1))
                .as("there is no such hour that day")
                .hasSize(1);
        assertThat(found(night, autumn, BERLIN, film, 2 * HOUR, 4 * HOUR))
                .as("the hour comes twice")
                .isEmpty();
    }

    @Test
    void stillPicturesKeepARuleOfMotionAndFilmsDoNot() {
        Rule stillOnly = rule(RuleKind.MOTION, "closed");

        assertThat(found(stillOnly, THURSDAY, SHANGHAI, picture, 8 * HOUR, 9 * HOUR))
                .isEmpty();
        assertThat(found(stillOnly, THURSDAY, SHANGHAI, film, 8 * HOUR, 9 * HOUR))
                .singleElement()
                .satisfies(finding -> assertThat(finding.campaigns()).containsExactly(film.campaign()));
    }

    @Test
    void soundCountsOnlyWhileTheScreenGivesSound() {
        Rule never = rule(RuleKind.SOUND, "closed");
        List<Shown> evening = List.of(new Shown(0, 18 * HOUR, 20 * HOUR));

        assertThat(judged(never, day(THURSDAY, SHANGHAI), List.of(film), evening, List.of(), 0))
                .isEmpty();
        assertThat(judged(
                        never,
                        day(THURSDAY, SHANGHAI),
                        List.of(film),
                        evening,
                        List.of(new Stretch(10 * HOUR, 18 * HOUR)),
                        0))
                .isEmpty();
        assertThat(judged(
                        never,
                        day(THURSDAY, SHANGHAI),
                        List.of(film),
                        evening,
                        List.of(new Stretch(19 * HOUR, 21 * HOUR)),
                        0))
                .singleElement()
                .satisfies(finding -> assertThat(finding.first()).isEqualTo("2023-04-20T11:00:00Z"));
        assertThat(judged(
                        never,
                        day(THURSDAY, SHANGHAI),
                        List.of(publicFilm),
                        evening,
                        List.of(new Stretch(0, 24 * HOUR)),
                        0))
                .as("it has no sound")
                .isEmpty();
    }

    @Test
    void pictureThatStandsExactlyLongEnoughStands() {
        assertThat(found(rule(RuleKind.DWELL, "15"), THURSDAY, SHANGHAI, picture, 0, 15 * SECOND))
                .isEmpty();
        assertThat(found(rule(RuleKind.DWELL, "16"), THURSDAY, SHANGHAI, picture, 0, 15 * SECOND))
                .singleElement()
                .satisfies(finding -> assertThat(finding.measured()).isEqualByComparingTo("15"));
        assertThat(found(rule(RuleKind.DWELL, "600"), THURSDAY, SHANGHAI, film, 0, SECOND))
                .isEmpty();
        assertThat(judged(
                        rule(RuleKind.DWELL, "16"), day(THURSDAY, SHANGHAI), List.of(picture), List.of(), List.of(), 0))
                .as("booked, but never shown")
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"30,70,true", "30,71,false", "29,70,false", "1,0,true", "0,1,false", "0,0,true"})
    void shareIsReachedAtItsBoundAndNotBelow(int good, int others, boolean kept) {
        List<Shown> shown = new ArrayList<>();
        for (int i = 0; i < good + others; i++) {
            shown.add(new Shown(i < good ? 0 : 1, i * SECOND, (i + 1) * SECOND));
        }

        for (String basis : List.of("TIME", "PLAYS")) {
            Rule share = rule(RuleKind.PUBLIC_SHARE, "30 " + basis + " DAY");
            assertThat(judged(share, day(THURSDAY, SHANGHAI), List.of(publicFilm, film), shown, List.of(), 0)
                            .isEmpty())
                    .as(basis)
                    .isEqualTo(kept);
        }
    }

    @Test
    void shareByTimeAndByPlaysAreTwoThings() {
        List<Shown> shown = List.of(new Shown(0, 0, 10 * SECOND), new Shown(1, 10 * SECOND, 100 * SECOND));

        assertThat(share("50 PLAYS DAY", shown)).isEmpty();
        assertThat(share("50 TIME DAY", shown))
                .singleElement()
                .satisfies(finding -> assertThat(finding.measured()).isEqualByComparingTo("10"));
    }

    @Test
    void measuredShareIsNeverRoundedUpToTheBound() {
        List<Shown> shown = List.of(new Shown(0, 0, 299_999), new Shown(1, 300_000, 1_000_001));

        assertThat(share("30 TIME DAY", shown))
                .singleElement()
                .satisfies(finding -> assertThat(finding.measured()).isEqualByComparingTo("29.99"));
    }

    @Test
    void eachHourIsItsOwnWindowAndEmptyHoursMissNothing() {
        List<Shown> shown = List.of(
                new Shown(0, 9 * HOUR, 10 * HOUR - SECOND),
                new Shown(1, 10 * HOUR - SECOND, 10 * HOUR + SECOND),
                new Shown(0, 10 * HOUR + SECOND, 10 * HOUR + 2 * SECOND),
                new Shown(1, 20 * HOUR, 20 * HOUR + SECOND));

        assertThat(share("50 TIME HOUR", shown))
                .as("of ten o'clock exactly the half, of eight in the evening nothing")
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.times()).isEqualTo(1);
                    assertThat(finding.first()).isEqualTo("2023-04-20T12:00:00Z");
                    assertThat(finding.measured()).isZero();
                    assertThat(finding.campaigns()).containsExactly(film.campaign());
                });
    }

    @Test
    void lastHourOfALongDayIsAskedToo() {
        List<Shown> shown = List.of(new Shown(0, 24 * HOUR + SECOND, 24 * HOUR + 2 * SECOND));
        Rule share = rule(RuleKind.PUBLIC_SHARE, "1 PLAYS HOUR");

        assertThat(judged(share, day(LocalDate.parse("2024-10-27"), BERLIN), List.of(film), shown, List.of(), 0))
                .hasSize(1);
    }

    @Test
    void whatIsOverIsNotJudgedAgain() {
        Rule hours = rule(RuleKind.HOURS, "closed");
        List<Shown> shown = List.of(new Shown(0, 8 * HOUR, 9 * HOUR), new Shown(0, 10 * HOUR, 11 * HOUR));

        assertThat(judged(hours, day(THURSDAY, SHANGHAI), List.of(film), shown, List.of(), 8 * HOUR + 1))
                .singleElement()
                .satisfies(finding -> assertThat(finding.times()).isEqualTo(1));
        assertThat(judged(hours, day(THURSDAY, SHANGHAI), List.of(film), shown, List.of(), 12 * HOUR))
                .isEmpty();
    }

    @Test
    void brightnessIsANoteThatNoPlanBreaks() {
        assertThat(found(rule(RuleKind.NIGHT_BRIGHTNESS, "1"), THURSDAY, SHANGHAI, film, 0, HOUR))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "DWELL,0",
        "DWELL,601",
        "DWELL,-1",
        "DWELL,1.5",
        "DWELL,''",
        "DWELL,99999999999",
        "PUBLIC_SHARE,0 TIME DAY",
        "PUBLIC_SHARE,100.01 TIME DAY",
        "PUBLIC_SHARE,30 TIME",
        "PUBLIC_SHARE,30 TIME WEEK",
        "PUBLIC_SHARE,30.001 TIME DAY",
        "PUBLIC_SHARE,NaN TIME DAY",
        "HOURS,soon",
        "HOURS,25:00-26:00",
        "HOURS,''",
        "MOTION,08:00",
        "SOUND,08:00-08:00",
        "NIGHT_BRIGHTNESS,bright"
    })
    void demandThatMeansNothingIsRefused(RuleKind kind, String text) {
        assertThatThrownBy(() -> RuleValue.parse(kind, text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"30 TIME DAY", "0.01 PLAYS HOUR", "100 TIME HOUR"})
    void shareIsReadAsItIsWritten(String text) {
        assertThat(RuleValue.parse(RuleKind.PUBLIC_SHARE, text).text()).isEqualTo(text);
        assertThat(RuleValue.parse(RuleKind.PUBLIC_SHARE, "30.00 TIME DAY").text())
                .isEqualTo("30 TIME DAY");
    }

    private List<Finding> share(String demand, List<Shown> shown) {
        return judged(
                rule(RuleKind.PUBLIC_SHARE, demand),
                day(THURSDAY, SHANGHAI),
                List.of(publicFilm, film),
                shown,
                List.of(),
                0);
    }

    private static List<Finding> found(Rule rule, LocalDate date, ZoneId zone, Item item, long fromMs, long untilMs) {
        return judged(rule, day(date, zone), List.of(item), List.of(new Shown(0, fromMs, untilMs)), List.of(), 0);
    }

    private static List<Finding> judged(
            Rule rule, LocalDayTimeline day, List<Item> items, List<Shown> shown, List<Stretch> loud, long fromMs) {
        return Judgement.of(List.of(rule), new JudgedDay(day, items, shown, loud, fromMs));
    }

    private static LocalDayTimeline day(LocalDate date, ZoneId zone) {
        return new LocalDayTimeline(date, zone);
    }

    private static Rule rule(RuleKind kind, String demand) {
        return new Rule(UUID.randomUUID(), kind, RuleValue.parse(kind, demand), "notice", true, null);
    }

    private static Item item(String title, boolean moving, boolean sounding, Long stillMs, boolean publicBenefit) {
        return new Item(UUID.randomUUID(), UUID.randomUUID(), title, moving, sounding, stillMs, publicBenefit);
    }
}
