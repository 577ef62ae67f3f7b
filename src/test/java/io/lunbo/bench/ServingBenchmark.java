package io.lunbo.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The manifest poll against nginx with a static file of the same bytes, in requests for each second of processor time that
 * the server process uses: a ratio of two runs on one machine in one minute means the same on every machine.
 *
 * <p>nginx runs as it comes, with sendfile and without an access log, since Lunbo writes none; its cache of open files, which is
 * off as it comes, would make an unchanged answer a fifth cheaper.
 *
 * <p>Needs the packaged application, {@code nginx} and {@code wrk}.
 */
class ServingBenchmark {
    private static final Path APPLICATION = Path.of("target", "quarkus-app", "quarkus-run.jar");
    private static final Path RESULT = Path.of("target", "bench", "serving.json");
    private static final int ROUNDS = 5;
    private static final int CONNECTIONS = 64;
    private static final double TICKS_PER_SECOND = 100;
    private static final Pattern REQUESTS = Pattern.compile("(\\d+) requests in");
    private static final Pattern P99 = Pattern.compile("99%\\s+([\\d.]+)(us|ms|s)");

    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<Process> started = new ArrayList<>();

    @TempDir
    Path folder;

    /** What wrk asks of which server. */
    private record Target(String url, Map<String, String> headers, List<Long> pids) {}

    private record Run(double requestsPerCpuSecond, double p99Ms) {}

    @AfterEach
    void stopServers() throws InterruptedException {
        for (Process process : started) {
            process.destroy();
            process.waitFor(30, TimeUnit.SECONDS);
        }
    }

    @Test
    void manifestIsServedAsCheaplyAsAFile() throws Exception {
        int port = freePort();
        Process lunbo = startLunbo(port);
        String url = "http://127.0.0.1:" + port + "/player/v1/manifest";
        Map<String, String> token = Map.of("Authorization", "Bearer " + awaitToken());
        HttpResponse<byte[]> manifest = awaitOk(url, token);
        Target full = new Target(url, token, List.of(lunbo.pid()));
        Target unchanged = new Target(url, with(token, etag(manifest)), full.pids());
        Target file = startNginx(manifest.body());
        Target unchangedFile =
                new Target(file.url(), Map.of("If-None-Match", etag(awaitOk(file.url(), Map.of()))), file.pids());

        List.of(full, unchanged, file, unchangedFile).forEach(target -> wrk(target, 15));
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("bytes", manifest.body().length);
        result.put("machineLoad", ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
        double ratio200 = compare("full", full, file, result);
        double ratio304 = compare("unchanged", unchanged, unchangedFile, result);
        Files.createDirectories(RESULT.getParent());
        json.writerWithDefaultPrettyPrinter().writeValue(RESULT.toFile(), result);

        assertThat(ratio200).as("full manifest, see %s", RESULT).isGreaterThanOrEqualTo(0.95);
        assertThat(ratio304).as("unchanged poll, see %s", RESULT).isGreaterThanOrEqualTo(0.85);
        assertThat((double) result.get("fullP99Ms")).isLessThanOrEqualTo(10);
        assertThat((double) result.get("unchangedP99Ms")).isLessThanOrEqualTo(10);
    }

    /** Rounds of both in turn, so that whatever else the machine does meets both; the median ratio counts. */
    private double compare(String name, Target lunbo, Target nginx, Map<String, Object> result) {
        List<Double> ratios = new ArrayList<>();
        List<Double> p99s = new ArrayList<>();
        List<Double> perCpuSecond = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            Run ours = wrk(lunbo, 5);
            Run theirs = wrk(nginx, 5);
            ratios.add(ours.requestsPerCpuSecond() / theirs.requestsPerCpuSecond());
            p99s.add(ours.p99Ms());
            perCpuSecond.add(ours.requestsPerCpuSecond());
        }
        result.put(name + "Ratio", median(ratios));
        result.put(name + "Ratios", ratios);
        result.put(name + "RequestsPerCpuSecond", median(perCpuSecond));
        result.put(name + "P99Ms", median(p99s));
        return median(ratios);
    }

    private Run wrk(Target target, int seconds) {
        List<String> command = new ArrayList<>(
                List.of("wrk", "-t1", "-c" + CONNECTIONS, "-d" + seconds + "s", "--latency", target.url()));
        target.headers().forEach((name, value) -> command.addAll(List.of("-H", name + ": " + value)));
        try {
            double before = cpuSeconds(target.pids());
            Process wrk = new ProcessBuilder(command).redirectErrorStream(true).start();
            String out = new String(wrk.getInputStream().readAllBytes());
            double used = cpuSeconds(target.pids()) - before;
            assertThat(out).doesNotContain("Non-2xx").doesNotContain("Socket errors");
            return new Run(Long.parseLong(find(REQUESTS, out).group(1)) / used, millis(find(P99, out)));
        } catch (IOException e) {
            throw new AssertionError("wrk is needed for this benchmark", e);
        }
    }

    private static double cpuSeconds(List<Long> pids) throws IOException {
        long ticks = 0;
        for (long pid : pids) {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            ticks += Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
        }
        return ticks / TICKS_PER_SECOND;
    }

    private Process startLunbo(int port) throws IOException {
        assertThat(APPLICATION).as("package the application first").exists();
        Files.createDirectories(RESULT.getParent());
        Process lunbo = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseParallelGC",
                        "-Dlunbo.demo=true",
                        "-Dlunbo.data=" + folder.resolve("data"),
                        "-Dquarkus.http.host=127.0.0.1",
                        "-Dquarkus.http.port=" + port,
                        "-jar",
                        APPLICATION.toAbsolutePath().toString())
                .redirectErrorStream(true)
                .redirectOutput(RESULT.resolveSibling("lunbo.log").toFile())
                .start();
        started.add(lunbo);
        return lunbo;
    }

    private String awaitToken() throws Exception {
        Path access = folder.resolve("data").resolve("demo-access.json");
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(10);
        while (!Files.exists(access) && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(500);
        }
        JsonNode players = json.readTree(access.toFile()).get("players");
        return players.get(0).get("token").textValue();
    }

    private HttpResponse<byte[]> awaitOk(String url, Map<String, String> headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url));
        headers.forEach(request::header);
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
        while (true) {
            try {
                HttpResponse<byte[]> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
                if (answer.statusCode() == 200 || System.nanoTime() > deadline) {
                    assertThat(answer.statusCode()).isEqualTo(200);
                    return answer;
                }
            } catch (IOException e) {
                assertThat(System.nanoTime()).as("no answer from %s", url).isLessThan(deadline);
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    private Target startNginx(byte[] body) throws IOException, InterruptedException {
        int port = freePort();
        Path root = Files.createDirectories(folder.resolve("nginx"));
        Files.write(root.resolve("manifest"), body);
        Path config = Files.writeString(root.resolve("nginx.conf"), """
                daemon off; master_process off; worker_processes 1; pid %1$s/nginx.pid; error_log %1$s/error.log;
                events { worker_connections 1024; }
                http {
                  access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000000; default_type application/json;
                  client_body_temp_path %1$s/a; proxy_temp_path %1$s/b; fastcgi_temp_path %1$s/c; uwsgi_temp_path %1$s/d;
                  scgi_temp_path %1$s/e;
                  server { listen 127.0.0.1:%2$d; root %1$s; add_header Cache-Control "private, no-cache"; }
                }
                """.formatted(root, port));
        Process nginx = new ProcessBuilder("nginx", "-p", root.toString(), "-c", config.toString())
                .redirectErrorStream(true)
                .redirectOutput(root.resolve("out.log").toFile())
                .start();
        started.add(nginx);
        return new Target("http://127.0.0.1:" + port + "/manifest", Map.of(), List.of(nginx.pid()));
    }

    private static Map<String, String> with(Map<String, String> headers, String etag) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put("If-None-Match", etag);
        return all;
    }

    private static String etag(HttpResponse<byte[]> answer) {
        return answer.headers().firstValue("ETag").orElseThrow();
    }

    private static Matcher find(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        assertThat(matcher.find()).as(text).isTrue();
        return matcher;
    }

    private static double millis(Matcher p99) {
        double value = Double.parseDouble(p99.group(1));
        return switch (p99.group(2)) {
            case "us" -> value / 1000;
            case "ms" -> value;
            default -> value * 1000;
        };
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
