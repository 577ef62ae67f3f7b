package io.lunbo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lunbo.film.Films;
import io.lunbo.testsupport.PackagedLunbo;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The power is cut again and again, while a file comes in and while it is looked at. */
class IngestKilledIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern ONE_TIME_PASSWORD = Pattern.compile("one-time password (\\S+) and");
    private static final int KILLS = 10;

    @TempDir
    static Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private final Path data = folder.resolve("data");
    private PackagedLunbo lunbo;
    private String token;

    @Test
    void fileThatWasSentOnceIsTakenOnceHoweverOftenThePowerIsCut() throws Exception {
        byte[] film = Files.readAllBytes(Films.make(
                folder.resolve("film.mp4"),
                "-f lavfi -i testsrc2=s=1280x720:r=25:d=40 -c:v libopenh264 -b:v 4000k -pix_fmt yuv420p -f mp4"));
        lunbo = PackagedLunbo.startEmpty(data);
        try {
            signInAsASubmitter();
            String upload = begin(film.length);
            patch(upload, 0, BodyPublishers.ofByteArray(Arrays.copyOf(film, film.length / 3)));
            lunbo.kill();
            lunbo = PackagedLunbo.startEmpty(data);
            int offset = offset(upload);
            assertThat(offset).isEqualTo(film.length / 3);
            patch(upload, offset, BodyPublishers.ofByteArray(film, offset, film.length - offset));

            Random moments = new Random(10);
            for (int i = 0; i < KILLS; i++) {
                LockSupport.parkNanos(
                        TimeUnit.MILLISECONDS.toNanos(moments.nextInt(2500))); // the moment itself is random
                lunbo.kill();
                assertThatNoToolRunsOn();
                lunbo = PackagedLunbo.startEmpty(data);
            }

            assertThat(ended(upload).get("sha256").textValue()).isEqualTo(sha256(film));
            assertThatItWasTakenOnce();
        } finally {
            lunbo.close();
        }
        assertThat(filesIn("uploads")).isEmpty();
        assertThat(filesIn("incoming")).isEmpty();
    }

    private void signInAsASubmitter() throws Exception {
        Matcher password = ONE_TIME_PASSWORD.matcher(Files.readString(PackagedLunbo.log(data)));
        assertThat(password.find()).isTrue();
        signIn("admin", password.group(1), "a long enough first password");
        JsonNode me = json(send("GET", "/api/v1/me", BodyPublishers.noBody()));
        JsonNode invited = json(send(
                "POST",
                "/api/v1/operators",
                body(Map.of(
                        "username",
                        "submitter",
                        "name",
                        "送播员",
                        "unitId",
                        me.get("unitId").textValue(),
                        "roles",
                        List.of("SUBMITTER")))));
        signIn("submitter", invited.get("oneTimePassword").textValue(), "another long enough password");
    }

    private void signIn(String username, String oneTimePassword, String password) throws Exception {
        token = session(username, oneTimePassword);
        send("PUT", "/api/v1/me/password", body(Map.of("password", oneTimePassword, "newPassword", password)));
        token = session(username, password);
    }

    private String session(String username, String password) throws Exception {
        token = null;
        return json(send("POST", "/api/v1/sessions", body(Map.of("username", username, "password", password))))
                .get("token")
                .textValue();
    }

    private String begin(int length) throws Exception {
        String name = Base64.getEncoder().encodeToString("宣传片.mp4".getBytes(StandardCharsets.UTF_8));
        HttpResponse<String> answer = send(
                "POST",
                "/api/v1/uploads",
                BodyPublishers.noBody(),
                "Upload-Length",
                Integer.toString(length),
                "Upload-Metadata",
                "filename " + name);
        return answer.headers()
                .firstValue("Location")
                .map(URI::create)
                .orElseThrow()
                .getPath();
    }

    private void patch(String upload, int offset, BodyPublisher bytes) throws Exception {
        send(
                "PATCH",
                upload,
                bytes,
                "Upload-Offset",
                Integer.toString(offset),
                "Content-Type",
                "application/offset+octet-stream");
    }

    private int offset(String upload) throws Exception {
        return send("HEAD", upload, BodyPublishers.noBody())
                .headers()
                .firstValue("Upload-Offset")
                .map(Integer::valueOf)
                .orElseThrow();
    }

    private JsonNode ended(String upload) throws Exception {
        for (long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(3); System.nanoTime() < end; ) {
            JsonNode answer = json(send("GET", upload, BodyPublishers.noBody()));
            if (List.of("TAKEN", "REFUSED").contains(answer.get("state").textValue())) {
                return answer;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200)); // between two questions, not in place of one
        }
        throw new AssertionError("never looked at");
    }

    private void assertThatItWasTakenOnce() throws Exception {
        assertThat(json(send("GET", "/api/v1/media", BodyPublishers.noBody())).get("items"))
                .hasSize(1);
    }

    /** Whatever the service had started ended with it. */
    private void assertThatNoToolRunsOn() {
        for (long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(5); System.nanoTime() < end; ) {
            boolean running = ProcessHandle.allProcesses()
                    .map(ProcessHandle::info)
                    .flatMap(info -> info.arguments().stream().flatMap(Arrays::stream))
                    .anyMatch(argument -> argument.startsWith("file:" + data));
            if (!running) {
                return;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20)); // between two questions, not in place of one
        }
        throw new AssertionError("a film tool outlived the service that had started it");
    }

    private HttpResponse<String> send(String method, String path, BodyPublisher body, String... headers)
            throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(lunbo.url() + path))
                .method(method, body)
                .header("Tus-Resumable", "1.0.0");
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        if (headers.length > 0) {
            request.headers(headers);
        } else if (!List.of("GET", "HEAD").contains(method)) {
            request.header("Content-Type", "application/json");
        }
        HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString());
        assertThat(answer.statusCode())
                .as(method + " " + path + " " + answer.body())
                .isBetween(200, 299);
        return answer;
    }

    private static BodyPublisher body(Map<String, Object> json) throws IOException {
        return BodyPublishers.ofString(JSON.writeValueAsString(json));
    }

    private static JsonNode json(HttpResponse<String> answer) throws IOException {
        return JSON.readTree(answer.body());
    }

    private List<Path> filesIn(String name) throws IOException {
        try (Stream<Path> files = Files.list(data.resolve("media").resolve(name))) {
            return files.toList();
        }
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
