package io.lunbo.player;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import io.lunbo.testsupport.Browser;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The reference player exchanges its token by itself, and whatever goes wrong with that, it plays on. */
class TokenRenewalTest {
    private static final String TOKEN = """
            () => new Promise((done) => {
              indexedDB.open('lunbo-player').onsuccess = (opened) => {
                const row = opened.target.result.transaction('values').objectStore('values').get('identity');
                row.onsuccess = () => done(row.result.value.current.token);
              };
            })""";

    private Browser browser;
    private StubService service;
    private StubManifest manifest;
    private BrowserContext context;
    private Page page;

    @BeforeEach
    void open() throws IOException {
        browser = Browser.launch();
        service = new StubService();
        manifest = new StubManifest(service.now());
        manifest.standby = manifest.picture("垫片", StubPictures.solid(0, 120, 60));
        manifest.loop(4000, manifest.film("蓝色短片", ReferencePlayerTest.resource("/films/blue.mp4"), 4000));
        context = browser.context(new com.microsoft.playwright.Browser.NewContextOptions().setViewportSize(960, 540));
        page = context.newPage();
        service.publish(manifest);
        service.claimed = true;
    }

    @AfterEach
    void close() {
        context.close();
        browser.close();
        service.close();
    }

    @Test
    void tokenThatIsDueIsExchanged_andTheOldOneIsNeededNoMore() {
        service.validTokens.add(StubService.NEXT_TOKEN);
        pair();

        onService(() -> service.tokensSeen.contains(StubService.NEXT_TOKEN));
        service.validTokens.remove(StubService.TOKEN);
        int beats = service.heartbeats.size();
        onService(() -> service.heartbeats.size() > beats);

        assertThat(service.exchanges).hasSize(1);
        assertThat(page.isVisible("#card")).isFalse();
        page.reload();
        page.waitForFunction("() => window.lunboPlayer && lunboPlayer.status().current", null, patiently());
    }

    @Test
    void newTokenThatIsRefusedLeavesTheOldOne() {
        pair();

        onService(() -> !service.exchanges.isEmpty());
        onService(() -> service.tokensSeen.contains(StubService.NEXT_TOKEN));
        onService(() -> StubService.TOKEN.equals(page.evaluate(TOKEN)));

        assertThat(page.isVisible("#card")).isFalse();
        assertThat(page.evaluate("() => lunboPlayer.status().showing")).isEqualTo("PLAY");
    }

    @Test
    void answerThatIsLostLeavesTheOldToken() {
        service.losesExchanges = true;
        pair();

        page.waitForFunction(
                "() => lunboPlayer.status().faults.some((fault) => fault.code === 'TOKEN_NOT_EXCHANGED')",
                null,
                patiently());

        assertThat(page.evaluate(TOKEN)).isEqualTo(StubService.TOKEN);
        assertThat(page.isVisible("#card")).isFalse();
    }

    @Test
    void tokenThatSomebodyElseKeepsIsNotExchanged() {
        page.navigate(service.url() + "#token=" + StubService.TOKEN);
        page.waitForFunction("() => window.lunboPlayer && lunboPlayer.status().current", null, patiently());
        String id = UUID.randomUUID().toString();
        Map<String, Object> command = Map.of(
                "id",
                id,
                "kind",
                "EXCHANGE_TOKEN",
                "at",
                service.now().toString(),
                "until",
                service.now().plusSeconds(600).toString());
        manifest.version++;
        manifest.more.put("commands", List.of(command));
        service.publish(manifest);

        onService(() -> service.heartbeats.stream()
                .anyMatch(
                        beat -> beat.toString().contains(id) && beat.toString().contains("FAILED")));

        assertThat(service.exchanges).isEmpty();
    }

    private void pair() {
        page.navigate(service.url());
        page.waitForFunction("() => window.lunboPlayer && lunboPlayer.status().current", null, patiently());
    }

    private void onService(BooleanSupplier condition) {
        page.waitForCondition(condition, new Page.WaitForConditionOptions().setTimeout(60_000));
    }

    private static Page.WaitForFunctionOptions patiently() {
        return new Page.WaitForFunctionOptions().setTimeout(60_000);
    }
}
