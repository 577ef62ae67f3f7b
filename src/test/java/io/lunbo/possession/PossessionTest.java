package io.lunbo.possession;

import io.lunbo.access.PlayerTokens;
import io.lunbo.access.PlayerTokens.IssuedToken;
import io.lunbo.testsupport.AKey;
import io.lunbo.testsupport.PlayedScreen;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/** A copied token opens nothing, whatever is shown beside it. */
@QuarkusTest
class PossessionTest {
    private static final String MANIFEST = "/player/v1/manifest";
    private static final String HEARTBEATS = "/player/v1/heartbeats";

    @Inject
    PlayerTokens tokens;

    @Inject
    Clock clock;

    private final AKey key = new AKey();
    private final AKey thief = new AKey();
    private final PlayedScreen wall = PlayedScreen.wall();
    private String token;

    @BeforeEach
    void bind() {
        IssuedToken issued = QuarkusTransaction.requiringNew()
                .call(() -> tokens.issue(wall.screen().id(), null, "TEST", key.jwk()));
        token = issued.token();
    }

    @Test
    void provenCallsAreAnswered_onTheRoutesAndAtTheEndpoints() {
        for (String path : List.of(MANIFEST, "/player/v1/clock")) {
            assertThat(shown(proof("GET", path).signed()).get(path).statusCode())
                    .as(path)
                    .isEqualTo(200);
        }
        assertThat(beat(proof("POST", HEARTBEATS).signed()).statusCode()).isEqualTo(204);
        for (String path : List.of("/player/v1/sheets/" + "0".repeat(64), "/player/v1/media/" + "0".repeat(64))) {
            assertThat(shown(proof("GET", path).signed()).get(path).statusCode())
                    .as(path)
                    .isEqualTo(404);
        }
    }

    @Test
    void addressIsComparedByItsPath_whateverTheProxyCallsUs() {
        for (String address : List.of(
                MANIFEST, "https://lunbo.example" + MANIFEST, "http://10.0.0.1:8080" + MANIFEST, MANIFEST + "?a=b#c")) {
            assertThat(shown(key.proof("GET", address, token, now()).signed())
                            .get(MANIFEST)
                            .statusCode())
                    .as(address)
                    .isEqualTo(200);
        }
        assertThat(given().header("Authorization", "DPoP " + token)
                        .header("DPoP", proof("GET", MANIFEST).signed())
                        .get(MANIFEST)
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void copiedTokenAloneOpensNothing() {
        for (String path : List.of(
                MANIFEST,
                "/player/v1/clock",
                "/player/v1/sheets/" + "0".repeat(64),
                "/player/v1/media/" + "0".repeat(64))) {
            assertRefused(given().auth().oauth2(token).get(path), "missing");
        }
        assertRefused(
                given().auth()
                        .oauth2(token)
                        .contentType(ContentType.JSON)
                        .body("{}")
                        .post(HEARTBEATS),
                "missing");
        assertRefused(
                given().auth()
                        .oauth2(token)
                        .contentType(ContentType.JSON)
                        .body("{}")
                        .post("/player/v1/token"),
                "missing");
    }

    @Test
    void proofsThatDoNotFitAreRefused_eachForItsReason() {
        Map<String, String> wrong = new LinkedHashMap<>();
        wrong.put(thief.proof("GET", MANIFEST, token, now()).signed(), "key");
        wrong.put(proof("GET", MANIFEST).signedBy(thief), "signature");
        wrong.put(proof("POST", MANIFEST).signed(), "method");
        wrong.put(proof("GET", "/player/v1/clock").signed(), "path");
        wrong.put(proof("GET", "not a path").signed(), "path");
        wrong.put(key.proof("GET", MANIFEST, token + "x", now()).signed(), "token");
        wrong.put(key.proof("GET", MANIFEST, token, now() - 200).signed(), "time");
        wrong.put(key.proof("GET", MANIFEST, token, now() + 200).signed(), "time");
        wrong.put(proof("GET", MANIFEST).with("jti", "").signed(), "malformed");
        wrong.put(proof("GET", MANIFEST).with("jti", "j".repeat(200)).signed(), "malformed");
        wrong.put(proof("GET", MANIFEST).with("iat", "now").signed(), "malformed");
        wrong.put(proof("GET", MANIFEST).with("iat", "1e300").signed(), "malformed");
        wrong.put(proof("GET", MANIFEST).headed("alg", "none").unsigned() + ".", "malformed");
        wrong.put(proof("GET", MANIFEST).headed("alg", "HS256").signed(), "malformed");
        wrong.put(proof("GET", MANIFEST).headed("typ", "JWT").signed(), "malformed");
        wrong.put(proof("GET", MANIFEST).headed("crit", 1).signed(), "malformed");
        wrong.put(proof("GET", MANIFEST).unsigned() + "." + "A".repeat(86), "signature");
        wrong.put(proof("GET", MANIFEST).unsigned() + ".AAAA", "signature");
        wrong.put("a.b", "malformed");
        wrong.put("..", "malformed");
        wrong.put("e30.e30.e30", "malformed");
        wrong.put("x".repeat(8000), "malformed");
        wrong.forEach((proof, reason) -> assertRefused(shown(proof).get(MANIFEST), reason));
        wrong.forEach((proof, reason) -> assertThat(beat(proof).statusCode()).isEqualTo(401));
    }

    @Test
    void proofLongerThanAnyHeaderIsRefusedBeforeItIsRead() {
        // just over the 16 KiB of all headers: of what is far longer the rest could still be on its way when the
        // service hangs up
        assertThat(shown("x".repeat(16_400)).get(MANIFEST).statusCode()).isEqualTo(431);
    }

    @Test
    void twoProofsAreNone() {
        Response answer = given().auth()
                .oauth2(token)
                .header(
                        "DPoP",
                        proof("GET", MANIFEST).signed(),
                        proof("GET", MANIFEST).signed())
                .get(MANIFEST);

        assertRefused(answer, "malformed");
    }

    @Test
    void proofCountsOnce_evenWhenTwentyComeAtOnce() {
        String proof = proof("GET", MANIFEST).signed();
        List<CompletableFuture<Response>> answers = IntStream.range(0, 20)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> shown(proof).get(MANIFEST)))
                .toList();

        assertThat(answers.stream().map(CompletableFuture::join).map(Response::statusCode))
                .filteredOn(status -> status == 200)
                .hasSize(1);
        assertRefused(shown(proof).get(MANIFEST), "replayed");
        String posted = proof("POST", HEARTBEATS).signed();
        assertThat(beat(posted).statusCode()).isEqualTo(204);
        assertThat(beat(posted).statusCode()).isEqualTo(401);
    }

    @Test
    void refusalForTheTimeTellsTheTime() {
        Response answer = shown(key.proof("GET", MANIFEST, token, 1).signed()).get(MANIFEST);

        assertRefused(answer, "time");
        assertThat(answer.header("Date")).isNotBlank();
    }

    @Test
    void tokenWithoutAKeyNeedsNoProof_andAWrongOneDoesNoHarm() {
        assertThat(wall.asks().get(MANIFEST).statusCode()).isEqualTo(200);
        assertThat(wall.asks().header("DPoP", "rubbish").get(MANIFEST).statusCode())
                .isEqualTo(200);
    }

    @Test
    void memoryOfProofsIsBounded_andForgetsNoProofThatWouldStillCount() {
        SeenProofs seen = new SeenProofs(Clock.offset(clock, java.time.Duration.ofDays(-1)));
        long now = now();
        java.util.UUID player = java.util.UUID.randomUUID();
        for (int i = 0; i < 3 * SeenProofs.MOST; i++) {
            seen.note(player, "p" + i, now + i / 100, now);
        }

        assertThat(Stream.of(0, 1, 500, 3 * SeenProofs.MOST - 1)
                        .map(i -> seen.note(player, "p" + i, now + i / 100, now)))
                .doesNotContain(SeenProofs.Verdict.FIRST);
        assertThat(seen.note(player, "fresh", now + 3 * SeenProofs.MOST / 100, now))
                .isEqualTo(SeenProofs.Verdict.FIRST);
    }

    @Test
    void nodeThatHasJustStartedBelievesNoProofOfBefore() {
        SeenProofs seen = new SeenProofs(clock);
        java.util.UUID player = java.util.UUID.randomUUID();

        assertThat(seen.note(player, "before", now() - 60, now())).isEqualTo(SeenProofs.Verdict.OLD);
        assertThat(seen.note(player, "since", now() + 1, now())).isEqualTo(SeenProofs.Verdict.FIRST);
    }

    private long now() {
        return clock.instant().getEpochSecond();
    }

    private AKey.Proof proof(String method, String path) {
        return key.proof(method, "http://localhost" + (path.startsWith("/") ? path : "/" + path), token, now());
    }

    private RequestSpecification shown(String proof) {
        return given().auth().oauth2(token).header("DPoP", proof);
    }

    private Response beat(String proof) {
        return shown(proof)
                .contentType(ContentType.JSON)
                .body(Map.of("at", "2023-04-20T01:00:00.000Z", "manifestVersion", 0, "clockOffsetMs", 0))
                .post(HEARTBEATS);
    }

    private static void assertRefused(Response answer, String reason) {
        assertThat(answer.statusCode()).as(reason).isEqualTo(401);
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat(answer.jsonPath().getString("type")).isEqualTo("possession-not-proved");
        assertThat(answer.jsonPath().getString("reason")).isEqualTo(reason);
        assertThat(answer.header("WWW-Authenticate")).startsWith("DPoP error=");
    }
}
