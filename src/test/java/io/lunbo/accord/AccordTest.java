package io.lunbo.accord;

import io.lunbo.access.Role;
import io.lunbo.testsupport.APairedScreen;
import io.lunbo.testsupport.SignedIn;
import io.lunbo.web.WireTime;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

/** A player finds out what the service lost; people find out what it refused. */
@QuarkusTest
class AccordTest {
    @Inject
    Clock clock;

    @Test
    void theDigestIsTheXorOfExactlyTheRecordsOfAnHourByThePlayersClock() {
        APairedScreen screen = APairedScreen.wall("Europe/Berlin");
        LocalDate day =
                LocalDate.ofInstant(clock.instant(), screen.screen().timeZone()).minusDays(2);
        Instant midnight = day.atStartOfDay(screen.screen().timeZone()).toInstant();
        Random random = new Random(5);
        List<Map<String, Object>> records = new ArrayList<>();
        Map<Integer, UUID> expected = new HashMap<>();
        for (int i = 0; i < 200; i++) {
            int second = random.nextInt(86_000);
            UUID id = UUID.randomUUID();
            records.add(Map.of(
                    "id",
                    id.toString(),
                    "media",
                    "a".repeat(64),
                    "startedAt",
                    WireTime.format(midnight.plusSeconds(second).plusMillis(i)),
                    "durationMs",
                    1000,
                    "outcome",
                    "COMPLETED"));
            expected.merge(
                    second / 3600,
                    id,
                    (a, b) -> new UUID(
                            a.getMostSignificantBits() ^ b.getMostSignificantBits(),
                            a.getLeastSignificantBits() ^ b.getLeastSignificantBits()));
        }
        // The clock is wrong by 40 minutes: the player knows its own times only.
        send(screen, records.subList(0, 150), 2_400_000);
        assertThat(digest(screen, day).getInt("count")).isEqualTo(150);
        send(screen, records, 2_400_000);

        JsonPath digest = digest(screen, day);
        assertThat(digest.getInt("count")).isEqualTo(200);
        List<String> folded = digest.getList("hours.xor", String.class);
        for (int hour = 0; hour < folded.size(); hour++) {
            UUID id = expected.getOrDefault(hour, new UUID(0, 0));
            assertThat(folded.get(hour)).isEqualTo(id.toString().replace("-", ""));
        }
        RestAssured.given()
                .auth()
                .oauth2(screen.token())
                .get("/player/v1/plays/digest?date=yesterday")
                .then()
                .statusCode(400);
    }

    @Test
    void whatWasRefusedIsReadWithItsReasonPageByPage() {
        APairedScreen screen = APairedScreen.wall();
        List<Map<String, Object>> records = new ArrayList<>();
        for (int i = 0; i < 250; i++) {
            records.add(Map.of("id", UUID.randomUUID().toString(), "media", i % 2 == 0 ? "x" : "a".repeat(64)));
        }
        send(screen, records, 0);
        SignedIn inspector = SignedIn.as(Role.INSPECTOR);
        String address = "/api/v1/rejected-plays?screen=" + screen.code();
        List<String> seen = new ArrayList<>();
        String cursor = "";
        do {
            JsonPath page = inspector
                    .api()
                    .get(address + "&cursor=" + cursor)
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            seen.addAll(page.getList("items.id", String.class));
            cursor = page.getString("next");
        } while (cursor != null);
        assertThat(seen).hasSize(250).doesNotHaveDuplicates();
        assertThat(inspector
                        .api()
                        .get(address + "&reason=media-invalid")
                        .jsonPath()
                        .getList("items"))
                .hasSize(125);
        inspector.api().get(address + "&cursor=zzz").then().statusCode(400);
        SignedIn.cookieAs(Role.INSPECTOR)
                .page()
                .get("/rejected-plays?screen=" + screen.code())
                .then()
                .statusCode(200)
                .body(containsString("（125）"));
    }

    @Test
    void recordOfAPlayerWhoseClockRanAheadIsTakenInOnceWhenItsClockIsPutRight() {
        APairedScreen screen = APairedScreen.wall();
        Instant began = clock.instant().minusSeconds(600).truncatedTo(ChronoUnit.MILLIS);
        Map<String, Object> ahead = Map.of(
                "id", UUID.randomUUID().toString(),
                "media", "a".repeat(64),
                "startedAt", began.plusSeconds(86_400).toString(),
                "durationMs", 15_000,
                "outcome", "COMPLETED");
        send(screen, List.of(ahead, Map.of("id", "no uuid")), 0);
        SignedIn playout = SignedIn.as(Role.PLAYOUT);
        String address = "/api/v1/rejected-plays?screen=" + screen.code() + "&reason=started-at-in-future";
        String id = playout.api().get(address).jsonPath().getString("items[0].id");
        assertThat(again(SignedIn.as(Role.INSPECTOR), id, 0)).isEqualTo(403);
        assertThat(again(playout, id, 0)).isEqualTo(422);
        assertThat(again(playout, id, 99_999_999_999_999L)).isEqualTo(400);
        assertThat(again(playout, id + "x", 0)).isEqualTo(404);
        assertThat(again(playout, id, -86_400_000)).isEqualTo(204);
        assertThat(again(playout, id, -86_400_000)).isEqualTo(409);

        JsonPath log = SignedIn.as(Role.INSPECTOR)
                .api()
                .get("/api/v1/plays?screen=" + screen.code())
                .jsonPath();
        assertThat(log.getInt("total")).isEqualTo(1);
        assertThat(Instant.parse(log.getString("items[0].startedAt"))).isEqualTo(began);
        assertThat(playout.api().get(address).jsonPath().getString("items[0].resubmittedBy"))
                .isNotBlank();
        String broken = playout.api()
                .get("/api/v1/rejected-plays?reason=id-invalid&screen=" + screen.code())
                .jsonPath()
                .getString("items[0].id");
        assertThat(again(playout, broken, 0)).isEqualTo(422);
    }

    private static int again(SignedIn who, String id, long correctionMs) {
        return who.api()
                .contentType(ContentType.JSON)
                .body(Map.of("correctionMs", correctionMs))
                .post("/api/v1/rejected-plays/" + id + "/resubmit")
                .statusCode();
    }

    private static JsonPath digest(APairedScreen screen, LocalDate date) {
        return RestAssured.given()
                .auth()
                .oauth2(screen.token())
                .get("/player/v1/plays/digest?date=" + date)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static void send(APairedScreen screen, List<Map<String, Object>> records, int offsetMs) {
        RestAssured.given()
                .auth()
                .oauth2(screen.token())
                .contentType(ContentType.JSON)
                .body(Map.of("plays", records, "clock", Map.of("offsetMs", offsetMs)))
                .post("/player/v1/plays")
                .then()
                .statusCode(200);
    }
}
