package io.lunbo;

import io.lunbo.testsupport.ApiClient;
import io.lunbo.testsupport.PackagedLunbo;
import io.lunbo.testsupport.SlowClient;
import io.lunbo.testsupport.Visitor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Many clients at once who want to hold what others need: connections, threads, memory. */
class CrowdIT {
    private static final int MEGABYTE = 1024 * 1024;

    @TempDir
    static Path folder;

    private static PackagedLunbo lunbo;
    private static ApiClient administrator;
    private static Visitor player;

    @BeforeAll
    static void start() throws Exception {
        lunbo = PackagedLunbo.start(
                folder.resolve("data"),
                Map.of("JAVA_TOOL_OPTIONS", "-Xmx320m"),
                "lunbo.slow-clients.window=4s",
                "lunbo.slow-clients.bytes-per-second=200");
        administrator = new ApiClient(lunbo.url());
        administrator.chooseFirstPassword(lunbo.oneTimePassword());
        player = Visitor.paired(lunbo, administrator);
    }

    @AfterAll
    static void stop() {
        lunbo.close();
    }

    @Test
    void clientsThatSendByteByByteAreHungUpOnWhileOthersAreServed() throws Exception {
        String head = "GET /login HTTP/1.1\r\nHost: localhost\r\nX-Slow: " + "a".repeat(10_000);
        String form = "POST /login HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                + "Sec-Fetch-Site: same-origin\r\nContent-Length: 50000\r\n\r\nusername=" + "a".repeat(2_000);
        String body = "POST /api/v1/sessions HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + "Content-Length: 500000\r\n\r\n{\"username\": \"" + "a".repeat(15_000);
        List<SlowClient> slow = new ArrayList<>();
        SlowClient steady = SlowClient.connect(lunbo, steadyPlays());
        try {
            for (int i = 0; i < 250; i++) {
                slow.add(SlowClient.connect(lunbo, head).after(30));
                slow.add(SlowClient.connect(lunbo, i % 2 == 0 ? body : form).after(1_500));
            }
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
            while (slow.stream().anyMatch(SlowClient::goesOn)) {
                assertThat(System.nanoTime()).as("clients still served").isLessThan(deadline);
                slow.forEach(client -> client.send(1));
                steady.send(2_000);
                long asked = System.nanoTime();
                assertThat(administrator.get("/api/v1/screens").isEmpty()).isFalse();
                assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(Duration.ofSeconds(8));
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200)); // being slow is what is tested
            }
            assertThat(slow).allSatisfy(client -> assertThat(client.answer()).doesNotContain("HTTP/1.1 200"));
            assertThat(steady.awaitAnswer()).startsWith("HTTP/1.1 200").contains("\"accepted\":0");
        } finally {
            slow.forEach(SlowClient::close);
            steady.close();
        }
    }

    /** Slow as a bad line is slow: longer under way than the window, but it goes on. */
    private static String steadyPlays() {
        String plays = "{\"plays\": [" + " ".repeat(60_000) + "]}";
        return "POST /player/v1/plays HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + player.token()
                + "\r\nContent-Type: application/json\r\nContent-Length: " + plays.length() + "\r\n\r\n" + plays;
    }

    @Test
    void waitingPollsHoldNoThread() throws Exception {
        String etag = player.get("/player/v1/manifest", "")
                .headers()
                .firstValue("ETag")
                .orElseThrow();
        String poll = "GET /player/v1/manifest HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + player.token()
                + "\r\nIf-None-Match: " + etag + "\r\nPrefer: wait=60\r\n\r\n";
        assertThat(administrator.get("/api/v1/screens")).isNotEmpty();
        double before = threads();
        List<SlowClient> waiting = new ArrayList<>();
        try {
            for (int i = 0; i < 2_000; i++) {
                waiting.add(SlowClient.connect(lunbo, poll).after(poll.length()));
            }
            assertThat(threads()).isLessThan(before + 10);
            long asked = System.nanoTime();
            assertThat(administrator.get("/api/v1/screens")).isNotEmpty(); // asks the database, on a worker
            assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(Duration.ofSeconds(5));
            assertThat(waiting).allMatch(SlowClient::goesOn);
        } finally {
            waiting.forEach(SlowClient::close);
        }
    }

    private static double threads() throws Exception {
        return new Visitor(lunbo, "", "text/plain")
                .get("/q/metrics", "")
                .body()
                .lines()
                .filter(line -> line.startsWith("jvm_threads_live_threads"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void bodiesThatUnpackToGigabytesAreRefusedInNoTimeAndNoMemory() throws Exception {
        byte[] big = bomb(10 * MEGABYTE);
        byte[] small = bomb(MEGABYTE - 20_000);
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        long begun = System.nanoTime();
        for (int i = 0; i < 16; i++) {
            answers.add(send(client, BodyPublishers.ofByteArray(small)));
            answers.add(send(client, BodyPublishers.ofByteArrays(List.of(small)))); // in chunks, of no stated length
            answers.add(send(client, BodyPublishers.ofByteArray(big)));
        }
        for (CompletableFuture<HttpResponse<String>> answer : answers) {
            assertThat(answer.get(30, TimeUnit.SECONDS).statusCode()).isIn(413, 503);
        }
        assertThat(answers.get(0).join().statusCode()).isEqualTo(413);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(20));
        assertThat(player.post("/player/v1/plays", "{\"plays\": []}").statusCode())
                .isEqualTo(200);
        assertThat(lunbo.said()).doesNotContain("OutOfMemory");
    }

    private static CompletableFuture<HttpResponse<String>> send(HttpClient client, BodyPublisher body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(lunbo.url() + "/player/v1/plays"))
                .header("Authorization", "Bearer " + player.token())
                .header("Content-Type", "application/json")
                .header("Content-Encoding", "gzip")
                .POST(body)
                .build();
        return client.sendAsync(request, BodyHandlers.ofString());
    }

    /** A thousandfold of its own length, in as many parts as the length has room for. */
    private static byte[] bomb(int length) throws IOException {
        ByteArrayOutputStream part = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(part)) {
            gzip.write(" ".repeat(10 * MEGABYTE).getBytes(StandardCharsets.US_ASCII));
        }
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        while (whole.size() + part.size() <= length) {
            part.writeTo(whole);
        }
        return whole.toByteArray();
    }
}
