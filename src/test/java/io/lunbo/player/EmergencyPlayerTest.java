package io.lunbo.player;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.TimeoutError;
import io.lunbo.testsupport.Browser;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What goes before the sheet, as the reference player shows it, says it and keeps it. */
class EmergencyPlayerTest {
    private static final byte[] BLUE = ReferencePlayerTest.resource("/films/blue.mp4");
    private static final byte[] AMBER = ReferencePlayerTest.resource("/films/amber.mp4");
    private static final String EVIL = "<img src=x onerror=\"document.title='run'\">暴雨";

    private static Browser browser;

    private StubService service;
    private StubManifest manifest;
    private BrowserContext context;
    private Page page;

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
    void warning_isShownAsPlainText_confirmedAtOnce_andLoggedWithItsOrder() {
        startWithOneFilm();
        String id = UUID.randomUUID().toString();
        long ordered = System.nanoTime();
        publish(notice(id, EVIL, service.now(), null));
        until("current && lunboPlayer.status().current.takeover === '" + id + "'");
        onService(() -> service.heartbeats.stream().anyMatch(beat -> says(beat, id)));
        long tookMs = (System.nanoTime() - ordered) / 1_000_000;
        System.out.println("Warning shown and confirmed after " + tookMs + " ms");
        assertThat(tookMs).isLessThan(5000);

        assertThat(page.innerText(".notice-layer")).contains(EVIL, "可能影响范围", "荣昌区", "发布单位");
        assertThat(page.title()).isNotEqualTo("run");
        assertThat(page.querySelectorAll(".notice-layer img")).isEmpty();
        ReferencePlayerTest.keep(page, "player-warning");

        manifest.takeover = null;
        republish();
        until("current && !lunboPlayer.status().current.takeover");
        onService(() -> outcomes(null).contains("PARTIAL")
                && service.plays.values().stream()
                        .anyMatch(play -> play.get("takeover").asText().equals(id)
                                && play.get("sheet").isNull()));
    }

    @Test
    void warningThatLacksAFieldOrIsNotItsHash_isNotShown_andTheSheetGoesOn() {
        startWithOneFilm();
        Map<String, Object> forged = notice("t-1", "暴雨", service.now(), null);
        content(forged).put("sha256", "0".repeat(64));
        publish(forged);
        until("faults.some(f => f.code === 'NOTICE_REFUSED')");
        assertThat(status().get("showing")).isEqualTo("PLAY");
        assertThat(status().get("takeover")).isNull();

        Map<String, Object> lacking = notice("t-2", "暴雨", service.now(), null);
        fields(lacking).remove(3);
        seal(lacking);
        publish(lacking);
        until("faults.some(f => f.code === 'NOTICE_REFUSED' && f.detail === 'a field is missing')");
        assertThat(page.querySelectorAll(".notice-layer")).isEmpty();

        Map<String, Object> withFile = notice("t-3", "暴雨", service.now(), null);
        withFile.put("media", manifest.media.keySet().iterator().next());
        publish(withFile);
        until("faults.some(f => f.code === 'NOTICE_REFUSED' && f.detail === 'it names a file')");
    }

    @Test
    void sign_showsTheWarningInItsDots_andOnlyTheSameText() {
        manifest.screen.putAll(Map.of("kind", "TEXT_SIGN", "widthPx", 384, "heightPx", 16));
        Map<String, Object> order = notice("t-1", "暴雨", service.now(), null);
        String text = text(content(order)).replace('\n', ' ');
        content(order).put("slogan", passing(text));
        manifest.takeover = order;
        start();
        until("current && lunboPlayer.status().current.kind === 'SLOGAN'");
        assertThat(page.querySelectorAll(".slogan.front canvas")).hasSize(1);

        Map<String, Object> other = notice("t-2", "暴雨", service.now(), null);
        content(other).put("slogan", passing("买一送一"));
        publish(other);
        until("faults.some(f => f.code === 'NOTICE_REFUSED')");
    }

    @Test
    void lowerOrderWaits_andGoesOnByItselfWhenTheHigherOneIsOver() {
        String amber = manifest.film("插播", AMBER, 4000);
        startWithOneFilm();
        Map<String, Object> insert = new TreeMap<>(Map.of(
                "id",
                "t-low",
                "kind",
                "INSERT",
                "media",
                amber,
                "from",
                service.now().toString(),
                "sound",
                false));
        Map<String, Object> warning =
                notice("t-high", "暴雨", service.now(), service.now().plusSeconds(6));
        manifest.takeovers = List.of(warning, insert);
        publish(warning);
        until("takeover === 't-high'");
        until("takeover === 't-low'");
        assertThat(StubPictures.isAmber(StubPictures.averageOf(page))).isTrue();
    }

    @Test
    void blackoutStays_whenTheServiceIsGone_afterARestart_andBeyondTheManifestsTime() {
        startWithOneFilm();
        String id = UUID.randomUUID().toString();
        manifest.validUntil = service.now().plusSeconds(12);
        publish(blackout(id));
        until("showing === 'DARK' && lunboPlayer.status().takeover === '" + id + "'");
        onService(() -> service.heartbeats.stream().anyMatch(beat -> says(beat, id)));

        service.gone = true;
        page.reload();
        until("showing === 'DARK'");
        page.waitForFunction("() => Date.parse(lunboPlayer.status().now) > Date.parse('" + manifest.validUntil + "')");
        until("showing === 'DARK' && lunboPlayer.status().reason === 'BLACKOUT'");
        assertThat(StubPictures.averageOf(page)).containsOnly(0);

        service.gone = false;
        manifest.validUntil = service.now().plusSeconds(86_400);
        manifest.takeover = null;
        republish();
        until("current");
    }

    @Test
    void keyBTwice_makesTheScreenDarkOnTheSpot_isKept_isReported_andLiftsNothingOfTheService() {
        startWithOneFilm();
        service.gone = true;
        page.keyboard().press("b");
        page.keyboard().press("b");
        until("showing === 'DARK' && lunboPlayer.status().reason === 'LOCAL_BLACKOUT'");
        page.reload();
        until("showing === 'DARK' && lunboPlayer.status().reason === 'LOCAL_BLACKOUT'");
        service.gone = false;
        onService(() -> service.heartbeats.stream()
                .anyMatch(beat -> beat.get("faults").toString().contains("LOCAL_BLACKOUT")));
        page.keyboard().press("b");
        page.keyboard().press("b");
        until("current");
        publish(blackout("t-1"));
        until("showing === 'DARK' && lunboPlayer.status().reason === 'BLACKOUT'");
        page.keyboard().press("b");
        page.keyboard().press("b");
        assertThat(status().get("showing")).isEqualTo("DARK");
        assertThat(status().get("faults").toString()).doesNotContain("LOCAL_BLACKOUT");
    }

    @Test
    void drill_isConfirmedAndChangesNoPicture() {
        startWithOneFilm();
        String id = UUID.randomUUID().toString();
        manifest.more.put(
                "drill",
                Map.of("id", id, "kind", "BLACKOUT", "from", service.now().toString()));
        republish();
        onService(() -> service.heartbeats.stream()
                .anyMatch(beat -> beat.path("drill").asText().equals(id)
                        && beat.get("showing").asText().equals("PLAY")));
        assertThat(status().get("showing")).isEqualTo("PLAY");
    }

    private static boolean says(JsonNode beat, String takeover) {
        return beat.path("takeover").asText().equals(takeover);
    }

    private Map<String, Object> blackout(String id) {
        return new TreeMap<>(
                Map.of("id", id, "kind", "BLACKOUT", "from", service.now().toString(), "sound", false));
    }

    private static Map<String, Object> passing(String text) {
        return new TreeMap<>(Map.of(
                "mode",
                "SCROLL_LEFT",
                "pxPerSecond",
                20,
                "color",
                "#ff0000",
                "pages",
                List.of(Map.of("text", text, "holdMs", 60_000))));
    }

    private static Map<String, Object> notice(String id, String category, Instant from, Instant until) {
        List<Map<String, String>> fields = new ArrayList<>();
        fields.add(Map.of("name", "category", "label", "类别", "text", category));
        fields.add(Map.of("name", "level", "label", "级别", "text", "红色（一级）"));
        fields.add(Map.of("name", "startsAt", "label", "起始时间", "text", "2023年4月20日 09:00"));
        fields.add(Map.of("name", "area", "label", "可能影响范围", "text", "荣昌区"));
        fields.add(Map.of("name", "warning", "label", "警示事项", "text", "低洼地带可能积水，山区可能发生滑坡"));
        fields.add(Map.of("name", "measures", "label", "应采取的措施", "text", "停止户外活动，转移到安全地带"));
        fields.add(Map.of("name", "issuer", "label", "发布单位", "text", "区气象台"));
        fields.add(Map.of("name", "issuedAt", "label", "发布时间", "text", "2023年4月20日 08:50"));
        Map<String, Object> notice = new TreeMap<>(Map.of(
                "title",
                "暴雨红色预警",
                "alert",
                "RED",
                "issuing",
                "DISTRICT",
                "fields",
                fields,
                "durationMs",
                4000,
                "orderedBy",
                "值班员",
                "orderedAt",
                from.toString()));
        Map<String, Object> order = new TreeMap<>(
                Map.of("id", id, "kind", "NOTICE", "from", from.toString(), "sound", true, "notice", notice));
        if (until != null) {
            order.put("until", until.toString());
        }
        seal(order);
        return order;
    }

    private static void seal(Map<String, Object> order) {
        content(order)
                .put(
                        "sha256",
                        StubManifest.sha256(text(content(order)).getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> content(Map<String, Object> order) {
        return (Map<String, Object>) order.get("notice");
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, String>> fields(Map<String, Object> order) {
        return (List<Map<String, String>>) content(order).get("fields");
    }

    @SuppressWarnings("unchecked")
    private static String text(Map<String, Object> notice) {
        StringBuilder text = new StringBuilder((String) notice.get("title"));
        ((List<Map<String, String>>) notice.get("fields"))
                .forEach(field ->
                        text.append('\n').append(field.get("label")).append('：').append(field.get("text")));
        return text.toString();
    }

    private List<String> outcomes(String takeover) {
        return service.plays.values().stream()
                .filter(play -> takeover == null
                        ? play.get("takeover").isNull()
                        : play.get("takeover").asText().equals(takeover))
                .map(play -> play.get("outcome").asText())
                .toList();
    }

    private void publish(Map<String, Object> takeover) {
        manifest.takeover = takeover;
        republish();
    }

    private void republish() {
        manifest.version++;
        service.publish(manifest);
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

    private void until(String condition) {
        String question =
                "() => { const s = window.lunboPlayer && lunboPlayer.status(); return s && s." + condition + "; }";
        try {
            page.waitForFunction(question);
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
}
