package io.lunbo.player;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import io.lunbo.testsupport.Browser;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The reference player is as bright and as loud as its manifest says for the moment. */
class PlayerLevelsTest {
    private static Browser browser;

    private StubService service;
    private StubManifest manifest;
    private BrowserContext context;
    private Page page;

    @BeforeAll
    static void launch() {
        browser = Browser.launch("--autoplay-policy=no-user-gesture-required");
    }

    @AfterAll
    static void closeBrowser() {
        browser.close();
    }

    @BeforeEach
    void open() throws IOException {
        service = new StubService();
        manifest = new StubManifest(service.now());
        manifest.standby = manifest.picture("垫片", StubPictures.solid(0, 120, 60));
        context = browser.context(new com.microsoft.playwright.Browser.NewContextOptions().setViewportSize(960, 540));
        page = context.newPage();
    }

    @AfterEach
    void close() {
        context.close();
        service.close();
    }

    @Test
    void levelOfNowIsApplied_alsoToTheFilmThatIsShown_andSoIsTheNextOneWhenItsTimeComes() {
        manifest.loop(600_000, manifest.film("蓝色短片", ReferencePlayerTest.resource("/films/blue.mp4"), 600_000));
        level(-7200, 5, 5); // over
        level(-3600, 40, 60);
        level(3600, 10, 0); // not yet
        show();
        page.waitForFunction("() => document.querySelector('video.front')");

        assertThat(page.evaluate("document.querySelector('video.front').volume"))
                .isEqualTo(0.6);
        assertThat(page.evaluate("document.querySelector('video.front').muted")).isEqualTo(false);
        int dim = light();

        page.evaluate("document.querySelector('video.front').wasHere = true");
        manifest.version++;
        manifest.levels.clear();
        level(-3600, 100, 25);
        service.publish(manifest);
        page.waitForFunction("() => document.querySelector('video.front').volume === 0.25");
        assertThat(dim).isBetween(light() * 30 / 100, light() * 50 / 100);

        manifest.version++;
        level(0, 100, 0);
        service.publish(manifest);
        page.waitForFunction("() => document.querySelector('video.front').muted");
        assertThat(page.evaluate("document.querySelector('video.front').wasHere"))
                .isEqualTo(true);
    }

    @Test
    void withoutLevelsThePictureIsAsItIs_andStandbyIsDimmedLikeFilms() {
        show();
        page.waitForFunction("() => document.querySelector('img.standby')");
        int bright = light();

        manifest.version++;
        level(-3600, 50, 0);
        service.publish(manifest);
        page.waitForFunction("() => document.querySelector('.shade').style.opacity === '0.5'");
        assertThat(light()).isBetween(bright * 45 / 100, bright * 55 / 100);
    }

    private void level(long secondsFromNow, int brightness, int volume) {
        manifest.levels.add(Map.of(
                "fromAt",
                manifest.now.plusSeconds(secondsFromNow).toString(),
                "brightness",
                brightness,
                "volume",
                volume));
    }

    private void show() {
        service.publish(manifest);
        page.navigate(service.url() + "#token=" + StubService.TOKEN);
    }

    private int light() {
        return Arrays.stream(StubPictures.averageOf(page)).sum();
    }
}
