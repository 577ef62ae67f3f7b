package io.lunbo.player;

import com.microsoft.playwright.Page;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What the reference player is asked to do once. */
class PlayerCommandsTest {
    private StubbedPlayer player;
    private StubService service;
    private StubManifest manifest;
    private Page page;

    @BeforeEach
    void open() throws IOException {
        player = StubbedPlayer.ready();
        service = player.service();
        manifest = player.manifest();
        page = player.page();
        player.open();
        // what a screenshot shows is on the screen only once its first frames are, and not while the next one takes
        // over
        page.waitForFunction(
                "() => { const at = document.querySelector('video.front')?.currentTime ?? 0; return at > 0.2 && at < 1.5; }");
    }

    @AfterEach
    void close() {
        player.close();
    }

    @Test
    void commandsAreDoneOnce_answered_andAnUnknownOneIsRefused() throws IOException {
        String shot = UUID.randomUUID().toString();
        String reload = UUID.randomUUID().toString();
        String strange = UUID.randomUUID().toString();
        page.evaluate("window.before = true");
        publish(List.of(
                command(shot, "SCREENSHOT"),
                command(UUID.randomUUID().toString(), "UPLOAD_LOG"),
                command(strange, "SELF_DESTRUCT"),
                command(UUID.randomUUID().toString(), "IDENTIFY"),
                command(reload, "RELOAD")));

        player.await(() -> outcome(shot).equals("DONE"));
        var picture = ImageIO.read(new ByteArrayInputStream(service.screenshots.get(0)));
        int middle = picture.getRGB(picture.getWidth() / 2, picture.getHeight() / 2);
        assertThat(StubPictures.isBlue(new int[] {middle >> 16 & 255, middle >> 8 & 255, middle & 255}))
                .isTrue();
        player.await(() -> outcome(strange).equals("FAILED"));
        player.await(() -> outcome(reload).equals("DONE"));
        page.waitForFunction("() => !window.before && window.lunboPlayer && lunboPlayer.status().current");
        assertThat(service.logs).hasSize(1);

        manifest.version++;
        service.publish(manifest); // the same commands again
        page.waitForFunction("() => lunboPlayer.status().manifestVersion === " + manifest.version);
        player.await(() -> service.heartbeats.stream()
                .anyMatch(beat -> beat.get("manifestVersion").asInt() == manifest.version));
        assertThat(service.screenshots).hasSize(1);
        assertThat(service.logs).hasSize(1);
    }

    @Test
    void releasedPlayerTellsEverythingFirst_andThenShowsACode() {
        player.await(() -> !service.plays.isEmpty());
        service.takesPlays = false;
        String release = UUID.randomUUID().toString();
        publish(List.of(command(release, "RELEASE")));
        player.await(() ->
                service.heartbeats.stream().anyMatch(beat -> beat.toString().contains("PLAYS_NOT_SENT")));
        assertThat(service.validTokens).isNotEmpty();
        service.takesPlays = true;

        player.await(() -> outcome(release).equals("DONE"));
        page.waitForSelector("[data-code]", new Page.WaitForSelectorOptions().setTimeout(45_000));

        assertThat(service.validTokens).isEmpty();
        Object left = page.evaluate("""
                () => new Promise((done) => {
                  indexedDB.open('lunbo-player').onsuccess = (opened) => {
                    const count = opened.target.result.transaction('plays').objectStore('plays').count();
                    count.onsuccess = () => done(count.result);
                  };
                })""");
        assertThat(left).as("plays that were not told").isEqualTo(0);
    }

    private Map<String, Object> command(String id, String kind) {
        return Map.of(
                "id",
                id,
                "kind",
                kind,
                "at",
                service.now().toString(),
                "until",
                service.now().plusSeconds(600).toString());
    }

    private void publish(List<Map<String, Object>> commands) {
        manifest.version++;
        manifest.more.put("commands", commands);
        service.publish(manifest);
    }

    private String outcome(String id) {
        return service.heartbeats.stream()
                .flatMap(beat -> {
                    List<com.fasterxml.jackson.databind.JsonNode> answers = new java.util.ArrayList<>();
                    beat.path("commands").forEach(answers::add);
                    return answers.stream();
                })
                .filter(answer -> answer.get("id").asText().equals(id))
                .map(answer -> answer.get("outcome").asText())
                .reduce("", (first, second) -> second);
    }
}
