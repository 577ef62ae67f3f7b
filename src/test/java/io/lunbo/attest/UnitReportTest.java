package io.lunbo.attest;

import io.lunbo.access.Role;
import io.lunbo.testsupport.APairedScreen;
import io.lunbo.testsupport.SignedIn;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A unit's report is of its screens and of no others. */
@QuarkusTest
class UnitReportTest {
    @Inject
    Clock clock;

    @Test
    void reportOfAUnitHasItsScreensOnly() {
        APairedScreen ours = APairedScreen.wall();
        APairedScreen theirs = APairedScreen.wall();
        played(ours, 3);
        played(theirs, 5);
        SignedIn inspector = SignedIn.as(Role.INSPECTOR);
        LocalDate today = LocalDate.ofInstant(clock.instant(), ours.screen().timeZone());
        Map<String, Object> days = Map.of("from", today.minusDays(1).toString(), "until", today.toString());

        JsonPath unit = issue(inspector, days, "unit", ours.screen().unit().code());
        JsonPath screen = issue(inspector, days, "screen", ours.code());

        assertThat(unit.getInt("figures.total.logged")).isEqualTo(3);
        assertThat(unit.getList("figures.screens.code")).isEqualTo(List.of(ours.code()));
        assertThat(unit.getMap("figures.total")).isEqualTo(screen.getMap("figures.total"));
        assertThat(unit.getString("figures.owner"))
                .isEqualTo(ours.screen().unit().name());
        assertThat(unit.getInt("figures.photographed")).isZero();
        assertThat(inspector
                        .api()
                        .contentType(ContentType.JSON)
                        .body(Map.of("unit", "none", "from", "2023-04-20", "until", "2023-04-20"))
                        .post("/api/v1/reports")
                        .statusCode())
                .isEqualTo(404);
    }

    private static JsonPath issue(SignedIn inspector, Map<String, Object> days, String of, String code) {
        return inspector
                .api()
                .contentType(ContentType.JSON)
                .body(Map.of("from", days.get("from"), "until", days.get("until"), of, code))
                .post("/api/v1/reports")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
    }

    private void played(APairedScreen screen, int plays) {
        List<Map<String, Object>> records = IntStream.range(0, plays)
                .mapToObj(i -> Map.<String, Object>of(
                        "id", UUID.randomUUID().toString(),
                        "media", "a".repeat(64),
                        "startedAt", clock.instant().minusSeconds(60L * (i + 1)).toString(),
                        "durationMs", 15_000,
                        "outcome", "COMPLETED"))
                .toList();
        RestAssured.given()
                .auth()
                .oauth2(screen.token())
                .contentType(ContentType.JSON)
                .body(Map.of("plays", records))
                .post("/player/v1/plays")
                .then()
                .statusCode(200);
    }
}
