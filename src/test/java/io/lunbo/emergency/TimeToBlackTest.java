package io.lunbo.emergency;

import io.lunbo.access.Role;
import io.lunbo.testsupport.PlayedScreen;
import io.lunbo.testsupport.SignedIn;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A hundred screens whose players wait, and one press of the button. */
@QuarkusTest
class TimeToBlackTest {
    private static final int SCREENS = 100;

    @TestHTTPResource("/player/v1/manifest")
    URI manifest;

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void hundredWaitingPlayersAreToldWithinTwoSeconds() {
        List<PlayedScreen> screens =
                IntStream.range(0, SCREENS).mapToObj(i -> PlayedScreen.wall()).toList();
        SignedIn operator = SignedIn.as(Role.PLAYOUT);
        press(operator, screens.subList(0, 3)); // a service that has run for a while
        List<HttpRequest> waiting = screens.stream().map(this::waiting).toList();
        List<CompletableFuture<Long>> told = waiting.stream()
                .map(request -> http.sendAsync(request, BodyHandlers.ofString()).thenApply(TimeToBlackTest::dark))
                .toList();

        long pressed = System.nanoTime();
        press(operator, screens);
        long answered = System.nanoTime();
        List<Long> ms = told.stream()
                .map(CompletableFuture::join)
                .map(at -> (at - pressed) / 1_000_000)
                .sorted()
                .toList();

        System.out.printf(
                "Time to black, %d waiting players: least %d ms, half %d ms, nine in ten %d ms, all %d ms; the order was answered after %d ms%n",
                SCREENS,
                ms.get(0),
                ms.get(SCREENS / 2),
                ms.get(SCREENS * 9 / 10),
                ms.get(SCREENS - 1),
                (answered - pressed) / 1_000_000);
        // where others use the machine, too, everything takes that much longer
        double crowd = Math.max(
                1,
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage()
                        / Runtime.getRuntime().availableProcessors());
        assertThat(ms.get(SCREENS - 1)).isLessThan((long) (2000 * crowd));
    }

    private static void press(SignedIn operator, List<PlayedScreen> screens) {
        List<String> codes = screens.stream().map(one -> one.screen().code()).toList();
        String id = operator.api()
                .contentType(ContentType.JSON)
                .body(Map.of("kind", "BLACKOUT", "screens", codes))
                .post("/api/v1/takeovers")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        if (screens.size() < SCREENS) {
            operator.api().delete("/api/v1/takeovers/" + id).then().statusCode(204);
        }
    }

    private HttpRequest waiting(PlayedScreen screen) {
        String etag = screen.asks().get(manifest.getPath()).header("ETag");
        return HttpRequest.newBuilder(manifest)
                .header("Authorization", "Bearer " + screen.player().token())
                .header("If-None-Match", etag)
                .header("Prefer", "wait=25")
                .timeout(Duration.ofSeconds(30))
                .build();
    }

    private static long dark(HttpResponse<String> answer) {
        long at = System.nanoTime();
        assertThat(answer.statusCode()).isEqualTo(200);
        boolean black = Stream.of(answer.body().split("\""))
                .filter(part -> part.length() > 200)
                .map(part -> new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8))
                .anyMatch(payload -> payload.contains("\"kind\":\"BLACKOUT\""));
        assertThat(black).isTrue();
        return at;
    }
}
