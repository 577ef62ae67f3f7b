package io.lunbo.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.lunbo.access.Role;
import io.lunbo.tally.DaySettling;
import io.lunbo.tally.TallyRepository;
import io.lunbo.tally.TallyRepository.By;
import io.lunbo.tally.TallyRepository.Filter;
import io.lunbo.testsupport.MadeLedger;
import io.lunbo.testsupport.MadeNetwork;
import io.lunbo.testsupport.MadeOrder;
import io.lunbo.testsupport.MadeWeek;
import io.lunbo.testsupport.SignedIn;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A week of 1,000 screens with known faults: whether every figure is what the independent counter says, how long the
 * inspector's pages take, and what the same figures cost from the raw plays in the same run. No test: it is run by its name
 * ({@code -Dtest=ProofBenchmark}, with {@code -Dbench.plays=} and {@code -Dbench.screens=}) and writes its figures to {@code
 * target/bench/proof.json}. Its limits are those of ten million plays: with fewer, the raw ones are too cheap to be beaten so
 * far, and the run says so by failing at its end.
 */
@QuarkusTest
class ProofBenchmark {
    private static final int PLAYS = Integer.getInteger("bench.plays", 10_000_000);
    private static final int SCREENS = Integer.getInteger("bench.screens", 1_000);
    private static final int ROUNDS = 9;
    private static final Path RESULT = Path.of("target", "bench", "proof.json");
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
    private static final String RAW = """
            select screen_id, date(started_at + interval 8 hour), media_sha256, outcome, count(*), sum(duration_ms)
            from plays where started_at >= '%s' - interval 8 hour and started_at < '%s' + interval 16 hour
            group by 1, 2, 3, 4""";

    @Inject
    Clock clock;

    @Inject
    DaySettling settling;

    @Inject
    TallyRepository tallies;

    @TestHTTPResource("/")
    URI home;

    private final Map<String, Object> result = new LinkedHashMap<>();
    private final Map<String, Double> pages = new LinkedHashMap<>();
    private MadeNetwork network;
    private LocalDate from;
    private LocalDate until;

    private interface Work {
        void run() throws Exception;
    }

    @Test
    void aWeekOfManyScreens() throws Exception {
        until = LocalDate.ofInstant(clock.instant(), ZONE).minusDays(1);
        from = until.minusDays(6);
        int films = 10;
        int perDay = PLAYS / 7 / SCREENS;
        MadeNetwork bare = MadeNetwork.of(SCREENS, films, ZONE, from, until);
        Instant now = clock.instant();
        List<MadeOrder> orders = MadeOrder.draw(20230421, bare.codes(), ZONE, from, until, perDay, now);
        network = bare.after(orders);
        MadeWeek made = new MadeWeek(20230420, network.films(), perDay, orders, now);
        try (MadeLedger ledger = new MadeLedger()) {
            BenchedWeek week = new BenchedWeek(network, ledger, Files.createDirectories(RESULT.getParent()));
            say("plays", week.make(made, from, until));
            say("loadSeconds", week.load());
            say("settleSeconds", week.settle(settling, from, until, clock.instant()));
            say("machineLoad", ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
            figuresAgree(ledger);
            double raw = ledger.run("create temporary table raw_week " + RAW.formatted(from, until));
            say("rawGroupBySeconds", raw);
            databaseTimes(raw);
        }
        pageTimes();
        say(
                "machineLoadAfterPages",
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
        report();
        export();
        write();
        assertThat(pages).allSatisfy((page, ms) -> assertThat(ms).as(page).isLessThanOrEqualTo(300));
        assertThat((double) result.get("rawByReport")).isGreaterThanOrEqualTo(50);
        assertThat((double) result.get("screenWeekMs")).isLessThanOrEqualTo(10);
        assertThat((double) result.get("itemWeekMs")).isLessThanOrEqualTo(10);
    }

    private void figuresAgree(MadeLedger ledger) throws Exception {
        for (String[] by : List.of(
                new String[] {"SCREEN", "screen"},
                new String[] {"DATE", "date"},
                new String[] {"HOUR", "hour"},
                new String[] {"MEDIA", "media"})) {
            Map<String, Map<String, Long>> counted = ledger.count(by[1], "screen <> ?", "-");
            Map<String, Map<String, Long>> said = new TreeMap<>();
            JsonPath answer = network.person().api().get(api("by=" + by[0])).jsonPath();
            assertThat(answer.getLong("waitingDays")).isZero();
            answer.<Map<String, Object>>getList("groups").forEach(group -> {
                Map<String, Long> figures = new TreeMap<>();
                FIGURES.forEach(name -> figures.put(name, ((Number) group.get(name)).longValue()));
                said.put(String.valueOf(group.get(by[1])), figures);
            });
            counted.values().forEach(figures -> figures.keySet().retainAll(FIGURES));
            assertThat(said).as("by %s", by[0]).isEqualTo(counted);
        }
        say("figures", "agree");
    }

    private void databaseTimes(double raw) throws Exception {
        Filter all = new Filter(null, null, null, from, until, null, null);
        String media = network.films().get(3).sha256();
        Filter screen = new Filter(null, network.stations().get(7).screen().id(), null, from, until, null, null);
        Filter item = new Filter(null, null, null, from, until, null, media);
        double report = median(() -> {
            tallies.by(all, Set.of(By.SCREEN_ID));
            tallies.by(all, Set.of(By.MEDIA_SHA256));
            tallies.by(all, Set.of(By.DATE));
            tallies.total(all);
        });
        say("reportFiguresMs", report);
        say("rawByReport", raw * 1_000 / report);
        say("screenWeekMs", median(() -> tallies.by(screen, Set.of(By.DATE))));
        say("itemWeekMs", median(() -> tallies.by(item, Set.of(By.DATE))));
        say("screenWeekByHoursMs", median(() -> tallies.by(screen, Set.of(By.DATE, By.HOUR))));
    }

    private void pageTimes() throws Exception {
        SignedIn person = SignedIn.cookieAs(Role.INSPECTOR, Role.SCHEDULER, Role.PLAYOUT);
        String days = "from=" + from + "&until=" + until;
        String code = network.stations().get(SCREENS / 2).screen().code();
        String campaign = network.campaigns().get(0).code();
        String media = network.films().get(3).sha256();
        Map<String, String> addresses = new LinkedHashMap<>();
        addresses.put("desk, network week", "/inspect?" + days);
        addresses.put("desk, other screens", "/inspect?" + days + "&page=3");
        addresses.put("desk, one day", "/inspect?from=" + until + "&until=" + until);
        addresses.put("desk, one campaign", "/inspect?" + days + "&campaign=" + campaign);
        addresses.put("screen, week", "/inspect/screens/" + code + "?" + days);
        addresses.put("screen, day", "/inspect/screens/" + code + "/days/" + until);
        addresses.put("screen, hour", "/inspect/screens/" + code + "/days/" + until + "?hour=9");
        addresses.put("plays, network week", "/inspect/plays?" + days);
        addresses.put("plays, missed", "/inspect/plays?" + days + "&verdict=MISSED");
        addresses.put("plays, made good", "/inspect/plays?" + days + "&verdict=MADE_GOOD&campaign=" + campaign);
        addresses.put("plays, one item", "/inspect/plays?" + days + "&media=" + media);
        addresses.put("plays, one hour of a screen", "/inspect/plays?" + days + "&screen=" + code + "&hour=9");
        addresses.put("day's log", "/plays?screen=" + code + "&date=" + until);
        addresses.put("outages", "/outages");
        addresses.put("make-goods", "/make-goods");
        addresses.put("rejected plays", "/rejected-plays");
        HttpClient browser = HttpClient.newHttpClient();
        for (Map.Entry<String, String> one : addresses.entrySet()) {
            HttpRequest request = HttpRequest.newBuilder(home.resolve(one.getValue()))
                    .header("Accept", "text/html")
                    .header("Cookie", "lunbo-session=" + person.token())
                    .build();
            HttpResponse<String> first = browser.send(request, HttpResponse.BodyHandlers.ofString());
            if (first.statusCode() == 200) {
                pages.put(one.getKey(), median(() -> browser.send(request, HttpResponse.BodyHandlers.ofString())));
            } else {
                say("not measured: " + one.getKey(), first.statusCode());
            }
        }
        say("pagesMs", pages);
    }

    private void report() {
        long began = System.nanoTime();
        network.person()
                .api()
                .contentType(ContentType.JSON)
                .body(Map.of("unit", network.unit(), "from", from.toString(), "until", until.toString()))
                .post("/api/v1/reports")
                .then()
                .statusCode(201);
        say("reportIssuedMs", (System.nanoTime() - began) / 1e6);
    }

    /** Reads both files as they come, and lets the collector say now and then what is really held. */
    private void export() throws Exception {
        SignedIn person = SignedIn.cookieAs(Role.INSPECTOR);
        String token = network.person().token();
        export("apiExport", "/api/v1/plays.csv", "Authorization", "Bearer " + token);
        export(
                "verdictExport",
                "/inspect/plays.csv?from=" + from + "&until=" + until,
                "Cookie",
                "lunbo-session=" + person.token());
    }

    private void export(String name, String address, String header, String value) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(home.resolve(address))
                .header(header, value)
                .build();
        long before = held();
        long most = 0;
        long lines = 0;
        long began = System.nanoTime();
        var answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofInputStream());
        assertThat(answer.statusCode()).isEqualTo(200);
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
            while (lines < 1_000_001 && reader.readLine() != null) {
                lines++;
                if (lines % 100_000 == 0) {
                    most = Math.max(most, held());
                }
            }
        }
        say(name + "Lines", lines);
        say(name + "Seconds", (System.nanoTime() - began) / 1e9);
        say(name + "HeldMiB", (most - before) / 1_048_576.0);
    }

    private static long held() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private String api(String query) {
        return "/api/v1/tallies?from=" + from + "&until=" + until + "&" + query;
    }

    /** Milliseconds, of some rounds after two that do not count. */
    private static double median(Work work) throws Exception {
        double[] ms = new double[ROUNDS];
        for (int round = -2; round < ROUNDS; round++) {
            long began = System.nanoTime();
            work.run();
            if (round >= 0) {
                ms[round] = (System.nanoTime() - began) / 1e6;
            }
        }
        Arrays.sort(ms);
        return ms[ROUNDS / 2];
    }

    private void say(String name, Object value) {
        System.out.printf("%s: %s%n", name, value);
        result.put(name, value);
        write();
    }

    private void write() {
        try {
            Files.createDirectories(RESULT.getParent());
            new ObjectMapper().writerWithDefaultPrettyPrinter().writeValue(RESULT.toFile(), result);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
