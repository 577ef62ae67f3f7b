package io.lunbo.library;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions;
import com.microsoft.playwright.options.Cookie;
import io.lunbo.access.Role;
import io.lunbo.catalog.Cataloguing;
import io.lunbo.catalog.Rights;
import io.lunbo.catalog.Usability;
import io.lunbo.film.Films;
import io.lunbo.media.Media;
import io.lunbo.media.MediaIntake;
import io.lunbo.testsupport.Browser;
import io.lunbo.testsupport.SignedIn;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** The library in a real browser; leaves pictures of its pages in target/screenshots. */
@QuarkusTest
class LibraryPagesTest {
    private static final double A_MINUTE = 60_000;

    @TempDir
    static Path folder;

    @TestHTTPResource("/")
    URI address;

    @Inject
    MediaIntake intake;

    @Inject
    Cataloguing cataloguing;

    @Inject
    Usability usability;

    private final String mark = UUID.randomUUID().toString().substring(0, 6);
    private final List<String> wrong = new ArrayList<>();
    private SignedIn person;
    private Browser browser;
    private BrowserContext context;
    private Page page;

    @BeforeEach
    void open() {
        browser = Browser.launch();
        context = browser.context(new NewContextOptions().setViewportSize(1440, 900));
        page = context.newPage();
        page.onPageError(wrong::add);
        person = SignedIn.registered(false, Role.SCHEDULER, Role.SUBMITTER, Role.ADMINISTRATOR);
        page.navigate(address + "login");
        page.fill("[name=username]", person.username());
        page.fill("[name=password]", person.password());
        page.press("[name=password]", "Enter");
        assertThat(page.locator("nav.sidebar")).isVisible();
    }

    @AfterEach
    void close() {
        browser.close();
        assertThat(wrong).isEmpty();
    }

    @Test
    void typingFindsAndTheAddressKeepsIt() {
        bring();
        page.navigate(address + "media");
        pictures("library-grid");
        page.fill("#f-q", "侵权" + mark);
        assertThat(page.locator(".media-tile")).hasCount(1);
        assertThat(page).hasURL(Pattern.compile(".*/media\\?q=[^&]+$"));
        assertThat(page.locator("label[for=s-media_all] .library-count")).hasText("1");
        page.fill("#f-q", mark);
        assertThat(page.locator(".media-tile")).hasCount(13);
        page.selectOption("[name=kind]", "slogan");
        assertThat(page.locator(".media-tile")).hasCount(8);
        page.goBack();
        assertThat(page.locator(".media-tile")).hasCount(13);

        page.navigate(address + "media?q=" + mark + "&kind=slogan");
        assertThat(page.locator("#f-q")).hasValue(mark);
        assertThat(page.locator(".media-tile")).hasCount(8);
        page.navigate(address + "media?q=" + mark + "&rights=soon");
        assertThat(page.locator(".media-tile")).hasCount(1);
        page.navigate(address + "media?view=table&q=" + mark);
        assertThat(page.locator(".library-table tbody tr")).hasCount(13);
        pictures("library-table");
        page.navigate(address + "media?q=nothing-is-called-that");
        pictures("library-none");
        page.navigate(address + "media?status=unheard-of");
        pictures("library-error");
        page.navigate(address.toString());
        assertThat(page.locator("a[href*='rights=soon']")).isVisible();
    }

    @Test
    void formDoesItsJobWithoutScripts() {
        bring();
        BrowserContext plain = browser.context(
                new NewContextOptions().setJavaScriptEnabled(false).setStorageState(context.storageState()));
        Page form = plain.newPage();
        form.navigate(address + "media");
        form.fill("#f-q", "侵权" + mark);
        form.click("noscript button, .library-filters button");
        assertThat(form.locator(".media-tile")).hasCount(1);
        plain.close();
    }

    @Test
    void cardTakesTagsAndRightsAndSaysWhatItRefuses() {
        Media slogan = intake.slogan("尊重知识产权 " + mark, person.account());
        page.onDialog(dialog -> dialog.accept());
        page.navigate(address + "media/" + slogan.id());
        page.fill("#f-tag", "<img src=x onerror=alert(1)>" + mark);
        page.click(".library-tag-form button");
        assertThat(page.locator(".library-tag")).containsText("<img src=x");
        page.fill("#f-tag", "宣传周" + mark);
        page.press("#f-tag", "Enter");
        assertThat(page.locator(".library-tag")).hasCount(2);
        page.locator(".library-tag button").first().click();
        assertThat(page.locator(".library-tag")).hasCount(1);
        page.fill("#f-tag", "字".repeat(50));
        page.press("#f-tag", "Enter");
        assertThat(page.locator("#library-card [role=alert]")).isVisible();
        pictures("library-card-error");

        page.navigate(address + "media/" + slogan.id());
        page.click(".library-edit summary");
        page.fill("#f-source", "国家知识产权局");
        page.fill("#f-rightsUntil", usability.today().plusDays(9).toString());
        page.click(".library-edit form button");
        assertThat(page.locator("#library-card .alert-warning")).isVisible();
        pictures("library-card");
        page.click("form[action$='/archive'] button");
        assertThat(page.locator("#library-card .alert-secondary")).isVisible();
        pictures("library-card-archived");
        page.click("form[action$='/delete'] button");
        page.waitForURL(address + "media");
    }

    @Test
    void sameFilmUnderAnotherContainerIsOffered() throws Exception {
        Path film = Films.make(
                folder.resolve("原片" + mark + ".mp4"),
                "-f lavfi -i mandelbrot=s=320x180:r=25 -t 3 -c:v libopenh264 -g 25 -pix_fmt yuv420p -f mp4");
        Path again = remuxed(film);
        page.navigate(address + "uploads");
        assertThat(page.locator("#uploads")).hasAttribute("data-ready", "true");
        page.setInputFiles("#f-files", film);
        assertThat(page.locator(".upload-row[data-is=verified]"))
                .isVisible(new IsVisibleOptions().setTimeout(A_MINUTE));
        page.setInputFiles("#f-files", again);

        assertThat(page.locator(".upload-twins a").first()).isVisible(new IsVisibleOptions().setTimeout(2 * A_MINUTE));
        assertThat(page.locator(".upload-twins a").first()).containsText("原片" + mark);
        pictures("uploads-twin");
    }

    @Test
    void storageSaysThatAllIsWell() {
        page.navigate(address + "storage");
        page.click("#orphans button");
        assertThat(page.locator("#orphans button, #orphans p").first()).isVisible();
        pictures("storage");
    }

    /** The same frames in a Matroska file. */
    private static Path remuxed(Path film) {
        return Films.make(folder.resolve("重传.mkv"), "-i file:" + film.toAbsolutePath() + " -c copy -f matroska");
    }

    private void bring() {
        String[] colors = {"navy", "darkgreen", "maroon", "teal", "purple"};
        for (int i = 0; i < colors.length; i++) {
            Path file = Films.make(
                    folder.resolve(mark + i + ".png"),
                    "-f lavfi -i gradients=s=640x360:c0=" + colors[i] + ":c1=white:seed=" + (mark.hashCode() & 0xffff)
                            + i + " -frames:v 1 -c:v png -f image2pipe");
            String title = List.of("保护知识产权 海报", "专利转化 公益广告", "地理标志 宣传画", "版权保护 主视觉", "创新驱动 长图")
                    .get(i);
            Media one = intake.file(file, title + mark, "p.png", person.account());
            if (i < 3) {
                cataloguing.setRights(
                        one.id(),
                        new Rights("区市场监管局", null, usability.today().plusDays(i * 40L - 25), null),
                        0,
                        person.account());
                cataloguing.tag(one.id(), List.of("海报", "公益广告", "地理标志").get(i), person.account());
            }
            cataloguing.tag(one.id(), "宣传周", person.account());
        }
        for (String text : List.of("尊重知识产权", "拒绝侵权", "保护创新", "共享成果", "诚信经营", "激励创造", "服务发展", "知识产权就在你我身边")) {
            intake.slogan(text + mark, person.account());
        }
    }

    private void pictures(String name) {
        shot(name + "-1440-zh");
        page.setViewportSize(390, 844);
        shot(name + "-390-zh");
        assertThat(page.evaluate("() => document.documentElement.scrollWidth <= innerWidth"))
                .as(name + " fits a phone")
                .isEqualTo(true);
        page.setViewportSize(1440, 900);
        context.addCookies(List.of(new Cookie("lunbo-language", "en").setUrl(address.toString())));
        Page english = context.newPage();
        english.setViewportSize(1440, 900);
        english.navigate(page.url());
        english.waitForLoadState(com.microsoft.playwright.options.LoadState.NETWORKIDLE);
        english.screenshot(options(name + "-1440-en"));
        english.close();
        context.addCookies(List.of(new Cookie("lunbo-language", "zh-CN").setUrl(address.toString())));
    }

    private void shot(String name) {
        page.waitForLoadState(com.microsoft.playwright.options.LoadState.NETWORKIDLE);
        page.screenshot(options(name));
    }

    private static Page.ScreenshotOptions options(String name) {
        return new Page.ScreenshotOptions()
                .setPath(Path.of("target", "screenshots", name + ".png"))
                .setFullPage(true);
    }
}
