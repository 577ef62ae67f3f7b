package io.lunbo.pairing;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import io.lunbo.access.PlayerTokens;
import io.lunbo.access.Role;
import io.lunbo.command.CommandKind;
import io.lunbo.command.Commanding;
import io.lunbo.testsupport.Browser;
import io.lunbo.testsupport.PlayedScreen;
import io.lunbo.testsupport.SignedIn;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/** The whole way in a real browser: the code on the screen, the phone before it, the player that is bound to its key. */
@QuarkusTest
class ScannedPlayerTest {
    private static final String IDENTITY = """
            () => new Promise((done) => {
              indexedDB.open('lunbo-player').onsuccess = (opened) => {
                const row = opened.target.result.transaction('values').objectStore('values').get('identity');
                row.onsuccess = () => done(row.result.value.current);
              };
            })""";

    @Inject
    EntityManager entities;

    @Inject
    PlayerTokens tokens;

    @Inject
    Commanding commanding;

    @TestHTTPResource("/")
    URI base;

    private final PlayedScreen wall = PlayedScreen.wall();
    private final List<String> proofs = new CopyOnWriteArrayList<>();
    private Browser browser;
    private BrowserContext device;
    private Page player;

    @BeforeEach
    void open() {
        browser = Browser.launch();
        device = browser.context(new com.microsoft.playwright.Browser.NewContextOptions()
                .setViewportSize(1920, 1080)
                .setLocale("zh-CN"));
        player = device.newPage();
        player.onRequest(request -> {
            if (request.headers().containsKey("dpop")) {
                proofs.add(request.headers().get("dpop"));
            }
        });
    }

    @AfterEach
    void close() {
        device.close();
        browser.close();
    }

    @Test
    void scannedCodeIsClaimedOnAPhone_andACopiedTokenIsWorthNothing() throws Exception {
        show();
        String scanned = QrReading.of(player.screenshot());
        claimOnAPhone(scanned, wall, "REPLACE");

        untilScreenIs(wall);
        assertThat(player.evaluate("() => lunboPlayer.status().bound")).isEqualTo(true);
        assertThat(proofs).doesNotHaveDuplicates().hasSizeGreaterThan(3);
        Response copied = given().auth().oauth2(token()).get("/player/v1/manifest");
        assertThat(copied.statusCode()).isEqualTo(401);
        assertThat(copied.jsonPath().getString("reason")).isEqualTo("missing");
        assertThat(
                        player.evaluate(
                                "async () => { const { key } = await (" + IDENTITY + ")();"
                                        + " return crypto.subtle.exportKey('pkcs8', key.privateKey).then(() => 'told', () => 'kept'); }"))
                .isEqualTo("kept");
        assertThat(wall.asks().get("/player/v1/manifest").statusCode())
                .as("the player before")
                .isEqualTo(401);

        player.reload();
        untilScreenIs(wall);
        assertThat(player.evaluate("() => lunboPlayer.status().bound")).isEqualTo(true);
    }

    @Test
    void playerWhoseClockIsDaysOffGetsInAllTheSame() throws Exception {
        device.addInitScript("const real = Date.now; Date.now = () => real() - 3 * 86400000;");
        show();
        claimOnAPhone(QrReading.of(player.screenshot()), wall, "KEEP");

        untilScreenIs(wall);
        player.waitForFunction("() => lunboPlayer.status().synced && lunboPlayer.status().faults.length === 0");
        player.reload();
        untilScreenIs(wall);
    }

    @Test
    void playerExchangesItsTokenWhenItIsAskedTo_andGoesOnPlaying() throws Exception {
        show();
        claimOnAPhone(QrReading.of(player.screenshot()), wall, "REPLACE");
        untilScreenIs(wall);
        String before = token();

        commanding.ask(
                wall.screen().code(), CommandKind.EXCHANGE_TOKEN, wall.owner().account());

        player.waitForCondition(() -> !token().equals(before), new Page.WaitForConditionOptions().setTimeout(45_000));
        player.waitForCondition(
                () -> tokens.holder(before).isEmpty(), new Page.WaitForConditionOptions().setTimeout(45_000));
        assertThat(goodTokens()).isEqualTo(1);
        assertThat(tokens.holder(token())).isPresent();
        assertThat(player.isVisible("#card")).isFalse();
        player.reload();
        untilScreenIs(wall);
    }

    @Test
    void movedPlayerStartsClean_andReportsNothingOfTheOldScreenForTheNewOne() throws Exception {
        show();
        claimOnAPhone(QrReading.of(player.screenshot()), wall, "REPLACE");
        untilScreenIs(wall);
        String first = player.evaluate("async () => (await (" + IDENTITY + ")()).key.jwk.x")
                .toString();
        tokens.revoke(tokens.holder(token()).orElseThrow().player().playerId(), null);
        player.waitForSelector("[data-code]", new Page.WaitForSelectorOptions().setTimeout(45_000));
        String left = UUID.randomUUID().toString();
        player.evaluate("""
                ([screen, id]) => new Promise((done) => {
                  indexedDB.open('lunbo-player').onsuccess = (opened) => {
                    const plays = opened.target.result.transaction('plays', 'readwrite').objectStore('plays');
                    const play = { id, media: 'a'.repeat(64), spot: null, sheet: null, startedAt: Date.now() - 60000,
                      durationMs: 1000, outcome: 'COMPLETED', takeover: null };
                    plays.put({ key: `${screen}/${id}`, play }).onsuccess = done;
                  };
                })""", List.of(wall.screen().code(), left));
        PlayedScreen other = PlayedScreen.wall();

        player.waitForFunction("() => document.querySelector('.card-qr')?.naturalWidth > 0");
        claimOnAPhone(QrReading.of(player.screenshot()), other, "REPLACE");

        untilScreenIs(other);
        player.waitForFunction("() => lunboPlayer.status().synced");
        assertThat(player.evaluate("() => lunboPlayer.status().unacknowledged")).isEqualTo(0);
        assertThat(player.evaluate("async () => (await (" + IDENTITY + ")()).key.jwk.x"))
                .isNotEqualTo(first);
        assertThat(count(
                        "select count(*) from plays where screen_id = :screen",
                        other.screen().id()))
                .isZero();
    }

    private void show() {
        player.navigate(base.resolve("/player/").toString());
        player.waitForSelector("[data-code]");
        player.waitForFunction("() => document.querySelector('.card-qr')?.naturalWidth > 0");
    }

    private void claimOnAPhone(String address, PlayedScreen screen, String others) {
        SignedIn operator = SignedIn.cookieAs(Role.PLAYOUT);
        screen.heard();
        try (BrowserContext phone = browser.context(new com.microsoft.playwright.Browser.NewContextOptions()
                .setViewportSize(390, 844)
                .setLocale("zh-CN"))) {
            phone.addCookies(List.of(new Cookie("lunbo-session", operator.token()).setUrl(base.toString())));
            Page page = phone.newPage();
            page.navigate(address);
            assertThat(page.inputValue("#f-code")).hasSize(8);
            assertFits(page);
            page.selectOption("#f-screen", screen.screen().code());
            page.click("main button.btn-primary, form[action='/players/claims'] button.btn-primary");
            page.waitForSelector("button[value=" + others + "]");
            assertFits(page);
            page.click("button[value=" + others + "]");
            page.waitForURL("**/players#*");
        }
    }

    private static void assertFits(Page page) {
        assertThat(page.evaluate("() => document.documentElement.scrollWidth <= 390"))
                .isEqualTo(true);
    }

    private void untilScreenIs(PlayedScreen screen) {
        player.waitForFunction(
                "(code) => window.lunboPlayer && lunboPlayer.status().screen === code",
                screen.screen().code(),
                new Page.WaitForFunctionOptions().setTimeout(45_000));
    }

    private String token() {
        return player.evaluate("async () => (await (" + IDENTITY + ")()).token").toString();
    }

    private long goodTokens() {
        return count("""
                select count(*) from player_tokens t join players p on p.id = t.player_id
                where p.screen_id = :screen and t.revoked_at is null""", wall.screen().id());
    }

    private long count(String sql, UUID screen) {
        return QuarkusTransaction.requiringNew()
                .call(() -> ((Number) entities.createNativeQuery(sql)
                                .setParameter("screen", screen)
                                .getSingleResult())
                        .longValue());
    }
}
