package io.lunbo.player;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import io.lunbo.testsupport.Browser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The reference player starts where there is no network, and a film that is cut off on the way is gone on with. */
class ColdStartTest {
    private static final Path FILES = Path.of("src/main/resources/META-INF/resources/player");
    private static final String SHELL_KEPT =
            "async () => { const shell = await caches.open('lunbo-player-shell'); return (await shell.keys()).length; }";

    private static final String FETCHED_BY_THE_WORKER = """
            async ({ sha256, token }) => {
              const worker = new Worker('/player/media-worker.js', { type: 'module' });
              const run = () => new Promise((done) => {
                worker.onmessage = (message) => done(message.data);
                const url = `/player/v1/media/${sha256}`;
                const credentials = [{ Authorization: `Bearer ${token}` }];
                worker.postMessage({ id: 1, job: { url, sha256, credentials, type: 'video/mp4', bytes: 4000000, stallMs: 10000 } });
              });
              const first = await run();
              if (!first.failure) return 'was not cut off';
              return (await run()).result.sha256;
            }""";

    private static Browser browser;

    private StubService service;
    private StubManifest manifest;
    private BrowserContext context;
    private String film;

    @BeforeAll
    static void launch() {
        browser = Browser.launch();
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
        try (InputStream in = ColdStartTest.class.getResourceAsStream("/films/blue.mp4")) {
            film = manifest.film("蓝色短片", in.readAllBytes(), 4000);
        }
        manifest.loop(4000, film);
        context = browser.context(new com.microsoft.playwright.Browser.NewContextOptions().setViewportSize(960, 540));
    }

    @AfterEach
    void close() {
        context.close();
        service.close();
    }

    @Test
    void everyFileOfThePageIsKept() throws IOException {
        Set<String> listed = Stream.of(Files.readString(FILES.resolve("sw.js")).split("\n"))
                .map(String::strip)
                .filter(line -> line.matches("'[\\w./-]+\\.(js|css)',"))
                .map(line -> line.substring(1, line.length() - 2))
                .collect(Collectors.toCollection(TreeSet::new));
        try (Stream<Path> all = Files.walk(FILES)) {
            Set<String> there = all.map(FILES::relativize)
                    .map(path -> path.toString().replace('\\', '/'))
                    .filter(name -> name.matches(".*\\.(js|css)") && !name.equals("sw.js"))
                    .collect(Collectors.toCollection(TreeSet::new));
            assertThat(listed).isEqualTo(there);
        }
    }

    @Test
    void playerStartsFromColdWithoutTheServiceAndSendsItsPlaysLater() {
        service.publish(manifest);
        Page first = show();
        first.waitForFunction("() => window.lunboPlayer && lunboPlayer.status().current");
        first.waitForFunction("() => navigator.serviceWorker.controller");
        // a function that promises is asked again and again here: waitForFunction takes the promise for the answer
        first.waitForCondition(() -> ((Number) first.evaluate(SHELL_KEPT)).intValue() > 30);
        first.close();
        service.goAway();
        int before = service.plays.size();

        Page second = context.newPage();
        second.navigate(service.url());
        second.waitForFunction("() => window.lunboPlayer && lunboPlayer.status().current");
        second.waitForFunction("() => document.querySelector('video.front').currentTime > 0.3");
        second.waitForFunction("() => lunboPlayer.status().unacknowledged >= 2");
        service.comeBack();

        second.waitForFunction("() => lunboPlayer.status().unacknowledged === 0");
        assertThat(service.plays.size()).isGreaterThanOrEqualTo(before + 2);
    }

    @Test
    void fileThatWasCutOffIsGoneOnWith() {
        byte[] bytes = new byte[4_000_000];
        new Random(1).nextBytes(bytes);
        String large = manifest.film("长片", bytes, 4000);
        service.publish(manifest);
        service.cuts.put(large, 3_000_000);
        Page page = show();

        Object got = page.evaluate(FETCHED_BY_THE_WORKER, Map.of("sha256", large, "token", StubService.TOKEN));

        assertThat(got).isEqualTo(large);
        assertThat(service.ranges)
                .hasSize(1)
                .allSatisfy(range -> assertThat(range).matches("bytes=[1-9]\\d+-"));
    }

    private Page show() {
        Page page = context.newPage();
        page.navigate(service.url() + "#token=" + StubService.TOKEN);
        return page;
    }
}
