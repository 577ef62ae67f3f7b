package io.lunbo.spotcheck;

import io.lunbo.access.Role;
import io.lunbo.testsupport.APhoto;
import io.lunbo.testsupport.AtOnce;
import io.lunbo.testsupport.PlayedScreen;
import io.lunbo.testsupport.SignedIn;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

/** A round is drawn as its seed says, done once per screen, corrected beside what was said, and closed at its end. */
@QuarkusTest
class SpotChecksTest {
    @Inject
    EntityManager entities;

    @Inject
    Clock clock;

    @Test
    void theDrawCanBeRepeatedFromWhatIsKept() {
        SignedIn inspector = SignedIn.as(Role.INSPECTOR);
        PlayedScreen screen = PlayedScreen.wall();
        PlayedScreen.wall();
        PlayedScreen.wall();
        Response round = order(inspector, Map.of("count", 2));
        round.then()
                .statusCode(201)
                .body("total", equalTo(2))
                .body("done", equalTo(0))
                .body("closed", equalTo(false));
        List<String> candidates = round.path("candidates");
        assertThat(candidates).contains(screen.screen().code()).isSorted();
        assertThat(round.<List<String>>path("stops.screen")).isEqualTo(Drawing.draw(round.path("seed"), candidates, 2));
        SignedIn.cookieAs(Role.SCHEDULER)
                .page()
                .get("/spot-checks/" + round.path("id"))
                .then()
                .statusCode(200)
                .body(containsString(round.<String>path("seed")));
    }

    @Test
    void onlyTheScreensOfAUnitAreDrawnWhereThatIsAsked() {
        SignedIn inspector = SignedIn.as(Role.INSPECTOR);
        PlayedScreen screen = PlayedScreen.wall();
        Response round = order(inspector, Map.of("count", 9, "unit", unit(screen)));
        round.then()
                .statusCode(201)
                .body("stops.screen", equalTo(List.of(screen.screen().code())));
        order(inspector, Map.of("count", 1, "unit", "no-such-unit")).then().statusCode(422);
        order(inspector, Map.of("count", 0)).then().statusCode(422);
        order(inspector, Map.of("until", today().minusDays(1).toString()))
                .then()
                .statusCode(422);
        order(inspector, Map.of("until", today().plusDays(200).toString()))
                .then()
                .statusCode(422);
        order(inspector, Map.of("title", " ")).then().statusCode(400);
        order(SignedIn.as(Role.PLAYOUT), Map.of()).then().statusCode(403);
    }

    @Test
    void aCorrectionStandsBesideWhatWasSaidAndTheRoundClosesWhenAllIsDone() {
        SignedIn inspector = SignedIn.as(Role.INSPECTOR);
        PlayedScreen one = PlayedScreen.wall();
        PlayedScreen other = PlayedScreen.wall();
        move(other, one);
        Response round = order(inspector, Map.of("count", 2, "unit", unit(one)));
        String first = round.path("stops[0].id");
        String second = round.path("stops[1].id");

        enter(inspector, round, first, "DARK", 0).then().statusCode(400); // neither a photo nor words
        entry(inspector, "DARK", 0)
                .multiPart("file", APhoto.onDisk(APhoto.jpeg(640, 480)).toFile(), "image/jpeg")
                .post(path(round, first))
                .then()
                .statusCode(201)
                .body("sequence", equalTo(1))
                .body("photo", notNullValue());
        entry(inspector, "AS_PLANNED", 0)
                .multiPart("remark", "second look")
                .post(path(round, first))
                .then()
                .statusCode(409);
        entry(inspector, "AS_PLANNED", 1)
                .multiPart("remark", "亮了")
                .post(path(round, first))
                .then()
                .statusCode(201);
        Response seen = inspector.api().get("/api/v1/spot-checks/" + round.path("id"));
        seen.then()
                .body("stops[0].entries.finding", equalTo(List.of("DARK", "AS_PLANNED")))
                .body("done", equalTo(1))
                .body("closed", equalTo(false));

        entry(inspector, "NOT_REACHABLE", 0)
                .multiPart("remark", "修路")
                .post(path(round, second))
                .then()
                .statusCode(201);
        entry(inspector, "AS_PLANNED", 1)
                .multiPart("remark", "late")
                .post(path(round, second))
                .then()
                .statusCode(409);
        inspector.api().get("/api/v1/spot-checks/" + round.path("id")).then().body("closed", equalTo(true));
        inspector
                .api()
                .get("/api/v1/evidence?screen=" + seen.path("stops[0].screen"))
                .then()
                .body("items.seen", equalTo(List.of("DARK")));
    }

    @Test
    void aRoundTakesNothingAfterItsLastDay() {
        SignedIn inspector = SignedIn.as(Role.INSPECTOR);
        PlayedScreen screen = PlayedScreen.wall();
        Response round = order(inspector, Map.of("count", 1, "unit", unit(screen)));
        QuarkusTransaction.requiringNew()
                .run(() -> entities.createNativeQuery("update spot_checks set until_at = :past where id = :id")
                        .setParameter("past", Instant.EPOCH)
                        .setParameter("id", UUID.fromString(round.path("id")))
                        .executeUpdate());
        byte[] photo = APhoto.jpeg(640, 480);
        entry(inspector, "DARK", 0)
                .multiPart("file", APhoto.onDisk(photo).toFile(), "image/jpeg")
                .post(path(round, round.path("stops[0].id")))
                .then()
                .statusCode(409)
                .body("type", equalTo("spot-check-over"));
        inspector
                .api() // nor was the photo taken in
                .get("/api/v1/evidence?screen=" + screen.screen().code())
                .then()
                .body("items.size()", equalTo(0));
        inspector.api().get("/api/v1/spot-checks/" + round.path("id")).then().body("closed", equalTo(true));
    }

    @Test
    void ofTwoWhoEnterAtOnceOneIsFirst() throws Exception {
        SignedIn inspector = SignedIn.as(Role.INSPECTOR);
        PlayedScreen one = PlayedScreen.wall();
        move(PlayedScreen.wall(), one);
        Response round = order(inspector, Map.of("count", 2, "unit", unit(one)));
        String stop = round.path("stops[0].id");
        CyclicBarrier start = new CyclicBarrier(4);
        List<Integer> answers = Collections.synchronizedList(new ArrayList<>());
        List<CompletableFuture<String>> all = IntStream.range(0, 4)
                .mapToObj(i -> AtOnce.atOnce(
                        start,
                        () -> answers.add(entry(inspector, "DARK", 0)
                                .multiPart("remark", "by " + i)
                                .post(path(round, stop))
                                .statusCode())))
                .toList();
        for (CompletableFuture<String> each : all) {
            assertThat(each.get()).isEqualTo(AtOnce.DONE);
        }
        assertThat(answers).containsOnly(201, 409).containsOnlyOnce(201);
    }

    private Response order(SignedIn person, Map<String, Object> more) {
        Map<String, Object> body = new HashMap<>(Map.of(
                "title",
                "抽查",
                "from",
                today().toString(),
                "until",
                today().plusDays(6).toString(),
                "count",
                1));
        body.putAll(more);
        return person.api().contentType(ContentType.JSON).body(body).post("/api/v1/spot-checks");
    }

    private static RequestSpecification entry(SignedIn person, String finding, int seen) {
        return person.api().multiPart("finding", finding).multiPart("entries", String.valueOf(seen));
    }

    private static Response enter(SignedIn person, Response round, String stop, String finding, int seen) {
        return entry(person, finding, seen).post(path(round, stop));
    }

    private static String path(Response round, String stop) {
        return "/api/v1/spot-checks/" + round.path("id") + "/stops/" + stop + "/entries";
    }

    private static String unit(PlayedScreen screen) {
        return "u-" + screen.screen().code();
    }

    private void move(PlayedScreen screen, PlayedScreen toUnitOf) {
        QuarkusTransaction.requiringNew()
                .run(() -> entities.createNativeQuery(
                                "update screens set unit_id = (select id from units where code = :code) where id = :id")
                        .setParameter("code", unit(toUnitOf))
                        .setParameter("id", screen.screen().id())
                        .executeUpdate());
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneId.of("Asia/Shanghai"));
    }
}
