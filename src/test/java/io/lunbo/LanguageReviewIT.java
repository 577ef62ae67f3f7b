package io.lunbo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.IsEnabledOptions;
import com.microsoft.playwright.options.Cookie;
import io.lunbo.testsupport.ApiClient;
import io.lunbo.testsupport.Browser;
import io.lunbo.testsupport.PackagedLunbo;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

/** People meet language hits where they type, where they review and where they keep their words; and read the trail of it. */
class LanguageReviewIT {
    private static final double A_MINUTE = 60_000;

    @TempDir
    static Path folder;

    private static PackagedLunbo lunbo;
    private static Browser browser;

    private final List<BrowserContext> contexts = new ArrayList<>();

    @BeforeAll
    static void start() throws Exception {
        lunbo = PackagedLunbo.start(folder.resolve("data"));
        browser = Browser.launch();
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
    void hitsAreSeenOverruledAndFoundInTheTrail() throws Exception {
        Page words = as("reviewer1");
        words.navigate(lunbo.url() + "/words");
        pictures(words, "words-none");
        for (String[] word : new String[][] {
            {"老城区", "true", "渝荣府办〔2023〕12 号：统一使用“主城区”"},
            {"知识产权局", "false", "机构已更名，请核对全称"},
            {"夏布小镇", "false", "景区正式名称待定"}
        }) {
            list(words, word[0], word[1], word[2]);
        }
        list(words, "老城区", "false", "又一次");
        assertThat(words.locator("[role=alert]")).containsText("已在词表中");
        pictures(words, "words-error");
        words.navigate(lunbo.url() + "/words");
        pictures(words, "words");

        Page submitter = as("submitter");
        submitter.navigate(lunbo.url() + "/media/new");
        String text = "全市最佳創新環境,尊重知識产权";
        submitter.locator("#f-text").pressSequentially(text);
        assertThat(submitter.locator("#slogan-hits")).containsText("广告绝对化用语");
        pictures(submitter, "slogan-typed");
        String review = submitted(text);
        submitted("尊重知识产权,我们在行動");

        Page first = as("reviewer1");
        first.navigate(lunbo.url() + "/reviews/" + review);
        assertThat(first.locator("#hits")).containsText("创新环境");
        Locator approve = first.locator("button[value=APPROVE]");
        assertThat(approve).isEnabled(new IsEnabledOptions().setTimeout(A_MINUTE));
        pictures(first, "review-hits");
        for (Locator why : first.locator("input[name=why]").all()) {
            why.fill("活动名称沿用获奖原题，经核对");
        }
        first.locator("select[name=answer]").all().forEach(answer -> answer.selectOption("YES"));
        first.fill("#f-password", lunbo.password("reviewer1"));
        approve.click();
        assertThat(first.locator("#hits")).containsText("已说明保留");
        pictures(first, "review-overruled");

        Page second = as("reviewer1");
        second.navigate(lunbo.url() + "/reviews/slogans");
        assertThat(second.locator("main")).containsText("保留以上文字的理由");
        pictures(second, "bulk-hits");

        Page inspector = as("inspector");
        inspector.navigate(lunbo.url() + "/audit");
        pictures(inspector, "audit");
        inspector.navigate(lunbo.url() + "/audit?subject=review:" + review);
        assertThat(inspector.locator("main")).containsText("经核对");
        pictures(inspector, "audit-filtered");
        inspector.navigate(lunbo.url() + "/audit?who=nobody&subject=none");
        assertThat(inspector.locator("main")).containsText("没有符合条件的记录");
        pictures(inspector, "audit-none");
        inspector.navigate(lunbo.url() + "/audit/verification");
        assertThat(inspector.locator("[role=status].alert-success")).isVisible();
        pictures(inspector, "audit-verified");
        contexts.forEach(BrowserContext::close);
    }

    private static void list(Page page, String word, String forbidden, String reason) {
        page.fill("#f-word", word);
        page.selectOption("#f-kind", forbidden);
        page.fill("#f-reason", reason);
        page.click("#add-word button");
    }

    private static String submitted(String text) throws Exception {
        ApiClient submitter = new ApiClient(lunbo.url());
        submitter.signIn("submitter", lunbo.password("submitter"));
        var json = new ObjectMapper();
        String slogan = json.readTree(submitter
                        .send("POST", "/api/v1/slogans", Map.of("text", text))
                        .body())
                .get("id")
                .textValue();
        String campaign = submitter
                .get("/api/v1/campaigns")
                .get("items")
                .get(0)
                .get("code")
                .textValue();
        String path = "/api/v1/campaigns/" + campaign + "/submissions";
        return json.readTree(
                        submitter.send("POST", path, Map.of("mediaId", slogan)).body())
                .get("id")
                .textValue();
    }

    private Page as(String person) {
        BrowserContext context = browser.context(new NewContextOptions().setViewportSize(1440, 900));
        contexts.add(context);
        Page page = context.newPage();
        page.navigate(lunbo.url() + "/login");
        page.fill("[name=username]", person);
        page.fill("[name=password]", lunbo.password(person));
        page.press("[name=password]", "Enter");
        assertThat(page.locator("header.topbar")).isVisible();
        return page;
    }

    private static void pictures(Page page, String name) {
        for (int width : new int[] {1440, 390}) {
            page.setViewportSize(width, 900);
            Object wider = page.evaluate("document.documentElement.scrollWidth - innerWidth");
            org.assertj.core.api.Assertions.assertThat(((Number) wider).intValue())
                    .isLessThanOrEqualTo(0);
            page.screenshot(new ScreenshotOptions()
                    .setFullPage(true)
                    .setPath(Path.of("target/screenshots", name + "-" + width + ".png")));
        }
        page.setViewportSize(1440, 900);
        if (page.locator("[role=alert]").count() == 0 && !page.url().endsWith("/new")) {
            inEnglish(page, name);
        }
    }

    private static void inEnglish(Page page, String name) {
        page.context().addCookies(List.of(new Cookie("lunbo-language", "en").setUrl(lunbo.url())));
        Page english = page.context().newPage();
        english.setViewportSize(1440, 900);
        english.navigate(page.url());
        assertThat(english.locator("html")).hasAttribute("lang", "en");
        english.screenshot(
                new ScreenshotOptions().setFullPage(true).setPath(Path.of("target/screenshots", name + "-en.png")));
        english.close();
        page.context().addCookies(List.of(new Cookie("lunbo-language", "zh-CN").setUrl(lunbo.url())));
    }
}
