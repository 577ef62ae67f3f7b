package io.lunbo.inspect;

import io.lunbo.access.Role;
import io.lunbo.tally.Proving;
import io.lunbo.testsupport.MadeLedger;
import io.lunbo.testsupport.MadeNetwork;
import io.lunbo.testsupport.MadeNetwork.Station;
import io.lunbo.testsupport.MadeWeek;
import io.lunbo.testsupport.MadeWeek.Day;
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
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A week of some screens with known faults comes in by the players' door: late, doubled, out of order and by wrong clocks.
 * Then every figure of pages, API, reports and roll-ups is what an independent counter says, which knows only what was made.
 */
@QuarkusTest
class EveryFigureTest {
    private static final int SCREENS = Integer.getInteger("made.screens", 12);
    private static final int PLAYS = 60;
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
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
            "dueMs",
            "shownMs",
            "logged",
            "extra",
            "wrongLogged",
            "failed",
            "loggedMs");
    private static final List<String> ON_PAGES =
            List.of("due", "actual", "partial", "missed", "wrong", "madeGood", "excused", "logged", "extra");
    private static final List<String> IN_REPORTS = List.of(
            "planned",
            "due",
            "actual",
            "partial",
            "missed",
            "wrong",
            "madeGood",
            "logged",
            "extra",
            "dueMs",
            "shownMs");

    @Inject
    Clock clock;

    @Inject
    Proving proving;

    private final Map<Station, List<Day>> daysOf = new LinkedHashMap<>();
    private MadeNetwork network;
    private MadeLedger ledger;
    private LocalDate from;
    private LocalDate until;

    @Test
    void everyFigureIsWhatTheIndependentCounterSays() throws Exception {
        until = LocalDate.ofInstant(clock.instant(), ZONE).minusDays(1);
        from = until.minusDays(6);
        network = MadeNetwork.of(SCREENS, 4, from, until);
        MadeWeek week = new MadeWeek(20230420, network.films(), PLAYS);
        try (MadeLedger made = new MadeLedger()) {
            ledger = made;
            for (Station station : network.stations()) {
                List<Day> days = new ArrayList<>();
                for (LocalDate date = from; !date.isAfter(until); date = date.plusDays(1)) {
                    days.add(week.day(station.screen().code(), ZONE, date));
                    made.add(days.get(days.size() - 1).lines());
                }
                network.publish(station, days);
                send(station, days, Day::soon);
                refused(station, days);
                daysOf.put(station, days);
            }
            lateOnesAreMissedUntilTheyCome();
            apiSaysIt();
            pagesSayIt();
            reportsSayIt();
            playsBehindThemSayIt();
            rollUpsSayIt();
            digestsSayIt();
        }
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
        JsonPath report = network.person()
                .api()
                .contentType(ContentType.JSON)
                .body(Map.of("unit", network.unit(), "from", from.toString(), "until", until.toString()))
                .post("/api/v1/reports")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
        String address = "/reports/" + report.getString("id");
        SignedIn person = SignedIn.cookieAs(Role.INSPECTOR);
        JsonPath json = new JsonPath(
                person.page().accept("*/*").get(address + "/report.json").asString());
        Map<String, Map<String, Long>> screens = only(counted("screen", "screen"), IN_REPORTS);
        assertThat(lines(json, "screens")).isEqualTo(screens);
        assertThat(lines(json, "days")).isEqualTo(only(counted("date", "screen"), IN_REPORTS));
        assertThat(lines(json, "items")).isEqualTo(only(counted("media", "screen"), IN_REPORTS));
        Map<String, Long> total = counted("", "screen").get("all");
        IN_REPORTS.forEach(figure -> assertThat(json.getLong("total." + figure)).isEqualTo(total.get(figure)));

        byte[] xlsx = person.page().accept("*/*").get(address + "/report.xlsx").asByteArray();
        assertThat(cells(xlsx)).isEqualTo(inOrder(screens));
        String csv = person.page().accept("*/*").get(address + "/report.csv").asString();
        Map<String, List<Long>> ofScreens = new TreeMap<>();
        csv.lines().map(line -> line.split(",")).forEach(cells -> {
            if (screens.containsKey(cells[2])) {
                ofScreens.put(cells[2], numbers(List.of(cells).subList(3, 10), cells[16], cells[17]));
            }
        });
        assertThat(ofScreens).isEqualTo(inOrder(screens));
    }

    private static Map<String, List<Long>> cells(byte[] xlsx) throws IOException {
        Map<String, List<Long>> found = new TreeMap<>();
        try (ReadableWorkbook book = new ReadableWorkbook(new ByteArrayInputStream(xlsx))) {
            var rows = book.getFirstSheet().read();
            for (var row : rows.subList(3, rows.size() - 1)) { // the reader leaves out the empty one
                List<String> some = new ArrayList<>();
                for (int i = 2; i < 9; i++) {
                    some.add(row.getCellAsNumber(i).orElseThrow().toPlainString());
                }
                found.put(
                        row.getCellText(1),
                        numbers(
                                some,
                                row.getCellRawValue(15).orElseThrow(),
                                row.getCellRawValue(16).orElseThrow()));
            }
        }
        return found;
    }

    private static List<Long> numbers(List<String> some, String logged, String extra) {
        List<Long> numbers = new ArrayList<>();
        some.forEach(number -> numbers.add(Long.parseLong(number)));
        numbers.add(Long.parseLong(logged));
        numbers.add(Long.parseLong(extra));
        return numbers;
    }

    private static Map<String, List<Long>> inOrder(Map<String, Map<String, Long>> figures) {
        Map<String, List<Long>> found = new TreeMap<>();
        figures.forEach((key, some) ->
                found.put(key, IN_REPORTS.subList(0, 9).stream().map(some::get).toList()));
        return found;
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
                "madeGood");
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
                select concat_ws('|', screen, timestampadd(hour, hour - 8, date), media, case when kind in ('PART', 'EXTRA')
                  then 'PARTIAL' when kind = 'FAILED' then 'FAILED' else 'COMPLETED' end) k, %s
                from made where side = 'L' and screen like ? group by k""";
        String ours = network.stations().get(0).screen().code().substring(0, 9) + "%";
        assertThat(ledger.numbers(hours.formatted("h.plays"), ours))
                .isEqualTo(ledger.numbers(made.formatted("count(*)"), ours))
                .isNotEmpty();
        assertThat(ledger.numbers(hours.formatted("h.duration_ms"), ours))
                .isEqualTo(ledger.numbers(made.formatted("sum(ms)"), ours));
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
        return only(counted, FIGURES);
    }

    private static Map<String, Map<String, Long>> only(Map<String, Map<String, Long>> counted, List<String> names) {
        Map<String, Map<String, Long>> found = new TreeMap<>();
        counted.forEach((key, figures) -> {
            Map<String, Long> some = new TreeMap<>(figures);
            some.keySet().retainAll(names);
            found.put(key, some);
        });
        return found;
    }

    private static Map<String, Map<String, Long>> lines(JsonPath report, String name) {
        Map<String, Map<String, Long>> found = new TreeMap<>();
        for (Map<String, Object> line : report.<Map<String, Object>>getList(name)) {
            Map<String, Long> figures = new TreeMap<>();
            IN_REPORTS.forEach(figure -> figures.put(figure, ((Number) line.get(figure)).longValue()));
            found.put((String) line.get("code"), figures);
        }
        return found;
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
