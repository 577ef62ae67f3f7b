package io.lunbo.emergency;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lunbo.access.Role;
import io.lunbo.testsupport.PlayedScreen;
import io.lunbo.testsupport.SignedIn;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A warning on text signs: its dots come with it, and no sign shows it with a hole in it. */
@QuarkusTest
class SignWarningTest {
    private static final String AT = "2023-04-20T01:00:00Z";

    private final PlayedScreen wall = PlayedScreen.wall();
    private final PlayedScreen sign = PlayedScreen.sign();
    private SignedIn operator;

    @BeforeEach
    void signIn() {
        operator = SignedIn.as(Role.PLAYOUT);
    }

    @Test
    void warningBringsItsDotsToTheSign_andToNobodyElse() throws Exception {
        order(notice("低洼地带可能积水"), List.of(wall, sign), false).then().statusCode(201);

        JsonNode slogan = manifest(sign).at("/takeover/notice/slogan");
        String bitmap = slogan.get("bitmap").textValue();
        Response answer = sign.asks().get("/player/v1/media/" + bitmap);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.contentType()).isEqualTo("image/png");
        assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(answer.asByteArray())))
                .isEqualTo(bitmap);
        BufferedImage dots = ImageIO.read(new ByteArrayInputStream(answer.asByteArray()));
        assertThat(dots.getHeight()).isEqualTo(16);
        // The whole text passes by: as wide as it is, not as the sign is.
        assertThat(slogan.get("mode").textValue()).isEqualTo("SCROLL_LEFT");
        int halves = slogan.at("/pages/0/text")
                .textValue()
                .codePoints()
                .map(character -> character < 0x7f ? 1 : 2)
                .sum();
        assertThat(dots.getWidth()).isEqualTo(halves * 8).isGreaterThan(384);
        assertThat(manifest(wall).at("/takeover/notice").has("slogan")).isFalse();
        wall.asks().get("/player/v1/media/" + bitmap).then().statusCode(404);
        PlayedScreen.sign().asks().get("/player/v1/media/" + bitmap).then().statusCode(404);
    }

    @Test
    void dotsOfAWarningThatWaitsAreServedToo_andOfOneThatIsLiftedNoMore() throws Exception {
        Response first = order(notice("低洼地带可能积水"), List.of(sign), false);
        Response second = order(notice("山洪可能突发"), List.of(sign), false);

        List<String> bitmaps = new ArrayList<>();
        manifest(sign)
                .get("takeovers")
                .forEach(one -> bitmaps.add(one.at("/notice/slogan/bitmap").textValue()));
        assertThat(bitmaps).hasSize(2).doesNotHaveDuplicates().doesNotContainNull();
        for (String bitmap : bitmaps) {
            sign.asks().get("/player/v1/media/" + bitmap).then().statusCode(200);
        }

        for (Response order : List.of(first, second)) {
            operator.api()
                    .delete("/api/v1/takeovers/" + order.jsonPath().getString("id"))
                    .then()
                    .statusCode(204);
        }
        for (String bitmap : bitmaps) {
            sign.asks().get("/player/v1/media/" + bitmap).then().statusCode(404);
        }
    }

    @Test
    void characterThatTheSignLacksIsRefusedByName_andTheWallAloneGetsIt() throws Exception {
        Response refused = order(notice("积水•勿入㎡𠮷"), List.of(wall, sign), false);
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.jsonPath().getString("type")).isEqualTo("slogan-undisplayable");
        assertThat(refused.jsonPath().getString("field")).isEqualTo("warning");
        assertThat(refused.jsonPath().getString("screen"))
                .isEqualTo(sign.screen().code());
        assertThat(refused.jsonPath().getList("undisplayable.character")).containsExactly("•", "㎡", "𠮷");
        assertThat(refused.jsonPath().getList("undisplayable.repair")).containsExactly("·", "平方米", null);
        assertThat(manifest(wall).get("takeover").isNull()).isTrue();

        order(notice("积水•勿入㎡𠮷"), List.of(sign), true).then().statusCode(422);
        Response others = order(notice("积水•勿入㎡𠮷"), List.of(wall, sign), true);
        assertThat(others.statusCode()).as(others.asString()).isEqualTo(201);
        assertThat(others.jsonPath().getList("screens.screen"))
                .containsExactly(wall.screen().code());
        assertThat(manifest(wall).at("/takeover/notice/fields/4/text").textValue())
                .isEqualTo("积水•勿入㎡𠮷");
        assertThat(manifest(sign).get("takeover").isNull()).isTrue();
    }

    @Test
    void deskSaysTheCharactersBesideTheField_keepsWhatWasTyped_andLetsTheOthersGoFirst() throws Exception {
        SignedIn person = SignedIn.cookieAs(Role.PLAYOUT);
        Response refused = post(person, false);
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.asString())
                .contains("value=\"积水•勿入\"", "“•” (U+2022, 3)", "积水·勿入", "先发往其他屏幕")
                .doesNotContain("积水?");

        assertThat(post(person, true).statusCode()).isEqualTo(303);
        assertThat(manifest(wall).at("/takeover/kind").textValue()).isEqualTo("NOTICE");
        assertThat(manifest(sign).get("takeover").isNull()).isTrue();
    }

    private Response post(SignedIn person, boolean othersOnly) {
        var form = person.page()
                .formParam("screens", wall.screen().code(), sign.screen().code())
                .formParam("category", "暴雨")
                .formParam("level", "RED")
                .formParam("startsAt", "2023-04-20T09:00")
                .formParam("area", "全区")
                .formParam("warning", "积水•勿入")
                .formParam("measures", "停止户外活动")
                .formParam("issuer", "区气象台")
                .formParam("issuedAt", "2023-04-20T09:00");
        return (othersOnly ? form.formParam("othersOnly", "on") : form).post("/emergency/notices");
    }

    private Response order(Map<String, String> notice, List<PlayedScreen> screens, boolean othersOnly) {
        Map<String, Object> body = new HashMap<>(Map.of(
                "kind",
                "NOTICE",
                "screens",
                screens.stream().map(one -> one.screen().code()).toList(),
                "notice",
                notice));
        if (othersOnly) {
            body.put("othersOnly", true);
        }
        return operator.api().contentType(ContentType.JSON).body(body).post("/api/v1/takeovers");
    }

    private static Map<String, String> notice(String warning) {
        return Map.of(
                "category", "暴雨",
                "level", "RED",
                "startsAt", AT,
                "area", "荣昌区全境",
                "warning", warning,
                "measures", "停止户外活动",
                "issuer", "区气象台",
                "issuedAt", AT);
    }

    private static JsonNode manifest(PlayedScreen screen) throws IOException {
        String payload = screen.asks().get("/player/v1/manifest").jsonPath().getString("payload");
        return new ObjectMapper().readTree(Base64.getUrlDecoder().decode(payload));
    }
}
