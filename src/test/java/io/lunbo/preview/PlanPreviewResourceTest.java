package io.lunbo.preview;

import io.lunbo.access.Role;
import io.lunbo.testsupport.SignedIn;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.blankOrNullString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

@QuarkusTest
class PlanPreviewResourceTest {
    private SignedIn planner;

    @BeforeEach
    void signIn() {
        planner = SignedIn.as(Role.INSPECTOR);
    }

    @Test
    void planHasWhatTheProtocolSays() {
        JsonPath plan = preview("""
                        {"from":"2023-04-20T08:00:00+08:00","until":"2023-04-20T09:00:00+08:00","timeZone":"Asia/Shanghai",
                         "mode":"PLAYS","spots":[{"id":"a","durationMs":15000,"weight":2},{"id":"b","durationMs":10000,"weight":1},
                         {"id":"c","durationMs":20000,"perHour":6,"group":"x"}],
                         "fixed":[{"id":"c","at":"2023-04-20T08:30:00+08:00"}]}""").statusCode(200).extract().jsonPath();

        List<List<Integer>> plays = plan.getList("plays");
        assertThat(plays).contains(List.of(1_800_000, 2, 20_000));
        int end = 0;
        for (List<Integer> play : plays) {
            assertThat(play.get(0)).isGreaterThanOrEqualTo(end);
            end = play.get(0) + play.get(2);
        }
        assertThat(end).isLessThanOrEqualTo(3_600_000);
        assertThat(plays.stream().filter(play -> play.get(1) == 2)).hasSize(7);
        assertThat(plan.getDouble("figures.maxDeviation")).isLessThanOrEqualTo(plan.getDouble("figures.bound"));
        assertThat(plan.getLong("figures.buildMicros")).isPositive();
    }

    @Test
    void dailyCountHoldsOnEachLocalDay() {
        JsonPath plan = preview("""
                        {"from":"2023-04-20T00:00:00+08:00","until":"2023-04-22T00:00:00+08:00","timeZone":"Asia/Shanghai",
                         "spots":[{"id":"a","durationMs":10000,"perDay":5,"dayparts":[{"from":"07:00","until":"09:00"}]}]}""").statusCode(200).extract().jsonPath();

        List<List<Integer>> plays = plan.getList("plays");
        assertThat(plays).hasSize(10);
        assertThat(plays).allSatisfy(play -> {
            assertThat(play.get(0) % 86_400_000).isBetween(7 * 3_600_000, 9 * 3_600_000 - 10_000);
            assertThat(play.get(1)).isZero();
        });
    }

    @Test
    void distanceIsKeptWhereItCanBe_andCountedWhereItCannot() {
        String asked = """
                        {"from":"2023-04-20T08:00:00+08:00","until":"2023-04-20T09:00:00+08:00","timeZone":"Asia/Shanghai",
                         "spots":[{"id":"a","durationMs":10000,"weight":1,"group":"G","minDistanceSeconds":%d},
                          {"id":"b","durationMs":10000,"weight":1,"group":"G"},{"id":"c","durationMs":10000,"weight":4}]}""";
        preview(asked.formatted(20)).statusCode(200).body("unplaced", hasSize(0));
        preview(asked.formatted(3000))
                .statusCode(200)
                .body("unplaced", hasSize(1))
                .body("unplaced[0].id", equalTo("a"))
                .body("unplaced[0].reason", equalTo("TOO_CLOSE"))
                .body("unplaced[0].detail", not(blankOrNullString()));
        preview(asked.formatted(0)).statusCode(400).body("type", equalTo("invalid-input"));
    }

    @Test
    void whatDoesNotFitIsRefusedWithNumbers() {
        preview("""
                        {"from":"2023-04-20T08:00:00+08:00","until":"2023-04-20T09:00:00+08:00","timeZone":"Asia/Shanghai",
                         "spots":[{"id":"a","durationMs":12000,"perHour":360}]}""")
                .statusCode(200)
                .body("plays", hasSize(0))
                .body("unplaced[0].id", equalTo("a"))
                .body("unplaced[0].reason", equalTo("OVER_DEMAND"))
                .body("unplaced[0].asked", equalTo(4_320_000))
                .body("unplaced[0].possible", equalTo(3_600_000));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "until\":\"2023-04-20T09 | until\":\"2023-04-20T07 | 422 | dates-reversed",
                "until\":\"2023-04-20T09 | until\":\"2024-04-20T09 | 422 | dates-too-far-apart",
                "Asia/Shanghai | Asia/Nowhere | 422 | time-zone-unknown",
                "\"weight\":1 | \"weight\":0 | 400 | invalid-input",
                "\"weight\":1 | \"weight\":1,\"perDay\":2 | 422 | spot-demand-unclear",
                "\"weight\":1 | \"weight\":\"1\" | 400 | invalid-input",
                "\"weight\":1 | \"wait\":1 | 400 | invalid-input",
                "15000 | -1 | 400 | invalid-input",
                "\"spots\":[ | \"spots\":[{\"id\":\"a\",\"durationMs\":1000,\"weight\":1}, | 400 | invalid-input",
                "\"spots\":[ | \"fixed\":[{\"id\":\"zz\",\"at\":\"2023-04-20T08:30:00Z\"}],\"spots\":[ | 400 | invalid-input",
                "]} | ] | 400 | body-not-json"
            })
    void badRequestsAreRefused(String part, String instead, int status, String type) {
        preview("""
                {"from":"2023-04-20T08:00:00+08:00","until":"2023-04-20T09:00:00+08:00","timeZone":"Asia/Shanghai",\
                "spots":[{"id":"a","durationMs":15000,"weight":1}]}""".replace(part, instead))
                .statusCode(status)
                .contentType("application/problem+json")
                .body("type", equalTo(type));
    }

    private ValidatableResponse preview(String body) {
        return planner.api()
                .contentType(ContentType.JSON)
                .body(body)
                .post("/api/v1/plans/preview")
                .then();
    }
}
