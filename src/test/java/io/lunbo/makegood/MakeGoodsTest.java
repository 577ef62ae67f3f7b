package io.lunbo.makegood;

import io.lunbo.access.Role;
import io.lunbo.campaign.Campaign;
import io.lunbo.dayplan.SheetContent;
import io.lunbo.dayplan.SheetContent.PlannedPlay;
import io.lunbo.media.Media;
import io.lunbo.testsupport.ABooking;
import io.lunbo.testsupport.APairedScreen;
import io.lunbo.testsupport.SignedIn;
import io.lunbo.web.WireTime;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.nullValue;

/** A missed play becomes one booking at a fixed time, once; what was played does not. */
@QuarkusTest
class MakeGoodsTest {
    @Inject
    EntityManager entities;

    @Inject
    Clock clock;

    @Test
    void aMissedPlayIsBookedOnceAndAPlayedOneNever() {
        SignedIn scheduler = SignedIn.as(Role.SCHEDULER);
        APairedScreen screen = APairedScreen.wall();
        LocalDate yesterday =
                LocalDate.ofInstant(clock.instant(), screen.screen().timeZone()).minusDays(1);
        Campaign campaign = ABooking.campaign(screen.screen(), yesterday, yesterday.plusDays(5), scheduler.account());
        Media film = ABooking.film(campaign, 30, scheduler.account(), scheduler.account());
        UUID spot = QuarkusTransaction.requiringNew()
                .call(() -> entities.createQuery("select s.id from Spot s where s.media.id = :film", UUID.class)
                        .setParameter("film", film.id())
                        .getSingleResult());
        SheetContent sheet = published(screen, yesterday, film, spot, scheduler);
        Instant played = sheet.startOf(sheet.plays().get(0));
        Instant missed = sheet.startOf(sheet.plays().get(1));
        log(screen, film, played);
        Instant at = missed.plusSeconds(2 * 86_400);

        offer(scheduler, screen, played, spot, at).then().statusCode(409);
        offer(scheduler, screen, missed, UUID.randomUUID(), at).then().statusCode(409);
        offer(scheduler, screen, missed, spot, missed).then().statusCode(422);
        offer(scheduler, screen, missed, spot, at.plusSeconds(30 * 86_400L))
                .then()
                .statusCode(422); // the campaign is over then
        String booked = offer(scheduler, screen, missed, spot, at)
                .then()
                .statusCode(201)
                .body("outcome", nullValue())
                .extract()
                .path("bookedSpot");
        offer(scheduler, screen, missed, spot, at).then().statusCode(409);
        assertThat(fixedTimes(UUID.fromString(booked))).isEqualTo(1);

        SignedIn person = SignedIn.cookieAs(Role.SCHEDULER);
        String form = "/make-goods/new?screen=" + screen.code() + "&due=" + missed + "&spot=" + spot;
        person.page()
                .get("/inspect/plays?verdict=MISSED&screen=" + screen.code() + "&from=" + yesterday + "&until="
                        + yesterday)
                .then()
                .statusCode(200)
                .body(containsString("/make-goods/new?screen=" + screen.code()));
        person.page().get(form).then().statusCode(200).body(containsString(film.title()));
        person.page().get("/make-goods").then().statusCode(200).body(containsString("尚未编入播出单"));
        person.page()
                .formParam("screen", screen.code())
                .formParam("due", missed.toString())
                .formParam("spot", spot.toString())
                .formParam("at", "soon")
                .post("/make-goods")
                .then()
                .statusCode(422);
    }

    private static Response offer(SignedIn scheduler, APairedScreen screen, Instant due, UUID spot, Instant at) {
        return scheduler
                .api()
                .contentType(ContentType.JSON)
                .body(Map.of(
                        "screen", screen.code(),
                        "dueAt", due.toString(),
                        "spot", spot.toString(),
                        "at", at.toString()))
                .post("/api/v1/make-goods");
    }

    private long fixedTimes(UUID spot) {
        return QuarkusTransaction.requiringNew()
                .call(() -> ((Number)
                                entities.createNativeQuery("select count(*) from spot_times where spot_id = :spot")
                                        .setParameter("spot", spot)
                                        .getSingleResult())
                        .longValue());
    }

    private static void log(APairedScreen screen, Media film, Instant at) {
        Map<String, Object> record = Map.of(
                "id",
                UUID.randomUUID().toString(),
                "media",
                film.sha256(),
                "startedAt",
                WireTime.format(at),
                "durationMs",
                30_000,
                "outcome",
                "COMPLETED");
        RestAssured.given()
                .auth()
                .oauth2(screen.token())
                .contentType(ContentType.JSON)
                .body(Map.of("plays", List.of(record)))
                .post("/player/v1/plays")
                .then()
                .statusCode(200);
    }

    private SheetContent published(APairedScreen screen, LocalDate date, Media film, UUID spot, SignedIn by) {
        var zone = screen.screen().timeZone();
        SheetContent content = new SheetContent(
                screen.code(),
                date,
                zone,
                date.atStartOfDay(zone).toInstant(),
                date.plusDays(1).atStartOfDay(zone).toInstant(),
                List.of(film.sha256()),
                List.of(spot),
                List.of(new PlannedPlay(36_000_000, 0, 0, 30_000), new PlannedPlay(39_600_000, 0, 0, 30_000)));
        byte[] body = content.canonicalJson();
        QuarkusTransaction.requiringNew()
                .run(() -> entities.createNativeQuery(
                                "insert into sheets (id, screen_id, date, version, state, sha256, body, carry, play_count, idle_ms,"
                                        + " summary, built_by, built_at, published_by, published_at)"
                                        + " values (?1, ?2, ?3, 1, 'PUBLISHED', ?4, ?5, '{}', 2, 0, '{}', ?6, now(3), ?6, '2020-01-01')")
                        .setParameter(1, UUID.randomUUID())
                        .setParameter(2, screen.screen().id())
                        .setParameter(3, date)
                        .setParameter(4, SheetContent.sha256(body))
                        .setParameter(5, SheetContent.gzip(body))
                        .setParameter(6, by.account().id())
                        .executeUpdate());
        return content;
    }
}
