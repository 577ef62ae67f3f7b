package io.lunbo;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.IsEnabledOptions;
import io.lunbo.film.FilmRendering;
import io.lunbo.film.FilmTools;
import io.lunbo.testsupport.Browser;
import io.lunbo.testsupport.PackagedLunbo;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** The review desk by the people who work at it, in a real browser; leaves a picture of each page in target/screenshots. */
class ReviewDeskIT {
    private static final String CAMPAIGN = "/campaigns/rc-ip-week-2023";
    private static final double A_MINUTE = 60_000;

    @TempDir
    static Path folder;

    private static PackagedLunbo lunbo;
    private static Browser browser;

    private final Map<String, Page> people = new HashMap<>();

    @BeforeAll
    static void start() throws Exception {
        lunbo = PackagedLunbo.start(folder.resolve("data"));
        browser = Browser.launch("--autoplay-policy=no-user-gesture-required");
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
        }
        if (lunbo != null) {
            lunbo.close();
        }
    }

    @Test
    void filmIsWatchedRemarkedReturnedCorrectedSignedPrintedAndWithdrawn() throws Exception {
        Page administrator = as("administrator");
        administrator.navigate(lunbo.url() + "/chains");
        pictures(administrator, "chains");
        administrator.click("a[href='/chains/all/VIDEO']");
        administrator.fill("#f-name-1", "编辑审");
        administrator.fill("#f-hours-1", "24");
        pictures(administrator, "chain-edit");
        administrator.click("#save-chain");
        assertThat(administrator.locator("main")).containsText("编辑审");

        String film = "审看短片" + folder.getFileName();
        upload(film);
        submit(film);
        Page first = as("reviewer1");
        first.navigate(lunbo.url() + "/reviews");
        pictures(first, "inbox");
        first.click("a.row-title:has-text('" + film + "')");
        assertThat(first.locator("button[value=APPROVE]")).isDisabled();
        pictures(first, "review-unseen");
        cannotBeHurried(first);
        watchAndRemark(first);
        fillDecision(first, "reviewer1");
        pictures(first, "review-seen");
        first.click("button[value=APPROVE]");
        assertThat(first.locator("main")).containsText("已数字签名");

        for (String reviewer : new String[] {"reviewer2", "reviewer3"}) {
            Page page = as(reviewer);
            page.navigate(first.url());
            play(page);
            fillDecision(page, reviewer);
            page.click("button[value=APPROVE]");
        }
        Page last = as("reviewer3");
        assertThat(last.locator("a[href$='form.pdf']")).isVisible();
        pictures(last, "review-approved");
        byte[] pdf = last.request().get(last.url() + "/form.pdf").body();
        assertThat(new String(pdf, 0, 5, java.nio.charset.StandardCharsets.US_ASCII))
                .isEqualTo("%PDF-");
        java.nio.file.Files.createDirectories(Path.of("target/screenshots"));
        java.nio.file.Files.write(Path.of("target/screenshots/form.pdf"), pdf);

        withdrawADemoFilm(last);
    }

    @Test
    void slogansAreSeenAndSignedTogether() {
        for (String text : new String[] {"保护知识产权，就是保护创新", "守正创新，尊重知识"}) {
            Page page = as("submitter");
            page.navigate(lunbo.url() + "/media/new");
            page.fill("#f-text", text);
            page.click("#save-slogan");
            if (page.url().endsWith("/media/slogans")) { // the demo has it without the comma: known, and wanted
                page.check("#f-even");
                page.click("#save-slogan");
            }
            assertThat(page.locator("main")).containsText(text);
            submit(text);
        }
        Page page = as("reviewer2");
        page.navigate(lunbo.url() + "/reviews/slogans");
        Locator boxes = page.locator("input[name=review]");
        for (Locator box : boxes.all()) {
            box.scrollIntoViewIfNeeded();
            assertThat(box).isEnabled(new IsEnabledOptions().setTimeout(A_MINUTE));
            box.check();
        }
        for (Locator answer : page.locator("select[name=answer]").all()) {
            answer.selectOption("YES");
        }
        page.fill("#f-password", "not the password");
        page.click("#sign-slogans");
        assertThat(page.locator("[role=alert]")).containsText("登录密码");
        pictures(page, "slogans-refused");
        for (Locator box : page.locator("input[name=review]").all()) {
            box.check();
        }
        for (Locator answer : page.locator("select[name=answer]").all()) {
            answer.selectOption("YES");
        }
        page.fill("#f-password", lunbo.password("reviewer2"));
        page.click("#sign-slogans");
        assertThat(page.locator("main")).containsText("已签署 2 条");
        pictures(page, "slogans-signed");
    }

    /** A page that claims to have seen all of it at once is not believed. */
    private static void cannotBeHurried(Page page) {
        String path = page.url().substring(page.url().indexOf("/reviews/"));
        assertThat(page.evaluate("""
                async path => (await fetch(path + '/watch', {method: 'POST', headers: {'Content-Type': 'application/json',
                Accept: 'application/json'}, body: JSON.stringify({ranges: [{fromMs: 0, untilMs: 5000}]})})).status""", path)).isEqualTo(422);
        page.evaluate("() => { document.querySelector('[data-watch-button]').disabled = false; }");
        fillWithoutWaiting(page, "reviewer1");
        page.click("button[value=APPROVE]");
        assertThat(page.locator("[role=alert]")).containsText("须完整审看");
    }

    private void watchAndRemark(Page page) {
        play(page);
        assertThat(page.locator("[data-watch-done]"))
                .isVisible(new com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions()
                        .setTimeout(A_MINUTE));
        page.evaluate("() => { document.getElementById('film').currentTime = 2; }");
        page.fill("#f-remark", "此处字幕停留时间偏短");
        page.click("#make-remark");
        Locator jump = page.locator("[data-seek]");
        assertThat(jump).hasText("0:02");
        page.evaluate("() => { document.getElementById('film').currentTime = 0; }");
        jump.click();
        page.waitForFunction("() => Math.abs(document.getElementById('film').currentTime - 2) < 0.1");
    }

    private void withdrawADemoFilm(Page reviewer) {
        reviewer.navigate(lunbo.url() + "/reviews?show=APPROVED&page=0");
        reviewer.locator(".row-list li:has(img) a.row-title").last().click();
        String title = reviewer.locator("h1").textContent();
        reviewer.onDialog(dialog -> dialog.accept());
        reviewer.click("details.reject > summary");
        reviewer.fill("#f-withdraw", "授权于今日到期");
        reviewer.locator("#f-withdraw-password").fill(lunbo.password("reviewer3"));
        reviewer.click("#withdraw");
        assertThat(reviewer.locator(".alert-danger")).containsText("授权于今日到期");
        pictures(reviewer, "review-withdrawn");
        Page scheduler = as("scheduler");
        scheduler.navigate(lunbo.url() + "/sheets");
        assertThat(scheduler.locator("main")).containsText("撤播", new ContainsTextOptions().setTimeout(A_MINUTE));
        scheduler.navigate(lunbo.url() + "/recalls");
        assertThat(title).isNotBlank();
        pictures(scheduler, "recalls");
    }

    private static void play(Page page) {
        page.evaluate("() => { const film = document.getElementById('film'); film.muted = true; film.play(); }");
    }

    private void fillDecision(Page page, String reviewer) {
        fillWithoutWaiting(page, reviewer);
        assertThat(page.locator("button[value=APPROVE]")).isEnabled(new IsEnabledOptions().setTimeout(A_MINUTE));
    }

    private static void fillWithoutWaiting(Page page, String reviewer) {
        for (Locator answer : page.locator("#approve select[name=answer]").all()) {
            answer.selectOption(answer.getAttribute("id").endsWith("-MAP") ? "NOT_APPLICABLE" : "YES");
        }
        page.fill("#f-password", lunbo.password(reviewer));
    }

    private void upload(String title) throws Exception {
        Path file = folder.resolve("film.mp4");
        FilmTools tools = FilmTools.bundled(Path.of(System.getProperty("user.home"), ".cache", "lunbo"));
        new FilmRendering(tools).render(new FilmRendering.TitleFilm(title, "测试", 5, 1), file);
        Page page = as("submitter");
        page.navigate(lunbo.url() + "/media/new");
        page.setInputFiles("#f-file", file);
        page.fill("#f-title", title);
        page.click("#upload-file");
        assertThat(page.locator("main"))
                .containsText(
                        "h264", new ContainsTextOptions().setTimeout(A_MINUTE).setIgnoreCase(true));
    }

    private void submit(String title) {
        Page page = as("submitter");
        page.navigate(lunbo.url() + CAMPAIGN);
        page.locator("#f-submit label:has-text('" + title + "') input").check();
        page.click("form[action$='/submissions'] button");
        assertThat(page.locator("main")).containsText(title);
    }

    /** As a desk and as a phone show it, in both languages. */
    private static void pictures(Page page, String name) {
        page.screenshot(shot(name + "-1440-zh"));
        page.setViewportSize(390, 844);
        page.screenshot(shot(name + "-390-zh"));
        assertThat(page.evaluate("() => document.documentElement.scrollWidth <= innerWidth"))
                .as(name + " fits a phone")
                .isEqualTo(true);
        page.setViewportSize(1440, 900);
        if (page.url().contains("/reviews/slogans")
                || page.locator("[role=alert]").count() > 0) {
            return; // what was answered to a form is not there for another request
        }
        page.context()
                .addCookies(java.util.List.of(
                        new com.microsoft.playwright.options.Cookie("lunbo-language", "en").setUrl(lunbo.url())));
        Page english = page.context().newPage();
        english.setViewportSize(1440, 900);
        english.navigate(page.url());
        english.screenshot(shot(name + "-1440-en"));
        english.close();
        page.context()
                .addCookies(java.util.List.of(
                        new com.microsoft.playwright.options.Cookie("lunbo-language", "zh-CN").setUrl(lunbo.url())));
    }

    private static Page.ScreenshotOptions shot(String name) {
        return new Page.ScreenshotOptions()
                .setPath(Path.of("target", "screenshots", name + ".png"))
                .setFullPage(true);
    }

    private Page as(String username) {
        return people.computeIfAbsent(username, name -> {
            BrowserContext context = browser.context(new NewContextOptions().setViewportSize(1440, 900));
            Page page = context.newPage();
            page.navigate(lunbo.url() + "/login");
            page.fill("[name=username]", name);
            page.fill("[name=password]", lunbo.password(name));
            page.press("[name=password]", "Enter");
            assertThat(page.locator("nav.sidebar")).isVisible();
            return page;
        });
    }
}
