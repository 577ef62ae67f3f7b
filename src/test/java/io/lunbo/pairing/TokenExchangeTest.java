package io.lunbo.pairing;

import io.lunbo.access.PlayerTokens;
import io.lunbo.testsupport.AKey;
import io.lunbo.testsupport.PlayedScreen;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

import static io.lunbo.pairing.PlayerCalls.MANIFEST;
import static io.lunbo.pairing.PlayerCalls.TOKEN;
import static io.lunbo.pairing.PlayerCalls.boundTo;
import static io.lunbo.pairing.PlayerCalls.exchange;
import static io.lunbo.pairing.PlayerCalls.proven;
import static io.lunbo.pairing.PlayerCalls.status;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/** A player gets another token, and is never locked out on the way; a revoked one is out everywhere. */
@QuarkusTest
class TokenExchangeTest {
    @Inject
    PlayerTokens tokens;

    @Inject
    EntityManager entities;

    @Inject
    Clock clock;

    @TestHTTPResource(MANIFEST)
    URI manifest;

    private final PlayedScreen wall = PlayedScreen.wall();
    private final String old = wall.player().token();

    @Test
    void bothTokensAreGoodUntilTheNewOneWasUsed() {
        Response answer = exchange(old, "{}");
        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.jsonPath().getString("exchangeAfter"))
                .as("nobody asks unasked without a key")
                .isNull();
        String fresh = answer.jsonPath().getString("token");
        assertThat(fresh).isNotEqualTo(old);

        assertThat(status(old)).isEqualTo(200);
        assertThat(status(old)).isEqualTo(200);
        assertThat(status(fresh)).isEqualTo(200);

        untilRefused(old);
        assertThat(status(fresh)).isEqualTo(200);
    }

    @Test
    void lostAnswersLockNobodyOut_andLeaveNoTokenBehind() {
        String lost = exchange(old, "{}").jsonPath().getString("token");
        String again = exchange(old, "{}").jsonPath().getString("token");

        assertThat(status(lost)).isEqualTo(401);
        assertThat(status(again)).isEqualTo(200);
        untilRefused(old);
        assertThat(goodTokens()).isEqualTo(1);
    }

    @Test
    void ofTwentyAtOnceTwoTokensStay_andThePlayerIsNotLockedOut() {
        List<String> given =
                IntStream.range(0, 20)
                        .mapToObj(i -> CompletableFuture.supplyAsync(() -> exchange(old, "{}")))
                        .toList()
                        .stream()
                        .map(CompletableFuture::join)
                        .map(answer -> {
                            assertThat(answer.statusCode()).isIn(201, 429);
                            return answer.statusCode() == 201
                                    ? answer.jsonPath().<String>get("token")
                                    : null;
                        })
                        .filter(Objects::nonNull)
                        .toList();

        assertThat(given).isNotEmpty();
        assertThat(goodTokens()).isEqualTo(2);
        assertThat(status(old)).isEqualTo(200);
        assertThat(given.stream().filter(token -> status(token) == 200)).hasSize(1);
    }

    @Test
    void askingWithTheNewTokenUsesIt() {
        String second = exchange(old, "{}").jsonPath().getString("token");
        String third = exchange(second, "{}").jsonPath().getString("token");

        assertThat(status(old)).isEqualTo(401);
        assertThat(status(third)).isEqualTo(200);
        untilRefused(second);
    }

    @Test
    void playerWithoutAKeyBindsItself_andThenNeedsIt() {
        AKey key = new AKey();
        Response answer = exchange(old, boundTo(key));
        assertThat(answer.statusCode()).isEqualTo(201);
        Instant due = Instant.parse(answer.jsonPath().getString("exchangeAfter"));
        assertThat(Duration.between(clock.instant(), due)).isBetween(Duration.ofDays(22), Duration.ofDays(30));
        String bound = answer.jsonPath().getString("token");

        assertThat(status(bound)).isEqualTo(401);
        assertThat(status(old)).as("a token that was not let in ends no other").isEqualTo(200);
        assertThat(proven(key, bound, clock.instant())).isEqualTo(200);
        untilRefused(old);
        assertThat(exchange(bound, "{}").statusCode()).isEqualTo(401);
        String proof = key.proof("POST", TOKEN, bound, clock.instant().getEpochSecond())
                .signed();
        Response next = given().auth()
                .oauth2(bound)
                .header("DPoP", proof)
                .contentType(ContentType.JSON)
                .body("{}")
                .post(TOKEN);
        assertThat(next.statusCode()).isEqualTo(201);
        assertThat(status(next.jsonPath().getString("token"))).isEqualTo(401);
        assertThat(proven(key, next.jsonPath().getString("token"), clock.instant()))
                .isEqualTo(200);
    }

    @Test
    void badKeysAndBodiesAreRefused() {
        for (String body : List.of("", "null", "[]", "{\"other\":1}", "{\"publicKey\":\"名\"}", "{\"publicKey\":1.5}")) {
            assertThat(exchange(old, body).statusCode()).as(body).isIn(400, 422);
        }
        assertThat(exchange(old, "{\"publicKey\":\"lucky\"}").statusCode()).isEqualTo(422);
        assertThat(goodTokens()).isEqualTo(1);
    }

    @Test
    void exchangeIsOnTheAuditTrail() {
        exchange(old, "{}");

        Object deeds = QuarkusTransaction.requiringNew()
                .call(() -> entities.createNativeQuery(
                                "select count(*) from audit_entries where deed = 'player.exchange' and subject = :subject")
                        .setParameter("subject", "player:" + wall.player().playerId())
                        .getSingleResult());
        assertThat(((Number) deeds).longValue()).isEqualTo(1);
    }

    @Test
    void releasedPlayerIsOut_andItIsWrittenDown() {
        Response bad = given().auth()
                .oauth2(old)
                .contentType(ContentType.JSON)
                .body("{\"reason\":\"a\\u0000b\"}")
                .post("/player/v1/releases");
        assertThat(bad.statusCode()).isEqualTo(400);
        assertThat(status(old)).isEqualTo(200);

        Response out = given().auth()
                .oauth2(old)
                .contentType(ContentType.JSON)
                .body("{}")
                .post("/player/v1/releases");

        assertThat(out.statusCode()).isEqualTo(204);
        assertThat(status(old)).isEqualTo(401);
        assertThat(goodTokens()).isZero();
        Object deeds = QuarkusTransaction.requiringNew()
                .call(() -> entities.createNativeQuery(
                                "select count(*) from audit_entries where deed = 'player.release' and subject = :subject")
                        .setParameter("subject", "player:" + wall.player().playerId())
                        .getSingleResult());
        assertThat(((Number) deeds).longValue()).isEqualTo(1);
    }

    @Test
    void revocationEndsBothTokensAndAPollThatWaits() {
        String fresh = exchange(old, "{}").jsonPath().getString("token");
        CompletableFuture<HttpResponse<String>> held = poll(fresh, "wait=50");
        // Another poll that is answered shows that the one before has arrived: it came over the same loopback.
        assertThat(poll(fresh, "wait=1").join().statusCode()).isEqualTo(304);

        Instant pressed = clock.instant();
        tokens.revoke(wall.player().playerId(), wall.owner().account().id());

        HttpResponse<String> answer = held.join();
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("unauthenticated");
        assertThat(Duration.between(pressed, clock.instant())).isLessThan(Duration.ofSeconds(5));
        assertThat(status(fresh)).isEqualTo(401);
        assertThat(status(old)).isEqualTo(401);
        assertThat(exchange(old, "{}").statusCode()).isEqualTo(401);
    }

    /** The nodes look every second: whoever asks again and again sees it. */
    private void untilRefused(String token) {
        Instant patience = clock.instant().plusSeconds(10);
        int status = status(token);
        while (status != 401 && clock.instant().isBefore(patience)) {
            status = status(token);
        }
        assertThat(status).isEqualTo(401);
    }

    private long goodTokens() {
        UUID player = wall.player().playerId();
        Object count = QuarkusTransaction.requiringNew()
                .call(() -> entities.createNativeQuery(
                                "select count(*) from player_tokens where player_id = :player and revoked_at is null")
                        .setParameter("player", player)
                        .getSingleResult());
        return ((Number) count).longValue();
    }

    private CompletableFuture<HttpResponse<String>> poll(String token, String prefer) {
        String etag = given().auth().oauth2(token).get(MANIFEST).header("ETag");
        HttpRequest request = HttpRequest.newBuilder(manifest)
                .header("Authorization", "Bearer " + token)
                .header("If-None-Match", etag)
                .header("Prefer", prefer)
                .build();
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .build()
                .sendAsync(request, HttpResponse.BodyHandlers.ofString());
    }
}
