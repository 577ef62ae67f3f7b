package io.lunbo.pairing;

import io.lunbo.access.Role;
import io.lunbo.testsupport.AKey;
import io.lunbo.testsupport.PlayedScreen;
import io.lunbo.testsupport.SignedIn;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

import static io.lunbo.pairing.PlayerCalls.TOKEN;
import static io.lunbo.pairing.PlayerCalls.boundTo;
import static io.lunbo.pairing.PlayerCalls.exchange;
import static io.lunbo.pairing.PlayerCalls.proven;
import static io.lunbo.pairing.PlayerCalls.status;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/** Somebody has copied a token that is bound to no key: he cannot make it his own, and the player is not put out. */
@QuarkusTest
class StolenTokenTest {
    @Inject
    EntityManager entities;

    @Inject
    Clock clock;

    private final PlayedScreen wall = PlayedScreen.wall();
    private final String stolen = wall.player().token();
    private final AKey thief = new AKey();

    @Test
    void thiefCannotBindTheTokenToHisKey_howeverOftenHeTries_andThePlayerPlaysOn() {
        pairedLongAgo();
        for (int i = 0; i < 5; i++) {
            Response refused = exchange(stolen, boundTo(thief));
            assertThat(refused.statusCode()).isEqualTo(409);
            assertThat(refused.jsonPath().getString("type")).isEqualTo("exchange-not-allowed");
        }
        assertThat(exchange(stolen, "{}").statusCode()).isEqualTo(409);

        assertThat(status(stolen)).isEqualTo(200);
        assertThat(count("select count(*) from player_tokens where player_id = :player"))
                .isEqualTo(1);
        assertThat(refusalsOnTheTrail()).as("said once, not five times").isEqualTo(1);
        assertThat(SignedIn.cookieAs(Role.PLAYOUT).page().get("/players").asString())
                .contains("有人想更换令牌，已拒绝");
    }

    @Test
    void operatorWhoAsksForIt_allowsIt_untilThePlayerHasAnswered() {
        pairedLongAgo();
        SignedIn operator = SignedIn.cookieAs(Role.PLAYOUT);
        operator.page()
                .formParam("kind", "EXCHANGE_TOKEN")
                .post("/screens/" + wall.screen().code() + "/player/commands")
                .then()
                .statusCode(303);

        AKey own = new AKey();
        Response exchanged = exchange(stolen, boundTo(own));
        assertThat(exchanged.statusCode()).isEqualTo(201);
        String bound = exchanged.jsonPath().getString("token");
        assertThat(proven(own, bound, clock.instant())).isEqualTo(200);

        QuarkusTransaction.requiringNew()
                .run(() -> entities.createNativeQuery(
                                "update player_commands set outcome = 'DONE', answered_at = now(3) where screen_id = :screen")
                        .setParameter("screen", wall.screen().id())
                        .executeUpdate());
        assertThat(exchange(stolen, boundTo(thief)).statusCode()).isIn(401, 409);
    }

    @Test
    void exchangeInTheFirstMinutes_allowsNoneAfterThem() {
        String second = exchange(stolen, "{}").jsonPath().getString("token");
        assertThat(second).isNotNull();
        pairedLongAgo();

        assertThat(exchange(second, boundTo(thief)).statusCode()).isEqualTo(409);
        assertThat(status(second)).isEqualTo(200);
    }

    @Test
    void playerWithAKeyExchangesWheneverItLikes() {
        AKey key = new AKey();
        String bound = exchange(stolen, boundTo(key)).jsonPath().getString("token");
        pairedLongAgo();

        String proof = key.proof("POST", TOKEN, bound, clock.instant().getEpochSecond())
                .signed();
        int answer = given().auth()
                .oauth2(bound)
                .header("DPoP", proof)
                .contentType(ContentType.JSON)
                .body("{}")
                .post(TOKEN)
                .statusCode();
        assertThat(answer).isEqualTo(201);
        assertThat(refusalsOnTheTrail()).isZero();
    }

    private void pairedLongAgo() {
        QuarkusTransaction.requiringNew()
                .run(() -> entities.createNativeQuery("update players set created_at = :then where id = :player")
                        .setParameter("then", clock.instant().minus(Duration.ofHours(1)))
                        .setParameter("player", wall.player().playerId())
                        .executeUpdate());
    }

    private long refusalsOnTheTrail() {
        Object count = QuarkusTransaction.requiringNew()
                .call(() -> entities.createNativeQuery(
                                "select count(*) from audit_entries where deed = 'player.exchange-refused' and subject = :subject")
                        .setParameter("subject", "player:" + wall.player().playerId())
                        .getSingleResult());
        return ((Number) count).longValue();
    }

    private long count(String query) {
        Object count = QuarkusTransaction.requiringNew()
                .call(() -> entities.createNativeQuery(query)
                        .setParameter("player", wall.player().playerId())
                        .getSingleResult());
        return ((Number) count).longValue();
    }
}
