package io.lunbo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lunbo.access.Secrets;
import io.lunbo.playlog.Plays;
import io.lunbo.testsupport.PackagedLunbo;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The embedded database is killed again and again while players report, which send again what was not acknowledged. */
class DatabaseKilledIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PLAYERS = 8;
    private static final int BATCH = 40;
    private static final int KILLS = 6;

    private static final String ROLLED_UP = """
            select concat_ws(' ', hour, media_sha256, outcome, plays, duration_ms)
            from play_hours where screen_id = '%s'""";
    private static final String SUMMED_UP = """
            select concat_ws(' ', timestamp(date(started_at), maketime(hour(started_at), 0, 0)), media_sha256, outcome, count(*), sum(duration_ms))
            from plays where screen_id = '%s' group by date(started_at), hour(started_at), media_sha256, outcome""";

    @TempDir
    static Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private final Path data = folder.resolve("data");
    private final AtomicInteger acknowledged = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private volatile boolean enough;

    private record Reporter(UUID id, UUID screenId, String token, Plays plays, List<String> said) {}

    @Test
    void eachAcknowledgedPlayIsThereOnceAndTheHoursAreTheirSum() throws Exception {
        int port = freePort();
        try (PackagedLunbo lunbo = PackagedLunbo.start(data, Map.of(), "lunbo.database.port=" + port)) {
            List<Reporter> reporters = reporters(port);
            ExecutorService threads = Executors.newFixedThreadPool(PLAYERS);
            for (Reporter reporter : reporters) {
                await(() -> send(lunbo, reporter, "{\"plays\":[]}").statusCode() == 200, List.of()); // is let in
            }
            List<CompletableFuture<Void>> running = reporters.stream()
                    .map(reporter -> CompletableFuture.runAsync(() -> report(lunbo, reporter), threads))
                    .toList();

            Random moments = new Random(6);
            for (int i = 0; i < KILLS; i++) {
                int until = acknowledged.get() + 5 + moments.nextInt(60);
                await(() -> acknowledged.get() >= until, running);
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(moments.nextInt(20))); // inside of a batch
                killDatabase();
            }
            int killed = acknowledged.get();
            await(() -> acknowledged.get() >= killed + 3 * PLAYERS, running); // it goes on by itself
            enough = true;
            CompletableFuture.allOf(running.toArray(CompletableFuture[]::new)).get(2, TimeUnit.MINUTES);
            threads.shutdown();

            for (Reporter reporter : reporters) {
                assertThatEachIsThereOnce(port, reporter);
            }
            assertThat(refused).hasPositiveValue(); // else nothing was tried
            assertThat(lunbo.said()).contains("Embedded MariaDB answers again").doesNotContain("cannot be stored");
        }
    }

    private void report(PackagedLunbo lunbo, Reporter reporter) {
        while (!enough) {
            ObjectNode batch = JsonNodeFactory.instance.objectNode();
            List<JsonNode> plays = reporter.plays.list(BATCH);
            batch.putArray("plays").addAll(plays);
            HttpResponse<String> answer = send(lunbo, reporter, batch.toString());
            while (answer.statusCode() == 503) {
                refused.incrementAndGet();
                assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
                assertThat(answer.headers().firstValueAsLong("Retry-After").orElse(0))
                        .isBetween(1L, 60L);
                answer = send(lunbo, reporter, batch.toString());
            }
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(answer.body()).contains("\"rejected\":0");
            plays.forEach(play -> reporter.said.add(play.get("id").textValue()));
            acknowledged.incrementAndGet();
        }
    }

    private HttpResponse<String> send(PackagedLunbo lunbo, Reporter reporter, String batch) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(lunbo.url() + "/player/v1/plays"))
                .header("Authorization", "Bearer " + reporter.token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(batch))
                .build();
        return client.sendAsync(request, BodyHandlers.ofString())
                .orTimeout(1, TimeUnit.MINUTES)
                .join();
    }

    private void killDatabase() throws IOException {
        long pid = Long.parseLong(
                Files.readString(data.resolve("mariadb/mariadb.pid")).trim());
        ProcessHandle server = ProcessHandle.of(pid).orElseThrow();
        server.destroyForcibly();
        server.onExit().join();
    }

    private void await(BooleanSupplier condition, List<CompletableFuture<Void>> running) {
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
        while (!condition.getAsBoolean()) {
            running.stream().filter(CompletableFuture::isDone).forEach(CompletableFuture::join); // why it ended
            assertThat(System.nanoTime()).as("%s acknowledged", acknowledged).isLessThan(deadline);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5)); // between two questions
        }
    }

    private List<Reporter> reporters(int port) throws Exception {
        List<Reporter> reporters = new ArrayList<>();
        try (Connection connection = connect(port)) {
            for (int i = 0; i < PLAYERS; i++) {
                Plays plays = new Plays(new Random(i), Instant.now().minusSeconds(86_400L * 20));
                Reporter reporter = new Reporter(
                        UUID.randomUUID(), UUID.randomUUID(), Secrets.token("lbp_"), plays, new ArrayList<>());
                execute(
                        connection,
                        "insert into players (id, screen_id, kind, created_at) values (?, ?, 'test', utc_timestamp(3))",
                        reporter.id.toString(),
                        reporter.screenId.toString());
                execute(
                        connection,
                        "insert into player_tokens (token_hash, player_id, issued_at) values (?, ?, utc_timestamp(3))",
                        Secrets.fingerprint(reporter.token),
                        reporter.id.toString());
                reporters.add(reporter);
            }
        }
        return reporters;
    }

    private void assertThatEachIsThereOnce(int port, Reporter reporter) throws Exception {
        String id = reporter.id.toString();
        try (Connection connection = connect(port)) {
            assertThat(texts(connection, "select id from plays where player_id = '" + id + "'"))
                    .containsExactlyInAnyOrderElementsOf(reporter.said);
            assertThat(texts(connection, ROLLED_UP.formatted(reporter.screenId)))
                    .containsExactlyInAnyOrderElementsOf(texts(connection, SUMMED_UP.formatted(reporter.screenId)));
        }
    }

    private static List<String> texts(Connection connection, String sql) throws SQLException {
        List<String> found = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                found.add(row.getString(1));
            }
        }
        return found;
    }

    private static void execute(Connection connection, String sql, String... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setString(i + 1, values[i]);
            }
            statement.execute();
        }
    }

    private Connection connect(int port) throws Exception {
        return DriverManager.getConnection(
                "jdbc:mariadb://127.0.0.1:" + port + "/lunbo?sslMode=disable&timezone=UTC",
                "lunbo",
                Files.readString(data.resolve("mariadb/password")).trim());
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
