package io.lunbo.player;

import com.google.gson.JsonObject;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import io.lunbo.testsupport.Browser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A day of the reference player in minutes: its clock and the service's run ten times as fast, and what a day changes changes all the
 * time. After a while nothing that it holds may grow.
 *
 * <p>The clocks are quickened in the page, before the player's own files run: the player knows nothing of it.
 */
class ShortenedDayTest {
    private static final int SPEED = 10;
    private static final int PLAY_MS = 3000;
    private static final int PLAYS_BETWEEN = 60;
    private static final int SAMPLES = 8;
    private static final int WARM_UP = 2;

    /** At 15 s for each play. */
    private static final int PLAYS_OF_A_DAY = 5760;

    /** What a day may cost: a kiosk that starts anew once in a month has that to spare. */
    private static final double BYTES_OF_A_DAY = 1_500_000;

    /** Machine code of ever more functions is no leak, and was nine tenths of what grew: the heap is to hold what the page holds. */
    private static final String NO_MACHINE_CODE = "--js-flags=--jitless";

    private static final String QUICKENED = """
            (() => {
              const speed = %d;
              const [wall, steady, later, often] = [Date.now.bind(Date), performance.now.bind(performance), setTimeout, setInterval];
              const [wallBegan, steadyBegan] = [wall(), steady()];
              Date.now = () => wallBegan + (wall() - wallBegan) * speed;
              performance.now = () => steadyBegan + (steady() - steadyBegan) * speed;
              window.setTimeout = (work, ms = 0, ...more) => later(work, ms / speed, ...more);
              window.setInterval = (work, ms = 0, ...more) => often(work, ms / speed, ...more);
            })()""".formatted(SPEED);

    /** The last thousand lines of the console are kept: that is reached in a day, and would look like growth in minutes. */
    private static final String FULL_LOG =
            "() => { for (let line = 0; line < 1000; line++) console.debug(line + 'x'.repeat(120)); }";

    private static final String ROWS = """
            () => new Promise((done) => {
              indexedDB.open('lunbo-player').onsuccess = async (opened) => {
                const database = opened.target.result;
                const count = (name) => new Promise((ok) => {
                  database.transaction(name).objectStore(name).count().onsuccess = ({ target }) => ok(target.result);
                });
                let rows = 0;
                for (const name of database.objectStoreNames) rows += await count(name);
                database.close();
                done(rows);
              };
            })""";

    /** What the page holds, after the rubbish was thrown away. */
    private record Held(double heapBytes, double nodes, double listeners, double rows, double files) {}

    @Test
    void nothingThatThePlayerHoldsGrows() throws IOException {
        try (Browser browser = Browser.launch(NO_MACHINE_CODE);
                StubService service = new StubService()) {
            service.speed = SPEED;
            StubManifest manifest = new StubManifest(service.now());
            manifest.standby = manifest.picture("垫片", StubPictures.solid(0, 120, 60));
            String blue = manifest.film("蓝色短片", ReferencePlayerTest.resource("/films/blue.mp4"), PLAY_MS);
            String amber = manifest.film("黄色短片", ReferencePlayerTest.resource("/films/amber.mp4"), PLAY_MS);
            String still = manifest.slogan("STATIC", 0, "#ff0000", List.of(Map.of("text", "尊重知识", "holdMs", PLAY_MS)));
            String moving = manifest.slogan(
                    "SCROLL_LEFT", 40, "#ff3020", List.of(Map.of("text", "加强知识产权法治保障，有力支持全面创新", "holdMs", 8000)));
            BrowserContext context =
                    browser.context(new com.microsoft.playwright.Browser.NewContextOptions().setViewportSize(960, 540));
            Page page = context.newPage();
            page.addInitScript(QUICKENED);
            List<Held> held = new ArrayList<>();
            String poster = "none yet";
            for (int i = 0; i < WARM_UP + SAMPLES; i++) {
                manifest.media.remove(poster);
                poster = manifest.picture("海报 " + i, StubPictures.solid(10 * i, 40, 200));
                manifest.version++;
                manifest.loop(PLAY_MS, blue, poster, still, amber, moving);
                service.publish(manifest);
                if (i == 0) {
                    page.navigate(service.url() + "#token=" + StubService.TOKEN);
                }
                int enough = service.plays.size() + PLAYS_BETWEEN;
                page.waitForCondition(
                        () -> service.plays.size() >= enough, new Page.WaitForConditionOptions().setTimeout(120_000));
                if (i == WARM_UP - 1) {
                    page.evaluate(FULL_LOG);
                }
                if (i >= WARM_UP) {
                    held.add(held(context, page));
                }
            }
            System.out.println("after " + service.plays.size() + " plays: " + held);
            assertThat(page.evaluate("lunboPlayer.status().manifestVersion")).isEqualTo(manifest.version);

            double plays = PLAYS_BETWEEN * SAMPLES / 2.0; // from the middle of the first half to that of the second
            double grownBytes = grown(held, Held::heapBytes);
            assertThat(grownBytes / plays * PLAYS_OF_A_DAY)
                    .as("bytes that a day would cost: %s", held)
                    .isLessThan(BYTES_OF_A_DAY);
            // A layer that stays behind is a node for each play; what is shown at the moment of counting differs by a
            // few.
            assertThat(grown(held, Held::nodes)).as("nodes: %s", held).isLessThan(plays / 10);
            assertThat(grown(held, Held::listeners)).as("listeners: %s", held).isLessThan(plays / 10);
            assertThat(grown(held, Held::rows)).as("rows on disk: %s", held).isLessThan(plays / 10);
            assertThat(grown(held, Held::files)).as("files in use: %s", held).isEqualTo(0);
        }
    }

    /** The middle of the second half less the middle of the first: one odd sample decides nothing. */
    private static double grown(List<Held> held, ToDoubleFunction<Held> what) {
        int half = held.size() / 2;
        return median(held.subList(half, held.size()), what) - median(held.subList(0, half), what);
    }

    private static double median(List<Held> held, ToDoubleFunction<Held> what) {
        double[] sorted = held.stream().mapToDouble(what).sorted().toArray();
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    private static Held held(BrowserContext context, Page page) {
        CDPSession session = context.newCDPSession(page);
        session.send("Performance.enable");
        session.send("HeapProfiler.collectGarbage");
        session.send("HeapProfiler.collectGarbage");
        JsonObject told = session.send("Performance.getMetrics");
        session.detach();
        double rows = ((Number) page.evaluate(ROWS)).doubleValue();
        double files = ((Number) page.evaluate("lunboPlayer.status().cached.length")).doubleValue();
        return new Held(
                metric(told, "JSHeapUsedSize"), metric(told, "Nodes"), metric(told, "JSEventListeners"), rows, files);
    }

    private static double metric(JsonObject told, String name) {
        for (var one : told.getAsJsonArray("metrics")) {
            if (one.getAsJsonObject().get("name").getAsString().equals(name)) {
                return one.getAsJsonObject().get("value").getAsDouble();
            }
        }
        throw new IllegalStateException("the browser does not tell " + name);
    }
}
