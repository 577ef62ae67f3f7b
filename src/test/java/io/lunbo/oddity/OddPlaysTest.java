package io.lunbo.oddity;

import io.lunbo.access.Role;
import io.lunbo.tally.CatchingUp;
import io.lunbo.testsupport.PlayedScreen;
import io.lunbo.testsupport.SignedIn;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Odd records of many screens: all of them, each once, however they are paged, and nothing honest among them. */
@QuarkusTest
class OddPlaysTest {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final String KNOWN = "c".repeat(64);

    @Inject
    CatchingUp catchingUp;

    @Inject
    EntityManager entities;

    private final PlayedScreen one = PlayedScreen.wall();
    private final PlayedScreen two = PlayedScreen.wall();
    private final LocalDate day = one.today().minusDays(1);
    private SignedIn inspector;

    @BeforeEach
    void sheets() {
        inspector = SignedIn.as(Role.INSPECTOR);
        one.published(day, 1, List.of(KNOWN));
        two.published(day, 1, List.of(KNOWN));
    }

    @Test
    void everyOddRecordIsListedOnceAndNoHonestOne() {
        List<String> overlap = new ArrayList<>();
        List<String> burst = new ArrayList<>();
        List<String> strange = new ArrayList<>();
        play(one, KNOWN, 0, 10_000);
        play(one, KNOWN, 20_000, 30_000);
        overlap.add(play(one, KNOWN, 40_000, 10_000));
        play(one, KNOWN, 59_000, 5_000);
        for (int i = 0; i < 5; i++) {
            burst.add(play(two, KNOWN, 600_000 + i * 100, 50));
        }
        for (int i = 0; i < 7; i++) {
            strange.add(
                    play(two, UUID.randomUUID().toString().replace("-", "").repeat(2), 900_000 + i * 20_000, 9_000));
        }

        assertThat(ids(one, "")).containsExactlyElementsOf(overlap);
        assertThat(ids(two, "&kind=AT_ONCE")).containsExactlyElementsOf(burst);
        assertThat(ids(two, "&kind=UNKNOWN_MEDIA")).containsExactlyElementsOf(strange);
        assertThat(ids(two, "")).hasSize(12).containsAll(burst).containsAll(strange);
        assertThat(get("&screen=" + two.screen().code()).getLong("total")).isEqualTo(12);
        assertThat(get("&kind=OVERLAP&screen=" + two.screen().code()).getLong("total"))
                .isZero();

        List<String> paged = new ArrayList<>();
        String cursor = "";
        do {
            JsonPath page = get("&limit=5" + cursor);
            paged.addAll(page.getList("items.id"));
            cursor = page.getString("next") == null ? null : "&cursor=" + page.getString("next");
            if (paged.size() == 5) { // a record of a newer day shifts nothing
                play(one, UUID.randomUUID().toString().replace("-", "").repeat(2), 3_600_000 * 4, 9_000);
            }
        } while (cursor != null);
        assertThat(paged)
                .doesNotHaveDuplicates()
                .containsAll(overlap)
                .containsAll(burst)
                .containsAll(strange);
        JsonPath whole = get("");
        assertThat((long) paged.size()).isBetween(whole.getLong("total") - 1, whole.getLong("total"));
    }

    @Test
    void pageLeadsToTheDayAndKeepsItsFilters() {
        play(one, "d".repeat(64), 0, 10_000);
        SignedIn reader = SignedIn.cookieAs(Role.INSPECTOR);
        String address = "/odd-plays?from=" + day + "&until=" + day + "&kind=UNKNOWN_MEDIA&screen="
                + one.screen().code();
        String page = reader.page().get(address).asString();
        assertThat(page)
                .contains("/inspect/screens/" + one.screen().code() + "/days/" + day)
                .contains("value=\"UNKNOWN_MEDIA\" selected")
                .contains("1 条可疑记录，分布在 1 个屏日");
        assertThat(reader.page().cookie("lunbo-language", "en").get(address).asString())
                .contains("Odd records: 1, on screen-days: 1");
        assertThat(reader.page().get("/inspect").asString()).contains("/odd-plays?from=");
        assertThat(SignedIn.cookieAs(Role.SUBMITTER).page().get("/odd-plays").statusCode())
                .isEqualTo(403);
    }

    @Test
    void whatWasCountedBeforeIsLookedAtByAndBy() {
        play(one, "d".repeat(64), 0, 10_000);
        assertThat(ids(one, "")).hasSize(1);
        QuarkusTransaction.requiringNew()
                .run(() -> entities.createNativeQuery("update screen_days set odd_plays = null, odd_overlap = null,"
                                + " odd_at_once = null, odd_unknown_media = null where screen_id = :screen")
                        .setParameter("screen", one.screen().id())
                        .executeUpdate());
        assertThat(get("&screen=" + one.screen().code()).getLong("daysNotLookedAt"))
                .isEqualTo(1);
        catchingUp.run();
        assertThat(get("&screen=" + one.screen().code()).getLong("daysNotLookedAt"))
                .isZero();
        assertThat(ids(one, "")).hasSize(1);
    }

    @Test
    void whatMeansNothingIsRefused() {
        for (String wrong : List.of(
                "kind=odd",
                "from=yesterday",
                "cursor=%00",
                "cursor=" + "a".repeat(40),
                "limit=0",
                "limit=501",
                "from=2024-02-02&until=2024-02-01",
                "from=2020-01-01&until=2024-02-01",
                "limit=x")) {
            int status = inspector.api().get("/api/v1/odd-plays?" + wrong).statusCode();
            assertThat(status).as(wrong).isBetween(400, 422);
        }
        assertThat(inspector.api().get("/api/v1/odd-plays?screen=nowhere").statusCode())
                .isEqualTo(404);
        assertThat(SignedIn.as(Role.SUBMITTER).api().get("/api/v1/odd-plays").statusCode())
                .isEqualTo(403);
    }

    private List<String> ids(PlayedScreen screen, String rest) {
        return get(rest + "&screen=" + screen.screen().code()).getList("items.id");
    }

    private JsonPath get(String rest) {
        return inspector
                .api()
                .get("/api/v1/odd-plays?from=" + day + "&until=" + day + rest)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    /** Logs a play so many milliseconds after eight o'clock; gives its id. */
    private String play(PlayedScreen screen, String media, long afterEight, int durationMs) {
        Instant at = day.atTime(8, 0).atZone(ZONE).toInstant().plusMillis(afterEight);
        String id = UUID.randomUUID().toString();
        screen.asks()
                .contentType(ContentType.JSON)
                .body(Map.of(
                        "plays",
                        List.of(Map.of(
                                "id", id,
                                "media", media,
                                "startedAt", at.toString(),
                                "durationMs", durationMs,
                                "outcome", "COMPLETED"))))
                .post("/player/v1/plays")
                .then()
                .statusCode(200);
        return id;
    }
}
