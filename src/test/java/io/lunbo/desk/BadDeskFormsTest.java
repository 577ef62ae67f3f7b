package io.lunbo.desk;

import io.lunbo.access.Role;
import io.lunbo.media.Media;
import io.lunbo.screen.Screen;
import io.lunbo.testsupport.AMedia;
import io.lunbo.testsupport.AScreen;
import io.lunbo.testsupport.SignedIn;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.in;

/** What cannot be booked is said on the page on which it was typed, and what was typed is still there. */
@QuarkusTest
class BadDeskFormsTest {
    private final String code = "b-" + UUID.randomUUID();
    private SignedIn scheduler;
    private Screen wall;
    private Media slogan;

    @BeforeEach
    void openACampaign() {
        scheduler = SignedIn.cookieAs(Role.SCHEDULER);
        wall = AScreen.wall("08:00-22:00", scheduler.account());
        slogan = AMedia.slogan(scheduler.account());
        campaign(code, "2023-04-20", "2023-04-26").post("/campaigns").then().statusCode(303);
        form().formParam("mediaId", slogan.id())
                .post("/campaigns/" + code + "/submissions")
                .then()
                .statusCode(303);
    }

    @Test
    void moreThanADayHasRoomForIsRefusedWithTheNumberStillThere() {
        String page =
                refused(spot(slogan.id().toString()).formParam("how", "PER_DAY").formParam("perDay", "999999"));

        assertThat(page).contains("999999", "role=\"alert\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-5", "many", "1.5", "99999999999999999999", "<b>7</b>"})
    void numbersThatAreNoneStay(String typed) {
        String page =
                refused(spot(slogan.id().toString()).formParam("how", "WEIGHT").formParam("weight", typed));

        assertThat(page)
                .contains("value=\"" + typed.replace("<", "&lt;").replace(">", "&gt;") + "\"", "role=\"alert\"")
                .doesNotContain("<b>7");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense", "00000000-0000-4000-8000-000000000000", "../media"})
    void unknownMediaIsRefusedOnThePage(String id) {
        assertThat(refused(spot(id).formParam("how", "WEIGHT").formParam("weight", "3")))
                .contains("role=\"alert\"");
    }

    @Test
    void unknownMediaIsNotSubmitted() {
        String page = form().formParam("mediaId", UUID.randomUUID())
                .post("/campaigns/" + code + "/submissions")
                .then()
                .statusCode(422)
                .extract()
                .asString();
        assertThat(page).contains("role=\"alert\"");
        form().formParam("mediaId", "nonsense")
                .post("/campaigns/" + code + "/submissions")
                .then()
                .statusCode(in(new Integer[] {400, 404, 422}));
    }

    @ParameterizedTest
    @CsvSource({"2023-04-20,2023-04-10", "2023-04-20,2023-02-30", "20.4.2023,2023-04-26", "0000-00-00,9999-99-99"})
    void datesThatAreNoneOrTheWrongWayRoundStay(String from, String until) {
        String page = refused(campaign("c-" + UUID.randomUUID(), from, until), "/campaigns");

        assertThat(page).contains("value=\"" + from + "\"", "value=\"" + until + "\"", "is-invalid");
    }

    @Test
    void unknownScreenAndLongNamesAreRefusedWithAllThatWasTyped() {
        String page = refused(
                campaign("d-" + UUID.randomUUID(), "2023-04-20", "2023-04-26").formParam("screens", "no-such-screen"),
                "/campaigns");
        assertThat(page).contains("value=\"2023-04-20\"", "checked");
        String name = "𠮷".repeat(255);
        assertThat(refused(
                        form().formParam("code", "e-" + UUID.randomUUID())
                                .formParam("name", name)
                                .formParam("from", "2023-04-20")
                                .formParam("until", "2023-04-26")
                                .formParam("screens", wall.code()),
                        "/campaigns"))
                .contains(name, "is-invalid");
    }

    @Test
    void unknownCampaignIsNotThere() {
        form().formParam("mediaId", slogan.id())
                .formParam("how", "WEIGHT")
                .formParam("weight", "1")
                .post("/campaigns/no-such-campaign/spots")
                .then()
                .statusCode(404);
    }

    private RequestSpecification form() {
        return scheduler.page().contentType("application/x-www-form-urlencoded; charset=UTF-8");
    }

    private RequestSpecification spot(String media) {
        return form().formParam("mediaId", media).formParam("screens", wall.code());
    }

    private RequestSpecification campaign(String named, String from, String until) {
        return form().formParam("code", named)
                .formParam("name", "宣传周 " + named)
                .formParam("from", from)
                .formParam("until", until)
                .formParam("screens", wall.code());
    }

    private String refused(RequestSpecification spot) {
        return refused(spot, "/campaigns/" + code + "/spots");
    }

    private static String refused(RequestSpecification form, String path) {
        return form.post(path).then().statusCode(422).extract().asString();
    }
}
