package io.lunbo.player;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import io.lunbo.testsupport.Browser;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** A long download that the power cuts goes on where it was; what was kept of it is believed only when the whole has its hash. */
class ResumedDownloadTest {
    private static final int BYTES = 9_000_000;
    private static final int ARRIVED = 5_500_000;
    private static final int CHUNK = 2 * 1024 * 1024;

    private static final String CHUNKS = """
            () => new Promise((done) => {
              indexedDB.open('lunbo-player').onsuccess = (opened) => {
                const database = opened.target.result;
                const count = database.transaction('parts').objectStore('parts').count();
                count.onsuccess = () => { database.close(); done(count.result); };
              };
            })""";

    private static final String SPOIL_THE_FIRST = """
            () => new Promise((done) => {
              indexedDB.open('lunbo-player').onsuccess = (opened) => {
                const database = opened.target.result;
                const writing = database.transaction('parts', 'readwrite');
                const rows = writing.objectStore('parts');
                rows.getAllKeys().onsuccess = ({ target }) => {
                  rows.put({ key: target.result[0], blob: new Blob([new Uint8Array(2 * 1024 * 1024)]) });
                };
                writing.onabort = () => done(String(writing.error));
                writing.onerror = (event) => done(String(event.target.error));
                writing.oncomplete = () => { database.close(); done(true); };
              };
            })""";

    private static final String STORE_FULL =
            "!!window.lunboPlayer && lunboPlayer.status().faults.some(f => f.code === 'STORE_FULL')";

    @TempDir
    Path profile;

    private StubService service;
    private StubManifest manifest;
    private Browser.OnDisk browser;
    private Page page;
    private String large;

    @BeforeEach
    void open() throws IOException {
        service = new StubService();
        manifest = new StubManifest(service.now());
        manifest.standby = manifest.picture("垫片", StubPictures.solid(0, 120, 60));
        byte[] bytes = new byte[BYTES];
        new Random(5).nextBytes(bytes);
        large = manifest.film("长片", bytes, 4000);
        manifest.loop(4000, large);
        service.publish(manifest);
        service.stalls.put(large, ARRIVED);
        start();
        page.navigate(service.url() + "#token=" + StubService.TOKEN);
        untilChunks(2);
    }

    @AfterEach
    void close() {
        service.stalls.clear();
        browser.close();
        service.close();
    }

    @Test
    void killedBrowserGoesOnWhereItWas() {
        browser.kill();
        service.stalls.clear();
        start();
        page.navigate(service.url());

        untilCached();
        // Where the network's process dies first, the page has a moment left to keep the rest of what had come.
        assertThat(service.ranges).hasSize(1).first().isIn("bytes=" + 2 * CHUNK + "-", "bytes=" + ARRIVED + "-");
        assertThat(service.asked.get(large)).isEqualTo(2);
        untilChunks(0);
    }

    @Test
    void spoiledChunkCostsTheWhole_butIsNeverUsed() {
        assertThat(page.evaluate(SPOIL_THE_FIRST)).isEqualTo(true);
        restart();

        untilCached();
        assertThat(service.ranges).containsExactly("bytes=" + 2 * CHUNK + "-");
        assertThat(service.asked.get(large))
                .as("first, the rest, the whole anew")
                .isEqualTo(3);
        assertThat(page.evaluate("lunboPlayer.status().faults.some(f => f.code === 'MEDIA_HASH')"))
                .isEqualTo(false);
    }

    @Test
    void serviceThatHasAnotherFileOrGivesNoPartsIsTakenAtItsWord() {
        service.wholes.add(large);
        restart();

        untilCached();
        assertThat(service.asked.get(large)).isEqualTo(2);
        untilChunks(0);
    }

    @Test
    void chunksOfAFileThatNothingNamesAnyMoreAreSwept() {
        String other = manifest.picture("另一张", StubPictures.solid(200, 0, 0));
        manifest.media.remove(large);
        manifest.loop(4000, other);
        manifest.version++;
        service.publish(manifest);
        restart();

        page.waitForFunction("() => window.lunboPlayer && lunboPlayer.status().current");
        untilChunks(0);
        assertThat(service.asked.get(large)).isLessThanOrEqualTo(2);
    }

    @Test
    void diskWithRoomForTheFilmOnly_losesItsChunksForIt() {
        leave(BYTES - CHUNK);
        restart();

        untilCached();
        untilChunks(0);
        assertThat(service.ranges).as("what was there was used").containsExactly("bytes=" + 2 * CHUNK + "-");
        assertThat(page.evaluate(STORE_FULL)).isEqualTo(false);
    }

    @Test
    void diskWithoutRoomForTheFilmSaysSo_andKeepsNoChunksOfIt() {
        leave(CHUNK / 2);
        restart();

        page.waitForCondition(
                () -> Boolean.TRUE.equals(page.evaluate(STORE_FULL)),
                new Page.WaitForConditionOptions().setTimeout(60_000));
        untilChunks(0);
    }

    /** As if the disk had so many bytes left for the player. */
    private void leave(long bytes) {
        CDPSession session = browser.context().newCDPSession(page);
        JsonObject origin = new JsonObject();
        origin.addProperty("origin", service.url().replaceAll("(https?://[^/]+).*", "$1"));
        double used =
                session.send("Storage.getUsageAndQuota", origin).get("usage").getAsDouble();
        origin.addProperty("quotaSize", used + bytes);
        session.send("Storage.overrideQuotaForOrigin", origin);
    }

    private void untilChunks(int count) {
        page.waitForFunction("() => window.lunboPlayer"); // then the database is there
        page.waitForCondition(
                () -> ((Number) page.evaluate(CHUNKS)).intValue() == count,
                new Page.WaitForConditionOptions().setTimeout(90_000)); // what nobody needs is looked for once a minute
    }

    /** The page ends first, so that it learns nothing of the line that works again. */
    private void restart() {
        page.navigate("about:blank");
        service.stalls.clear();
        page.navigate(service.url());
    }

    private void untilCached() {
        page.waitForFunction(
                "sha => window.lunboPlayer && lunboPlayer.status().cached.includes(sha)",
                large,
                new Page.WaitForFunctionOptions().setTimeout(60_000));
    }

    private void start() {
        browser = Browser.onDisk(profile);
        page = browser.context().pages().get(0);
    }
}
