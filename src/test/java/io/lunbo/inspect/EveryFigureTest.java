package io.lunbo.inspect;

import io.lunbo.access.Role;
import io.lunbo.tally.Proving;
import io.lunbo.testsupport.MadeLedger;
import io.lunbo.testsupport.MadeNetwork;
import io.lunbo.testsupport.MadeNetwork.Station;
import io.lunbo.testsupport.MadeOrder;
import io.lunbo.testsupport.MadeWeek;
import io.lunbo.testsupport.MadeWeek.Day;
import io.lunbo.testsupport.MadeWeek.Fate;
import io.lunbo.testsupport.MadeWeek.Sent;
import io.lunbo.testsupport.SignedIn;
import io.lunbo.testsupport.TallyTable;
import io.lunbo.web.WireTime;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A week of some screens with known faults comes in by the players' door: late, doubled, out of order and by wrong clocks, with
 * blackouts, takeovers, outages and closings, and its last day goes on.
 * Then every figure of pages, API, reports and roll-ups is what an independent counter says, which knows only what was made.
 */
@QuarkusTest
class EveryFigureTest {
    private static final int SCREENS = Integer.getInteger("made.screens", 12);
    private static final int PLAYS = 60;
    private static final int SEED = 20230420;
    private static final List<String> FIGURES = List.of(
            "planned",
            "due",
            "actual",
            "played",
            "partial",
            "missed",
            "wrong",
            "madeGood",
            "excused",
            "blackout",
            "takeover",
            "outage",
            "closed",
            "notYetDue",
            "assumed",
            "dueMs",
            "shownMs",
            "logged",
            "extra",
            "wrongLogged",
            "failed",
            "loggedMs");
    private static final List<String> ON_PAGES = List.of(
            "due", "actual", "partial", "missed", "wrong", "madeGood", "excused", "notYetDue", "logged", "extra");

    @Inject
    Clock clock;

    @Inject
    Proving proving;

    private final Map<Station, List<Day>> daysOf = new LinkedHashMap<>();
    private MadeNetwork network;
    private MadeLedger ledger;
    private ZoneId zone;
    private LocalDate from;
    private LocalDate until;

    @Test
    void everyFigureIsWhatTheIndependentCounterSays() throws Exception {
        Instant now = clock.instant();
        zone = whereItIsNoon(now);
        until = LocalDate.ofInstant(now, zone);
        from = until.minusDays(6);
        MadeNetwork bare = MadeNetwork.of(SCREENS, 4, zone, from, until);
        List<MadeOrder> orders = MadeOrder.draw(SEED, bare.codes(), zone, from, until, PLAYS, now);
        network = bare.after(orders);
        MadeWeek week = new MadeWeek(SEED, network.films(), PLAYS, orders, now);
        try (MadeLedger made = new MadeLedger()) {
            ledger = made;
            for (Station station : network.stations()) {
                List<Day> days = new ArrayList<>();
                for (LocalDate date = from; !date.isAfter(until); date = date.plusDays(1)) {
                    days.add(week.day(station.screen().code(), zone, date));
                    made.add(days.get(days.size() - 1).lines());
                }
                network.publish(station, days);
                send(station, days, Day::soon);
                refused(station, days);
                daysOf.put(station, days);
            }
            everythingWasMade();
            lateOnesAreMissedUntilTheyCome();
            apiSaysIt();
            pagesSayIt();
            reportsSayIt();
            playsBehindThemSayIt();
            rollUpsSayIt();
            digestsSayIt();
        } finally {
            network.lift(orders);
        }
    }

    /** The last day goes on: wherever the test runs, it is between noon and one o'clock there. */
    private static ZoneId whereItIsNoon(Instant now) {
        return ZoneOffset.ofHours(12 - now.atOffset(ZoneOffset.UTC).getHour());
    }

    /** A comparison of nothing with nothing would agree, too. */
    private void everythingWasMade() throws SQLException {
        Map<String, Long> kinds = ledger.numbers(
                "select concat(side, ' ', kind) k, count(*) from made where screen <> ? group by k", "-");
        for (Fate fate : Fate.values()) {
            assertThat(kinds).containsKey("D " + fate);
        }
        assertThat(kinds).containsKeys("L TAKEOVER", "L PART", "L WRONG", "L EXTRA", "L FAILED", "L MADE_GOOD");
        String cut =
                "select kind, count(*) from made where side = 'D' and ms > 0 and ms < due_ms and screen <> ? group by kind";
        assertThat(ledger.numbers(cut, "-")).containsKeys("BLACKOUT", "TAKEOVER");
        assertThat(daysOf.values().stream()
                        .flatMap(List::stream)
                        .map(Day::offset)
                        .distinct())
                .hasSizeGreaterThan(1);
        Day today = daysOf.get(network.stations().get(0)).get(6);
        assertThat(today.soon()).isNotEmpty();
    }

    private void lateOnesAreMissedUntilTheyCome() throws SQLException {
        Map<String, Map<String, Long>> made = counted("screen", "screen");
        tallies("by=SCREEN", "screen").forEach((screen, figures) -> {
            Map<String, Long> in = made.get(screen);
            assertThat(figures.get("missed")).isEqualTo(in.get("missed") + in.get("lateOnes"));
        });
        daysOf.forEach((station, days) -> send(station, days, Day::late));
    }

    private void apiSaysIt() throws SQLException {
        assertThat(tallies("by=SCREEN", "screen")).isEqualTo(all(counted("screen", "screen")));
        assertThat(tallies("by=SCREEN&by=DATE", "screen", "date")).isEqualTo(all(counted("screen, date", "screen")));
        assertThat(tallies("by=SCREEN&by=DATE&by=HOUR&by=MEDIA", "screen", "date", "hour", "media"))
                .isEqualTo(all(counted("screen, date, hour, media", "screen")));
        for (var campaign : network.campaigns()) {
            String of = "&campaign=" + campaign.code();
            Map<String, Map<String, Long>> made = all(ledger.count("date", "campaign = ?", campaign.code()));
            assertThat(tallies("by=DATE" + of, "date")).isEqualTo(made);
            assertThat(tallies("by=HOUR" + of, "hour"))
                    .isEqualTo(all(ledger.count("hour", "campaign = ?", campaign.code())));
            assertThat(tallies("by=MEDIA" + of, "media"))
                    .isEqualTo(all(ledger.count("media", "campaign = ?", campaign.code())));
        }
    }

    private void pagesSayIt() throws SQLException {
        SignedIn person = SignedIn.cookieAs(Role.INSPECTOR);
        for (var campaign : network.campaigns()) {
            var tables = TallyTable.of(page(person, "/inspect?" + days() + "&campaign=" + campaign.code()));
            Map<String, Map<String, Long>> screens =
                    ledger.count("concat('屏 ', screen)", "campaign = ?", campaign.code());
            same(tables.get(0), screens, key -> key);
            same(tables.get(1), ledger.count("date", "campaign = ?", campaign.code()), key -> key);
        }
        Station station = network.stations().get(0);
        String code = station.screen().code();
        var tables = TallyTable.of(page(person, "/inspect/screens/" + code + "?" + days()));
        same(tables.get(0), ledger.count("date", "screen = ?", code), key -> key);
        for (Day day : daysOf.get(station)) {
            String date = day.sheet().date().toString();
            var hours = TallyTable.of(page(person, "/inspect/screens/" + code + "/days/" + date));
            Map<String, Map<String, Long>> made = new TreeMap<>();
            ledger.count("date, lpad(hour, 2, '0')", "screen = ?", code).forEach((key, figures) -> {
                if (key.startsWith(date)) {
                    made.put(key.substring(11) + ":00", figures);
                }
            });
            same(hours.get(0), made, key -> key);
        }
    }

    private void reportsSayIt() throws Exception {
        EveryReport reports = new EveryReport(network, ledger);
        reports.saysIt(Map.of("unit", network.unit()), from, until, "screen <> ?", "-");
        reports.saysIt(Map.of("unit", network.unit()), until, until, "date = ?", until.toString());
        String campaign = network.campaigns().get(1).code();
        reports.saysIt(Map.of("campaign", campaign), from, until, "campaign = ?", campaign);
        String dark = network.codes().get(SCREENS - 1);
        reports.saysIt(Map.of("screen", dark), from, until, "screen = ?", dark);
        reports.playoutSaysIt(campaign, from, until);
    }

    private void playsBehindThemSayIt() throws SQLException {
        SignedIn person = SignedIn.cookieAs(Role.INSPECTOR);
        Map<String, String> verdicts = Map.of(
                "PLAYED",
                "played",
                "PARTIAL",
                "partial",
                "MISSED",
                "missed",
                "WRONG",
                "wrong",
                "MADE_GOOD",
                "madeGood",
                "EXCUSED",
                "excused",
                "NOT_YET_DUE",
                "notYetDue");
        for (var campaign : network.campaigns()) {
            Map<String, Long> made =
                    ledger.count("", "campaign = ?", campaign.code()).get("all");
            verdicts.forEach((verdict, figure) -> {
                String query = days() + "&campaign=" + campaign.code() + "&verdict=" + verdict;
                String csv = person.page()
                        .accept("text/csv")
                        .get("/inspect/plays.csv?" + query)
                        .asString();
                assertThat(csv.lines()).hasSize(1 + made.get(figure).intValue());
                assertThat(person.api().get("/api/v1/verdicts?limit=1&" + query).statusCode())
                        .isEqualTo(401);
                JsonPath page = network.person()
                        .api()
                        .get("/api/v1/verdicts?limit=1&" + query)
                        .jsonPath();
                assertThat(page.getLong("total")).isEqualTo(made.get(figure));
            });
        }
        Map<String, Map<String, Long>> screens = counted("screen", "screen");
        for (Station station : network.stations()) {
            String code = station.screen().code();
            JsonPath plays = network.person()
                    .api()
                    .get("/api/v1/plays?limit=1&screen=" + code + "&from=" + from + "&until=" + until)
                    .jsonPath();
            assertThat(plays.getLong("total")).isEqualTo(screens.get(code).get("logged"));
        }
    }

    private void rollUpsSayIt() throws SQLException {
        String hours = """
                select concat_ws('|', s.code, h.hour, h.media_sha256, h.outcome), %s from play_hours h
                join screens s on s.id = h.screen_id where s.code like ?""";
        String made = """
                select concat_ws('|', screen, timestampadd(hour, hour - (%d), date), media, case when kind in ('PART', 'EXTRA')
                  then 'PARTIAL' when kind = 'FAILED' then 'FAILED' else 'COMPLETED' end) k, %s
                from made where side = 'L' and screen like ? group by k""";
        int ahead = zone.getRules().getOffset(Instant.EPOCH).getTotalSeconds() / 3600;
        String ours = network.stations().get(0).screen().code().substring(0, 9) + "%";
        assertThat(ledger.numbers(hours.formatted("h.plays"), ours))
                .isEqualTo(ledger.numbers(made.formatted(ahead, "count(*)"), ours))
                .isNotEmpty();
        assertThat(ledger.numbers(hours.formatted("h.duration_ms"), ours))
                .isEqualTo(ledger.numbers(made.formatted(ahead, "sum(ms)"), ours));
        daysOf.forEach((station, days) -> days.forEach(day ->
                assertThat(proving.proves(station.screen(), day.sheet().date())).isTrue()));
    }

    /** By the players' own clocks, wrong or not: how many, and their ids folded into one. */
    private void digestsSayIt() {
        daysOf.forEach((station, days) -> {
            Map<Instant, Set<UUID>> idsOf = new HashMap<>();
            for (Day day : days) {
                List<Sent> both = new ArrayList<>(day.soon());
                both.addAll(day.late());
                both.forEach(sent -> idsOf.computeIfAbsent(hour(sent.at().minus(day.offset())), hour -> new HashSet<>())
                        .add(sent.id()));
            }
            for (Day day : days) {
                JsonPath digest = player(station)
                        .get("/player/v1/plays/digest?date=" + day.sheet().date())
                        .jsonPath();
                for (Map<String, Object> hour : digest.<Map<String, Object>>getList("hours")) {
                    Set<UUID> ids = idsOf.getOrDefault(Instant.parse((String) hour.get("from")), Set.of());
                    long most =
                            ids.stream().mapToLong(UUID::getMostSignificantBits).reduce(0, (a, b) -> a ^ b);
                    long least = ids.stream()
                            .mapToLong(UUID::getLeastSignificantBits)
                            .reduce(0, (a, b) -> a ^ b);
                    assertThat(hour).containsEntry("count", ids.size());
                    assertThat(hour).containsEntry("xor", String.format("%016x%016x", most, least));
                }
            }
        });
    }

    private static Instant hour(Instant at) {
        return at.truncatedTo(ChronoUnit.HOURS);
    }

    /** All days whose clock was as wrong go in one log, as after some days without a network. */
    private void send(Station station, List<Day> days, Function<Day, List<Sent>> which) {
        Map<Duration, List<Map<String, Object>>> recordsOf = new LinkedHashMap<>();
        for (Day day : days) {
            which.apply(day)
                    .forEach(sent -> recordsOf
                            .computeIfAbsent(day.offset(), offset -> new ArrayList<>())
                            .add(record(sent, sent.at().minus(day.offset()))));
        }
        recordsOf.forEach((offset, records) ->
                assertThat(rejected(station, offset, records)).isZero());
    }

    private void refused(Station station, List<Day> days) {
        List<Map<String, Object>> records = days.stream()
                .flatMap(day -> day.hopeless().stream())
                .map(sent -> record(sent, Instant.ofEpochSecond(sent.at().getEpochSecond() % 86_400)))
                .toList();
        assertThat(rejected(station, Duration.ZERO, records)).isEqualTo(records.size());
    }

    private static int rejected(Station station, Duration offset, List<Map<String, Object>> records) {
        return player(station)
                .contentType(ContentType.JSON)
                .body(Map.of("plays", records, "clock", Map.of("offsetMs", offset.toMillis())))
                .post("/player/v1/plays")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getInt("rejected");
    }

    private static Map<String, Object> record(Sent sent, Instant said) {
        Map<String, Object> record = new HashMap<>(Map.of(
                "id", sent.id().toString(),
                "media", sent.media(),
                "startedAt", WireTime.format(said),
                "durationMs", sent.durationMs(),
                "outcome", sent.outcome()));
        if (sent.spot() != null) {
            record.put("spot", sent.spot().toString());
        }
        if (sent.takeover() != null) {
            record.put("takeover", sent.takeover().toString());
        }
        return record;
    }

    private static RequestSpecification player(Station station) {
        return RestAssured.given().auth().oauth2(station.token());
    }

    private String days() {
        return "from=" + from + "&until=" + until;
    }

    private static String page(SignedIn person, String address) {
        return person.page().get(address).then().statusCode(200).extract().asString();
    }

    /** The API's groups of our screens, or of what the question is of. */
    private Map<String, Map<String, Long>> tallies(String query, String... by) {
        JsonPath answer;
        do { // a reader waits for a moment only, and is told what is still to be counted
            answer = network.person()
                    .api()
                    .get("/api/v1/tallies?" + days() + "&" + query)
                    .jsonPath();
        } while (answer.getLong("waitingDays") > 0);
        Map<String, Map<String, Long>> found = new TreeMap<>();
        String ours = network.stations().get(0).screen().code().substring(0, 9);
        for (Map<String, Object> group : answer.<Map<String, Object>>getList("groups")) {
            List<String> key = new ArrayList<>();
            for (String column : by) {
                key.add(String.valueOf(group.get(column)));
            }
            if (!by[0].equals("screen") || key.get(0).startsWith(ours)) {
                Map<String, Long> figures = new TreeMap<>();
                group.forEach((name, value) -> {
                    if (value instanceof Number number) {
                        figures.put(name, number.longValue());
                    }
                });
                ((Map<?, ?>) group.get("excusedBy"))
                        .forEach((cause, count) ->
                                figures.put(cause.toString().toLowerCase(Locale.ROOT), ((Number) count).longValue()));
                found.put(String.join("|", key), figures);
            }
        }
        found.values().forEach(figures -> figures.keySet().retainAll(FIGURES));
        return found;
    }

    private Map<String, Map<String, Long>> counted(String by, String column) throws SQLException {
        return ledger.count(by, column + " <> ?", "-");
    }

    private static Map<String, Map<String, Long>> all(Map<String, Map<String, Long>> counted) {
        counted.values().forEach(figures -> figures.keySet().retainAll(FIGURES));
        return counted;
    }

    /** A table of a page: every row, and their sum below them. */
    private static void same(
            Map<String, Map<String, Long>> table, Map<String, Map<String, Long>> made, UnaryOperator<String> label) {
        Map<String, Long> total = new TreeMap<>();
        made.forEach((key, figures) -> {
            assertThat(table).containsKey(label.apply(key));
            ON_PAGES.forEach(figure -> {
                assertThat(table.get(label.apply(key)).get(figure))
                        .as("%s of %s", figure, key)
                        .isEqualTo(figures.get(figure));
                total.merge(figure, figures.get(figure), Long::sum);
            });
        });
        assertThat(table).hasSize(made.size() + 1);
        Map<String, Long> below = new TreeMap<>(table.get("合计"));
        below.keySet().retainAll(ON_PAGES);
        assertThat(below).isEqualTo(total);
    }
}
