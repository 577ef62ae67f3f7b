package io.lunbo.premises;

import io.lunbo.access.Role;
import io.lunbo.testsupport.AScreen;
import io.lunbo.testsupport.SignedIn;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

/** Sites, groups and special dates over their doors. */
@QuarkusTest
class PremisesTest {
    private final String code = "p-" + UUID.randomUUID();
    private SignedIn scheduler;
    private String screen;

    @BeforeEach
    void signIn() {
        scheduler = SignedIn.as(Role.SCHEDULER);
        screen = AScreen.wall("08:00-22:00", scheduler.account()).code();
    }

    @Test
    void siteWithoutCoordinatesHasNoneAndHalfAPlaceIsRefused() {
        site(Map.of("code", code, "name", "广场", "latitude", 29.41)).statusCode(400);
        site(Map.of("code", code, "name", "广场", "owner", "区国资"))
                .statusCode(201)
                .body("latitude", nullValue())
                .body("owner", equalTo("区国资"))
                .body("reviewer", equalTo(""));
        site(Map.of("code", code, "name", "又一个")).statusCode(409).body("type", equalTo("site-code-taken"));
        send("PUT", "/api/v1/screens/" + screen + "/place", Map.of("site", code))
                .statusCode(200)
                .body("site", equalTo(code));
    }

    @Test
    void screenIsInSeveralGroupsAndLeavesOne() {
        String seen = group(code + "a", List.of(screen), null);
        group(code + "b", List.of(screen), null);
        group(code + "a", List.of(), seen);

        scheduler
                .api()
                .get("/api/v1/screens/" + screen + "/place")
                .then()
                .statusCode(200)
                .body("groups", equalTo(List.of(code + "b")));
    }

    @Test
    void specialDateIsSaidShownAndTakenBack() {
        String address = "/api/v1/screens/" + screen + "/opening";
        send("PUT", address + "/2024-02-29", Map.of("hours", "soon", "reason", "检修"))
                .statusCode(422);
        send("PUT", address + "/2024-02-29", Map.of("hours", "closed", "reason", "检修"))
                .statusCode(200)
                .body("exceptions[0].day", equalTo("2024-02-29"))
                .body("exceptions[0].hours", equalTo("closed"));
        scheduler.api().delete(address + "/2024-02-29").then().statusCode(204);
        scheduler.api().delete(address + "/2024-02-29").then().statusCode(404);
    }

    @Test
    void pagesKeepWhatWasTypedAndShowWhatIsNotKnown() {
        SignedIn person = SignedIn.cookieAs(Role.SCHEDULER);
        assertThat(person.page()
                        .formParam("day", "2024-05-01")
                        .formParam("hours", "会很晚")
                        .formParam("reason", "国庆延时")
                        .post("/screens/" + screen + "/opening")
                        .then()
                        .statusCode(422)
                        .extract()
                        .asString())
                .contains("会很晚", "国庆延时", "无法识别");
        assertThat(person.page()
                        .formParam("code", code)
                        .formParam("name", "人民广场")
                        .formParam("latitude", "北边")
                        .post("/sites")
                        .then()
                        .statusCode(422)
                        .extract()
                        .asString())
                .contains("北边", "-90");
        person.page()
                .formParam("code", code)
                .formParam("name", "人民广场")
                .post("/sites")
                .then()
                .statusCode(303);
        assertThat(person.page().get("/sites").asString()).contains("人民广场", "未知");
        person.page()
                .formParam("code", code)
                .formParam("name", "组 " + code)
                .formParam("screens", screen)
                .post("/screen-groups")
                .then()
                .statusCode(303);
        assertThat(person.page().get("/screen-groups?group=" + code).asString()).contains("组 " + code, screen);
        assertThat(person.page().get("/screens/" + screen + "/opening").asString())
                .contains("组 " + code);
    }

    @Test
    void levelsAreTheScreensOwnAndNeverLoudAtNight() {
        String address = "/api/v1/screens/" + screen + "/levels";
        scheduler.api().get(address).then().statusCode(404);
        send("PUT", address, levels("22:30", true)).statusCode(422).body("type", equalTo("sound-at-night"));
        send("PUT", address, levels("21:15", true)).statusCode(422).body("type", equalTo("level-off-the-half-hour"));
        send("PUT", address, levels("21:15", false)).statusCode(200).body("quietFrom", equalTo("21:15"));
        SignedIn person = SignedIn.cookieAs(Role.SCHEDULER);
        assertThat(person.page().get("/screens/" + screen + "/levels").asString())
                .contains("21:15", "坐标未知");
    }

    private static Map<String, ?> levels(String quietFrom, boolean halfHours) {
        return Map.of(
                "dayFrom",
                "06:30",
                "nightFrom",
                "19:30",
                "nightAtSunset",
                true,
                "day",
                100,
                "night",
                40,
                "volume",
                30,
                "quietFrom",
                quietFrom,
                "quietUntil",
                "06:00",
                "mute",
                List.of("12:00-14:00"),
                "halfHours",
                halfHours);
    }

    @Test
    void onlySchedulersAndAdministratorsChangeThem() {
        SignedIn submitter = SignedIn.as(Role.SUBMITTER);
        submitter
                .api()
                .contentType(ContentType.JSON)
                .body(Map.of("hours", "closed", "reason", "x"))
                .put("/api/v1/screens/" + screen + "/opening/2024-02-29")
                .then()
                .statusCode(403);
    }

    @Test
    void nobodySavesOverAGroupOrLevelsThatTheyHaveNotSeen() {
        String address = "/api/v1/screen-groups/" + code + "c";
        String first = group(code + "c", List.of(screen), null);
        Map<String, ?> emptied = Map.of("name", "别的", "screens", List.of());
        put(address, emptied, null).statusCode(428);
        String second = group(code + "c", List.of(screen), first);
        assertThat(second).isNotEqualTo(first);
        put(address, emptied, first)
                .statusCode(412)
                .body("yours.name", equalTo("别的"))
                .body("current.screens", equalTo(List.of(screen)));
        put("/api/v1/screen-groups/" + code + "new", emptied, "\"0\"").statusCode(412);
        scheduler.api().get(address).then().body("screens", equalTo(List.of(screen)));

        put(address, Map.of("name", "两行\n文字", "screens", Collections.singletonList(null)), second)
                .statusCode(400)
                .body("violations.field", containsInAnyOrder("name", "screens"))
                .body("violations.message", hasItem(containsString("一行文字")));
        put("/api/v1/screen-groups/Group_1", emptied, null)
                .statusCode(400)
                .body("violations[0].message", containsString("小写字母"));

        SignedIn person = SignedIn.cookieAs(Role.SCHEDULER);
        for (String version : List.of("", first.replace("\"", ""))) {
            assertThat(person.page()
                            .formParam("code", code + "c")
                            .formParam("name", "没有白写")
                            .formParam("version", version)
                            .post("/screen-groups")
                            .then()
                            .statusCode(409)
                            .extract()
                            .asString())
                    .contains("没有白写");
        }
        scheduler.api().get(address).then().body("screens", equalTo(List.of(screen)));
        Response told = person.page()
                .formParam("code", code + "c")
                .formParam("name", "我起的名")
                .formParam("version", "0")
                .post("/screen-groups");
        assertThat(told.statusCode()).isEqualTo(409);
        assertThat(told.asString())
                .containsPattern("<td class=\"theirs\"[^>]*>组</td>")
                .containsPattern("<td class=\"yours\"[^>]*>我起的名");
        String now = told.asString().replaceAll("(?s).*name=\"version\" value=\"(\\d+)\".*", "$1");
        assertThat(person.page()
                        .formParam("code", code + "c")
                        .formParam("name", "我起的名")
                        .formParam("screens", screen)
                        .formParam("version", now)
                        .post("/screen-groups")
                        .statusCode())
                .as("once it was seen")
                .isEqualTo(303);

        String levels = "/api/v1/screens/" + screen + "/levels";
        String own = put(levels, levels("21:15", false), null)
                .statusCode(200)
                .extract()
                .header("ETag");
        put(levels, levels("21:30", false), null).statusCode(428);
        put(levels, levels("21:30", false), own).statusCode(200);
        put(levels, levels("21:45", false), own)
                .statusCode(412)
                .body("yours.quietFrom", equalTo("21:45"))
                .body("current.quietFrom", equalTo("21:30"));
        scheduler.api().get(levels).then().body("quietFrom", equalTo("21:30"));
        assertThat(person.page()
                        .formParam("dayFrom", "06:30")
                        .formParam("nightFrom", "19:30")
                        .formParam("day", "77")
                        .formParam("night", "40")
                        .formParam("volume", "0")
                        .formParam("quietFrom", "21:45")
                        .formParam("quietUntil", "06:00")
                        .formParam("version", own.replace("\"", ""))
                        .post("/screens/" + screen + "/levels")
                        .then()
                        .statusCode(409)
                        .extract()
                        .asString())
                .containsPattern("<td class=\"theirs\"[^>]*>21:30</td>")
                .containsPattern("<td class=\"yours\"[^>]*>21:45");
    }

    /** Its entity tag. */
    private String group(String group, List<String> members, String seen) {
        return put("/api/v1/screen-groups/" + group, Map.of("name", "组", "screens", members), seen)
                .statusCode(200)
                .body("screens", equalTo(members))
                .extract()
                .header("ETag");
    }

    private io.restassured.response.ValidatableResponse put(String path, Map<String, ?> body, String seen) {
        var request = scheduler.api().contentType(ContentType.JSON).body(body);
        return (seen == null ? request : request.header("If-Match", seen))
                .put(path)
                .then();
    }

    private io.restassured.response.ValidatableResponse site(Map<String, ?> body) {
        return send("POST", "/api/v1/sites", body);
    }

    private io.restassured.response.ValidatableResponse send(String method, String path, Map<String, ?> body) {
        return scheduler
                .api()
                .contentType(ContentType.JSON)
                .body(body)
                .request(method, path)
                .then();
    }
}
