package io.lunbo.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lunbo.access.Role;
import io.lunbo.media.Media;
import io.lunbo.playlog.Plays;
import io.lunbo.testsupport.AMedia;
import io.lunbo.testsupport.APairedScreen;
import io.lunbo.testsupport.SignedIn;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

/** Plays by question: page by page, counted exactly, as a file. */
@QuarkusTest
class PlayResourceTest {
    @Inject
    Clock clock;

    @Inject
    ObjectMapper json;

    @Inject
    EntityManager entities;

    private SignedIn inspector;
    private APairedScreen screen;
    private Plays plays;

    @BeforeEach
    void signIn() {
        inspector = SignedIn.as(Role.INSPECTOR);
        screen = APairedScreen.wall();
        plays = new Plays(new Random(30), clock.instant());
    }

    @Test
    void showsWhatPlayersLogged() {
        Media film = AMedia.film(30, inspector.account());
        ObjectNode play = plays.next().put("media", film.sha256()).put("outcome", "PARTIAL");
        log(screen, List.of(play));

        ask(Map.of("screen", screen.code()))
                .body("total", equalTo(1))
                .body("next", equalTo(null))
                .body("items[0].id", equalTo(play.get("id").textValue()))
                .body("items[0].screen", equalTo(screen.code()))
                .body("items[0].media", equalTo(film.sha256()))
                .body("items[0].title", equalTo(film.title()))
                .body("items[0].startedAt", equalTo(play.get("startedAt").textValue()))
                .body("items[0].durationMs", equalTo(play.get("durationMs").intValue()))
                .body("items[0].outcome", equalTo("PARTIAL"))
                .body("items[0].receivedAt.length()", equalTo(24));
    }

    @Test
    void screensNeverShareTheirPlays() {
        APairedScreen other = APairedScreen.wall();
        List<JsonNode> batch = plays.list(10);
        log(screen, batch);
        log(other, batch.subList(0, 4));

        ask(Map.of("screen", screen.code())).body("total", equalTo(10));
        ask(Map.of("screen", other.code())).body("total", equalTo(4));
        assertThat(ask(Map.of("screen", other.code())).extract().jsonPath().getList("items.screen"))
                .containsOnly(other.code());
    }

    @Test
    void pagesStayWhatTheyAreWhilePlaysArrive() {
        List<JsonNode> all = plays.list(300);
        List<JsonNode> early = new ArrayList<>();
        List<JsonNode> late = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            (i % 3 == 0 ? late : early).add(all.get(i));
        }
        log(screen, early);
        List<String> seen = new ArrayList<>();
        String cursor = "";
        while (cursor != null) {
            JsonPath page = ask(Map.of("screen", screen.code(), "limit", 17, "cursor", cursor))
                    .extract()
                    .jsonPath();
            seen.addAll(page.getList("items.id"));
            cursor = page.getString("next");
            if (!late.isEmpty()) {
                log(screen, List.of(late.remove(0), late.remove(late.size() - 1)));
            }
        }

        assertThat(seen).doesNotHaveDuplicates();
        assertThat(new HashSet<>(seen)).containsAll(ids(early));
        assertThat(ids(all)).containsSubsequence(seen); // in order, whatever came in between
    }

    @Test
    void countsExactlyWhateverTheRangeBeginsAndEndsWith() {
        List<JsonNode> all = plays.list(400);
        log(screen, all);
        Random random = new Random(31);
        Instant first = Instant.parse(all.get(0).get("startedAt").textValue());
        for (int i = 0; i < 25; i++) {
            Instant from = first.plusSeconds(random.nextInt(14_000));
            Instant until = from.plusSeconds(random.nextInt(9_000));
            if (i % 3 == 0) {
                from = from.truncatedTo(ChronoUnit.HOURS);
            }
            Instant begin = from;
            long expected = all.stream()
                    .map(play -> Instant.parse(play.get("startedAt").textValue()))
                    .filter(at -> !at.isBefore(begin) && at.isBefore(until))
                    .count();
            ask(Map.of("screen", screen.code(), "from", from.toString(), "until", until.toString(), "limit", 1000))
                    .body("total", equalTo((int) expected))
                    .body("items.size()", equalTo((int) expected));
        }
    }

    @Test
    void daysAreThoseOfTheScreen() {
        ObjectNode evening = plays.next().put("startedAt", "2026-03-01T15:59:59.999Z");
        ObjectNode night = plays.next().put("startedAt", "2026-03-01T16:00:00.000Z");
        Instant received = clock.instant();
        evening.put("startedAt", localMidnight(received).minusMillis(1).toString());
        night.put("startedAt", localMidnight(received).toString());
        log(screen, List.of(evening, night));
        String today = received.atZone(screen.screen().timeZone()).toLocalDate().toString();

        ask(Map.of("screen", screen.code(), "from", today, "until", today))
                .body("total", equalTo(1))
                .body("items[0].id", equalTo(night.get("id").textValue()));
        api(Map.of("from", today)).statusCode(400).body("violations[0].field", equalTo("from"));
    }

    @ParameterizedTest
    @CsvSource({
        "cursor, x, 400",
        "cursor, AAAA, 400",
        "cursor, '%00', 400",
        "limit, 0, 400",
        "limit, 1001, 400",
        "limit, x, 400",
        "from, yesterday, 400",
        "from, 2023-02-30, 400",
        "until, +999999999-01-01T00:00:00Z, 400",
        "media, ../x, 400",
        "screen, no-such-screen, 404"
    })
    void refusesWhatItDoesNotUnderstand(String name, String value, int status) {
        Map<String, Object> question = new java.util.HashMap<>(Map.of("screen", screen.code()));
        question.put(name, value);
        api(question).statusCode(status).contentType("application/problem+json");
    }

    @Test
    void refusesDatesTheWrongWayRound() {
        api(Map.of("screen", screen.code(), "from", "2023-04-21T00:00:00Z", "until", "2023-04-20T00:00:00Z"))
                .statusCode(422)
                .body("type", equalTo("dates-reversed"));
    }

    @Test
    void fileIsSafeForSpreadsheets() {
        Media film = AMedia.film(30, inspector.account());
        QuarkusTransaction.requiringNew()
                .run(() -> entities.createNativeQuery("update media set title = ?1 where id = ?2")
                        .setParameter(1, "=cmd|' /C calc'!A0, \"quoted\"\nnext")
                        .setParameter(2, film.id())
                        .executeUpdate());
        log(screen, List.of(plays.next().put("media", film.sha256())));

        for (String path : List.of("/api/v1/plays.csv", "/api/v1/plays")) {
            byte[] bytes = inspector
                    .api()
                    .accept("text/csv")
                    .queryParam("screen", screen.code())
                    .get(path)
                    .then()
                    .statusCode(200)
                    .header("Content-Disposition", "attachment; filename=\"plays.csv\"")
                    .extract()
                    .asByteArray();
            String text = new String(bytes, java.nio.charset.StandardCharsets.UTF_8);
            assertThat(text)
                    .startsWith("\uFEFFid,screen,media,title,startedAt,durationMs,outcome,receivedAt\r\n")
                    .contains(",\"'=cmd|' /C calc'!A0, \"\"quoted\"\"\nnext\",")
                    .endsWith("Z\r\n");
        }
    }

    @Test
    void fileHasEveryPlayOnce() {
        log(screen, plays.list(1000));
        log(screen, plays.list(1000));
        log(screen, plays.list(500));

        String text = inspector
                .api()
                .queryParam("screen", screen.code())
                .get("/api/v1/plays.csv")
                .asString();

        assertThat(text.lines().skip(1).map(line -> line.substring(0, 36)).distinct())
                .hasSize(2500);
    }

    private Instant localMidnight(Instant instant) {
        return instant.atZone(screen.screen().timeZone())
                .toLocalDate()
                .atStartOfDay(screen.screen().timeZone())
                .toInstant();
    }

    private ValidatableResponse ask(Map<String, ?> question) {
        return api(question).statusCode(200);
    }

    private ValidatableResponse api(Map<String, ?> question) {
        return inspector.api().queryParams(question).get("/api/v1/plays").then();
    }

    private void log(APairedScreen from, List<? extends JsonNode> batch) {
        ObjectNode body = json.createObjectNode();
        body.putArray("plays").addAll(batch);
        RestAssured.given()
                .auth()
                .oauth2(from.token())
                .contentType("application/json")
                .body(body.toString())
                .post("/player/v1/plays")
                .then()
                .statusCode(200)
                .body("rejected", equalTo(0));
    }

    private static List<String> ids(List<JsonNode> plays) {
        return plays.stream().map(play -> play.get("id").textValue()).toList();
    }
}
