package io.lunbo.monitor;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import io.lunbo.access.Role;
import io.lunbo.testsupport.APairedScreen;
import io.lunbo.testsupport.Browser;
import io.lunbo.testsupport.SignedIn;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The bell of the emergency pages and the wall, in a real browser: the tones that end are counted by the browser, not by us. */
@QuarkusTest
class BellTest {
    private static final String RINGS = "() => document.documentElement.dataset.alarm === 'sounding'"
            + " && Number(document.documentElement.dataset.rings) >= 2";
    private static final String OWES =
            "document.querySelector('.wl-wrong').textContent.includes('Order not confirmed')";
    private static final String MAY_SOUND = "--autoplay-policy=no-user-gesture-required";
    private static final String WANTS_A_TOUCH = "--autoplay-policy=document-user-activation-required";

    @TestHTTPResource("/")
    URI address;

    private final APairedScreen screen = APairedScreen.wall();
    private SignedIn operator;

    @BeforeEach
    void signIn() {
        operator = SignedIn.as(Role.PLAYOUT);
    }

    @Test
    void bellRingsUntilThePlayerConfirms_andIsSilentWhenMuted() {
        JsonPath order = unconfirmed();
        try (Browser browser = Browser.launch(MAY_SOUND)) {
            Page page = open(browser, "zh-CN", "emergency/orders/" + order.getString("id"));
            page.waitForFunction(RINGS);
            assertThat(page.locator("[data-blocked]").isVisible()).isFalse();

            page.locator("[data-mute]").click();
            page.waitForFunction("() => document.documentElement.dataset.alarm === 'muted'");
            page.locator("[data-mute]").click();
            page.waitForFunction("() => document.documentElement.dataset.alarm === 'sounding'");

            confirm(order);
            page.waitForFunction("() => document.documentElement.dataset.alarm === 'none'");
        }
    }

    @Test
    void browserThatWantsATouchFirst_isSaidToBeSilent_andOneButtonLetsItRing() throws IOException {
        JsonPath order = unconfirmed();
        try (Browser browser = Browser.launch(WANTS_A_TOUCH)) {
            Page page = open(browser, "zh-CN", "emergency/orders/" + order.getString("id"));
            CDPSession watcher = page.context().newCDPSession(page);
            page.waitForCondition(() -> "blocked".equals(quietly(watcher, "document.documentElement.dataset.alarm")));
            assertThat(quietly(watcher, "document.querySelector('[data-blocked]').innerText"))
                    .contains("浏览器拦住了告警声");
            assertThat(quietly(watcher, "document.documentElement.dataset.rings"))
                    .isEqualTo("0");
            keep(watcher, "bell-blocked-zh");

            String[] middle = quietly(watcher, """
                            (() => {
                              const at = document.querySelector('[data-blocked] button').getBoundingClientRect();
                              return `${at.x + at.width / 2} ${at.y + at.height / 2}`;
                            })()""").split(" ");
            page.mouse().click(Double.parseDouble(middle[0]), Double.parseDouble(middle[1]));
            page.waitForFunction(RINGS);
            assertThat(page.locator("[data-blocked]").isVisible()).isFalse();
        }
    }

    @Test
    void wallRingsForPlayoutOperatorsOnly_andStopsWithTheConfirmation() {
        JsonPath order = unconfirmed();
        try (Browser browser = Browser.launch(MAY_SOUND)) {
            Page page = open(browser, "en", "wall?q=" + screen.code());
            page.waitForFunction("() => " + OWES);
            page.waitForFunction(RINGS);
            page.setViewportSize(390, 844);
            Browser.keep(page, "bell-wall-en-390");
            String seen = SignedIn.cookieAs(Role.INSPECTOR)
                    .page()
                    .get("/wall?q=" + screen.code())
                    .asString();
            assertThat(seen).contains("没有确认应急命令").doesNotContain("data-late", "data-mute", "href=\"/emergency\"");

            confirm(order);
            // the wall rings for everybody's screens: it is quiet when no other test has left one that owes its word
            page.waitForFunction("() => !" + OWES + " && document.documentElement.dataset.alarm ==="
                    + " (Number(document.getElementById('wall').dataset.late) > 0 ? 'sounding' : 'none')");
        }
    }

    /** A page that nobody has touched: the cookie is there, no key was pressed. */
    private Page open(Browser browser, String language, String path) {
        Page page = browser.page(address, SignedIn.cookieAs(Role.PLAYOUT), 1440, language);
        page.context().setDefaultTimeout(60_000);
        page.navigate(address + path);
        return page;
    }

    /** What the page says, asked so that the browser does not take the question for a touch, as it does with Playwright's own. */
    private static String quietly(CDPSession watcher, String expression) {
        JsonObject question = new JsonObject();
        question.addProperty("expression", expression);
        question.addProperty("userGesture", false);
        JsonElement value = watcher.send("Runtime.evaluate", question)
                .getAsJsonObject("result")
                .get("value");
        return value == null ? "" : value.getAsString();
    }

    private static void keep(CDPSession watcher, String name) throws IOException {
        byte[] png = Base64.getDecoder()
                .decode(watcher.send("Page.captureScreenshot").get("data").getAsString());
        Files.write(Files.createDirectories(Path.of("target/screenshots")).resolve(name + ".png"), png);
    }

    private JsonPath unconfirmed() {
        say(new HashMap<>(Map.of("showing", "PLAY", "manifestVersion", 0)));
        JsonPath ordered = operator.api()
                .contentType(ContentType.JSON)
                .body(Map.of("kind", "BLACKOUT", "screens", List.of(screen.code()), "reason", "试铃"))
                .post("/api/v1/takeovers")
                .jsonPath();
        assertThat(ordered.getString("id")).isNotNull();
        return ordered;
    }

    private void confirm(JsonPath order) {
        String takeover = order.getString("screens[0].takeover");
        say(new HashMap<>(Map.of("showing", "DARK", "manifestVersion", 1_000_000, "takeover", takeover)));
    }

    private void say(Map<String, Object> beat) {
        beat.put("at", "2023-04-20T01:00:00.000Z");
        beat.put("clockOffsetMs", 0);
        RestAssured.given()
                .auth()
                .oauth2(screen.token())
                .contentType(ContentType.JSON)
                .body(beat)
                .post("/player/v1/heartbeats")
                .then()
                .statusCode(204);
    }
}
