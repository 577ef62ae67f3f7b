package io.lunbo.slogandesk;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.HasTextOptions;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.ReducedMotion;
import io.lunbo.access.Role;
import io.lunbo.screen.Screen;
import io.lunbo.slogan.DotPicture;
import io.lunbo.slogan.SloganLayout;
import io.lunbo.slogan.SloganText;
import io.lunbo.testsupport.AScreen;
import io.lunbo.testsupport.Browser;
import io.lunbo.testsupport.SignedIn;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** The whole desk in a real browser; leaves a picture of each page in target/screenshots. */
@QuarkusTest
class SloganDeskTest {
    private static final String LIT = """
            color => {
              const canvas = document.querySelector('[data-dots]');
              const dot = document.querySelector('[data-sign-preview]').preview.dot;
              const data = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
              let lit = 0;
              for (let y = 0; y < canvas.height / dot; y++) {
                for (let x = 0; x < canvas.width / dot; x++) {
                  const at = 4 * ((y * dot) * canvas.width + x * dot);
                  if (data[at] > 200 && data[at + 1] > 200 && data[at + 2] > 200) lit++;
                }
              }
              return lit;
            }""";

    @TestHTTPResource("/")
    URI address;

    private final String mark = UUID.randomUUID().toString().substring(0, 6);
    private final List<String> failures = new ArrayList<>();
    private Browser browser;
    private SignedIn person;
    private Screen sign;

    @BeforeEach
    void open() {
        browser = Browser.launch();
        person = SignedIn.registered(false, Role.SUBMITTER, Role.SCHEDULER);
        sign = AScreen.sign("08:00-22:00", person.account());
    }

    @AfterEach
    void close() {
        browser.close();
        assertThat(failures).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"zh-CN", "en"})
    void slogansAreWrittenSeenAndEnteredByTheDozen(String language) {
        Page page = page(language, new NewContextOptions());
        page.navigate(address + "media/slogans/new");
        page.selectOption("[data-screen]", sign.code());
        pictures(page, "slogan-empty", language);
        page.fill("#f-text", "4•26世界知识产权日" + mark);
        assertThat(page.locator("#slogan-check .media-suggestion").first()).containsText("4·26世界知识产权日" + mark);
        assertThat(page.locator("[data-player]")).isVisible();
        pictures(page, "slogan-changed", language);
        page.click("button[name=written]");
        assertThat(page.locator("h1")).containsText("4·26世界知识产权日" + mark);

        alikeIsNamedAndSavedOnATick(page, language);
        scrollingIsShown(page, language);
        bulk(page, language);

        page.navigate(address + "occasions");
        pictures(page, "occasions", language);
        page.navigate(address + "occasions/new");
        page.fill("#f-name", "节" + mark);
        page.fill("#f-dates", "每年");
        page.click("form.problem-card button");
        assertThat(page.locator(".invalid-feedback")).isVisible();
        pictures(page, "occasion-error", language);
        signSettings(page, language);
    }

    private void alikeIsNamedAndSavedOnATick(Page page, String language) {
        page.navigate(address + "media/slogans/new");
        page.fill("#f-text", "4·26 世界知识产权日，" + mark);
        assertThat(page.locator("#slogan-check a[href^='/media/']").first()).containsText(mark);
        page.click("#save-slogan");
        assertThat(page.locator("#f-text")).hasValue("4·26 世界知识产权日，" + mark);
        assertThat(page.locator("#f-even")).isVisible();
        pictures(page, "slogan-alike", language);
        page.check("#f-even");
        page.click("#save-slogan");
        assertThat(page.locator("h1")).containsText("世界知识产权日，" + mark);
        page.click("main a[href^='/media/slogans/']");
        assertThat(page.locator("[data-player]")).isVisible();
    }

    private void scrollingIsShown(Page page, String language) {
        page.navigate(address + "media/slogans/new");
        page.selectOption("[data-screen]", sign.code());
        page.fill("#f-text", "积极建设促进知识产权事业高质量发展的人文社会环境积极建设良好营商环境");
        assertThat(page.locator("[data-sentences] li")).hasCount(3);
        assertThat(page.locator("[data-clock]")).hasText(Pattern.compile("(?!0\\.0).* / \\d+\\.\\d s"));
        page.locator("[data-arrive]").fill("21000");
        page.locator("[data-time]").fill("24000");
        assertThat(page.locator("[data-clock]")).containsText("24.0");
        pictures(page, "slogan-scrolls", language);
        page.fill("#f-text", "保護" + mark);
        assertThat(page.locator("[data-problem]")).containsText("護");
        pictures(page, "slogan-undisplayable", language);
    }

    private void bulk(Page page, String language) {
        page.navigate(address + "media/slogans/bulk");
        pictures(page, "bulk-empty", language);
        StringBuilder lines = new StringBuilder();
        for (int at = 1; at <= 14; at++) {
            lines.append("尊重知识，崇尚创新，第").append(at).append("条").append(mark).append('\n');
        }
        lines.append("守正•创新" + mark + "\n保護知識產權" + mark + "\n面积100㎡" + mark + "\n2022年工作总结" + mark + "\n"
                + "尊重知识 崇尚创新 第1条" + mark + "\n" + "字".repeat(201) + "\n4·26世界知识产权日" + mark + "\n");
        page.fill("#f-lines", lines.toString());
        page.click("#check-lines");
        assertThat(page.locator(".verdict")).hasCount(21);
        assertThat(page.locator(".verdict input[name=pick]:checked")).hasCount(15);
        pictures(page, "bulk-verdicts", language);
        page.check("input[name=repair]");
        page.click("#save-lines");
        assertThat(page.locator(".slogan-saved li")).hasCount(16);
        assertThat(page.locator(".verdict")).hasCount(5);
        assertThat(page.locator("#f-lines")).hasValue(Pattern.compile("保護知識產權" + mark + "\\s.*", Pattern.DOTALL));
        pictures(page, "bulk-saved", language);
        page.setInputFiles(
                "#f-list",
                new com.microsoft.playwright.options.FilePayload("坏.xlsx", "application/zip", new byte[] {0, 1}));
        page.click("#check-lines");
        assertThat(page.locator("[role=alert]")).isVisible();
        assertThat(page.locator("#f-lines")).hasValue(Pattern.compile("保護知識產權.*", Pattern.DOTALL));
        pictures(page, "bulk-error", language);
    }

    private void signSettings(Page page, String language) {
        page.navigate(address + "screens/" + sign.code());
        page.fill("#f-charactersPerSecond", "5");
        assertThat(page.locator(".sign-remark")).containsText("J-STAGE");
        pictures(page, "sign-warning", language);
        page.fill("#f-charactersPerSecond", "9");
        assertThat(page.locator(".sign-remark.alert-danger")).isVisible();
        page.click("form.form-card button.btn-primary");
        assertThat(page.locator("#e-charactersPerSecond")).containsText("J-STAGE");
        pictures(page, "sign-refused", language);
    }

    @Test
    void dotsAreTheOnesThatTheServiceDrawsWholePageByPage() {
        Page page = page("zh-CN", new NewContextOptions().setReducedMotion(ReducedMotion.REDUCE));
        String text = "尊重知识崇尚创新";
        page.navigate(address + "media/slogans/new");
        page.selectOption("[data-screen]", sign.code());
        page.fill("#f-text", text);
        assertThat(page.locator("[data-player]")).isVisible();

        SloganLayout layout = SloganLayout.of(new SloganText(text), sign.textSurface(), "#ffffff");
        DotPicture picture = DotPicture.of(layout, sign.textSurface()).orElseThrow();
        int lit = 0;
        for (int y = 0; y < picture.height(); y++) {
            for (int x = 0; x < picture.width(); x++) {
                lit += picture.lit(x, y) ? 1 : 0;
            }
        }
        // the frame of what a driver reads is drawn over some dots at its edge
        assertThat(((Number) page.evaluate(LIT)).intValue()).isBetween(lit - 40, lit);
    }

    @Test
    void nothingMovesForWhoWantsNoMotionUntilTheyPressPlay() {
        Page page = page("zh-CN", new NewContextOptions().setReducedMotion(ReducedMotion.REDUCE));
        page.navigate(address + "media/slogans/new");
        page.selectOption("[data-screen]", sign.code());
        page.fill("#f-text", "版".repeat(40));
        assertThat(page.locator("[data-clock]")).hasText(Pattern.compile("^0\\.0 / .*"));
        assertThat(page.locator("[data-toggle]")).containsText("播放");

        page.locator("[data-time]").focus();
        page.keyboard().press("ArrowRight");
        assertThat(page.locator("[data-clock]")).not().hasText(Pattern.compile("^$"));
        page.locator("[data-toggle]").focus();
        page.keyboard().press("Enter");
        assertThat(page.locator("[data-toggle]")).containsText("暂停");
        assertThat(page.locator("[data-clock]"))
                .hasText(Pattern.compile("^[1-9].*"), new HasTextOptions().setTimeout(20_000));
        page.keyboard().press("Enter");
        assertThat(page.locator("[data-toggle]")).containsText("播放");
    }

    private Page page(String language, NewContextOptions options) {
        BrowserContext context = browser.context(options.setViewportSize(1440, 900));
        context.addCookies(List.of(new Cookie("lunbo-language", language).setUrl(address.toString())));
        Page page = context.newPage();
        page.onPageError(error -> failures.add(page.url() + ": " + error));
        page.onConsoleMessage(message -> {
            // what is refused is answered with 4xx on purpose
            if (message.type().equals("error") && !message.text().contains("status of 4")) {
                failures.add(page.url() + ": " + message.text());
            }
        });
        page.navigate(address + "login");
        page.fill("[name=username]", person.username());
        page.fill("[name=password]", person.password());
        page.press("[name=password]", "Enter");
        assertThat(page.locator("nav.sidebar")).isVisible();
        return page;
    }

    /** As a desk and as a phone show it. */
    private static void pictures(Page page, String name, String language) {
        page.screenshot(shot(name + "-1440-" + language));
        page.setViewportSize(390, 844);
        page.screenshot(shot(name + "-390-" + language));
        assertThat(page.evaluate("() => document.documentElement.scrollWidth <= innerWidth"))
                .as(name + " fits a phone")
                .isEqualTo(true);
        page.setViewportSize(1440, 900);
    }

    private static Page.ScreenshotOptions shot(String name) {
        return new Page.ScreenshotOptions()
                .setPath(Path.of("target", "screenshots", name + ".png"))
                .setFullPage(true);
    }
}
