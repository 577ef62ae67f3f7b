package io.lunbo.pairing;

import io.lunbo.access.Role;
import io.lunbo.testsupport.PlayedScreen;
import io.lunbo.testsupport.SignedIn;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
class PairingTest {
    private static final String PAIRINGS = "/player/v1/pairings";

    private final PlayedScreen wall = PlayedScreen.wall();

    @Inject
    EntityManager entities;

    @TestHTTPResource
    URI base;

    @Test
    void claimedPlayerFetchesItsTokenOnce() {
        JsonPath offer = begin();
        String path = PAIRINGS + "/" + offer.getString("pairingId");
        assertThat(offer.getString("code")).matches("[34679ACDEFGHJKMNPQRTUVWXY]{8}");
        assertThat(offer.getLong("pollAfterMs")).isPositive();
        assertThat(get(path).statusCode()).isEqualTo(202);

        assertThat(claim(offer.getString("code")).statusCode()).isEqualTo(201);

        Response paired = get(path);
        assertThat(paired.statusCode()).isEqualTo(200);
        assertThat(paired.jsonPath().getString("screen.code"))
                .isEqualTo(wall.screen().code());
        String token = paired.jsonPath().getString("token");
        assertThat(given().auth().oauth2(token).get("/player/v1/manifest").statusCode())
                .isEqualTo(200);
        assertThat(get(path).statusCode()).isEqualTo(410);
        assertThat(get(path).contentType()).startsWith("application/problem+json");
    }

    @Test
    void oneOfTwentyFetchesAtOnceGetsTheToken() {
        JsonPath offer = begin();
        claim(offer.getString("code"));

        List<CompletableFuture<Integer>> fetches = IntStream.range(0, 20)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> get(PAIRINGS + "/" + offer.getString("pairingId")).statusCode()))
                .toList();

        assertThat(fetches.stream().map(CompletableFuture::join))
                .filteredOn(status -> status == 200)
                .hasSize(1);
        assertThat(fetches.stream().map(CompletableFuture::join))
                .filteredOn(status -> status == 410)
                .hasSize(19);
    }

    @Test
    void codeIsReadAsPeopleTypeIt() {
        String code = begin().getString("code");

        String typed = " " + code.substring(0, 4).toLowerCase() + "-" + code.substring(4) + " ";

        assertThat(claim(typed).statusCode()).isEqualTo(201);
    }

    @Test
    void codeIsClaimedOnce() {
        String code = begin().getString("code");
        claim(code);

        Response again = claim(code);

        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(again.jsonPath().getString("type")).isEqualTo("pairing-claimed");
    }

    @Test
    void expiredPairingIsGone() {
        JsonPath offer = begin();
        expire(offer.getString("code"));

        assertThat(get(PAIRINGS + "/" + offer.getString("pairingId")).statusCode())
                .isEqualTo(410);
        Response claimed = claim(offer.getString("code"));
        assertThat(claimed.statusCode()).isEqualTo(404);
        assertThat(claimed.jsonPath().getString("type")).isEqualTo("pairing-unknown");
    }

    @Test
    void unknownOnesAreRefused() {
        assertThat(get(PAIRINGS + "/" + UUID.randomUUID()).statusCode()).isEqualTo(404);
        assertThat(get(PAIRINGS + "/x").statusCode()).isEqualTo(404);
        assertThat(claim("AAAAAAAA").statusCode()).isEqualTo(404);
        SignedIn operator = SignedIn.as(Role.PLAYOUT);
        assertThat(operator.api()
                        .contentType(ContentType.JSON)
                        .body(Map.of("screen", "no-such-screen"))
                        .post("/api/v1/pairings/" + begin().getString("code") + "/claims")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void badQuestionsAreRefused() {
        for (String body : List.of(
                "",
                "{}",
                "null",
                "[]",
                "{\"kind\":\"\"}",
                "{\"kind\":1}",
                "{\"kind\":\"x\",\"other\":1}",
                "{\"kind\":\"" + "x".repeat(65) + "\"}",
                "{\"kind\":\"a\\u0000b\"}",
                "{\"kind\":\"x\",\"publicKey\":\"名\"}")) {
            Response answer = given().contentType(ContentType.JSON).body(body).post(PAIRINGS);
            assertThat(answer.statusCode()).as(body).isEqualTo(400);
            assertThat(answer.contentType()).startsWith("application/problem+json");
        }
    }

    @Test
    void addressThatAsksTooOftenMustWait() throws IOException {
        List<String> answers =
                IntStream.range(0, 31).mapToObj(i -> postFrom("127.0.0.77")).toList();

        assertThat(answers.subList(0, 30))
                .allSatisfy(answer -> assertThat(answer).startsWith("HTTP/1.1 201"));
        assertThat(answers.get(30)).startsWith("HTTP/1.1 429").containsIgnoringCase("Retry-After: 900");
        assertThat(postFrom("127.0.0.78")).startsWith("HTTP/1.1 201");
    }

    @Test
    void onlyThoseWhoMayClaim() {
        String code = begin().getString("code");

        for (Role role : List.of(Role.SUBMITTER, Role.REVIEWER, Role.INSPECTOR)) {
            Response answer = SignedIn.as(role)
                    .api()
                    .contentType(ContentType.JSON)
                    .body(Map.of("screen", wall.screen().code()))
                    .post("/api/v1/pairings/" + code + "/claims");
            assertThat(answer.statusCode()).as(role.name()).isEqualTo(403);
        }
    }

    @Test
    void issuedTokenWorksUntilItIsRevoked() {
        SignedIn operator = SignedIn.as(Role.ADMINISTRATOR);
        Response issued = operator.api().post("/api/v1/screens/" + wall.screen().code() + "/players");
        assertThat(issued.statusCode()).isEqualTo(201);
        String token = issued.jsonPath().getString("token");
        assertThat(given().auth().oauth2(token).get("/player/v1/manifest").statusCode())
                .isEqualTo(200);

        assertThat(operator.api()
                        .delete("/api/v1/players/" + issued.jsonPath().getString("playerId"))
                        .statusCode())
                .isEqualTo(204);

        assertThat(given().auth().oauth2(token).get("/player/v1/manifest").statusCode())
                .isEqualTo(401);
    }

    @Test
    void scannedCodeLeadsToTheClaim_throughTheSignIn() throws Exception {
        JsonPath offer = begin();
        Response qr = get(PAIRINGS + "/" + offer.getString("pairingId") + "/qr");
        assertThat(qr.statusCode()).isEqualTo(200);
        assertThat(qr.contentType()).startsWith("image/svg+xml");
        assertThat(qr.header("Cache-Control")).isEqualTo("no-store");
        String scanned = QrReading.of(qr.asString());
        assertThat(scanned)
                .isEqualTo(offer.getString("claimUrl"))
                .endsWith("/players/claims?code=" + offer.getString("code"))
                .doesNotContain(offer.getString("pairingId"));

        Response stranger =
                given().accept("text/html").redirects().follow(false).get(scanned);
        assertThat(stranger.statusCode()).isEqualTo(303);
        assertThat(stranger.header("Location"))
                .endsWith("/login?next=%2Fplayers%2Fclaims%3Fcode%3D" + offer.getString("code"));

        String page = SignedIn.cookieAs(Role.PLAYOUT).page().get(scanned).asString();
        assertThat(page).contains("value=\"" + offer.getString("code") + "\"", "试机");
    }

    @Test
    void pictureEndsWithTheCode() {
        JsonPath offer = begin();
        expire(offer.getString("code"));

        assertThat(get(PAIRINGS + "/" + offer.getString("pairingId") + "/qr").statusCode())
                .isEqualTo(410);
        assertThat(get(PAIRINGS + "/" + UUID.randomUUID() + "/qr").statusCode()).isEqualTo(404);
        assertThat(SignedIn.cookieAs(Role.PLAYOUT)
                        .page()
                        .get("/players/claims?code=" + offer.getString("code"))
                        .asString())
                .contains("is-invalid");
        assertThat(SignedIn.cookieAs(Role.PLAYOUT)
                        .page()
                        .get("/players/claims?code=名")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void replacedPlayerEndsWhenTheNewOneHasItsToken_andTheScreenKeepsItsHistory() {
        JsonPath offer = begin();
        String played = UUID.randomUUID().toString();
        Map<String, Object> play = Map.of(
                "id",
                played,
                "media",
                "a".repeat(64),
                "startedAt",
                java.time.Instant.now()
                        .minusSeconds(60)
                        .truncatedTo(java.time.temporal.ChronoUnit.MILLIS)
                        .toString(),
                "durationMs",
                1000,
                "outcome",
                "COMPLETED");
        wall.asks()
                .contentType(ContentType.JSON)
                .body(Map.of("plays", List.of(play)))
                .post("/player/v1/plays");
        assertThat(wall.asks()
                        .contentType("image/jpeg")
                        .body(jpeg())
                        .post("/player/v1/screenshots")
                        .statusCode())
                .isEqualTo(204);
        Response claimed = SignedIn.as(Role.PLAYOUT)
                .api()
                .contentType(ContentType.JSON)
                .body(Map.of("screen", wall.screen().code(), "replaces", true))
                .post("/api/v1/pairings/" + offer.getString("code") + "/claims");
        assertThat(claimed.statusCode()).isEqualTo(201);
        assertThat(wall.asks().get("/player/v1/manifest").statusCode()).isEqualTo(200);

        String token =
                get(PAIRINGS + "/" + offer.getString("pairingId")).jsonPath().getString("token");

        assertThat(wall.asks().get("/player/v1/manifest").statusCode()).isEqualTo(401);
        assertThat(given().auth().oauth2(token).get("/player/v1/manifest").statusCode())
                .isEqualTo(200);
        Object kept = QuarkusTransaction.requiringNew()
                .call(() -> entities.createNativeQuery("select count(*) from plays where screen_id = :screen")
                        .setParameter("screen", wall.screen().id())
                        .getSingleResult());
        assertThat(((Number) kept).longValue()).isEqualTo(1);
        assertThat(SignedIn.cookieAs(Role.PLAYOUT)
                        .page()
                        .accept("image/jpeg")
                        .get("/screens/" + wall.screen().code() + "/screenshot")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void keyThatProvesNothingIsRefused() {
        for (String key : List.of(
                "lucky",
                "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"AA\"}",
                "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"AA\",\"y\":\"AA\"}",
                "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"" + "A".repeat(43) + "\",\"y\":\"" + "A".repeat(43)
                        + "\"}")) {
            Response answer = given().contentType(ContentType.JSON)
                    .body(Map.of("kind", "BROWSER", "publicKey", key))
                    .post(PAIRINGS);
            assertThat(answer.statusCode()).as(key).isEqualTo(422);
            assertThat(answer.jsonPath().getString("type")).isEqualTo("player-key-unusable");
        }
    }

    @Test
    void pageClaimsAndSaysWhatIsWrongBesideTheField() {
        SignedIn operator = SignedIn.cookieAs(Role.PLAYOUT);
        String code = begin().getString("code");

        Response wrong = operator.page()
                .formParam("code", "<i>AAAA")
                .formParam("screen", wall.screen().code())
                .post("/players/claims");
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.asString()).contains("&lt;i&gt;AAAA", "is-invalid").doesNotContain("<i>AAAA");
        Response never = operator.page()
                .formParam("code", begin().getString("code"))
                .formParam("screen", wall.screen().code())
                .post("/players/claims");
        assertThat(never.statusCode())
                .as("nobody misses a token that was never used")
                .isEqualTo(303);
        wall.heard();
        Response asked = operator.page()
                .formParam("code", code)
                .formParam("screen", wall.screen().code())
                .post("/players/claims");
        assertThat(asked.statusCode()).isEqualTo(200);
        assertThat(asked.asString()).contains("REPLACE", "KEEP");
        Response right = operator.page()
                .formParam("code", code)
                .formParam("screen", wall.screen().code())
                .formParam("others", "KEEP")
                .post("/players/claims");
        assertThat(right.statusCode()).isEqualTo(303);
        assertThat(operator.page().get("/players").asString())
                .contains(wall.screen().name());
    }

    private static byte[] jpeg() {
        var bytes = new java.io.ByteArrayOutputStream();
        try {
            var image = new java.awt.image.BufferedImage(16, 9, java.awt.image.BufferedImage.TYPE_INT_RGB);
            javax.imageio.ImageIO.write(image, "jpeg", bytes);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private JsonPath begin() {
        return given().contentType(ContentType.JSON)
                .body(Map.of("kind", "BROWSER", "name", "试机"))
                .post(PAIRINGS)
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
    }

    private Response claim(String code) {
        return SignedIn.as(Role.PLAYOUT)
                .api()
                .contentType(ContentType.JSON)
                .body(Map.of("screen", wall.screen().code()))
                .pathParam("code", code)
                .post("/api/v1/pairings/{code}/claims");
    }

    private void expire(String code) {
        QuarkusTransaction.requiringNew()
                .run(() -> entities.createNativeQuery(
                                "update pairings set expires_at = created_at - interval 1 second where code = :code")
                        .setParameter("code", code)
                        .executeUpdate());
    }

    private String postFrom(String address) {
        try (Socket socket = new Socket()) {
            socket.bind(new InetSocketAddress(address, 0));
            socket.connect(new InetSocketAddress("127.0.0.1", base.getPort()));
            String body = "{\"kind\":\"TEST\"}";
            String request = "POST " + PAIRINGS + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                    + "Content-Length: " + body.length() + "\r\nConnection: close\r\n\r\n" + body;
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
