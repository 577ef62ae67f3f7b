package io.lunbo.player;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import java.io.IOException;
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

    private StubbedPlayer player;
    private StubService service;
    private Page page;

    @BeforeEach
    void open() throws IOException {
        player = StubbedPlayer.ready();
        service = player.service();
        page = player.page();
        player.open();
    }

    @AfterEach
    void close() {
        player.close();
    }

    @Test
    void framesOfTheDayArriveByFilm_andSurviveARestart() {
        player.await(() -> shown() > 60);
        JsonNode frames = last();
        assertThat(frames.get("date").asText()).isEqualTo("2023-04-20");
        assertThat(frames.get("items")).hasSize(1);
        assertThat(frames.get("items").get(0).get("media").asText()).isEqualTo(player.blue());
        assertThat(frames.get("items").get(0).get("shown")).isEqualTo(frames.get("shown"));
        long before = shown();

        service.heartbeats.clear();
        page.reload();
        player.await(() -> !service.heartbeats.isEmpty() && shown() >= before);
    }

    @Test
    void framesThatCameTooLateArriveApart() {
        page.waitForFunction("() => window.lunboPlayer && lunboPlayer.status().current"); // the token is kept by then
        page.addInitScript(SLOW);
        page.reload();
        service.heartbeats.clear();

        player.await(() -> last().path("dropped").asLong() > 20);
        JsonNode film = last().get("items").get(0);
        assertThat(film.get("media").asText()).isEqualTo(player.blue());
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
}
