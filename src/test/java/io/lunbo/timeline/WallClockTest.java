package io.lunbo.timeline;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import io.lunbo.daypart.LocalDayTimeline;
import io.lunbo.testsupport.Browser;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The edges of dayparts are drawn at the very instants that are planned with, where the clocks change too. */
@QuarkusTest
class WallClockTest {
    @TestHTTPResource("/")
    URI address;

    private Browser browser;

    @BeforeEach
    void open() {
        browser = Browser.launch();
    }

    @AfterEach
    void close() {
        browser.close();
    }

    @ParameterizedTest
    @CsvSource({
        "Europe/Berlin, 2027-03-28",
        "Europe/Berlin, 2027-10-31",
        "Australia/Lord_Howe, 2027-04-04",
        "Australia/Lord_Howe, 2027-10-03",
        "America/Havana, 2027-03-14",
        "Asia/Kathmandu, 2027-02-28"
    })
    void pageAndPlannerHaveTheSameWallClock(String zone, LocalDate date) {
        Page page = browser.context(new NewContextOptions()).newPage();
        page.navigate(address + "login");
        LocalDayTimeline day = new LocalDayTimeline(date, ZoneId.of(zone));
        List<Long> planned = IntStream.range(0, 288)
                .mapToObj(at -> day.toInstant(day.toElapsedMs(LocalTime.MIDNIGHT.plusMinutes(5L * at)))
                        .toEpochMilli())
                .toList();
        @SuppressWarnings("unchecked")
        List<String> drawn = (List<String>) page.evaluate(
                "async ([date, zone]) => { const { instantAt } = await import('/js/timeline-days.js');"
                        + " return [...Array(288).keys()].map(at => String(instantAt(date, 5 * at, zone))); }",
                List.of(date.toString(), zone));
        assertThat(drawn).isEqualTo(planned.stream().map(Object::toString).toList());
    }
}
