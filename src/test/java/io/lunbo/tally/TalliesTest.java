package io.lunbo.tally;

import io.lunbo.access.Role;
import io.lunbo.campaign.Campaign;
import io.lunbo.dayplan.SheetContent;
import io.lunbo.media.Media;
import io.lunbo.tally.FaultyWeek.Fate;
import io.lunbo.testsupport.ABooking;
import io.lunbo.testsupport.APairedScreen;
import io.lunbo.testsupport.SignedIn;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

/** Days with known faults come in by the players' door; a few lines of SQL count them on their own. */
@QuarkusTest
class TalliesTest {
    /** The independent counter: dues of the sheet against plays, by joins; it knows nothing of the matcher. */
    private static final String COUNT = """
            with due as (
              select timestampadd(microsecond, 1000 * start_ms, :midnight) at,
                json_value(:media, concat('$[', media, ']')) media
              from json_table(:plays, '$[*]' columns (start_ms bigint path '$[0]', media int path '$[1]')) p),
            p as (select * from plays where screen_id = :screen)
            select
              sum(exists(select 1 from p where p.media_sha256 = due.media and outcome = 'COMPLETED'
                and abs(timestampdiff(microsecond, due.at, started_at)) <= 2000000)) played,
              sum(exists(select 1 from p where p.media_sha256 = due.media and outcome = 'PARTIAL'
                and timestampdiff(microsecond, due.at, started_at) between -2000000 and 29999999)
                and not exists(select 1 from p where p.media_sha256 = due.media and outcome = 'COMPLETED'
                and abs(timestampdiff(microsecond, due.at, started_at)) <= 2000000)) cut,
              sum(exists(select 1 from p where p.media_sha256 <> due.media and outcome = 'COMPLETED'
                and abs(timestampdiff(microsecond, due.at, started_at)) <= 2000000)) wrong,
              count(*) planned
            from due
            """;

    @Inject
    EntityManager entities;

    @Inject
    Clock clock;

    @Inject
    Proving proving;

    private SignedIn inspector;
    private APairedScreen screen;
    private LocalDate yesterday;
    private Campaign campaign;
    private FaultyWeek.Day day;
    private FaultyWeek week;

    private void aDay(long seed) {
        inspector = SignedIn.as(Role.INSPECTOR, Role.SCHEDULER, Role.PLAYOUT);
        screen = APairedScreen.wall();
        yesterday =
                LocalDate.ofInstant(clock.instant(), screen.screen().timeZone()).minusDays(1);
        campaign = ABooking.campaign(screen.screen(), yesterday, yesterday.plusDays(3), inspector.account());
        Media film = ABooking.film(campaign, 30, inspector.account(), inspector.account());
        Media other = ABooking.film(campaign, 30, inspector.account(), inspector.account());
        UUID spot = QuarkusTransaction.requiringNew()
                .call(() -> entities.createQuery("select s.id from Spot s where s.media.id = :film", UUID.class)
                        .setParameter("film", film.id())
                        .getSingleResult());
        week = new FaultyWeek(seed, List.of(film.sha256(), other.sha256()), spot);
        day = week.day(screen, yesterday);
        publish(day.sheet(), Instant.EPOCH);
    }

    @Test
    void everyFigureIsWhatAnIndependentCounterSays() {
        aDay(20230420);
        send(day.records());

        JsonPath total = tallies("&by=HOUR");
        Object[] counted = counted();
        assertThat(total.getInt("total.planned")).isEqualTo(((Number) counted[3]).intValue());
        assertThat(total.getInt("total.played")).isEqualTo(((Number) counted[0]).intValue());
        assertThat(total.getInt("total.played")).isEqualTo(day.of(Fate.PLAYED, Fate.TWICE));
        assertThat(total.getInt("total.partial"))
                .isEqualTo(((Number) counted[1]).intValue())
                .isEqualTo(day.of(Fate.CUT, Fate.RESTARTED));
        assertThat(total.getInt("total.wrong"))
                .isEqualTo(((Number) counted[2]).intValue())
                .isEqualTo(day.of(Fate.WRONG));
        assertThat(total.getInt("total.missed")).isEqualTo(day.of(Fate.MISSED, Fate.FAILED, Fate.LATE));
        assertThat(total.getInt("total.extra")).isEqualTo(day.of(Fate.TWICE));
        assertThat(total.getInt("total.logged")).isEqualTo(new HashSet<>(day.records()).size());
        assertThat(total.getList("groups.due", Integer.class).stream()
                        .mapToInt(due -> due)
                        .sum())
                .isEqualTo(total.getInt("total.due"));
        assertThat(proving.proves(screen.screen(), yesterday)).isTrue();
        everyFigureIsItsPlays(total);
        pagesSayTheSame(total);
    }

    @Test
    void lateLogsOutagesAndBlackoutsAreCountedWhenTheyCome() {
        aDay(7);
        send(day.records());
        int missed = tallies("").getInt("total.missed");

        List<Map<String, Object>> late = new ArrayList<>();
        for (var play : day.sheet().plays()) {
            late.add(week.record(
                    day.sheet().media().get(play.media()), day.sheet().startOf(play), 30_000, "COMPLETED"));
        }
        send(late.subList(0, 30)); // whatever became of those before: now they were shown in full
        assertThat(tallies("").getInt("total.missed")).isLessThan(missed);
        assertThat(tallies("").getInt("total.played")).isGreaterThanOrEqualTo(30);

        Instant from = day.sheet().startOf(day.sheet().plays().get(40)).minusSeconds(1);
        String id = outage(from, from.plusSeconds(40 * 120));
        JsonPath during = tallies("");
        assertThat(during.getInt("total.excusedBy.OUTAGE")).isBetween(5, 40);
        assertThat(during.getInt("total.due"))
                .isEqualTo(during.getInt("total.planned") - during.getInt("total.excused"));
        assertThat(proving.proves(screen.screen(), yesterday)).isTrue();
        inspector.api().delete("/api/v1/outages/" + id).then().statusCode(204);
        assertThat(tallies("").getInt("total.excused")).isZero();
        inspector.api().delete("/api/v1/outages/" + id).then().statusCode(409);
    }

    @Test
    void aProofFindsWhatWasChangedBehindItsBack() {
        aDay(9);
        send(day.records());
        tallies("");
        QuarkusTransaction.requiringNew()
                .run(() -> entities.createNativeQuery("""
                        update tallies set missed = missed + 1, due = due + 1 where screen_id = :screen limit 1""")
                        .setParameter("screen", screen.screen().id())
                        .executeUpdate());
        assertThat(proving.proves(screen.screen(), yesterday)).isFalse();
        tallies(""); // it was marked and is counted again
        assertThat(proving.proves(screen.screen(), yesterday)).isTrue();
        for (String behindItsBack : List.of(
                "update tally_days set missed = missed + 1, due = due + 1 where screen_id = :screen limit 1",
                "update tally_items set shown_ms = shown_ms - 1 where screen_id = :screen limit 1",
                "delete from tally_items where screen_id = :screen limit 1",
                "insert into tally_days select date, screen_id, uuid(), due, played, part, missed, wrong, made_good, blackout,"
                        + " takeover, outage, closed, not_yet, assumed, due_ms, shown_ms, logged, log_played, log_part,"
                        + " log_wrong, log_extra, log_made_good, log_takeover, log_failed, logged_ms from tally_days"
                        + " where screen_id = :screen limit 1")) {
            QuarkusTransaction.requiringNew()
                    .run(() -> entities.createNativeQuery(behindItsBack)
                            .setParameter("screen", screen.screen().id())
                            .executeUpdate());
            assertThat(proving.proves(screen.screen(), yesterday))
                    .as(behindItsBack)
                    .isFalse();
            tallies("");
            assertThat(proving.proves(screen.screen(), yesterday)).isTrue();
        }
        for (String span : List.of("DAY", "MONTH")) {
            moveSpan(span, 1);
            assertThat(proving.proves(screen.screen(), yesterday)).as(span).isFalse();
            moveSpan(span, -1);
            assertThat(proving.proves(screen.screen(), yesterday)).isTrue();
        }
        QuarkusTransaction.requiringNew()
                .run(() -> entities.createNativeQuery("delete from plays where screen_id = :screen limit 1")
                        .setParameter("screen", screen.screen().id())
                        .executeUpdate());
        assertThat(proving.proves(screen.screen(), yesterday)).isFalse();
    }

    private void moveSpan(String span, int by) {
        QuarkusTransaction.requiringNew()
                .run(() -> entities.createNativeQuery(
                                "update play_spans set plays = plays + :by where screen_id = :screen and span = :span")
                        .setParameter("by", by)
                        .setParameter("screen", screen.screen().id())
                        .setParameter("span", span)
                        .executeUpdate());
    }

    @Test
    void aReportSaysWhatThePagesSaidAndIsKeptAsItWasIssued() throws Exception {
        aDay(11);
        send(day.records());
        JsonPath before = tallies("");
        JsonPath report = inspector
                .api()
                .contentType(ContentType.JSON)
                .body(Map.of("campaign", campaign.code(), "from", yesterday.toString(), "until", yesterday.toString()))
                .post("/api/v1/reports")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
        String address = "/reports/" + report.getString("id");
        for (String figure : List.of("planned", "due", "actual", "partial", "missed", "wrong", "madeGood", "logged")) {
            assertThat(report.getInt("figures.total." + figure)).isEqualTo(before.getInt("total." + figure));
        }
        SignedIn person = SignedIn.cookieAs(Role.INSPECTOR);
        byte[] json = person.page().accept("*/*").get(address + "/report.json").asByteArray();
        var digest = MessageDigest.getInstance("SHA-256").digest(json);
        assertThat(HexFormat.of().formatHex(digest)).isEqualTo(report.getString("sha256"));
        String rate = before.getInt("total.actual") + " / " + before.getInt("total.due");
        person.page().get(address).then().statusCode(200).body(containsString(rate));
        byte[] pdf = person.page().accept("*/*").get(address + "/report.pdf").asByteArray();
        Files.write(Path.of("target/report.pdf"), pdf);
        try (PDDocument paper = Loader.loadPDF(pdf)) {
            // what is read back of the font are its radicals where it has them: numbers and words without them are
            // looked for
            assertThat(new PDFTextStripper().getText(paper))
                    .contains("监 播 报 告", rate, "共 " + paper.getNumberOfPages())
                    .contains("应播 " + before.getInt("total.due") + " 条次");
        }
        byte[] xlsx = person.page().accept("*/*").get(address + "/report.xlsx").asByteArray();
        Files.write(Path.of("target/report.xlsx"), xlsx);
        try (ReadableWorkbook book = new ReadableWorkbook(new ByteArrayInputStream(xlsx))) {
            var rows = book.getFirstSheet().read();
            assertThat(rows.get(rows.size() - 1).getCell(3).getFormula()).startsWith("SUM(");
            assertThat(rows.get(rows.size() - 2)
                            .getCellAsNumber(3)
                            .orElseThrow()
                            .intValue())
                    .isEqualTo(before.getInt("total.due"));
        }
        String csv = person.page().accept("*/*").get(address + "/report.csv").asString();
        assertThat(csv).startsWith("\uFEFF").contains(Integer.toString(before.getInt("total.due")));

        send(List.of(
                week.record(day.sheet().media().get(0), day.sheet().from().plusSeconds(80_000), 30_000, "COMPLETED")));
        assertThat(tallies("").getInt("total.logged")).isEqualTo(before.getInt("total.logged") + 1);
        String check = "/verify/reports?code=" + report.getString("code");
        SignedIn.browser().get(check).then().statusCode(200).body(containsString("没有改动"), containsString(rate(before)));
        QuarkusTransaction.requiringNew()
                .run(() -> entities.createNativeQuery(
                                "update issued_reports set figures = replace(figures, '\"actual\":', '\"actual\":1') where id = :id")
                        .setParameter("id", UUID.fromString(report.getString("id")))
                        .executeUpdate());
        SignedIn.browser().get(check).then().statusCode(200).body(containsString("与签名不符"));
        SignedIn.browser().get("/verify/reports?code=AAAA").then().statusCode(200);
        inspector
                .api()
                .contentType(ContentType.JSON)
                .body(Map.of())
                .post("/api/v1/reports")
                .then()
                .statusCode(422);
    }

    private static String rate(JsonPath tallies) {
        return "实播 " + tallies.getInt("total.actual") + " / 应播 " + tallies.getInt("total.due");
    }

    /** Pages through the plays of every verdict: as many as the figure says, each once. */
    private void everyFigureIsItsPlays(JsonPath total) {
        Map<String, String> verdicts = Map.of(
                "PLAYED", "played", "PARTIAL", "partial", "MISSED", "missed", "WRONG", "wrong", "EXTRA", "extra");
        verdicts.forEach((verdict, figure) -> {
            Set<String> seen = new HashSet<>();
            String cursor = "";
            do {
                JsonPath page = inspector
                        .api()
                        .get("/api/v1/verdicts?limit=37&verdict=" + verdict + query() + "&cursor=" + cursor)
                        .then()
                        .statusCode(200)
                        .extract()
                        .jsonPath();
                assertThat(page.getInt("total")).isEqualTo(total.getInt("total." + figure));
                page.getList("items.startsAt", String.class)
                        .forEach(start -> assertThat(seen.add(start)).isTrue());
                cursor = page.getString("next");
            } while (cursor != null);
            assertThat(seen).hasSize(total.getInt("total." + figure));
        });
    }

    private void pagesSayTheSame(JsonPath total) {
        SignedIn person = SignedIn.cookieAs(Role.INSPECTOR);
        String rate = total.getString("total.actual") + " / " + total.getString("total.due");
        for (String page : List.of(
                "/inspect?x=1" + query(),
                "/inspect/screens/" + screen.code() + "?x=1" + query(),
                "/inspect/screens/" + screen.code() + "/days/" + yesterday,
                "/plays?screen=" + screen.code() + "&date=" + yesterday)) {
            person.page().get(page).then().statusCode(200).body(containsString(rate));
        }
        person.page()
                .cookie("lunbo-language", "en")
                .get("/inspect/screens/" + screen.code() + "/days/" + yesterday + "?hour=2&verdict=MISSED")
                .then()
                .statusCode(200)
                .body(containsString("no record"));
        String csv = person.page()
                .accept("text/csv")
                .get("/inspect/plays.csv?verdict=MISSED" + query())
                .then()
                .statusCode(200)
                .extract()
                .asString();
        assertThat(csv.lines()).hasSize(1 + total.getInt("total.missed"));
        for (String wrong : List.of("verdict=X", "hour=99", "from=x", "media=1", "cursor=!")) {
            person.page().get("/inspect/plays?" + wrong).then().statusCode(400);
        }
    }

    private String query() {
        return "&screen=" + screen.code() + "&campaign=" + campaign.code() + "&from=" + yesterday + "&until="
                + yesterday;
    }

    private JsonPath tallies(String more) {
        // what was wrong is of no booking of the campaign, as far as the player knows; the screen's day is all of it
        return inspector
                .api()
                .get("/api/v1/tallies?screen=" + screen.code() + "&from=" + yesterday + "&until=" + yesterday + more)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private Object[] counted() {
        SheetContent sheet = day.sheet();
        StringBuilder plays = new StringBuilder("[");
        sheet.plays()
                .forEach(play -> plays.append(plays.length() > 1 ? "," : "")
                        .append("[" + play.startMs() + "," + play.media() + "]"));
        String media = "[\"" + String.join("\",\"", sheet.media()) + "\"]";
        return QuarkusTransaction.requiringNew().call(() -> (Object[]) entities.createNativeQuery(COUNT, Object[].class)
                .setParameter("midnight", LocalDateTime.ofInstant(sheet.from(), ZoneOffset.UTC))
                .setParameter("media", media)
                .setParameter("plays", plays.append("]").toString())
                .setParameter("screen", screen.screen().id())
                .getSingleResult());
    }

    private String outage(Instant from, Instant until) {
        return inspector
                .api()
                .contentType(ContentType.JSON)
                .body(Map.of(
                        "screen", screen.code(),
                        "cause", "POWER",
                        "from", from.toString(),
                        "until", until.toString(),
                        "evidence", "停电通知 2023-18"))
                .post("/api/v1/outages")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private void send(List<Map<String, Object>> records) {
        for (int i = 0; i < records.size(); i += 200) {
            RestAssured.given()
                    .auth()
                    .oauth2(screen.token())
                    .contentType(ContentType.JSON)
                    .body(Map.of("plays", records.subList(i, Math.min(records.size(), i + 200))))
                    .post("/player/v1/plays")
                    .then()
                    .statusCode(200);
        }
    }

    private void publish(SheetContent content, Instant at) {
        byte[] body = content.canonicalJson();
        QuarkusTransaction.requiringNew()
                .run(() -> entities.createNativeQuery(
                                "insert into sheets (id, screen_id, date, version, state, sha256, body, carry, play_count, idle_ms,"
                                        + " summary, built_by, built_at, published_by, published_at)"
                                        + " values (?1, ?2, ?3, 1, 'PUBLISHED', ?4, ?5, '{}', ?6, 0, '{}', ?7, now(3), ?7, ?8)")
                        .setParameter(1, UUID.randomUUID())
                        .setParameter(2, screen.screen().id())
                        .setParameter(3, content.date())
                        .setParameter(4, SheetContent.sha256(body))
                        .setParameter(5, SheetContent.gzip(body))
                        .setParameter(6, content.plays().size())
                        .setParameter(7, inspector.account().id())
                        .setParameter(8, at)
                        .executeUpdate());
    }
}
