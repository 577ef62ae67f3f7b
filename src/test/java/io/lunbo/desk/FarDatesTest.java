package io.lunbo.desk;

import io.lunbo.access.Role;
import io.lunbo.screen.Screen;
import io.lunbo.testsupport.AScreen;
import io.lunbo.testsupport.SignedIn;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Dates in addresses of pages are typed by hand, too: those that no calendar and no database has are no fault of ours. */
@QuarkusTest
class FarDatesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/sheets?from=",
                "/timeline?screen=SCREEN&date=",
                "/timeline/moment?screen=SCREEN&at=",
                "/timeline/counts?from=",
                "/timeline/months?month=",
                "/timeline/days/SCREEN/",
                "/load?screen=SCREEN&date=",
                "/screens/SCREEN/rules?date=",
                "/screens/SCREEN/opening?day=",
                "/audit?from=",
                "/plays?from=",
                "/inspect?from=",
                "/evidence?from=",
                "/rejected-plays?from=",
                "/odd-plays?from="
            })
    void farDateIsNoFault(String address) {
        SignedIn person = SignedIn.cookieAs(Role.SCHEDULER, Role.INSPECTOR, Role.ADMINISTRATOR, Role.PLAYOUT);
        Screen wall = AScreen.wall("08:00-09:00", person.account());
        for (String date : new String[] {
            "%2B999999999-12-31",
            "-999999999-01-01",
            "%2B999999999-12-31T23:59",
            "%2B999999999-12",
            "9999-12-31",
            "9999-12",
            "0001-01-01",
            "0000-00-00",
            "x"
        }) {
            String whole = address.replace("SCREEN", wall.code()) + date;
            int status = person.page().urlEncodingEnabled(false).get(whole).statusCode();
            assertThat(status).as(whole).isLessThan(500);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"+999999999-12-31", "-999999999-01-01", "9999-12-31", "0001-01-01", "x"})
    void sheetsOfSuchDaysAreNotBuilt(String date) {
        SignedIn person = SignedIn.cookieAs(Role.SCHEDULER);
        Screen wall = AScreen.wall("08:00-09:00", person.account());
        int status = person.page()
                .formParam("from", date)
                .formParam("until", date)
                .formParam("screen", wall.code())
                .post("/sheets/build")
                .statusCode();
        assertThat(status).as(date).isBetween(400, 499);
    }
}
