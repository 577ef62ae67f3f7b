package io.lunbo.alarm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lunbo.access.PlayerTokens;
import io.lunbo.access.Role;
import io.lunbo.playlog.Plays;
import io.lunbo.screen.Screen;
import io.lunbo.testsupport.APairedScreen;
import io.lunbo.testsupport.AScreen;
import io.lunbo.testsupport.SignedIn;
import io.lunbo.testsupport.Someone;
import io.lunbo.web.WireTime;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
class AlarmTest {
    private static final String HASH = "ab".repeat(32);

    @Inject
    AlarmKeeping keeping;

    @Inject
    AlarmRepository alarms;

    @Inject
    PlayerTokens tokens;

    @Inject
    EntityManager entities;

    @Inject
    Clock clock;

    @Inject
    AlarmConfig config;

    @Test
    void silentPlayerIsAnAlarm_thatEndsOnlyWhenItIsHeardForAWhile() {
        APairedScreen screen = APairedScreen.wall();
        say(screen.token(), 0, null);
        silence(screen.screen());
        Instant now = clock.instant();

        keeping.look(now);
        keeping.look(now.plusSeconds(1));
        assertThat(open(screen.screen())).extracting(Alarm::kind).containsExactly(AlarmKind.OFFLINE);
        say(screen.token(), 0, null);
        keeping.look(now.plusSeconds(2));
        assertThat(open(screen.screen())).hasSize(1);
        silence(screen.screen());
        keeping.look(now.plusSeconds(10));
        say(screen.token(), 0, null);
        keeping.look(now.plusSeconds(11));
        keeping.look(now.plusSeconds(25));
        assertThat(open(screen.screen())).as("not calm for long enough").hasSize(1);
        keeping.look(now.plusSeconds(32));
        assertThat(open(screen.screen())).isEmpty();
    }

    @Test
    void nothingIsSaidOfScreensThatWereNeverPaired_orAreClosed() {
        Screen unpaired = AScreen.wall("00:00-24:00", Someone.with(Role.SCHEDULER));
        boolean morning =
                LocalTime.ofInstant(clock.instant(), ZoneId.of("Asia/Shanghai")).isBefore(LocalTime.NOON);
        Screen closed = AScreen.wall(morning ? "13:00-14:00" : "08:00-09:00", Someone.with(Role.SCHEDULER));
        say(tokens.issue(closed.id(), "test", "test", null).token(), 60_000, HASH);
        silence(closed);

        Instant now = clock.instant();
        keeping.look(now);
        keeping.look(now.plusSeconds(120));
        assertThat(open(unpaired)).isEmpty();
        assertThat(open(closed)).isEmpty();
    }

    @Test
    void wrongContentAndAWrongClockAreAlarms_afterAMinute_andTheClockHasToBecomeBetterThanItBecameWorse() {
        APairedScreen screen = APairedScreen.wall();
        say(screen.token(), 12_000, HASH);
        Instant now = clock.instant();
        keeping.look(now);
        assertThat(open(screen.screen())).isEmpty();
        keeping.look(now.plusSeconds(61));
        assertThat(open(screen.screen())).extracting(Alarm::kind).contains(AlarmKind.WRONG_CONTENT, AlarmKind.CLOCK);

        say(screen.token(), 7_000, null);
        keeping.look(now.plusSeconds(62));
        keeping.look(now.plusSeconds(90));
        assertThat(open(screen.screen()))
                .extracting(Alarm::kind)
                .contains(AlarmKind.CLOCK)
                .doesNotContain(AlarmKind.WRONG_CONTENT);
        say(screen.token(), 2_000, null);
        keeping.look(now.plusSeconds(91));
        keeping.look(now.plusSeconds(120));
        assertThat(open(screen.screen())).extracting(Alarm::kind).doesNotContain(AlarmKind.CLOCK);
    }

    @Test
    void manifestThatThePlayerDoesNotFollowIsAnAlarm() {
        APairedScreen screen = APairedScreen.wall();
        RestAssured.given()
                .auth()
                .oauth2(screen.token())
                .get("/player/v1/manifest")
                .then()
                .statusCode(200);
        say(screen.token(), Map.of("manifestVersion", 0));
        Instant now = clock.instant();
        keeping.look(now);
        keeping.look(now.plusSeconds(50));
        assertThat(kinds(screen)).as("it may be on its way").doesNotContain(AlarmKind.STALE_MANIFEST);
        keeping.look(now.plusSeconds(65));
        keeping.look(now.plusSeconds(130));
        assertThat(kinds(screen)).contains(AlarmKind.STALE_MANIFEST);
        say(screen.token(), Map.of("manifestVersion", 1));
        keeping.look(now.plusSeconds(131));
        keeping.look(now.plusSeconds(160));
        assertThat(kinds(screen)).doesNotContain(AlarmKind.STALE_MANIFEST);
    }

    @Test
    void fullDiskIsAnAlarm_thatEndsOnlyWithHalfAsMuchAgainFree() {
        APairedScreen screen = APairedScreen.wall();
        Instant now = clock.instant();
        free(screen, config.leastFreeBytes());
        keeping.look(now);
        keeping.look(now.plusSeconds(65));
        assertThat(kinds(screen)).doesNotContain(AlarmKind.DISK_FULL);
        free(screen, config.leastFreeBytes() - 1);
        keeping.look(now.plusSeconds(66));
        keeping.look(now.plusSeconds(130));
        assertThat(kinds(screen)).contains(AlarmKind.DISK_FULL);
        free(screen, config.leastFreeBytes() + 1);
        keeping.look(now.plusSeconds(131));
        keeping.look(now.plusSeconds(200));
        assertThat(kinds(screen)).contains(AlarmKind.DISK_FULL);
        free(screen, config.leastFreeBytes() * 2);
        keeping.look(now.plusSeconds(201));
        keeping.look(now.plusSeconds(230));
        assertThat(kinds(screen)).doesNotContain(AlarmKind.DISK_FULL);
    }

    @Test
    void failedPlaysAreAnAlarmWhenThereAreManyInAQuarterOfAnHour() {
        APairedScreen screen = APairedScreen.wall();
        Instant now = clock.instant();
        say(screen.token(), 0, null);
        failures(screen, now.minusSeconds(1200), config.failedPlays());
        failures(screen, now.minusSeconds(600), config.failedPlays() - 1);
        keeping.look(now);
        keeping.look(now.plusSeconds(65));
        assertThat(kinds(screen)).doesNotContain(AlarmKind.REPEATED_FAILURES);
        failures(screen, now.minusSeconds(300), 1);
        keeping.look(now.plusSeconds(66));
        keeping.look(now.plusSeconds(130));
        assertThat(kinds(screen)).contains(AlarmKind.REPEATED_FAILURES);
        keeping.look(now.plusSeconds(500));
        keeping.look(now.plusSeconds(540));
        assertThat(kinds(screen)).as("they are too long ago").doesNotContain(AlarmKind.REPEATED_FAILURES);
    }

    private static void free(APairedScreen screen, long bytes) {
        say(screen.token(), Map.of("manifestVersion", 1_000_000, "freeBytes", bytes));
    }

    private static void failures(APairedScreen screen, Instant from, int count) {
        Plays plays = new Plays(new Random(count), from.plusSeconds(3600 * 30));
        List<JsonNode> failed = plays.list(count);
        for (int i = 0; i < count; i++) {
            ((ObjectNode) failed.get(i))
                    .put("outcome", "FAILED")
                    .put("durationMs", 1000)
                    .put("startedAt", WireTime.format(from.plusSeconds(i)));
        }
        RestAssured.given()
                .auth()
                .oauth2(screen.token())
                .contentType(ContentType.JSON)
                .body(Map.of("plays", failed))
                .post("/player/v1/plays")
                .then()
                .statusCode(200)
                .body("accepted", org.hamcrest.Matchers.equalTo(count));
    }

    private List<AlarmKind> kinds(APairedScreen screen) {
        return open(screen.screen()).stream().map(Alarm::kind).toList();
    }

    @Test
    void orderThatIsNotConfirmedIsAnAlarm_untilThePlayerDoesIt() {
        APairedScreen screen = APairedScreen.wall();
        say(screen.token(), 0, null);
        SignedIn operator = SignedIn.as(Role.PLAYOUT);
        var ordered = operator.api()
                .contentType(ContentType.JSON)
                .body(Map.of("kind", "BLACKOUT", "screens", List.of(screen.code())))
                .post("/api/v1/takeovers")
                .jsonPath();
        Instant now = clock.instant();
        keeping.look(now);
        assertThat(open(screen.screen())).isEmpty();
        keeping.look(now.plusSeconds(12));
        assertThat(open(screen.screen())).extracting(Alarm::kind).contains(AlarmKind.TAKEOVER_UNCONFIRMED);

        say(
                screen.token(),
                Map.of(
                        "showing",
                        "DARK",
                        "manifestVersion",
                        1_000_000,
                        "takeover",
                        ordered.getString("screens[0].takeover")));
        keeping.look(now.plusSeconds(13));
        keeping.look(now.plusSeconds(40));
        assertThat(open(screen.screen())).extracting(Alarm::kind).doesNotContain(AlarmKind.TAKEOVER_UNCONFIRMED);
    }

    @Test
    void noteIsTakenOnce_byPlayoutOperators_andPagesShowIt() {
        APairedScreen screen = APairedScreen.wall();
        say(screen.token(), 0, null);
        silence(screen.screen());
        keeping.look(clock.instant());
        String id = open(screen.screen()).get(0).id().toString();
        String path = "/api/v1/alarms/" + id + "/acknowledgement";

        assertThat(acknowledge(SignedIn.as(Role.INSPECTOR), path)).isEqualTo(403);
        assertThat(acknowledge(SignedIn.as(Role.PLAYOUT), path)).isEqualTo(204);
        assertThat(acknowledge(SignedIn.as(Role.PLAYOUT), path)).isEqualTo(409);
        SignedIn reader = SignedIn.cookieAs(Role.INSPECTOR);
        assertThat(reader.page().get("/alarms").asString())
                .contains(screen.screen().name(), "已派人");
        String wall = reader.page().get("/wall?q=" + screen.code()).asString();
        assertThat(wall).contains(screen.screen().name(), "终端离线", "1–1，共 1 块");
        assertThat(reader.page()
                        .get("/wall?q=" + screen.code() + "&state=online")
                        .asString())
                .contains("没有符合条件的屏幕");
        assertThat(reader.page().get("/wall?state=nonsense&page=x&group=none").statusCode())
                .isEqualTo(200);
    }

    private static int acknowledge(SignedIn person, String path) {
        return person.api()
                .contentType(ContentType.JSON)
                .body(Map.of("note", "已派人"))
                .put(path)
                .statusCode();
    }

    private List<Alarm> open(Screen screen) {
        return alarms.open().stream()
                .filter(alarm -> alarm.screen().id().equals(screen.id()))
                .toList();
    }

    private void silence(Screen screen) {
        QuarkusTransaction.requiringNew()
                .run(() -> entities.createNativeQuery(
                                "update player_states set received_at = :then where screen_id = :screen")
                        .setParameter("then", clock.instant().minusSeconds(3600))
                        .setParameter("screen", screen.id())
                        .executeUpdate());
    }

    private static void say(String token, long clockOffsetMs, String playing) {
        Map<String, Object> more = new HashMap<>(Map.of("clockOffsetMs", clockOffsetMs, "manifestVersion", 1_000_000));
        if (playing != null) {
            more.put("playing", Map.of("media", playing, "startedAt", "2023-04-20T01:00:00.000Z"));
        }
        say(token, more);
    }

    private static void say(String token, Map<String, ?> more) {
        Map<String, Object> beat = new HashMap<>(Map.of("at", "2023-04-20T01:00:00.000Z", "clockOffsetMs", 0));
        beat.putAll(more);
        RestAssured.given()
                .auth()
                .oauth2(token)
                .contentType(ContentType.JSON)
                .body(beat)
                .post("/player/v1/heartbeats")
                .then()
                .statusCode(204);
    }
}
