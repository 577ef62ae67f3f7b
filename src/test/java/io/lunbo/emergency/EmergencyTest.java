package io.lunbo.emergency;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lunbo.access.CurrentOperator.Account;
import io.lunbo.access.Role;
import io.lunbo.media.Media;
import io.lunbo.testsupport.ABooking;
import io.lunbo.testsupport.AMedia;
import io.lunbo.testsupport.PlayedScreen;
import io.lunbo.testsupport.SignedIn;
import io.lunbo.testsupport.Someone;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
class EmergencyTest {
    private static final String TAKEOVERS = "/api/v1/takeovers";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final PlayedScreen wall = PlayedScreen.wall();
    private final PlayedScreen sign = PlayedScreen.sign();
    private SignedIn operator;

    @BeforeEach
    void signIn() {
        operator = SignedIn.as(Role.PLAYOUT);
    }

    @Test
    void warningReachesItsScreensWithAllThatTheLawAsks_boundByItsHash() throws Exception {
        Response ordered = order(Map.of("kind", "NOTICE", "screens", codes(wall, sign), "notice", notice("RED")));

        assertThat(ordered.statusCode()).as(ordered.asString()).isEqualTo(201);
        JsonNode takeover = manifest(wall).get("takeover");
        JsonNode notice = takeover.get("notice");
        assertThat(takeover.get("kind").textValue()).isEqualTo("NOTICE");
        assertThat(takeover.get("media").isNull()).isTrue();
        assertThat(notice.get("title").textValue()).isEqualTo("暴雨红色预警");
        assertThat(notice.get("fields")).hasSize(8);
        assertThat(notice.get("orderedBy").textValue())
                .isEqualTo(operator.account().name());
        StringBuilder text = new StringBuilder(notice.get("title").textValue());
        notice.get("fields")
                .forEach(field -> text.append('\n')
                        .append(field.get("label").textValue())
                        .append('：')
                        .append(field.get("text").textValue()));
        assertThat(notice.get("sha256").textValue()).isEqualTo(sha256(text.toString()));
        assertThat(notice.has("slogan")).isFalse();
        JsonNode onSign = manifest(sign).at("/takeover/notice");
        assertThat(onSign.at("/slogan/mode").textValue()).isEqualTo("SCROLL_LEFT");
        assertThat(onSign.at("/slogan/pages/0/text").textValue().replaceAll("\\s", ""))
                .isEqualTo(text.toString().replaceAll("\\s", ""));
    }

    @Test
    void warningWithoutOneOfTheEightIsRefusedBesideThatField_andWhatWasTypedStays() {
        for (String field :
                List.of("category", "level", "startsAt", "area", "warning", "measures", "issuer", "issuedAt")) {
            Map<String, Object> lacking = new HashMap<>(notice("RED"));
            lacking.remove(field);
            Response refused = order(Map.of("kind", "NOTICE", "screens", codes(wall), "notice", lacking));
            assertThat(refused.statusCode()).as(field).isEqualTo(400);
            assertThat(refused.asString()).contains(field);
        }
        SignedIn person = SignedIn.cookieAs(Role.PLAYOUT);
        Response page = person.page()
                .formParam("screens", wall.screen().code())
                .formParam("category", "地质灾害")
                .formParam("level", "RED")
                .post("/emergency/notices");
        assertThat(page.statusCode()).isEqualTo(422);
        assertThat(page.asString())
                .contains("value=\"地质灾害\"", "请填写警示事项", "请填写应采取的措施", "请填写发布单位", "请填写发布时间")
                .doesNotContain("请填写类别");
        assertThat(order(Map.of("kind", "NOTICE", "screens", codes(wall))).statusCode())
                .isEqualTo(400);
    }

    @Test
    void orderForAScreenOrGroupThatIsNoneNamesIt() throws IOException {
        Response screen = order(Map.of("kind", "BLACKOUT", "screens", List.of("no-such")));
        assertThat(screen.statusCode()).isEqualTo(422);
        assertThat(screen.asString()).contains("screen-unknown", "没有代码为“no-such”的屏幕");
        Response group = order(Map.of("kind", "BLACKOUT", "groups", List.of("nobody"), "screens", codes(wall)));
        assertThat(group.statusCode()).isEqualTo(422);
        assertThat(group.asString()).contains("group-unknown", "没有代码为“nobody”的分组");
        assertThat(shown()).isNull();
    }

    @Test
    void higherLevelIsShown_theLowerOneWaitsAndResumes() throws Exception {
        String low = id(order(notice("RED", "DISTRICT")));
        String high = id(order(notice("BLUE", "CITY")));
        String graver = id(order(notice("ORANGE", "CITY")));

        assertThat(shown()).isEqualTo(part(graver));
        assertThat(manifest(wall).get("takeovers").findValuesAsText("id"))
                .containsSequence(part(graver), part(high), part(low));
        assertThat(state(low)).isEqualTo("WAITING");
        operator.api().delete(TAKEOVERS + "/" + graver).then().statusCode(204);
        assertThat(shown()).isEqualTo(part(high));
        String dark = id(order(Map.of("kind", "BLACKOUT", "screens", codes(wall))));
        assertThat(shown()).isEqualTo(part(dark));
        operator.api().delete(TAKEOVERS + "/" + dark).then().statusCode(204);
        operator.api().delete(TAKEOVERS + "/" + high).then().statusCode(204);
        assertThat(shown()).isEqualTo(part(low));
        assertThat(manifest(wall).has("takeovers")).isFalse();
    }

    @Test
    void onlyMediaThatIsApprovedForTheScreenIsInserted() throws Exception {
        Account scheduler = Someone.with(Role.SCHEDULER);
        Account submitter = Someone.with(Role.SUBMITTER);
        var campaign =
                ABooking.campaign(wall.screen(), wall.today(), wall.today().plusDays(3), scheduler);
        Media approved = ABooking.film(campaign, 15, submitter, scheduler);
        Media other = AMedia.film(15, submitter);

        Response unapproved = order(Map.of("kind", "INSERT", "screens", codes(wall), "media", other.id()));
        assertThat(unapproved.statusCode()).isEqualTo(422);
        assertThat(unapproved.jsonPath().getString("type")).isEqualTo("takeover-not-approved");
        Response otherKind = order(Map.of("kind", "INSERT", "screens", codes(wall, sign), "media", approved.id()));
        assertThat(otherKind.statusCode()).isEqualTo(422);
        assertThat(otherKind.jsonPath().getString("screen"))
                .isEqualTo(sign.screen().code());
        assertThat(manifest(wall).get("takeover").isNull()).isTrue();

        Response inserted =
                order(Map.of("kind", "INSERT", "screens", codes(wall), "media", approved.id(), "sound", true));
        assertThat(inserted.statusCode()).as(inserted.asString()).isEqualTo(201);
        assertThat(manifest(wall).at("/takeover/media").textValue()).isEqualTo(approved.sha256());
        assertThat(manifest(wall).at("/takeover/sound").booleanValue()).isTrue();
    }

    @Test
    void aMediaOnManyScreensIsThereAndGoneWhenWhoOrderedItIsAnswered() throws Exception {
        Account scheduler = Someone.with(Role.SCHEDULER);
        PlayedScreen[] walls = Stream.generate(PlayedScreen::wall).limit(12).toArray(PlayedScreen[]::new);
        var campaign =
                ABooking.campaign(wall.screen(), wall.today(), wall.today().plusDays(3), scheduler);
        Media approved = ABooking.film(campaign, 15, Someone.with(Role.SUBMITTER), scheduler);

        Response inserted = order(Map.of("kind", "INSERT", "screens", codes(walls), "media", approved.id()));
        assertThat(inserted.statusCode()).as(inserted.asString()).isEqualTo(201);
        for (PlayedScreen one : walls) {
            assertThat(manifest(one).at("/takeover/media").textValue()).isEqualTo(approved.sha256());
        }

        operator.api().delete(TAKEOVERS + "/" + id(inserted)).then().statusCode(204);
        for (PlayedScreen one : walls) {
            assertThat(manifest(one).get("takeover").isNull()).isTrue();
        }
    }

    @Test
    void playersWordConfirmsTheOrder_andItsEnd() throws Exception {
        String order = id(order(Map.of("kind", "BLACKOUT", "screens", codes(wall, sign))));
        long version = manifest(wall).get("version").longValue();

        say(wall, version - 1, "DARK", part(order), null);
        assertThat(state(order)).isNotEqualTo("CONFIRMED");
        say(wall, version, "PLAY", null, null);
        assertThat(state(order)).isEqualTo("PENDING");
        say(wall, version, "DARK", part(order), null);
        assertThat(state(order)).isEqualTo("CONFIRMED");
        JsonPath read = operator.api().get(TAKEOVERS + "/" + order).jsonPath();
        assertThat(read.getInt("confirmed")).isEqualTo(1);
        assertThat(read.getInt("unreached")).isEqualTo(1);
        assertThat(read.getString("reason")).isNull();

        operator.api()
                .contentType(ContentType.JSON)
                .body(Map.of("reason", "演示"))
                .put(TAKEOVERS + "/" + order + "/reason")
                .then()
                .statusCode(204);
        operator.api().delete(TAKEOVERS + "/" + order).then().statusCode(204);
        assertThat(state(order)).isEqualTo("LIFT_PENDING");
        long lifted = manifest(wall).get("version").longValue();
        assertThat(lifted).isGreaterThan(version);
        say(wall, lifted, "STANDBY", null, null);
        assertThat(state(order)).isEqualTo("LIFTED");
        assertThat(operator.api().delete(TAKEOVERS + "/" + order).statusCode()).isEqualTo(409);
    }

    @Test
    void drillGoesTheWholeWayAndChangesNothing() throws Exception {
        String drill = id(order(Map.of("kind", "BLACKOUT", "screens", codes(wall), "drill", true)));
        JsonNode manifest = manifest(wall);

        assertThat(manifest.get("takeover").isNull()).isTrue();
        assertThat(manifest.at("/drill/id").textValue()).isEqualTo(part(drill));
        say(wall, manifest.get("version").longValue(), "PLAY", null, part(drill));
        assertThat(state(drill)).isEqualTo("CONFIRMED");
        String page = SignedIn.cookieAs(Role.PLAYOUT)
                .page()
                .get("/emergency/orders/" + drill)
                .asString();
        assertThat(page).contains("演练");
        operator.api().delete(TAKEOVERS + "/" + drill).then().statusCode(204);
        assertThat(manifest(wall).has("drill")).isFalse();
    }

    @Test
    void deskDarkensInOneForm_asksForTheReasonAfterwards_andLifts() throws Exception {
        SignedIn person = SignedIn.cookieAs(Role.PLAYOUT);
        Response pressed =
                person.page().formParam("screens", wall.screen().code()).post("/emergency/blackouts");
        assertThat(pressed.statusCode()).isEqualTo(303);
        String order = pressed.header("Location").replaceAll(".*(/emergency/orders/.*)", "$1");
        assertThat(manifest(wall).at("/takeover/kind").textValue()).isEqualTo("BLACKOUT");
        assertThat(person.page().get(order).asString())
                .contains("请补填这项命令的理由", wall.screen().name());
        assertThat(person.page().get("/emergency").asString()).contains("还没有填写理由");
        assertThat(person.page()
                        .formParam("reason", " ")
                        .post(order + "/reason")
                        .statusCode())
                .isEqualTo(422);
        assertThat(person.page()
                        .formParam("reason", "检修")
                        .post(order + "/reason")
                        .statusCode())
                .isEqualTo(303);
        assertThat(person.page().get(order).asString()).contains("检修").doesNotContain("请补填");
        assertThat(person.page().post(order + "/lift").statusCode()).isEqualTo(303);
        assertThat(manifest(wall).get("takeover").isNull()).isTrue();
        assertThat(person.page()
                        .formParam("reason", "")
                        .post("/emergency/blackouts")
                        .statusCode())
                .isEqualTo(422);
        for (String tab : List.of("blackout", "insert", "notice")) {
            assertThat(person.page().get("/emergency?tab=" + tab).statusCode()).isEqualTo(200);
        }
    }

    private Map<String, Object> notice(String level, String issuing) {
        return Map.of("kind", "NOTICE", "screens", codes(wall), "issuingLevel", issuing, "notice", notice(level));
    }

    private static Map<String, Object> notice(String level) {
        Instant now = Instant.parse("2023-04-20T01:00:00Z");
        return Map.of(
                "category", "暴雨",
                "level", level,
                "startsAt", now.toString(),
                "area", "荣昌区全境",
                "warning", "低洼地带可能积水",
                "measures", "停止户外活动",
                "issuer", "区气象台",
                "issuedAt", now.toString());
    }

    private Response order(Map<String, ?> body) {
        return operator.api().contentType(ContentType.JSON).body(body).post(TAKEOVERS);
    }

    private static String id(Response ordered) {
        assertThat(ordered.statusCode()).as(ordered.asString()).isEqualTo(201);
        return ordered.jsonPath().getString("id");
    }

    private String part(String order) {
        return onWall(order, "takeover");
    }

    private String state(String order) {
        return onWall(order, "state");
    }

    private String onWall(String order, String member) {
        return operator.api()
                .get(TAKEOVERS + "/" + order)
                .jsonPath()
                .getString("screens.find { it.screen == '" + wall.screen().code() + "' }." + member);
    }

    private String shown() throws IOException {
        return manifest(wall).at("/takeover/id").textValue();
    }

    private static List<String> codes(PlayedScreen... screens) {
        return List.of(screens).stream().map(one -> one.screen().code()).toList();
    }

    private static JsonNode manifest(PlayedScreen screen) throws IOException {
        String payload = screen.asks().get("/player/v1/manifest").jsonPath().getString("payload");
        return JSON.readTree(Base64.getUrlDecoder().decode(payload));
    }

    private static void say(PlayedScreen screen, long version, String showing, String takeover, String drill) {
        Map<String, Object> beat = new HashMap<>(Map.of(
                "at", "2023-04-20T01:00:00.000Z", "manifestVersion", version, "clockOffsetMs", 0, "showing", showing));
        beat.put("takeover", takeover);
        beat.put("drill", drill);
        screen.asks()
                .contentType(ContentType.JSON)
                .body(beat)
                .post("/player/v1/heartbeats")
                .then()
                .statusCode(204);
    }

    private static String sha256(String text) throws Exception {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    }
}
