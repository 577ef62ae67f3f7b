package io.lunbo.player;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** The service as a player sees it: speaks the wire protocol with a real Ed25519 key, and fails on demand. */
final class StubService implements AutoCloseable {

    static final String TOKEN = "stub-token-1";
    /** What the token is exchanged for; good only where a test says so. */
    static final String NEXT_TOKEN = "stub-token-2";

    private static final ObjectMapper JSON = new ObjectMapper();

    final KeyPair key = newKey();
    final List<JsonNode> heartbeats = new CopyOnWriteArrayList<>();
    final List<JsonNode> batches = new CopyOnWriteArrayList<>();
    final Map<String, JsonNode> plays = new ConcurrentHashMap<>();
    final List<byte[]> screenshots = new CopyOnWriteArrayList<>();
    final List<JsonNode> exchanges = new CopyOnWriteArrayList<>();
    final List<String> logs = new CopyOnWriteArrayList<>();
    final AtomicInteger answersToLose = new AtomicInteger();
    final Set<String> validTokens = ConcurrentHashMap.newKeySet();
    final Set<String> tokensSeen = ConcurrentHashMap.newKeySet();
    final Set<String> corrupted = ConcurrentHashMap.newKeySet();
    final List<String> queries = new CopyOnWriteArrayList<>();
    /** Files whose next answer ends after so many bytes. */
    final Map<String, Integer> cuts = new ConcurrentHashMap<>();
    /** Files whose answers stop after so many bytes and say nothing more, as on a line that is dead. */
    final Map<String, Integer> stalls = new ConcurrentHashMap<>();
    /** Files that it gives whole, whatever part is asked for. */
    final Set<String> wholes = ConcurrentHashMap.newKeySet();
    /** How often each file was asked for. */
    final Map<String, Integer> asked = new ConcurrentHashMap<>();
    /** The parts that were asked for. */
    final List<String> ranges = new CopyOnWriteArrayList<>();

    volatile boolean takesPlays = true;
    volatile boolean claimed;
    volatile boolean losesExchanges;
    /** Whether nothing answers any more but the player's own files. */
    volatile boolean gone;
    /** The root that it names; null: it knows of none. */
    volatile String reviewRoot;
    /** The ingest keys that it names; null: it knows of none. */
    volatile List<Map<String, String>> ingest;

    volatile JsonNode pairing;
    private volatile boolean away;

    /** Years away from the clock of the machine that runs the test. */
    private final Clock clock =
            Clock.offset(Clock.systemUTC(), Duration.between(Instant.now(), Instant.parse("2023-04-20T01:00:00Z")));

    private final Instant began = clock.instant();
    /** How many times as fast as the machine's its clock runs, and how much sooner its long polls end. */
    volatile int speed = 1;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Object change = new Object();
    private volatile byte[] manifest;
    private volatile String etag;
    private volatile Map<String, byte[]> files = Map.of();

    StubService() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
        validTokens.add(TOKEN);
    }

    /** As if the network were cut. */
    void goAway() {
        away = true;
    }

    void comeBack() {
        away = false;
    }

    Instant now() {
        Instant now = clock.instant();
        return began.plus(Duration.between(began, now).multipliedBy(speed));
    }

    int port() {
        return server.getAddress().getPort();
    }

    String url() {
        return "http://localhost:" + port() + "/player/";
    }

    void publish(StubManifest next) {
        publish(next, key);
    }

    void publish(StubManifest next, KeyPair signer) {
        byte[] signed = next.signed(signer);
        synchronized (change) {
            files = Map.copyOf(next.files);
            manifest = signed;
            etag = '"' + StubManifest.sha256(signed).substring(0, 16) + '"';
            change.notifyAll();
        }
    }

    /** Answers a manifest request with something that is none, as a captive portal does. */
    void publishPage(byte[] page) {
        synchronized (change) {
            manifest = page;
            etag = "\"portal\"";
            change.notifyAll();
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (exchange.getRequestURI().getQuery() != null) {
            queries.add(exchange.getRequestURI().getQuery());
        }
        try (exchange) {
            if (away || gone && (path.startsWith("/player/v1/") || path.startsWith("/.well-known/"))) {
                return; // the connection ends without a word
            }
            if (path.startsWith("/player/v1/pairings")) {
                pairings(exchange, path);
            } else if (path.startsWith("/player/v1/")) {
                player(exchange, path.substring("/player/v1/".length()));
            } else if (path.equals("/.well-known/lunbo-keys.json")) {
                send(exchange, 200, "application/jwk-set+json", StubManifest.json(keys()));
            } else if (path.equals("/.well-known/lunbo-reviewers.json") && reviewRoot != null) {
                Map<String, String> root = Map.of("kty", "OKP", "crv", "Ed25519", "x", reviewRoot);
                send(exchange, 200, "application/json", StubManifest.json(Map.of("root", root)));
            } else if (path.equals("/.well-known/lunbo-ingest.json") && ingest != null) {
                send(exchange, 200, "application/json", StubManifest.json(Map.of("ingest", ingest)));
            } else {
                page(exchange, path.equals("/player/") ? "/player/index.html" : path);
            }
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
        }
    }

    private void player(HttpExchange exchange, String call) throws IOException, InterruptedException {
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        tokensSeen.add(String.valueOf(authorization).replace("Bearer ", ""));
        if (authorization == null || !validTokens.contains(authorization.replace("Bearer ", ""))) {
            send(exchange, 401, "application/problem+json", "{\"type\":\"token-refused\"}".getBytes());
        } else if (call.equals("clock")) {
            send(exchange, 200, "application/json", StubManifest.json(Map.of("now", now().toString())));
        } else if (call.equals("manifest")) {
            manifest(exchange);
        } else if (call.startsWith("sheets/")) {
            file(exchange, call.substring("sheets/".length()), "application/json");
        } else if (call.startsWith("media/")) {
            file(exchange, call.substring("media/".length()), "application/octet-stream");
        } else if (call.equals("plays")) {
            plays(exchange);
        } else if (call.equals("screenshots")) {
            screenshots.add(exchange.getRequestBody().readAllBytes());
            exchange.sendResponseHeaders(204, -1);
        } else if (call.equals("logs")) {
            logs.add(new String(exchange.getRequestBody().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(204, -1);
        } else if (call.equals("token")) {
            exchange(exchange);
        } else if (call.equals("releases")) {
            validTokens.clear();
            claimed = false;
            exchange.sendResponseHeaders(204, -1);
        } else if (call.equals("heartbeats")) {
            heartbeats.add(JSON.readTree(exchange.getRequestBody()));
            exchange.sendResponseHeaders(204, -1);
        } else {
            send(exchange, 404, "application/problem+json", "{}".getBytes());
        }
    }

    private void exchange(HttpExchange exchange) throws IOException {
        exchanges.add(JSON.readTree(exchange.getRequestBody()));
        if (losesExchanges) {
            return;
        }
        Map<String, String> answer = Map.of(
                "token", NEXT_TOKEN, "exchangeAfter", now().plusSeconds(3600).toString());
        send(exchange, 201, "application/json", StubManifest.json(answer));
    }

    private void manifest(HttpExchange exchange) throws IOException, InterruptedException {
        String known = exchange.getRequestHeaders().getFirst("If-None-Match");
        boolean waits = "wait=25".equals(exchange.getRequestHeaders().getFirst("Prefer"));
        long until = System.nanoTime() + 25_000_000_000L / speed;
        byte[] body;
        synchronized (change) {
            while (waits && !gone && etag.equals(known) && System.nanoTime() < until) {
                change.wait(500);
            }
            if (gone) {
                return;
            }
            body = etag.equals(known) ? null : manifest;
            exchange.getResponseHeaders().set("ETag", etag);
        }
        if (body == null) {
            exchange.sendResponseHeaders(304, -1);
        } else {
            send(exchange, 200, "application/json", body);
        }
    }

    private void file(HttpExchange exchange, String sha256, String type) throws IOException, InterruptedException {
        byte[] bytes = files.get(sha256);
        asked.merge(sha256, 1, Integer::sum);
        if (bytes == null) {
            send(exchange, 404, "application/problem+json", "{}".getBytes());
            return;
        }
        byte[] sent = bytes.clone();
        if (corrupted.contains(sha256)) {
            sent[sent.length / 2] ^= 1;
        }
        Integer cut = cuts.remove(sha256);
        String range = exchange.getRequestHeaders().getFirst("Range");
        if (cut != null) {
            exchange.sendResponseHeaders(200, sent.length);
            exchange.getResponseBody().write(sent, 0, cut);
            exchange.getResponseBody().flush();
        } else if (stalls.containsKey(sha256)) {
            exchange.sendResponseHeaders(200, sent.length);
            exchange.getResponseBody().write(sent, 0, stalls.get(sha256));
            exchange.getResponseBody().flush();
            synchronized (change) {
                while (stalls.containsKey(sha256)) {
                    change.wait(200);
                }
            }
        } else if (range != null && !wholes.contains(sha256)) {
            ranges.add(range);
            int from = Integer.parseInt(range.replaceAll("bytes=(\\d+)-", "$1"));
            exchange.getResponseHeaders()
                    .set("Content-Range", "bytes " + from + "-" + (sent.length - 1) + "/" + sent.length);
            send(exchange, 206, type, Arrays.copyOfRange(sent, from, sent.length));
        } else {
            send(exchange, 200, type, sent);
        }
    }

    private void plays(HttpExchange exchange) throws IOException {
        JsonNode batch = JSON.readTree(exchange.getRequestBody());
        if (!takesPlays) {
            exchange.getResponseHeaders().set("Retry-After", "1");
            send(exchange, 503, "application/problem+json", "{}".getBytes());
            return;
        }
        batches.add(batch);
        List<Map<String, String>> results = new ArrayList<>();
        for (JsonNode play : batch.get("plays")) {
            boolean isNew = plays.putIfAbsent(play.get("id").asText(), play) == null;
            results.add(Map.of("id", play.get("id").asText(), "status", isNew ? "ACCEPTED" : "DUPLICATE"));
        }
        if (answersToLose.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            return;
        }
        Map<String, Object> answer =
                Map.of("accepted", results.size(), "duplicate", 0, "rejected", 0, "results", results);
        send(exchange, 200, "application/json", StubManifest.json(answer));
    }

    private void pairings(HttpExchange exchange, String path) throws IOException {
        if (exchange.getRequestMethod().equals("POST")) {
            pairing = JSON.readTree(exchange.getRequestBody());
            String expiresAt = now().plusSeconds(600).toString();
            send(
                    exchange,
                    201,
                    "application/json",
                    StubManifest.json(Map.of(
                            "pairingId", "p-1", "code", "7KM4XWPR", "pollAfterMs", 500, "expiresAt", expiresAt)));
        } else if (path.endsWith("/p-1") && claimed) {
            send(
                    exchange,
                    200,
                    "application/json",
                    StubManifest.json(Map.of(
                            "token",
                            TOKEN,
                            "screen",
                            Map.of("code", "rc-people-square", "name", "人民广场LED大屏"),
                            "exchangeAfter",
                            now().minusSeconds(1).toString())));
        } else {
            exchange.sendResponseHeaders(202, -1);
        }
    }

    private void page(HttpExchange exchange, String path) throws IOException {
        try (InputStream resource = StubService.class.getResourceAsStream("/META-INF/resources" + path)) {
            if (resource == null || path.contains("..")) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            exchange.getResponseHeaders()
                    .set(
                            "Content-Security-Policy",
                            "default-src 'self'; media-src 'self' blob:; img-src 'self' blob: data:");
            String type = path.endsWith(".js")
                    ? "text/javascript"
                    : path.endsWith(".css") ? "text/css" : "text/html;charset=UTF-8";
            send(exchange, 200, type, resource.readAllBytes());
        }
    }

    private Map<String, Object> keys() {
        return Map.of(
                "keys",
                List.of(Map.of(
                        "kty",
                        "OKP",
                        "crv",
                        "Ed25519",
                        "kid",
                        "stub",
                        "use",
                        "sig",
                        "x",
                        StubManifest.rawKey(key.getPublic()))));
    }

    private static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    static KeyPair newKey() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
