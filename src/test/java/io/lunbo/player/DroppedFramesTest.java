package io.lunbo.player;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import io.lunbo.testsupport.Browser;
import java.io.IOException;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The player counts the frames of its films, those that came too late apart, and says so. */
class DroppedFramesTest {
    /** A browser whose decoder misses every fourth frame: no machine can be made slow enough to do that for certain. */
    private static final String SLOW = """
            (() => {
              const counted = HTMLVideoElement.prototype.getVideoPlaybackQuality;
              HTMLVideoElement.prototype.getVideoPlaybackQuality = function () {
                const { totalVideoFrames } = counted.call(this);
                return { totalVideoFrames, droppedVideoFrames: Math.floor(totalVideoFrames / 4) };
              };
            })()""";

    private Browser browser;
    private StubService service;
    private StubManifest manifest;
    private BrowserContext context;
    private Page page;
    private String blue;

    @BeforeEach
    void open() throws IOException {
        browser = Browser.launch();
        service = new StubService();
        manifest = new StubManifest(service.now());
        manifest.standby = manifest.picture("垫片", StubPictures.solid(0, 120, 60));
        blue = manifest.film("蓝色短片", ReferencePlayerTest.resource("/films/blue.mp4"), 4000);
        manifest.loop(4000, blue);
        service.publish(manifest);
        context = browser.context(new com.microsoft.playwright.Browser.NewContextOptions().setViewportSize(960, 540));
        page = context.newPage();
        page.navigate(service.url() + "#token=" + StubService.TOKEN);
    }

    @AfterEach
    void close() {
        context.close();
        browser.close();
        service.close();
    }

    @Test
    void framesOfTheDayArriveByFilm_andSurviveARestart() {
        onService(() -> shown() > 60);
        JsonNode frames = last();
        assertThat(frames.get("date").asText()).isEqualTo("2023-04-20");
        assertThat(frames.get("items")).hasSize(1);
        assertThat(frames.get("items").get(0).get("media").asText()).isEqualTo(blue);
        assertThat(frames.get("items").get(0).get("shown")).isEqualTo(frames.get("shown"));
        long before = shown();

        service.heartbeats.clear();
        page.reload();
        onService(() -> !service.heartbeats.isEmpty() && shown() >= before);
    }

    @Test
    void framesThatCameTooLateArriveApart() {
        page.waitForFunction("() => window.lunboPlayer && lunboPlayer.status().current"); // the token is kept by then
        page.addInitScript(SLOW);
        page.reload();
        service.heartbeats.clear();

        onService(() -> last().path("dropped").asLong() > 20);
        JsonNode film = last().get("items").get(0);
        assertThat(film.get("media").asText()).isEqualTo(blue);
        double share = film.get("dropped").asDouble()
                / (film.get("dropped").asDouble() + film.get("shown").asDouble());
        assertThat(share).isBetween(0.15, 0.26);
    }

    private long shown() {
        return last().path("shown").asLong();
    }

    private JsonNode last() {
        return service.heartbeats.isEmpty()
                ? com.fasterxml.jackson.databind.node.MissingNode.getInstance()
                : service.heartbeats.get(service.heartbeats.size() - 1).path("frames");
    }

    private void onService(BooleanSupplier condition) {
        page.waitForCondition(condition, new Page.WaitForConditionOptions().setTimeout(90_000));
    }
}
