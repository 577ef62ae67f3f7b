package io.lunbo.playlog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lunbo.access.PlayerTokens;
import io.lunbo.access.Role;
import io.lunbo.testsupport.APairedScreen;
import io.lunbo.testsupport.Someone;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

/** The door of the play log, knocked on by players that are well, confused or malicious. */
@QuarkusTest
class PlayLogResourceTest {
    @Inject
    Clock clock;

    @Inject
    ObjectMapper json;

    @Inject
    PlayerTokens tokens;

    private final Random random = new Random(20);

    @Test
    void answersEachRecordInTheOrderSent() {
        APairedScreen screen = APairedScreen.wall();
        List<JsonNode> plays = plays().list(3);
        ((ObjectNode) plays.get(1)).put("outcome", "WON");

        post(screen.token(), batch(plays))
                .statusCode(200)
                .body("accepted", equalTo(2))
                .body("duplicate", equalTo(0))
                .body("rejected", equalTo(1))
                .body(
                        "results.id",
                        equalTo(plays.stream()
                                .map(play -> play.get("id").textValue())
                                .toList()))
                .body("results.status", contains("ACCEPTED", "REJECTED", "ACCEPTED"))
                .body("results.problem", contains(nullValue(), equalTo("outcome-unknown"), nullValue()))
                .body("results[0].containsKey('problem')", equalTo(false));
    }

    @Test
    void acceptsGzipAndWhatIsUnknown() throws IOException {
        APairedScreen screen = APairedScreen.wall();
        ObjectNode batch = batch(plays().list(1000)).put("madeBy", "a newer player");
        ((ObjectNode) batch.at("/plays/0")).put("lumen", 3.5);

        RestAssured.given()
                .auth()
                .oauth2(screen.token())
                .contentType("application/json")
                .header("Content-Encoding", "gzip")
                .body(gzip(json.writeValueAsBytes(batch)))
                .post("/player/v1/plays")
                .then()
                .statusCode(200)
                .body("accepted", equalTo(1000));
    }

    @ParameterizedTest
    @CsvSource({
        "durationMs, -1, duration-invalid",
        "durationMs, 315360000000, duration-invalid",
        "durationMs, 9223372036854775808, duration-invalid",
        "durationMs, 1e400, duration-invalid",
        "durationMs, 30000.5, duration-invalid",
        "durationMs, '\"30000\"', duration-invalid",
        "durationMs, null, duration-invalid",
        "startedAt, '\"2016-12-31T23:59:60.000Z\"', started-at-invalid",
        "startedAt, '\"+1000000000-01-01T00:00:00Z\"', started-at-invalid",
        "startedAt, 1682000000000, started-at-invalid",
        "id, '\"1-1-1-1-1\"', id-invalid",
        "id, '\"94a06568-5d64-c498-0bb8-d4544a8721a9\"', id-invalid",
        "id, '\"00000000-0000-0000-0000-000000000000\"', id-invalid",
        "id, null, id-missing",
        "id, '\"\\ud800\"', id-invalid",
        "media, '\"\"', media-invalid",
        "media, '\"AB\"', media-invalid",
        "spot, 7, spot-invalid",
        "sheet, '\"x\"', sheet-invalid",
        "takeover, '[]', takeover-invalid",
        "outcome, '\"completed\"', outcome-unknown"
    })
    void rejectsABadRecordAndNothingElse(String field, String value, String reason) throws IOException {
        APairedScreen screen = APairedScreen.wall();
        List<JsonNode> plays = plays().list(2);
        String good = json.writeValueAsString(plays.get(0));
        ObjectNode bent = ((ObjectNode) plays.get(1)).put(field, "PLACE");
        String bad = json.writeValueAsString(bent).replace("\"PLACE\"", value);

        post(screen.token(), "{\"plays\":[" + bad + "," + good + "]}")
                .statusCode(200)
                .body("results.status", contains("REJECTED", "ACCEPTED"))
                .body("results[0].problem", equalTo(reason));
    }

    @Test
    void rejectsWhatIsNoRecord() {
        post(APairedScreen.wall().token(), "{\"plays\":[5,null,[],\"x\",{}]}")
                .statusCode(200)
                .body("rejected", equalTo(5))
                .body(
                        "results.problem",
                        contains("record-invalid", "record-invalid", "record-invalid", "record-invalid", "id-missing"));
    }

    @Test
    void judgesTheStartByTheCorrectedClock() {
        APairedScreen screen = APairedScreen.wall();
        List<JsonNode> plays = plays().list(5);
        Instant now = clock.instant();
        start(plays, 0, now.plus(Duration.ofMinutes(4)));
        start(plays, 1, now.plus(Duration.ofMinutes(6)));
        start(plays, 2, now.minus(Duration.ofDays(399)));
        start(plays, 3, now.minus(Duration.ofDays(401)));
        start(plays, 4, Instant.parse("1970-01-01T00:00:05Z"));
        post(screen.token(), batch(plays))
                .body(
                        "results.problem",
                        contains(
                                nullValue(),
                                equalTo("started-at-in-future"),
                                nullValue(),
                                equalTo("started-at-too-old"),
                                equalTo("started-at-too-old")));

        ObjectNode again = batch(List.of(plays.get(1), plays.get(4)));
        again.putObject("clock").put("offsetMs", -180_000);
        post(screen.token(), again).body("results.status", contains("ACCEPTED", "REJECTED"));
        ObjectNode wrongClock = batch(List.of(plays.get(4)));
        wrongClock.putObject("clock").put("now", "1970-01-01T01:00:00Z"); // no offset: what its clock shows is enough
        post(screen.token(), wrongClock).body("results.status", contains("ACCEPTED"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "5",
                "null",
                "{\"plays\":{}}",
                "{\"plays\":null}",
                "{\"plays\":[]}}",
                "{\"plays\":[NaN]}",
                "{\"plays\":[],\"plays\":[]}",
                "{\"plays\":[{\"id\":1,\"id\":2}]}",
                "{\"plays\":[],\"clock\":5}",
                "{\"plays\":[],\"clock\":{\"offsetMs\":\"1\"}}",
                "{\"plays\":[],\"clock\":{\"offsetMs\":9e99}}",
                "{\"plays\":[],\"clock\":{\"now\":\"noon\"}}"
            })
    void refusesWhatIsNoBatch(String body) {
        post(APairedScreen.wall().token(), body).statusCode(400).contentType("application/problem+json");
    }

    @Test
    void refusesTooManyTooDeepAndTooLarge() {
        String token = APairedScreen.wall().token();
        post(token, "{\"plays\":[" + "0,".repeat(1000) + "0]}")
                .statusCode(413)
                .body("type", equalTo("batch-too-large"));
        post(token, "{\"plays\":" + "[".repeat(100_000)).statusCode(400).body("type", equalTo("body-too-deep"));
        post(token, "{\"plays\":[\"" + "x".repeat(1 << 20) + "\"]}")
                .statusCode(413)
                .body("type", equalTo("body-too-large"));
        post(token, "{\"plays\":[]}").statusCode(200).body("results", equalTo(List.of()));
    }

    @Test
    void cutsABombOffEarly() throws IOException {
        byte[] bomb = bomb(1L << 30);
        long before = System.nanoTime();

        ValidatableResponse answer = RestAssured.given()
                .auth()
                .oauth2(APairedScreen.wall().token())
                .contentType("application/json")
                .header("Content-Encoding", "gzip")
                .body(bomb)
                .post("/player/v1/plays")
                .then();

        answer.statusCode(413).body("type", equalTo("body-too-large"));
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    void refusesOtherEncodingsAndBrokenGzip() {
        String token = APairedScreen.wall().token();
        for (String encoding : List.of("br", "deflate", "gzip, gzip")) {
            encoded(token, encoding, "{\"plays\":[]}").statusCode(415);
        }
        encoded(token, "gzip", "{\"plays\":[]}").statusCode(400);
        RestAssured.given()
                .auth()
                .oauth2(token)
                .contentType("text/plain")
                .body("{\"plays\":[]}")
                .post("/player/v1/plays")
                .then()
                .statusCode(415);
    }

    @Test
    void refusesARevokedTokenAndNobody() {
        APairedScreen screen = APairedScreen.wall();
        post(screen.token(), batch(plays().list(1))).statusCode(200);

        tokens.revoke(screen.playerId(), Someone.with(Role.PLAYOUT).id());

        post(screen.token(), batch(plays().list(1))).statusCode(401);
        RestAssured.given()
                .contentType("application/json")
                .body("{}")
                .post("/player/v1/plays")
                .then()
                .statusCode(401);
    }

    private Plays plays() {
        return new Plays(random, clock.instant());
    }

    private void start(List<JsonNode> plays, int index, Instant at) {
        ((ObjectNode) plays.get(index)).put("startedAt", at.toString());
    }

    private ObjectNode batch(List<? extends JsonNode> plays) {
        ObjectNode batch = json.createObjectNode();
        batch.putArray("plays").addAll(plays);
        return batch;
    }

    private static ValidatableResponse post(String token, Object body) {
        return encoded(token, "identity", body.toString());
    }

    private static ValidatableResponse encoded(String token, String encoding, String body) {
        return RestAssured.given()
                .auth()
                .oauth2(token)
                .contentType("application/json")
                .header("Content-Encoding", encoding)
                .body(body.getBytes(StandardCharsets.UTF_8))
                .post("/player/v1/plays")
                .then();
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }

    /** A gigabyte of spaces in one megabyte. */
    private static byte[] bomb(long unpacked) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            byte[] spaces = " ".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
            for (long written = 0; written < unpacked && out.size() < 1_000_000; written += spaces.length) {
                gzip.write(spaces);
            }
        }
        return out.toByteArray();
    }
}
