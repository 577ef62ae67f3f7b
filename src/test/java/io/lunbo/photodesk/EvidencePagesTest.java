package io.lunbo.photodesk;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.LoadState;
import io.lunbo.access.Role;
import io.lunbo.dayplan.SheetContent;
import io.lunbo.dayplan.SheetContent.PlannedPlay;
import io.lunbo.media.Media;
import io.lunbo.media.MediaIntake;
import io.lunbo.testsupport.APhoto;
import io.lunbo.testsupport.Browser;
import io.lunbo.testsupport.PlayedScreen;
import io.lunbo.testsupport.SignedIn;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** An inspector with a phone before a wall; leaves pictures of the pages in target/screenshots. */
@QuarkusTest
class EvidencePagesTest {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    @TestHTTPResource("/")
    URI address;

    @Inject
    MediaIntake intake;

    @Inject
    EntityManager entities;

    @Inject
    Clock clock;

    private final List<String> wrong = new ArrayList<>();
    private final PlayedScreen screen = PlayedScreen.wall();
    private SignedIn person;
    private Browser browser;
    private BrowserContext context;
    private Page page;

    @BeforeEach
    void open() {
        browser = Browser.launch();
        context = browser.context(
                new NewContextOptions().setViewportSize(390, 844).setHasTouch(true));
        page = context.newPage();
        page.onPageError(wrong::add);
        page.onConsoleMessage(message -> {
            if (message.text().contains("Content Security Policy")) {
                wrong.add(message.text());
            }
        });
        person = SignedIn.registered(false, Role.INSPECTOR, Role.ADMINISTRATOR);
    }

    @AfterEach
    void close() {
        browser.close();
        assertThat(wrong).isEmpty();
    }

    @Test
    void aCodeOnTheSpotLeadsToAPhotoThatIsKeptUnreadable() {
        BufferedImage shown = poster(7);
        Media due = media(shown, "正在播放");
        Media next = media(poster(99), "下一条");
        sheet(due, next);

        page.navigate(address + "evidence/new?screen=" + screen.screen().code()); // what the code says
        page.fill("[name=username]", person.username());
        page.fill("[name=password]", person.password());
        page.press("[name=password]", "Enter");
        assertThat(page)
                .hasURL(Pattern.compile(
                        ".*/evidence/new\\?screen=" + screen.screen().code()));
        assertThat(page.locator("[data-ask]")).isVisible(); // localhost counts as secure
        assertThat(page.locator("#f-file")).hasAttribute("capture", "environment");
        pictures("evidence-new");
        english("evidence-new");

        page.setInputFiles("#f-file", APhoto.onDisk(APhoto.file(street(shown), "jpg")));
        assertThat(page.locator("[data-canvas]")).isVisible();
        page.locator("[data-canvas]").scrollIntoViewIfNeeded();
        BoundingBox canvas = page.locator("[data-canvas]").boundingBox();
        page.mouse().move(canvas.x + canvas.width * 0.02, canvas.y + canvas.height * 0.75);
        page.mouse().down();
        page.mouse().move(canvas.x + canvas.width * 0.2, canvas.y + canvas.height * 0.95);
        page.mouse().up();
        assertThat(page.locator("[data-blur]"))
                .hasValue(Pattern.compile("0\\.0[12]\\d+,0\\.7[45]\\d+,0\\.1[78]\\d+,0\\.(19|20)\\d+"));
        page.click("label[for=s-AS_PLANNED]");
        page.fill("#f-remark", "从对面人行道拍摄");
        page.check("#f-clear");
        pictures("evidence-marked");
        page.click("[data-send]");
        assertThat(page).hasURL(Pattern.compile(".*/evidence/[0-9a-f-]{36}"));
        assertThat(page.locator("main")).containsText("正在播放");
        assertThat(page.locator("main")).containsText("手工框选 1 处");
        assertThat(page.locator("#f-clear")).isVisible(); // a face was found: somebody has to look
        int likeness = Integer.parseInt(page.locator("meter").getAttribute("value"));
        assertThat(likeness).isGreaterThan(60);
        assertThat(page.locator("main")).not().containsText("更像这一条");
        pictures("evidence-photo");
        english("evidence-photo");
        page.check("#f-clear");
        page.click(".ev-ask button");
        assertThat(page.locator(".ev-below")).containsText("可用于报告");

        page.navigate(address + "evidence?screen=" + screen.screen().code());
        assertThat(page.locator(".ev-tiles li")).hasCount(1);
        pictures("evidence-list");
        page.navigate(address + "evidence?kind=screenshot");
        pictures("evidence-screenshots");
        page.navigate(address + "evidence/codes?screen=" + screen.screen().code());
        assertThat(page.locator(".ev-code svg path")).hasCount(1);
        pictures("evidence-codes");
        page.navigate(address + "evidence/new");
        page.locator("#photo-form").evaluate("form => { form.noValidate = true; }");
        page.click("[data-send]");
        assertThat(page.locator("#e-file")).isVisible();
        pictures("evidence-refused");
    }

    @Test
    void aRoundIsOrderedAtADeskAndDoneWithAPhone() {
        page.navigate(address + "login?next=/spot-checks");
        page.fill("[name=username]", person.username());
        page.fill("[name=password]", person.password());
        page.press("[name=password]", "Enter");
        page.fill("#f-title", "宣传周第一次抽查");
        page.fill("#f-count", "3");
        page.selectOption("#f-unit", "u-" + screen.screen().code());
        pictures("spot-checks");
        english("spot-checks");
        page.click("form[action='/spot-checks'] button");
        assertThat(page.locator(".ev-stop")).hasCount(1);
        page.click(".ev-stop a.btn");
        page.click("label[for=s-DAMAGED]");
        pictures("spot-check-stop");
        page.click("[data-send]");
        assertThat(page.locator("#f-remark.is-invalid")).isVisible();
        page.click("label[for=s-DAMAGED]");
        page.setInputFiles("#f-file", APhoto.onDisk(APhoto.jpeg(800, 600)));
        page.fill("#f-remark", "左下角一块模组不亮");
        page.click("[data-send]");
        assertThat(page.locator(".ev-entry img")).hasCount(1);
        assertThat(page.locator(".topbar .badge")).hasText("已结束");
        page.click("details.report-rules summary");
        pictures("spot-check-round");
        english("spot-check-round");
    }

    /** A wall in a street, with something like a face before it. */
    private static BufferedImage street(BufferedImage shown) {
        BufferedImage street = APhoto.street(1600, 1200);
        Graphics2D canvas = street.createGraphics();
        canvas.drawImage(shown, 300, 150, 960, 540, null);
        canvas.dispose();
        return APhoto.withFace(street, 1150, 950, 260);
    }

    private static BufferedImage poster(int seed) {
        BufferedImage poster = new BufferedImage(1920, 1080, BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = poster.createGraphics();
        Random random = new Random(seed);
        Color[] colors = {new Color(190, 20, 40), new Color(250, 220, 90), new Color(20, 60, 140), Color.WHITE};
        canvas.setColor(colors[seed % 3]);
        canvas.fillRect(0, 0, 1920, 1080);
        for (int i = 0; i < 7; i++) {
            canvas.setColor(colors[random.nextInt(4)]);
            canvas.fillRect(
                    random.nextInt(1500), random.nextInt(800), 200 + random.nextInt(500), 150 + random.nextInt(300));
        }
        canvas.setColor(new Color(random.nextInt(0xffffff)));
        canvas.fillRect(0, 1040, 3 + new Random().nextInt(900), 40); // the same bytes are not brought twice
        canvas.dispose();
        return poster;
    }

    private Media media(BufferedImage image, String title) {
        Media media = intake.file(
                APhoto.onDisk(APhoto.file(image, "png")),
                title,
                "p.png",
                SignedIn.registered(false, Role.SUBMITTER).account());
        Page waiting = context.newPage();
        SignedIn viewer = SignedIn.cookieAs(Role.SUBMITTER);
        context.addCookies(List.of(new Cookie("lunbo-session", viewer.token()).setUrl(address.toString())));
        waiting.navigate(address + "media/" + media.id());
        waiting.waitForFunction(
                "id => fetch('/portraits/' + id).then(answer => answer.text()).then(text => !text.includes('hx-trigger'))",
                media.id().toString(),
                new Page.WaitForFunctionOptions().setTimeout(60_000).setPollingInterval(500));
        waiting.close();
        context.clearCookies();
        return media;
    }

    private void sheet(Media due, Media next) {
        Instant start = clock.instant().minusSeconds(20);
        LocalDate date = LocalDate.ofInstant(start, ZONE);
        Instant midnight = date.atStartOfDay(ZONE).toInstant();
        int from = (int) Duration.between(midnight, start).toMillis();
        screen.published(
                new SheetContent(
                        screen.screen().code(),
                        date,
                        ZONE,
                        midnight,
                        date.plusDays(1).atStartOfDay(ZONE).toInstant(),
                        List.of(due.sha256(), next.sha256()),
                        List.of(UUID.randomUUID()),
                        List.of(new PlannedPlay(from, 0, 0, 300_000), new PlannedPlay(from + 300_000, 1, 0, 300_000))),
                1);
        QuarkusTransaction.requiringNew()
                .run(() -> entities.createNativeQuery("update sheets set published_at = :at where screen_id = :screen")
                        .setParameter("at", start.minusSeconds(60))
                        .setParameter("screen", screen.screen().id())
                        .executeUpdate());
    }

    private void pictures(String name) {
        for (int width : new int[] {1440, 390}) {
            page.setViewportSize(width, width == 390 ? 844 : 900);
            page.waitForLoadState(LoadState.NETWORKIDLE);
            page.screenshot(new Page.ScreenshotOptions()
                    .setPath(Path.of("target", "screenshots", name + "-" + width + ".png"))
                    .setFullPage(true));
            assertThat(page.evaluate("() => document.documentElement.scrollWidth <= innerWidth"))
                    .as(name + " fits " + width)
                    .isEqualTo(true);
        }
    }

    /** The same page for a reader of English. */
    private void english(String name) {
        context.addCookies(List.of(new Cookie("lunbo-language", "en").setUrl(address.toString())));
        Page other = context.newPage();
        other.setViewportSize(390, 844);
        other.navigate(page.url());
        other.waitForLoadState(LoadState.NETWORKIDLE);
        other.screenshot(new Page.ScreenshotOptions()
                .setPath(Path.of("target", "screenshots", name + "-390-en.png"))
                .setFullPage(true));
        assertThat(other.evaluate("() => document.documentElement.scrollWidth <= innerWidth"))
                .as(name + " fits a phone in English")
                .isEqualTo(true);
        other.close();
        context.addCookies(List.of(new Cookie("lunbo-language", "zh-CN").setUrl(address.toString())));
    }
}
