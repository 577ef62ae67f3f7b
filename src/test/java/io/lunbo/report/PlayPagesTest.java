package io.lunbo.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lunbo.access.Role;
import io.lunbo.dayplan.SheetContent;
import io.lunbo.dayplan.SheetContent.PlannedPlay;
import io.lunbo.media.Media;
import io.lunbo.playlog.Plays;
import io.lunbo.testsupport.AMedia;
import io.lunbo.testsupport.APairedScreen;
import io.lunbo.testsupport.SignedIn;
import io.lunbo.web.WireTime;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

/** What was due and what was played on a screen's day, in zones whose days begin on whole hours and in others. */
@QuarkusTest
class PlayPagesTest {
    @Inject
    Clock clock;

    @Inject
    ObjectMapper json;

    @Inject
    EntityManager entities;

    @Inject
    DueAndActual dueAndActual;

    @ParameterizedTest
    @ValueSource(strings = {"Asia/Shanghai", "Asia/Kathmandu", "Europe/Berlin"})
    void holdsDueAgainstActual(String zone) {
        SignedIn inspector = SignedIn.as(Role.INSPECTOR);
        APairedScreen screen = APairedScreen.wall(zone);
        LocalDate yesterday =
                LocalDate.ofInstant(clock.instant(), ZoneId.of(zone)).minusDays(1);
        Media first = AMedia.film(30, inspector.account());
        Media second = AMedia.film(30, inspector.account());
        SheetContent sheet = sheet(screen, yesterday, List.of(first, second));
        publish(screen, sheet, inspector);
        // Every play of the first but one; the second once too often, cut once and failed once: 119 + 121 + 1 + 1.
        List<ObjectNode> log = new ArrayList<>();
        Plays plays = new Plays(new Random(40), clock.instant());
        for (PlannedPlay planned : sheet.plays().subList(1, sheet.plays().size())) {
            log.add(plays.next()
                    .put("media", sheet.media().get(planned.media()))
                    .put("startedAt", WireTime.format(sheet.startOf(planned)))
                    .put("durationMs", 30_000)
                    .put("outcome", "COMPLETED"));
        }
        Instant noon = sheet.from().plusSeconds(12 * 3600);
        for (String outcome : List.of("COMPLETED", "PARTIAL", "FAILED")) {
            log.add(plays.next()
                    .put("media", second.sha256())
                    .put("startedAt", WireTime.format(noon.plusMillis(outcome.length())))
                    .putNull("sheet")
                    .put("outcome", outcome));
        }
        send(screen, log);

        DayFigures day = dueAndActual.of(screen.screen(), yesterday, clock.instant());

        // What was shown once too often is extra, and so is what was cut: nothing was due then.
        assertThat(day.items())
                .extracting(
                        item -> item.tally().planned(),
                        item -> item.tally().counted(),
                        item -> item.tally().actual(),
                        item -> item.tally().dues().missed(),
                        item -> item.tally().logs().total(),
                        item -> item.tally().logs().extra(),
                        item -> item.tally().logs().failed())
                .containsExactly(tuple(120, 120, 119, 1, 119, 0, 0), tuple(120, 120, 120, 0, 123, 2, 1));
        assertThat(day.total().completion()).isEqualTo(new BigDecimal("99.5"));
        assertThat(day.hours().stream().mapToInt(hour -> hour.tally().planned()).sum())
                .isEqualTo(240);
        assertThat(day.hours().stream().mapToInt(hour -> hour.tally().actual()).sum())
                .isEqualTo(239);
        assertThat(day.hours().get(0).tally().planned()).isEqualTo(10);
    }

    @Test
    void showsTheDayInBothLanguages() {
        SignedIn inspector = SignedIn.cookieAs(Role.INSPECTOR);
        APairedScreen screen = APairedScreen.wall();
        Media film = AMedia.film(30, inspector.account());
        LocalDate today = LocalDate.ofInstant(clock.instant(), screen.screen().timeZone());
        publish(screen, sheet(screen, today, List.of(film)), inspector);
        ObjectNode play = new Plays(new Random(41), clock.instant())
                .next()
                .put("media", film.sha256())
                .put("startedAt", WireTime.format(clock.instant().minusMillis(1)))
                .put("outcome", "COMPLETED");
        send(screen, List.of(play, json.createObjectNode().put("id", "<script>x</script>")));

        String page = "/plays?screen=" + screen.code();
        inspector
                .page()
                .get(page)
                .then()
                .statusCode(200)
                .body(containsString(film.title()))
                .body(containsString("截至此刻漏播"))
                .body(containsString("每小时应播与实播"))
                .body(containsString("记录编号无法识别"))
                .body(containsString("hx-trigger=\"every 15s\""))
                .body(not(containsString("<script>x")));
        inspector
                .page()
                .cookie("lunbo-language", "en")
                .get(page + "&outcome=FAILED&hour=3")
                .then()
                .statusCode(200)
                .body(containsString("Missed so far"))
                .body(containsString("No plays fit this choice."));
        inspector
                .page()
                .get(page + "&date=2020-02-29")
                .then()
                .statusCode(200)
                .body(containsString("这一天没有发布播出单"))
                .body(not(containsString("hx-trigger")));
        String file = inspector
                .page()
                .accept("text/csv")
                .get("/plays.csv?screen=" + screen.code())
                .then()
                .statusCode(200)
                .extract()
                .asString();
        assertThat(file).startsWith("\uFEFF屏幕,素材,开始时间").contains(film.title());
    }

    @ParameterizedTest
    @ValueSource(strings = {"date=tomorrow", "hour=99", "hour=x", "outcome=WON", "media=x", "cursor=x"})
    void refusesAnAddressThatMeansNothing(String query) {
        SignedIn inspector = SignedIn.cookieAs(Role.INSPECTOR);
        APairedScreen screen = APairedScreen.wall();

        inspector
                .page()
                .get("/plays?screen=" + screen.code() + "&" + query)
                .then()
                .statusCode(400);
    }

    /** A play of thirty seconds every six minutes, one media after the other. */
    private static SheetContent sheet(APairedScreen screen, LocalDate date, List<Media> media) {
        ZoneId zone = screen.screen().timeZone();
        List<PlannedPlay> plays = new ArrayList<>();
        for (int i = 0; i < 240; i++) {
            plays.add(new PlannedPlay(i * 360_000, i % media.size(), 0, 30_000));
        }
        return new SheetContent(
                screen.code(),
                date,
                zone,
                date.atStartOfDay(zone).toInstant(),
                date.plusDays(1).atStartOfDay(zone).toInstant(),
                media.stream().map(Media::sha256).toList(),
                List.of(UUID.randomUUID()),
                plays);
    }

    private void publish(APairedScreen screen, SheetContent content, SignedIn by) {
        byte[] body = content.canonicalJson();
        QuarkusTransaction.requiringNew()
                .run(() -> entities.createNativeQuery(
                                "insert into sheets (id, screen_id, date, version, state, sha256, body, carry, play_count, idle_ms,"
                                        + " summary, built_by, built_at, published_by, published_at)"
                                        + " values (?1, ?2, ?3, 1, 'PUBLISHED', ?4, ?5, '{}', ?6, 0, '{}', ?7, now(3), ?7, '2020-01-01')")
                        .setParameter(1, UUID.randomUUID())
                        .setParameter(2, screen.screen().id())
                        .setParameter(3, content.date())
                        .setParameter(4, SheetContent.sha256(body))
                        .setParameter(5, SheetContent.gzip(body))
                        .setParameter(6, content.plays().size())
                        .setParameter(7, by.account().id())
                        .executeUpdate());
    }

    private void send(APairedScreen screen, List<ObjectNode> plays) {
        ObjectNode body = json.createObjectNode();
        body.putArray("plays").addAll(plays);
        RestAssured.given()
                .auth()
                .oauth2(screen.token())
                .contentType("application/json")
                .body(body.toString())
                .post("/player/v1/plays")
                .then()
                .statusCode(200);
    }
}
