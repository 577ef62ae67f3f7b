package io.lunbo.command;

import io.lunbo.access.Role;
import io.lunbo.testsupport.PlayedScreen;
import io.lunbo.testsupport.SignedIn;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
class CommandTest {
    private final PlayedScreen wall = PlayedScreen.wall();
    private final PlayedScreen other = PlayedScreen.wall();

    @Test
    void commandTravelsInTheSignedManifest_isAnsweredByItsOwnPlayerOnly_andLeavesTheManifest() {
        SignedIn operator = SignedIn.as(Role.PLAYOUT);
        String path = "/api/v1/screens/" + wall.screen().code() + "/commands";

        Response asked = ask(operator, path, "SCREENSHOT");
        String id = asked.jsonPath().getString("id");
        assertThat(asked.statusCode()).isEqualTo(201);
        assertThat(ask(operator, path, "SCREENSHOT").jsonPath().getString("id")).isEqualTo(id);
        assertThat(ask(operator, path, "FORMAT_DISK").statusCode()).isEqualTo(400);
        assertThat(payload(wall)).contains("\"commands\":[{", id);
        assertThat(payload(other)).doesNotContain("commands");

        assertThat(answer(other, id, "DONE")).isEqualTo(204);
        assertThat(payload(wall)).contains(id);
        assertThat(answer(wall, id, "LATER")).isEqualTo(400);
        assertThat(answer(wall, id, "FAILED")).isEqualTo(204);
        assertThat(answer(wall, id, "DONE")).isEqualTo(204);
        assertThat(payload(wall)).doesNotContain("commands");
        Map<String, String> kept = operator.api().get(path).jsonPath().getMap("commands[0]");
        assertThat(kept).containsEntry("outcome", "FAILED").containsEntry("detail", "said so");
    }

    @Test
    void logIsKept_andThePageShowsIt() {
        SignedIn person = SignedIn.cookieAs(Role.PLAYOUT);
        String page = "/screens/" + wall.screen().code() + "/player";
        assertThat(person.page().get(page).statusCode()).isEqualTo(200);
        assertThat(person.page()
                        .formParam("kind", "IDENTIFY")
                        .post(page + "/commands")
                        .statusCode())
                .isEqualTo(303);
        assertThat(send("a line & <b>another</b>")).isEqualTo(204);
        assertThat(send(" ")).isEqualTo(400);
        assertThat(send("x".repeat(262_145))).isEqualTo(413);
        assertThat(person.page().get(page).asString())
                .contains("a line &amp; &lt;b&gt;another", "显示屏名")
                .doesNotContain("<b>another");
    }

    private int send(String log) {
        return wall.asks()
                .contentType("text/plain")
                .body(log)
                .post("/player/v1/logs")
                .statusCode();
    }

    private static Response ask(SignedIn operator, String path, String kind) {
        return operator.api()
                .contentType(ContentType.JSON)
                .body(Map.of("kind", kind))
                .post(path);
    }

    private static int answer(PlayedScreen screen, String id, String outcome) {
        return screen.asks()
                .contentType(ContentType.JSON)
                .body(Map.of(
                        "at",
                        "2023-04-20T01:00:00.000Z",
                        "manifestVersion",
                        1,
                        "clockOffsetMs",
                        0,
                        "commands",
                        List.of(Map.of("id", id, "outcome", outcome, "detail", "said so"))))
                .post("/player/v1/heartbeats")
                .statusCode();
    }

    private static String payload(PlayedScreen screen) {
        String payload = screen.asks().get("/player/v1/manifest").jsonPath().getString("payload");
        return new String(Base64.getUrlDecoder().decode(payload), StandardCharsets.UTF_8);
    }
}
