package io.lunbo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lunbo.playlog.Plays;
import io.lunbo.testsupport.ApiClient;
import io.lunbo.testsupport.PackagedLunbo;
import io.lunbo.testsupport.Visitor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The demo's week is over and begins again, for players that were there the first time. */
class DemoWeekIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant FIRST_MORNING = Instant.parse("2023-04-20T00:59:30Z");

    @TempDir
    Path folder;

    @Test
    void weekThatIsOverBeginsAgainWithNewerManifestsAndAnEmptyLog() throws Exception {
        Path data = folder.resolve("data");
        List<JsonNode> first = plays(1);
        JsonNode seen;
        try (PackagedLunbo lunbo = PackagedLunbo.start(data)) {
            Visitor player = player(lunbo);
            outsideCheckFindsNothingWrong(lunbo);
            seen = manifest(player);
            assertThat(seen.at("/days/0/date").textValue()).isEqualTo("2023-04-20");
            assertThat(sent(player, first).get("accepted").intValue()).isEqualTo(first.size());
        }
        aWeekPasses(data);
        try (PackagedLunbo lunbo = PackagedLunbo.start(data, Map.of(), "lunbo.demo=true")) {
            Visitor player = player(lunbo);
            JsonNode over = later(player, seen);
            assertThat(over.get("days")).isEmpty();
            Visitor administrator = Visitor.signedIn(lunbo, "administrator", lunbo.password("administrator"));
            assertThat(administrator.get("/", "").body()).contains("/demo/beginnings");

            assertThat(administrator.submit("/demo/beginnings").statusCode()).isEqualTo(303);

            JsonNode again = later(player, over);
            assertThat(again.get("days")).isNotEmpty();
            assertThat(again.at("/days/0/date").textValue()).isEqualTo("2023-04-20");
            assertThat(Instant.parse(again.get("issuedAt").textValue()))
                    .isBetween(FIRST_MORNING, FIRST_MORNING.plus(Duration.ofMinutes(5)));
            assertThat(administrator.get("/", "").body()).doesNotContain("/demo/beginnings");

            List<JsonNode> second = plays(1); // the same seconds once more, and other ids
            second.forEach(
                    play -> ((ObjectNode) play).put("id", other(play.get("id").textValue())));
            assertThat(sent(player, second).get("accepted").intValue()).isEqualTo(second.size());
            assertThat(sent(player, second).get("duplicate").intValue()).isEqualTo(second.size());
            ApiClient inspector = new ApiClient(lunbo.url());
            assertThat(inspector.signIn("inspector", lunbo.password("inspector")))
                    .isEqualTo(201);
            JsonNode log = inspector.get("/api/v1/plays?limit=1000");
            assertThat(log.get("total").intValue()).isEqualTo(second.size());
            assertThat(log.at("/items")).hasSize(second.size());
        }
    }

    /** The same plan, judged by a program in another language that shares no line with ours, and by openssl. */
    private static void outsideCheckFindsNothingWrong(PackagedLunbo lunbo) throws Exception {
        ApiClient scheduler = new ApiClient(lunbo.url());
        assertThat(scheduler.signIn("scheduler", lunbo.password("scheduler"))).isEqualTo(201);
        List<String> command =
                new ArrayList<>(List.of("python3", "deploy/lunbo-check", lunbo.url(), "--operator", scheduler.token()));
        for (JsonNode one : lunbo.access().get("players")) {
            command.addAll(List.of("--token", one.get("token").textValue()));
        }
        Process check = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(check.waitFor()).as(said).isZero();
        assertThat(said).contains("7 screens").contains("all as promised").doesNotContain(" 0 plays");
    }

    private static void aWeekPasses(Path data) throws IOException {
        Path offset = data.resolve("clock-offset");
        Duration kept = Duration.parse(Files.readString(offset).trim());
        Files.writeString(offset, kept.plusDays(8).toString());
    }

    /** The first manifest with a higher number: none may be lower, or players would refuse it. */
    private static JsonNode later(Visitor player, JsonNode before) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
        while (true) {
            JsonNode now = manifest(player);
            assertThat(now.get("version").longValue())
                    .isGreaterThanOrEqualTo(before.get("version").longValue());
            if (now.get("version").longValue() > before.get("version").longValue()) {
                return now;
            }
            assertThat(System.nanoTime()).as("no newer manifest").isLessThan(deadline);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200)); // between two polls
        }
    }

    private static Visitor player(PackagedLunbo lunbo) {
        return new Visitor(lunbo, lunbo.access().at("/players/0/token").textValue(), "application/json");
    }

    private static JsonNode manifest(Visitor player) throws Exception {
        JsonNode signed = JSON.readTree(player.get("/player/v1/manifest", "").body());
        return JSON.readTree(Base64.getUrlDecoder().decode(signed.get("payload").textValue()));
    }

    private static JsonNode sent(Visitor player, List<JsonNode> plays) throws Exception {
        ObjectNode batch = JsonNodeFactory.instance.objectNode();
        batch.putArray("plays").addAll(plays);
        return JSON.readTree(player.post("/player/v1/plays", batch.toString()).body());
    }

    private static List<JsonNode> plays(long seed) {
        return new Plays(new Random(seed), FIRST_MORNING.plus(Duration.ofDays(1))).list(50);
    }

    private static String other(String id) {
        return id.substring(0, id.length() - 1) + (id.endsWith("0") ? "1" : "0");
    }
}
