package io.lunbo.takeover;

import io.lunbo.access.Role;
import io.lunbo.testsupport.PlayedScreen;
import io.lunbo.testsupport.SignedIn;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
class BlackoutTest {
    private static final String BLACKOUTS = "/api/v1/blackouts";

    private final PlayedScreen wall = PlayedScreen.wall();
    private final PlayedScreen sign = PlayedScreen.sign();

    @Inject
    Blackout blackout;

    @Inject
    TakeoverRepository takeovers;

    @Inject
    Clock clock;

    @Test
    void orderedScreensAreDarkUntilLifted() {
        SignedIn operator = SignedIn.as(Role.PLAYOUT);

        Response ordered =
                order(operator, List.of(wall.screen().code(), sign.screen().code()));

        assertThat(ordered.statusCode()).isEqualTo(201);
        assertThat(ordered.jsonPath().getList("blackouts")).hasSize(2);
        assertThat(dark(wall)).isTrue();
        assertThat(dark(sign)).isTrue();
        String id = ordered.jsonPath()
                .getString("blackouts.find { it.screen == '" + wall.screen().code() + "' }.id");
        assertThat(operator.api().delete(BLACKOUTS + "/" + id).statusCode()).isEqualTo(204);
        assertThat(dark(wall)).isFalse();
        assertThat(dark(sign)).isTrue();
        Response again = operator.api().delete(BLACKOUTS + "/" + id);
        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(again.jsonPath().getString("type")).isEqualTo("takeover-lifted");
    }

    @Test
    void secondOrderIsTheSameOrder() {
        SignedIn operator = SignedIn.as(Role.PLAYOUT);

        String first = order(operator, List.of(wall.screen().code())).jsonPath().getString("blackouts[0].id");
        String second =
                order(operator, List.of(wall.screen().code())).jsonPath().getString("blackouts[0].id");

        assertThat(second).isEqualTo(first);
    }

    @Test
    void blackoutGoesBeforeAnInsert() {
        UUID screenId = wall.screen().id();
        blackout.order(Set.of(screenId), "停播", wall.owner().account());

        assertThat(takeovers.standing(screenId, clock.instant()))
                .hasValueSatisfying(standing -> assertThat(standing.kind()).isEqualTo(TakeoverKind.BLACKOUT));
        assertThat(takeovers.standing(clock.instant()))
                .extracting(Takeover::screenId)
                .contains(screenId);
        assertThat(takeovers.standing(screenId, clock.instant().minusSeconds(3600)))
                .isEmpty();
    }

    @Test
    void badOrdersChangeNothing() {
        SignedIn operator = SignedIn.as(Role.PLAYOUT);

        assertThat(order(operator, List.of()).statusCode()).isEqualTo(400);
        assertThat(order(operator, List.of("")).statusCode()).isEqualTo(400);
        assertThat(order(operator, List.of(wall.screen().code(), "no-such-screen"))
                        .statusCode())
                .isEqualTo(404);
        assertThat(operator.api().delete(BLACKOUTS + "/" + UUID.randomUUID()).statusCode())
                .isEqualTo(404);
        assertThat(dark(wall)).isFalse();
    }

    @Test
    void onlyPlayoutOperatorsMay() {
        for (Role role : Role.values()) {
            if (role != Role.PLAYOUT) {
                assertThat(order(SignedIn.as(role), List.of(wall.screen().code()))
                                .statusCode())
                        .as(role.name())
                        .isEqualTo(403);
            }
        }
    }

    @Test
    void buttonLeadsBackToItsPage() {
        SignedIn operator = SignedIn.cookieAs(Role.PLAYOUT);

        Response pressed = operator.page()
                .formParam("screen", wall.screen().code())
                .formParam("reason", "")
                .formParam("back", "/screens/" + wall.screen().code())
                .post("/takeovers/blackout");

        assertThat(pressed.statusCode()).isEqualTo(303);
        assertThat(pressed.header("Location"))
                .endsWith("/screens/" + wall.screen().code());
        UUID id = takeovers
                .standing(wall.screen().id(), clock.instant())
                .orElseThrow()
                .id();
        assertThat(operator.page()
                        .formParam("back", "//elsewhere.example")
                        .post("/takeovers/" + id + "/lift")
                        .header("Location"))
                .endsWith("/")
                .doesNotContain("elsewhere");
        assertThat(dark(wall)).isFalse();
    }

    private static Response order(SignedIn operator, List<String> codes) {
        return operator.api()
                .contentType(ContentType.JSON)
                .body(Map.of("screens", codes))
                .post(BLACKOUTS);
    }

    private static boolean dark(PlayedScreen screen) {
        String payload = screen.asks().get("/player/v1/manifest").jsonPath().getString("payload");
        return new String(Base64.getUrlDecoder().decode(payload), StandardCharsets.UTF_8)
                .contains("\"kind\":\"BLACKOUT\"");
    }
}
