package io.lunbo.player;

import io.lunbo.access.Role;
import io.lunbo.testsupport.PlayedScreen;
import io.lunbo.testsupport.SignedIn;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

@QuarkusTest
class HeartbeatResourceTest {
    private static final String HEARTBEATS = "/player/v1/heartbeats";
    private static final String SCREENSHOTS = "/player/v1/screenshots";
    private static final String HASH = "ab".repeat(32);

    private final PlayedScreen wall = PlayedScreen.wall();

    @Inject
    PlayerStates states;

    @Test
    void lastWordOfEachPlayerIsKept() {
        assertThat(
                        say(
                                "{'at':'2023-04-20T01:00:00.000Z','manifestVersion':1,'clockOffsetMs':0,'software':'a','faults':[]}"))
                .isEqualTo(204);
        assertThat(
                        say(
                                "{'at':'2023-04-20T01:00:30.000Z','manifestVersion':2,'playing':{'media':'" + HASH
                                        + "','startedAt':'2023-04-20T01:00:29.000Z'},'clockOffsetMs':-120,'cached':['"
                                        + HASH
                                        + "'],'freeBytes':5,'software':'b','faults':[{'code':'MEDIA_HASH','detail':'坏','since':null}]}"))
                .isEqualTo(204);

        List<PlayerState> said = states.latest().get(wall.screen().id());
        assertThat(said).hasSize(1);
        assertThat(said.get(0).manifestVersion()).isEqualTo(2);
        assertThat(said.get(0).playingSha256()).isEqualTo(HASH);
        assertThat(said.get(0).clockOffsetMs()).isEqualTo(-120);
        assertThat(said.get(0).faults()).contains("坏");
        assertThat(states.silent(said.get(0))).isFalse();
    }

    @Test
    void droppedFramesAreKept_andShownOnTheScreensPageAndTheWall() {
        String frames = "{'date':'2023-04-20','shown':89990,'dropped':10,'items':[{'media':'" + HASH
                + "','shown':89990,'dropped':10}]}";
        assertThat(say("{'at':'2023-04-20T01:00:00Z','manifestVersion':1,'clockOffsetMs':0,'frames':" + frames + "}"))
                .isEqualTo(204);

        FrameCount kept = states.of(wall.screen().id()).frames();
        assertThat(kept.dropped()).isEqualTo(10);
        assertThat(kept.perTenThousand()).as("rounded up").isEqualTo(2);
        assertThat(kept.items()).containsExactly(new FrameCount.Item(HASH, 89990, 10));
        SignedIn operator = SignedIn.cookieAs(Role.PLAYOUT);
        assertThat(operator.page()
                        .get("/screens/" + wall.screen().code() + "/player")
                        .asString())
                .contains("10 / 89990", "2 ‱", HASH.substring(0, 12));
        assertThat(operator.page().get("/wall?q=" + wall.screen().code()).asString())
                .contains("▽10");

        assertThat(say("{'at':'2023-04-20T01:00:30Z','manifestVersion':1,'clockOffsetMs':0}"))
                .isEqualTo(204);
        assertThat(operator.page()
                        .get("/screens/" + wall.screen().code() + "/player")
                        .asString())
                .as("said no more")
                .doesNotContain("10 / 89990");
    }

    @Test
    void wrongClockIsNoReasonToRefuse() {
        assertThat(
                        say(
                                "{'at':'1970-01-01T00:00:05.000Z','manifestVersion':0,'clockOffsetMs':1681952395000,'software':'a','faults':[]}"))
                .isEqualTo(204);
    }

    @Test
    void badWordsAreRefusedAndNothingIsKept() {
        for (String body : List.of(
                "",
                "x",
                "{}",
                "[]",
                "null",
                "{'at':'yesterday','manifestVersion':1,'clockOffsetMs':0}",
                "{'at':'+999999999-01-01T00:00:00Z','manifestVersion':1,'clockOffsetMs':0}",
                "{'at':'2023-04-20T01:00:00Z','manifestVersion':-1,'clockOffsetMs':0}",
                "{'at':'2023-04-20T01:00:00Z','manifestVersion':9223372036854775808,'clockOffsetMs':0}",
                "{'at':'2023-04-20T01:00:00Z','manifestVersion':'1','clockOffsetMs':0}",
                "{'at':'2023-04-20T01:00:00Z','manifestVersion':1,'clockOffsetMs':1e400}",
                "{'at':'2023-04-20T01:00:00Z','manifestVersion':1,'clockOffsetMs':9000000000000000000}",
                "{'at':'2023-04-20T01:00:00Z','manifestVersion':1,'clockOffsetMs':0,'freeBytes':-1}",
                "{'at':'2023-04-20T01:00:00Z','manifestVersion':1,'clockOffsetMs':0,'cached':['x']}",
                "{'at':'2023-04-20T01:00:00Z','manifestVersion':1,'clockOffsetMs':0,'cached':[null]}",
                "{'at':'2023-04-20T01:00:00Z','manifestVersion':1,'clockOffsetMs':0,'playing':{'media':'x','startedAt':'2023-04-20T01:00:00Z'}}",
                "{'at':'2023-04-20T01:00:00Z','manifestVersion':1,'clockOffsetMs':0,'playing':{'media':'" + HASH
                        + "'}}",
                "{'at':'2023-04-20T01:00:00Z','manifestVersion':1,'clockOffsetMs':0,'faults':[{'code':''}]}",
                "{'at':'2023-04-20T01:00:00Z','manifestVersion':1,'clockOffsetMs':0,'software':'" + "x".repeat(101)
                        + "'}",
                "{'at':'2023-04-20T01:00:00Z','manifestVersion':1,'clockOffsetMs':0,'frames':{}}",
                "{'at':'2023-04-20T01:00:00Z','manifestVersion':1,'clockOffsetMs':0,'frames':{'date':'2023-04-20','shown':-1,'dropped':0}}",
                "{'at':'2023-04-20T01:00:00Z','manifestVersion':1,'clockOffsetMs':0,'frames':{'date':'9999999-04-20','shown':1,'dropped':0}}",
                "{'at':'2023-04-20T01:00:00Z','manifestVersion':1,'clockOffsetMs':0,'frames':{'date':'2023-04-20','shown':1,'dropped':0,'items':[{'media':'x','shown':1,'dropped':0}]}}",
                "{'at':'2023-04-20T01:00:00Z','manifestVersion':1,'clockOffsetMs':0,'unknown':1}")) {
            assertThat(say(body)).as(body).isEqualTo(400);
        }
        assertThat(states.latest()).doesNotContainKey(wall.screen().id());
    }

    @Test
    void whatIsMissingIsCalledMissing() {
        wall.asks()
                .contentType(ContentType.JSON)
                .body("{\"at\":\"2023-04-20T01:00:00Z\",\"clockOffsetMs\":0}")
                .post(HEARTBEATS)
                .then()
                .statusCode(400)
                .body("violations[0].field", equalTo("manifestVersion"))
                .body("violations[0].message", equalTo("必填"));
    }

    @Test
    void strangersAndOperatorsAreNoPlayers() {
        Response stranger = given().contentType(ContentType.JSON).body("{}").post(HEARTBEATS);
        assertThat(stranger.statusCode()).isEqualTo(401);
        assertThat(stranger.header("Date")).isNotBlank();
        int operator = SignedIn.as(Role.PLAYOUT)
                .api()
                .contentType(ContentType.JSON)
                .body("{}")
                .post(HEARTBEATS)
                .statusCode();
        assertThat(operator).isIn(401, 403);
    }

    @Test
    void newestScreenshotIsShownToOperators() throws IOException {
        SignedIn operator = SignedIn.cookieAs(Role.INSPECTOR);
        String path = "/screens/" + wall.screen().code() + "/screenshot";
        assertThat(operator.page().accept("image/*").get(path).statusCode()).isEqualTo(404);

        byte[] first = jpeg(64, 32);
        byte[] second = jpeg(128, 64);
        assertThat(send(first)).isEqualTo(204);
        assertThat(send(second)).isEqualTo(204);

        Response shown = operator.page().accept("image/*").get(path);
        assertThat(shown.contentType()).startsWith("image/jpeg");
        assertThat(shown.asByteArray()).isEqualTo(second);
        assertThat(given().redirects().follow(false).get(path).statusCode()).isIn(303, 401);
    }

    @Test
    void whatIsNoPictureIsRefused() throws IOException {
        byte[] picture = jpeg(64, 32);

        assertThat(send(new byte[0])).isEqualTo(415);
        assertThat(send("GIF89a".getBytes(java.nio.charset.StandardCharsets.US_ASCII)))
                .isEqualTo(415);
        assertThat(send(new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff, 0, 1, 2, 3}))
                .isEqualTo(415);
        assertThat(send(Arrays.copyOf(picture, 100))).isEqualTo(415);
        assertThat(send(Arrays.copyOf(picture, 1024 * 1024 + 1))).isEqualTo(413);
        assertThat(wall.asks()
                        .contentType("image/png")
                        .body(picture)
                        .post(SCREENSHOTS)
                        .statusCode())
                .isEqualTo(415);
    }

    private int say(String body) {
        return wall.asks()
                .contentType(ContentType.JSON)
                .body(body.replace('\'', '"'))
                .post(HEARTBEATS)
                .statusCode();
    }

    private int send(byte[] picture) {
        return wall.asks()
                .contentType("image/jpeg")
                .body(picture)
                .post(SCREENSHOTS)
                .statusCode();
    }

    private static byte[] jpeg(int width, int height) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), "jpeg", out);
        return out.toByteArray();
    }
}
