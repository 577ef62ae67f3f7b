package io.lunbo.player;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.TimeoutError;
import io.lunbo.testsupport.Browser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ReferencePlayerTest {

    private static final byte[] BLUE = resource("/films/blue.mp4");
    private static final byte[] AMBER = resource("/films/amber.mp4");

    private static Browser browser;

    private StubService service;
    private StubManifest manifest;
    private BrowserContext context;
    private Page page;

    @BeforeAll
    static void launch() {
        browser = Browser.launch("--host-resolver-rules=MAP closed-network.test 127.0.0.1");
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
        context = browser.context(new com.microsoft.playwright.Browser.NewContextOptions()
                .setViewportSize(960, 540)
                .setLocale("zh-CN"));
        page = context.newPage();
    }

    @AfterEach
    void close() {
        context.close();
        service.close();
    }

    @Test
    void filmPlaysAtTheServicesTime_notAtTheDevicesTime() {
        String blue = manifest.film("蓝色短片", BLUE, 4000);
        manifest.loop(4000, blue);
        start();
        until("current && lunboPlayer.status().current.positionMs > 300");

        double first = number("document.querySelector('video.front').currentTime");
        page.waitForFunction("t => document.querySelector('video.front').currentTime > t + 0.3", first);
        assertThat((List<?>) page.evaluate(StubPictures.FRONT_COLOR)).isNotEmpty();
        assertThat(StubPictures.isBlue(StubPictures.averageOf(page))).isTrue();
        assertThat(status().get("offsetMs")).asString().startsWith("-");
        assertThat((String) status().get("now")).startsWith("2023-04-20T01:0");
        Map<?, ?> said = status(); // one answer, so that all of it is of the same moment
        Map<?, ?> playing = (Map<?, ?>) said.get("current");
        long startedAt = Instant.parse((String) playing.get("startedAt")).toEpochMilli();
        long position = ((Number) playing.get("positionMs")).longValue();
        long due = (Instant.parse((String) said.get("now")).toEpochMilli() - manifest.now.toEpochMilli()) % 4000;
        assertThat(Math.floorMod(position - due + 2000, 4000) - 2000)
                .as("ms off the wall clock")
                .isBetween(-250, 250);
        assertThat(startedAt).isPositive();
    }

    @Test
    void noFrameIsBlack_whenOneFilmFollowsAnother() {
        String blue = manifest.film("蓝色短片", BLUE, 4000);
        String amber = manifest.film("黄色短片", AMBER, 4000);
        manifest.loop(4000, blue, amber);
        start();
        until("current");

        List<int[]> frames = StubPictures.record(context, page, 9500);
        assertThat(frames).hasSizeGreaterThan(30);
        assertThat(frames).allMatch(color -> StubPictures.isBlue(color) || StubPictures.isAmber(color));
        assertThat(frames).anyMatch(StubPictures::isBlue).anyMatch(StubPictures::isAmber);
    }

    @Test
    void gapShowsTheStandbyPicture() {
        String blue = manifest.film("蓝色短片", BLUE, 4000);
        manifest.playsFromNow(List.of(new long[] {60_000, 0, 4000}), blue);
        start();
        until(
                "showing === 'STANDBY' && lunboPlayer.status().reason === 'GAP' && document.querySelector('img.standby')");
        assertThat(StubPictures.isGreen(StubPictures.averageOf(page))).isTrue();
        assertThat(status().get("next")).asString().contains(blue);
    }

    @Test
    void staticSlogan_turnsItsPages() {
        String slogan = manifest.slogan(
                "STATIC",
                20,
                "#ff0000",
                List.of(Map.of("text", "尊重知识、崇尚创新", "holdMs", 1500), Map.of("text", "诚信守法、公平竞争", "holdMs", 1500)));
        manifest.loop(600_000, slogan);
        start();
        until("current && lunboPlayer.status().current.kind === 'SLOGAN'");
        String visible =
                "[...document.querySelectorAll('.slogan.front .page')].find(p => !p.classList.contains('turned')).innerText";
        page.waitForFunction("() => " + visible + " === '尊重知识、崇尚创新'");
        page.waitForFunction("() => " + visible + " === '诚信守法、公平竞争'");
    }

    @Test
    void scrollingSlogan_movesAtItsSpeed() {
        manifest.screen.putAll(Map.of("kind", "TEXT_SIGN", "widthPx", 384, "heightPx", 16));
        String slogan = manifest.slogan(
                "SCROLL_LEFT", 40, "#ff3020", List.of(Map.of("text", "加强知识产权法治保障，有力支持全面创新", "holdMs", 8000)));
        manifest.loop(600_000, slogan);
        start();
        until("current && lunboPlayer.status().current.kind === 'SLOGAN'");
        double speed = ((Number) page.evaluate("""
                async () => {
                  const line = document.querySelector('.slogan.front .line');
                  const span = 384 + line.width;
                  const at = () => new Promise((ok) => requestAnimationFrame(() => {
                    ok({ t: performance.now(), x: new DOMMatrix(getComputedStyle(line).transform).e });
                  }));
                  const from = await at();
                  await new Promise((ok) => setTimeout(ok, 3000));
                  const to = await at();
                  return ((from.x - to.x + span) % span) / ((to.t - from.t) / 1000);
                }""")).doubleValue();
        assertThat(speed).isBetween(38.0, 42.0);
    }

    @Test
    void manifestSignedByAnotherKey_isRefused_andTheLastGoodOneStays() {
        startWithOneFilm();
        manifest.version = 2;
        service.publish(manifest, StubService.newKey());
        until("faults.some(f => f.code === 'MANIFEST_SIGNATURE')");
        assertThat(status().get("manifestVersion")).isEqualTo(1);
        assertThat(status().get("showing")).isEqualTo("PLAY");
        onService(() ->
                service.heartbeats.stream().anyMatch(beat -> beat.toString().contains("MANIFEST_SIGNATURE")));
    }

    @Test
    void olderManifest_isRefused_evenAfterARestart() {
        manifest.version = 7;
        startWithOneFilm();
        manifest.version = 6;
        service.publish(manifest);
        until("faults.some(f => f.code === 'MANIFEST_OLDER')");
        page.reload();
        until("manifestVersion === 7 && lunboPlayer.status().faults.some(f => f.code === 'MANIFEST_OLDER')");
    }

    @Test
    void manifestOfAnotherScreen_orOutOfDate_orNoManifestAtAll_isRefused() {
        startWithOneFilm();
        manifest.version = 2;
        manifest.screen.put("code", "rc-kangning-square");
        service.publish(manifest);
        until("faults.some(f => f.code === 'MANIFEST_SCREEN')");
        manifest.screen.put("code", "rc-people-square");
        manifest.validUntil = service.now().minusSeconds(1);
        service.publish(manifest);
        until("faults.some(f => f.code === 'MANIFEST_STALE')");
        service.publishPage("<html>Please log in</html>".getBytes());
        until("faults.some(f => f.code === 'NETWORK')");
        assertThat(status().get("manifestVersion")).isEqualTo(1);
        assertThat(status().get("showing")).isEqualTo("PLAY");
    }

    @Test
    void manifestThatRunsOut_leavesTheStandbyPicture() {
        manifest.validUntil = service.now().plusSeconds(6);
        startWithOneFilm();
        until("showing === 'STANDBY' && lunboPlayer.status().faults.some(f => f.code === 'MANIFEST_EXPIRED')");
        assertThat(StubPictures.isGreen(StubPictures.averageOf(page))).isTrue();
    }

    @Test
    void damagedFilm_isNeverShown_andItsPlayFailsOnce() {
        String blue = manifest.film("蓝色短片", BLUE, 4000);
        String amber = manifest.film("黄色短片", AMBER, 4000);
        service.corrupted.add(blue);
        manifest.loop(4000, blue, amber);
        start();
        until("faults.some(f => f.code === 'MEDIA_HASH')");
        onService(() -> playsOf(blue).size() >= 2 && playsOf(amber).size() >= 1);
        assertThat(playsOf(blue)).allMatch(play -> play.get("outcome").asText().equals("FAILED"));
        assertThat(playsOf(blue).stream().map(play -> play.get("startedAt").asText()))
                .doesNotHaveDuplicates();
        assertThat(status().get("cached").toString()).doesNotContain(blue);

        service.corrupted.clear();
        onService(() -> playsOf(blue).stream()
                .anyMatch(play -> play.get("outcome").asText().equals("COMPLETED")));
        until("faults.every(f => f.code !== 'MEDIA_HASH')");
    }

    @Test
    void damagedSheet_isNotUsed() {
        service.corrupted.add(manifest.sheetHash());
        manifest.loop(4000, manifest.film("蓝色短片", BLUE, 4000));
        service.corrupted.add(manifest.sheetHash());
        start();
        until("faults.some(f => f.code === 'SHEET_HASH')");
        assertThat(status().get("showing")).isEqualTo("STANDBY");
        service.corrupted.clear();
        until("current");
    }

    @Test
    void plays_areKeptUntilAcknowledged_andSentAgainWithTheSameIds() {
        service.takesPlays = false;
        startWithOneFilm();
        until("unacknowledged >= 2");
        page.reload();
        until("unacknowledged >= 2");
        service.answersToLose.set(1);
        service.takesPlays = true;
        onService(() -> service.batches.size() >= 2);
        Set<String> lost = idsOf(service.batches.get(0));
        assertThat(idsOf(service.batches.get(1))).containsAll(lost);
        until("unacknowledged <= 1");

        onService(() -> service.plays.values().stream()
                .anyMatch(play -> play.get("outcome").asText().equals("COMPLETED")));
        for (JsonNode play : service.plays.values()) {
            assertThat(play.get("id").asText())
                    .matches("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
            assertThat(play.get("spot").asText()).isEqualTo("spot-1");
            assertThat(play.get("sheet").asText()).isEqualTo(manifest.sheetHash());
            assertThat(play.get("startedAt").asText())
                    .startsWith("2023-04-20T01:")
                    .endsWith("Z");
            if (play.get("outcome").asText().equals("COMPLETED")) {
                assertThat(play.get("durationMs").asLong()).isBetween(3400L, 4600L);
            }
        }
    }

    @Test
    void blackout_isBlackWithinTwoSeconds_survivesARestart_andTheCutPlayIsPartial() {
        startWithOneFilm();
        until("current.positionMs > 800 && lunboPlayer.status().current.positionMs < 2500");
        manifest.version = 2;
        manifest.takeover = new java.util.TreeMap<>(
                Map.of("id", "t-1", "kind", "BLACKOUT", "from", service.now().toString(), "sound", false));
        long ordered = System.nanoTime();
        service.publish(manifest);
        until("showing === 'DARK'");
        assertThat((System.nanoTime() - ordered) / 1_000_000).isLessThan(2000);
        assertThat(StubPictures.averageOf(page)).containsOnly(0);
        assertThat(page.evaluate("[...document.querySelectorAll('video')].every(v => v.paused)"))
                .isEqualTo(true);
        onService(() -> service.plays.values().stream()
                .anyMatch(play -> play.get("outcome").asText().equals("PARTIAL")));

        context.setOffline(true);
        context.setOffline(false);
        page.reload();
        until("showing === 'DARK'");
        manifest.version = 3;
        manifest.takeover = null;
        service.publish(manifest);
        until("current");
    }

    @Test
    void insert_showsItsMediaInPlaceOfTheSheet_andIsLoggedAsTakeover() {
        String amber = manifest.film("应急插播", AMBER, 4000);
        startWithOneFilm();
        manifest.version = 2;
        manifest.takeover = new java.util.TreeMap<>(Map.of(
                "id",
                "t-2",
                "kind",
                "INSERT",
                "media",
                amber,
                "from",
                service.now().toString(),
                "sound",
                false));
        service.publish(manifest);
        until("current && lunboPlayer.status().current.takeover === 't-2'");
        assertThat(StubPictures.isAmber(StubPictures.averageOf(page))).isTrue();
        onService(() -> playsOf(amber).stream()
                .anyMatch(play -> play.get("takeover").asText().equals("t-2")
                        && play.get("sheet").isNull()));
    }

    @Test
    void playerWithoutToken_showsACode_andPlaysAsSoonAsItIsClaimed() {
        manifest.loop(4000, manifest.film("蓝色短片", BLUE, 4000));
        service.publish(manifest);
        page.navigate(service.url() + "#name=rc-people-square");
        page.waitForSelector("[data-code='7KM4XWPR']");
        assertThat(service.pairing.get("name").asText()).isEqualTo("rc-people-square");
        assertThat(service.pairing.get("publicKey").asText())
                .contains("\"P-256\"")
                .doesNotContain("\"d\"");
        service.claimed = true;
        until("current");
        assertThat(page.isVisible("#card")).isFalse();
    }

    @Test
    void playerWithoutASecureContext_isPairedWithoutAKey() {
        manifest.loop(4000, manifest.film("蓝色短片", BLUE, 4000));
        service.publish(manifest);
        page.navigate("http://closed-network.test:" + service.port() + "/player/");
        page.waitForSelector("[data-code='7KM4XWPR']");
        assertThat(service.pairing.has("publicKey")).isFalse();
        service.claimed = true;
        until("current");
        assertThat(status().get("bound")).isEqualTo(false);
    }

    @Test
    void tokenLeavesTheAddressBar_isKept_andARefusedOneLeadsToPairing() {
        startWithOneFilm();
        assertThat(page.url()).doesNotContain(StubService.TOKEN);
        page.navigate("about:blank");
        page.navigate(service.url());
        until("current");
        service.validTokens.clear();
        manifest.version = 2;
        service.publish(manifest);
        page.waitForSelector("[data-code]");
        assertThat(service.queries).isEmpty();
    }

    @Test
    void insecureContext_saysSo_verifiesByItself_andStillPlays() {
        manifest.loop(4000, manifest.film("蓝色短片", BLUE, 4000));
        service.publish(manifest);
        page.navigate("http://closed-network.test:" + service.port() + "/player/#token=" + StubService.TOKEN);
        until("current");
        assertThat(page.evaluate("window.isSecureContext")).isEqualTo(false);
        assertThat(status().get("verifier")).isEqualTo("noble");
        assertThat(page.innerText("#notice")).contains("安全上下文");
        manifest.version = 2;
        service.publish(manifest, StubService.newKey());
        until("faults.some(f => f.code === 'MANIFEST_SIGNATURE')");
        assertThat(status().get("manifestVersion")).isEqualTo(1);
    }

    @Test
    void keyI_opensTheStatusOverlay() {
        startWithOneFilm();
        page.keyboard().press("i");
        assertThat(page.innerText("#overlay")).contains("人民广场LED大屏", "蓝色短片", "未确认记录");
        page.keyboard().press("i");
        assertThat(page.isVisible("#overlay")).isFalse();
    }

    private void startWithOneFilm() {
        manifest.loop(4000, manifest.film("蓝色短片", BLUE, 4000));
        start();
        until("current");
    }

    private void start() {
        service.publish(manifest);
        page.navigate(service.url() + "#token=" + StubService.TOKEN);
    }

    /** Waits for a sentence about the player's status; names in it are fields of the status. */
    private void until(String condition) {
        String question =
                "() => { const s = window.lunboPlayer && lunboPlayer.status(); return s && s." + condition + "; }";
        try {
            try {
                page.waitForFunction(question);
            } catch (PlaywrightException reloaded) { // the page that was asked is being replaced by its successor
                if (reloaded instanceof TimeoutError) {
                    throw reloaded;
                }
                page.waitForFunction(question);
            }
        } catch (TimeoutError timeout) {
            throw new AssertionError("never: " + condition + ", but: " + status(), timeout);
        }
    }

    private void onService(BooleanSupplier condition) {
        page.waitForCondition(condition, new Page.WaitForConditionOptions().setTimeout(45_000));
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> status() {
        return (Map<String, Object>) page.evaluate("lunboPlayer.status()");
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> current() {
        return (Map<String, Object>) status().get("current");
    }

    private double number(String expression) {
        return ((Number) page.evaluate(expression)).doubleValue();
    }

    private List<JsonNode> playsOf(String media) {
        return service.plays.values().stream()
                .filter(play -> play.get("media").asText().equals(media))
                .toList();
    }

    private static Set<String> idsOf(JsonNode batch) {
        return java.util.stream.StreamSupport.stream(batch.get("plays").spliterator(), false)
                .map(play -> play.get("id").asText())
                .collect(Collectors.toSet());
    }

    static byte[] resource(String name) {
        try (InputStream in = ReferencePlayerTest.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    static void keep(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target/screenshots", name + ".png")));
    }
}
