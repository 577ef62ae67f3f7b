package io.lunbo.player;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** The light player in the real mpv, against the protocol. */
class MpvPlayerTest {
    private static final byte[] BLUE = resource("/films/blue.mp4");
    private static final byte[] AMBER = resource("/films/amber.mp4");

    @TempDir
    Path folder;

    private StubService service;
    private StubManifest manifest;
    private Process mpv;

    @BeforeAll
    static void findPrograms() {
        assumeTrue(
                List.of("mpv", "curl", "openssl").stream()
                        .allMatch(name -> List.of(System.getenv("PATH").split(":")).stream()
                                .anyMatch(place -> Files.isExecutable(Path.of(place, name)))),
                "the light player runs in mpv with curl and openssl, and this machine lacks one of them");
    }

    @BeforeEach
    void open() throws IOException {
        service = new StubService();
        manifest = new StubManifest(service.now());
        manifest.standby = manifest.picture("垫片", StubPictures.solid(0, 120, 60));
    }

    @AfterEach
    void close() throws InterruptedException {
        kill();
        service.close();
    }

    @Test
    void playsByTheServicesClockAndReportsEachPlayOnce() throws Exception {
        String blue = manifest.film("蓝色短片", BLUE, 4000);
        String amber = manifest.film("黄色短片", AMBER, 4000);
        manifest.loop(4000, blue, amber);
        service.publish(manifest);
        service.answersToLose.set(1);
        start();
        until(() -> completed().size() >= 3);

        for (JsonNode play : completed()) {
            long off = Math.floorMod(
                            Instant.parse(play.get("startedAt").asText()).toEpochMilli()
                                    - manifest.now.toEpochMilli()
                                    + 2000,
                            4000)
                    - 2000;
            assertThat(off).as("ms off the wall clock").isBetween(-400L, 900L);
            assertThat(play.get("sheet").asText()).isEqualTo(manifest.sheetHash());
            assertThat(play.get("spot").asText()).isEqualTo("spot-1");
        }
        until(() -> !service.heartbeats.isEmpty());
        assertThat(service.heartbeats.get(0).get("manifestVersion").asInt()).isEqualTo(1);
        assertThat(service.heartbeats.get(0).get("software").asText()).startsWith("lunbo-mpv");
        until(() -> service.batches.size() > 1);
        until(() -> waiting() <= 1);
    }

    @Test
    void powerCutAndLostNetworkLoseNoPlay() throws Exception {
        String blue = manifest.film("蓝色短片", BLUE, 20_000);
        manifest.playsFromNow(List.of(new long[] {-1000, 0, 600_000}), blue);
        service.publish(manifest);
        service.takesPlays = false;
        start();
        until(() -> ranMs() > 0);
        kill();
        int port = service.port();
        assertThat(port).isPositive();

        service.takesPlays = true;
        start();
        until(() -> !service.plays.isEmpty());

        JsonNode cut = service.plays.values().iterator().next();
        assertThat(cut.get("outcome").asText()).isEqualTo("PARTIAL");
        assertThat(cut.get("durationMs").asLong()).isPositive();
    }

    @Test
    void coldStartWithoutTheServiceShowsWhatWasKeptAndTellsLater() throws Exception {
        String blue = manifest.film("蓝色短片", BLUE, 4000);
        manifest.loop(4000, blue);
        service.publish(manifest);
        start();
        until(() -> !completed().isEmpty());
        kill();
        int before = service.plays.size();

        service.validTokens.clear(); // nothing is answered any more but refusals and a page
        service.takesPlays = false;
        start("http://127.0.0.1:1");
        until(() -> waiting() >= 2);
        kill();
        service.validTokens.add(StubService.TOKEN);
        service.takesPlays = true;
        start();
        until(() -> service.plays.size() >= before + 2);
    }

    @Test
    void whatIsNotSignedOlderOrForAnotherScreenNeverReplacesWhatIsOn() throws Exception {
        String blue = manifest.film("蓝色短片", BLUE, 4000);
        manifest.version = 5;
        manifest.loop(4000, blue);
        service.publish(manifest);
        start();
        until(() -> !completed().isEmpty());

        String amber = manifest.film("黄色短片", AMBER, 4000);
        manifest.loop(4000, amber);
        manifest.version = 6;
        service.publish(manifest, StubService.newKey());
        until(() -> lastFault().contains("MANIFEST_SIGNATURE"));
        manifest.version = 4;
        service.publish(manifest);
        until(() -> lastFault().contains("MANIFEST_OLDER"));
        manifest.version = 7;
        manifest.screen.put("code", "another");
        service.publish(manifest);
        until(() -> lastFault().contains("MANIFEST_SCREEN"));
        service.publishPage("<html>login</html>".getBytes());
        until(() -> lastFault().contains("MANIFEST_SIGNATURE"));
        assertThat(service.plays.values())
                .allMatch(play -> play.get("media").asText().equals(blue));
    }

    @Test
    void onlyReviewedMediaAreShown() throws Exception {
        StubReviewers reviewers = new StubReviewers();
        String blue = manifest.film("蓝色短片", BLUE, 4000);
        String amber = manifest.film("黄色短片", AMBER, 4000);
        manifest.media.get(blue).put("review", StubReviewers.signed(blue, reviewers.all(), Map.of()));
        manifest.media
                .get(amber)
                .put("review", StubReviewers.signed(amber, reviewers.all().subList(0, 2), Map.of()));
        manifest.reviewers = StubReviewers.certificates(reviewers.root, reviewers.all());
        service.reviewRoot = reviewers.rootX();
        manifest.loop(4000, blue, amber);
        service.publish(manifest);
        start();
        until(() -> completed().size() >= 2);
        assertThat(service.plays.values())
                .allMatch(play -> play.get("media").asText().equals(blue));
    }

    @Test
    void slogansAreShownAndABlackoutStopsThem() throws Exception {
        String slogan =
                manifest.slogan("SCROLL_LEFT", 120, "#ff0000", List.of(Map.of("text", "尊重知识、崇尚创新", "holdMs", 3000)));
        manifest.loop(3000, slogan);
        service.publish(manifest);
        start();
        until(() -> completed().size() >= 2);

        manifest.version = 2;
        manifest.takeover = Map.of(
                "id",
                "0192f0a0-0000-7000-8000-000000000001",
                "kind",
                "BLACKOUT",
                "from",
                manifest.now.toString(),
                "sound",
                false);
        long ordered = System.nanoTime();
        service.publish(manifest);
        until(() -> service.plays.values().stream()
                .anyMatch(play -> play.get("outcome").asText().equals("PARTIAL")
                        && Instant.parse(play.get("startedAt").asText()).isAfter(manifest.now.plusSeconds(3))));
        assertThat(Duration.ofNanos(System.nanoTime() - ordered)).isLessThan(Duration.ofSeconds(20));
    }

    private List<JsonNode> completed() {
        return service.plays.values().stream()
                .filter(play -> play.get("outcome").asText().equals("COMPLETED"))
                .toList();
    }

    private String lastFault() {
        return service.heartbeats.isEmpty()
                ? ""
                : service.heartbeats
                        .get(service.heartbeats.size() - 1)
                        .path("faults")
                        .toString();
    }

    private int waiting() {
        String[] names = folder.resolve("plays").toFile().list();
        return names == null ? 0 : names.length;
    }

    private void start() throws IOException {
        start("http://127.0.0.1:" + service.port());
    }

    private void start(String url) throws IOException {
        Path token = folder.resolve("given-token");
        Files.writeString(token, StubService.TOKEN);
        ProcessBuilder command = new ProcessBuilder(
                "mpv",
                "--no-config",
                "--vo=null",
                "--ao=null",
                "--idle=yes",
                "--keep-open=always",
                "--image-display-duration=inf",
                "--load-scripts=no",
                "--script=player-config/mpv/lunbo");
        command.environment().put("LUNBO_BASE_URL", url);
        command.environment().put("LUNBO_SCREEN", "rc-people-square");
        command.environment().put("LUNBO_STATE", folder.toString());
        command.environment().put("LUNBO_TOKEN_FILE", token.toString());
        mpv = command.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("mpv.log").toFile()))
                .start();
    }

    /** As a power cut does it. */
    private void kill() throws InterruptedException {
        if (mpv != null) {
            mpv.descendants().forEach(ProcessHandle::destroyForcibly);
            mpv.destroyForcibly().waitFor(10, SECONDS);
        }
    }

    /** For how long the film that is on was on when it was last noted. */
    private long ranMs() {
        Path running = folder.resolve("running");
        try {
            return Files.exists(running)
                    ? new ObjectMapper()
                            .readTree(running.toFile())
                            .path("durationMs")
                            .asLong()
                    : 0;
        } catch (IOException e) {
            return 0; // it is being written
        }
    }

    private void until(BooleanSupplier condition) throws Exception {
        long end = System.nanoTime() + SECONDS.toNanos(60);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end || !mpv.isAlive()) {
                throw new AssertionError(
                        Files.readString(folder.resolve("mpv.log")) + service.plays.values() + lastFault());
            }
            mpv.waitFor(100, MILLISECONDS);
        }
    }

    private static byte[] resource(String name) {
        try (InputStream in = MpvPlayerTest.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
