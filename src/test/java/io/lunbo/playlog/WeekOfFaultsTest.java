package io.lunbo.playlog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lunbo.testsupport.APairedScreen;
import io.lunbo.web.WireTime;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A hundred players and a week in which everything goes wrong between them and the service: answers are lost, bodies are cut off,
 * batches come twice at the same time and out of order, players are switched off before they noted what was acknowledged, and
 * clocks are wrong. In the end the database holds what was played: nothing is lost and nothing doubled.
 */
@QuarkusTest
class WeekOfFaultsTest {
    private static final int PLAYERS = 100;
    private static final int DAYS = 7;
    private static final int PLAYS_A_DAY = 60;
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(30))
            .build();

    @Inject
    Clock clock;

    @Inject
    EntityManager entities;

    @Inject
    ObjectMapper json;

    /** What happens to one attempt of a player to bring its plays. */
    private enum Fault {
        NONE,
        NO_NETWORK,
        ANSWER_LOST,
        BODY_CUT_OFF,
        TWICE_AT_ONCE,
        SWITCHED_OFF
    }

    /** A player that keeps every record until it has seen an answer for it. */
    private final class Player implements Callable<Player> {
        private final APairedScreen screen;
        private final Random random;
        private final long offsetMs;
        private final Plays plays;
        /** What really played, by the right clock. */
        private final Map<UUID, Instant> played = new HashMap<>();

        private final Map<String, JsonNode> queue = new LinkedHashMap<>();
        private int batch = 1;
        private int faults;

        Player(APairedScreen screen, int seed) {
            this.screen = screen;
            this.random = new Random(seed);
            this.offsetMs = seed % 3 == 0 ? random.nextInt(20_000_000) - 10_000_000 : 0;
            this.plays = new Plays(random, clock.instant().minus(Duration.ofDays(DAYS)));
        }

        @Override
        public Player call() throws Exception {
            for (int day = 0; day < DAYS; day++) {
                play();
                for (int attempt = random.nextInt(6); attempt > 0; attempt--) {
                    bring(Fault.values()[random.nextInt(Fault.values().length)]);
                }
            }
            while (!queue.isEmpty()) {
                bring(Fault.NONE);
            }
            return this;
        }

        private void play() {
            for (int i = 0; i < PLAYS_A_DAY; i++) {
                ObjectNode play = plays.next();
                Instant began = Instant.parse(play.get("startedAt").textValue());
                played.put(UUID.fromString(play.get("id").textValue()), began);
                play.put("startedAt", WireTime.format(began.minusMillis(offsetMs)));
                queue.put(play.get("id").textValue(), play);
            }
        }

        private void bring(Fault fault) throws Exception {
            if (fault != Fault.NONE) {
                faults++;
            }
            Map<String, JsonNode> before = new LinkedHashMap<>(queue);
            List<JsonNode> some = new ArrayList<>(queue.values());
            Collections.shuffle(some, random);
            some = some.subList(0, Math.min(batch, some.size()));
            String body = body(some);
            switch (fault) {
                case NO_NETWORK -> batch = Math.max(1, batch / 2);
                case ANSWER_LOST -> send(body);
                case BODY_CUT_OFF -> cutOff(body);
                case TWICE_AT_ONCE -> {
                    CompletableFuture<HttpResponse<byte[]>> twin =
                            HTTP.sendAsync(request(body), HttpResponse.BodyHandlers.ofByteArray());
                    acknowledged(send(body));
                    acknowledged(twin.get());
                }
                case SWITCHED_OFF -> {
                    acknowledged(send(body));
                    queue.clear();
                    queue.putAll(before);
                }
                case NONE -> {
                    acknowledged(send(body));
                    batch = Math.min(1000, batch * 2);
                }
            }
        }

        private String body(List<JsonNode> some) {
            ObjectNode body = json.createObjectNode();
            body.putArray("plays").addAll(some);
            body.putObject("clock").put("offsetMs", offsetMs);
            return body.toString();
        }

        private HttpRequest request(String body) {
            return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + RestAssured.port + "/player/v1/plays"))
                    .header("Authorization", "Bearer " + screen.token())
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build();
        }

        private HttpResponse<byte[]> send(String body) throws IOException, InterruptedException {
            return HTTP.send(request(body), HttpResponse.BodyHandlers.ofByteArray());
        }

        private void acknowledged(HttpResponse<byte[]> answer) throws IOException {
            if (answer.statusCode() != 200) {
                assertThat(answer.statusCode()).as("only to come again later").isIn(429, 503);
                return;
            }
            for (JsonNode result : json.readTree(answer.body()).get("results")) {
                assertThat(result.get("status").textValue()).isIn("ACCEPTED", "DUPLICATE");
                queue.remove(result.get("id").textValue());
            }
        }

        private void cutOff(String body) throws IOException {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port)) {
                String head = "POST /player/v1/plays HTTP/1.1\r\nHost: lunbo\r\nAuthorization: Bearer " + screen.token()
                        + "\r\nContent-Type: application/json\r\nContent-Length: " + bytes.length + "\r\n\r\n";
                socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
                socket.getOutputStream().write(bytes, 0, random.nextInt(bytes.length));
                socket.getOutputStream().flush();
            }
        }
    }

    @Test
    void everythingThatPlayedIsThereOnce() throws Exception {
        ExecutorService crowd = Executors.newFixedThreadPool(16);
        List<Player> done = new ArrayList<>();
        try {
            List<Player> players = new ArrayList<>();
            for (int i = 0; i < PLAYERS; i++) {
                players.add(new Player(APairedScreen.wall(), i));
            }
            for (Future<Player> one : crowd.invokeAll(players)) {
                done.add(one.get());
            }
        } finally {
            crowd.shutdownNow();
        }

        assertThat(done.stream().mapToInt(player -> player.faults).sum()).isGreaterThan(PLAYERS * DAYS);
        for (Player player : done) {
            UUID screen = player.screen.screen().id();
            assertThat(stored(screen)).as(player.screen.code()).isEqualTo(player.played);
            assertThat(rolledUp(screen)).isEqualTo(PLAYS_A_DAY * DAYS);
        }
    }

    /** When each of the screen's plays began; two rows under one id would not go into the map. */
    private Map<UUID, Instant> stored(UUID screen) {
        Map<UUID, Instant> stored = new HashMap<>();
        List<?> rows = QuarkusTransaction.requiringNew()
                .call(() -> entities.createNativeQuery(
                                "select id, started_at from plays where screen_id = :screen", Object[].class)
                        .setParameter("screen", screen)
                        .getResultList());
        for (Object row : rows) {
            Object[] columns = (Object[]) row;
            Instant began = ((LocalDateTime) columns[1]).toInstant(ZoneOffset.UTC);
            assertThat(stored.put(UUID.fromString(columns[0].toString()), began))
                    .isNull();
        }
        return stored;
    }

    private int rolledUp(UUID screen) {
        return ((Number) QuarkusTransaction.requiringNew()
                        .call(() -> entities.createNativeQuery(
                                        "select sum(plays) from play_hours where screen_id = :screen", Object.class)
                                .setParameter("screen", screen)
                                .getSingleResult()))
                .intValue();
    }
}
