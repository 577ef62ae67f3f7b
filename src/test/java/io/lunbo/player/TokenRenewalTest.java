package io.lunbo.player;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
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

    private StubbedPlayer player;
    private StubService service;
    private Page page;

    @BeforeEach
    void open() throws IOException {
        player = StubbedPlayer.ready();
        service = player.service();
        page = player.page();
        service.claimed = true;
    }

    @AfterEach
    void close() {
        player.close();
    }

    @Test
    void tokenThatIsDueIsExchanged_andTheOldOneIsNeededNoMore() {
        service.validTokens.add(StubService.NEXT_TOKEN);
        pair();

        player.await(() -> service.tokensSeen.contains(StubService.NEXT_TOKEN));
        service.validTokens.remove(StubService.TOKEN);
        int beats = service.heartbeats.size();
        player.await(() -> service.heartbeats.size() > beats);

        assertThat(service.exchanges).hasSize(1);
        assertThat(page.isVisible("#card")).isFalse();
        page.reload();
        page.waitForFunction("() => window.lunboPlayer && lunboPlayer.status().current", null, patiently());
    }

    @Test
    void newTokenThatIsRefusedLeavesTheOldOne() {
        pair();

        player.await(() -> !service.exchanges.isEmpty());
        player.await(() -> service.tokensSeen.contains(StubService.NEXT_TOKEN));
        player.await(() -> StubService.TOKEN.equals(page.evaluate(TOKEN)));

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
        player.manifest().version++;
        player.manifest().more.put("commands", List.of(command));
        service.publish(player.manifest());

        player.await(() -> service.heartbeats.stream()
                .anyMatch(
                        beat -> beat.toString().contains(id) && beat.toString().contains("FAILED")));

        assertThat(service.exchanges).isEmpty();
    }

    private void pair() {
        page.navigate(service.url());
        page.waitForFunction("() => window.lunboPlayer && lunboPlayer.status().current", null, patiently());
    }

    private static Page.WaitForFunctionOptions patiently() {
        return new Page.WaitForFunctionOptions().setTimeout(60_000);
    }
}
