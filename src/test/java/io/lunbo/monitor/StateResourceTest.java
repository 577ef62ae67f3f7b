package io.lunbo.monitor;

import io.lunbo.access.Role;
import io.lunbo.testsupport.APairedScreen;
import io.lunbo.testsupport.SignedIn;
import io.lunbo.web.WireTime;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.nullValue;

/** The wall for programs: every screen once, however small the pages. */
@QuarkusTest
class StateResourceTest {
    @Inject
    Clock clock;

    @Test
    void everyScreenIsOnOnePageOnly_withWhatItsPlayerSaid() {
        SignedIn inspector = SignedIn.as(Role.INSPECTOR);
        APairedScreen spoke = APairedScreen.wall();
        APairedScreen mute = APairedScreen.wall();
        Map<String, Object> words = new HashMap<>();
        words.put("at", WireTime.format(clock.instant()));
        words.put("manifestVersion", 0);
        words.put("clockOffsetMs", 12_000);
        words.put("software", "test 1");
        RestAssured.given()
                .auth()
                .oauth2(spoke.token())
                .contentType(ContentType.JSON)
                .body(words)
                .post("/player/v1/heartbeats")
                .then()
                .statusCode(204);

        Map<String, Integer> times = new HashMap<>();
        Map<String, Map<String, ?>> seen = new HashMap<>();
        String after = null;
        do {
            var page = inspector
                    .api()
                    .queryParams(after == null ? Map.of("limit", 2) : Map.of("limit", 2, "after", after))
                    .get("/api/v1/screen-states")
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            for (Map<String, ?> state : page.<Map<String, ?>>getList("items")) {
                times.merge((String) state.get("screen"), 1, Integer::sum);
                seen.put((String) state.get("screen"), state);
            }
            after = page.getString("next");
        } while (after != null);

        assertThat(times.values()).containsOnly(1);
        assertThat(seen.get(mute.code())).doesNotContainKey("player");
        assertThat(seen.get(spoke.code()))
                .extracting("player")
                .extracting("software", "clockOffsetMs", "silent")
                .containsExactly("test 1", 12_000, false);
    }

    @Test
    void nobodyElseAndNoNonsense() {
        RestAssured.get("/api/v1/screen-states").then().statusCode(401);
        SignedIn inspector = SignedIn.as(Role.INSPECTOR);
        inspector
                .api()
                .queryParam("limit", 0)
                .get("/api/v1/screen-states")
                .then()
                .statusCode(400)
                .body("violations[0].field", equalTo("limit"));
        inspector
                .api()
                .queryParam("after", "~")
                .get("/api/v1/screen-states")
                .then()
                .statusCode(200)
                .body("next", nullValue())
                .body("$", hasKey("items"));
    }
}
