package io.lunbo.upload;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.HasAttributeOptions;
import io.lunbo.access.Role;
import io.lunbo.film.Films;
import io.lunbo.testsupport.Browser;
import io.lunbo.testsupport.SignedIn;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** The page on which files are dropped, in a real browser. */
@QuarkusTest
class UploadPagesTest {
    private static final double A_MINUTE = 60_000;

    @TempDir
    static Path folder;

    @TestHTTPResource("/")
    URI address;

    private Browser browser;
    private BrowserContext context;
    private Page page;

    @BeforeEach
    void open() {
        browser = Browser.launch();
        context = browser.context(new NewContextOptions().setViewportSize(1440, 900));
        page = context.newPage();
        SignedIn person = SignedIn.registered(false, Role.SUBMITTER);
        page.navigate(address + "login");
        page.fill("[name=username]", person.username());
        page.fill("[name=password]", person.password());
        page.press("[name=password]", "Enter");
        assertThat(page.locator("nav.sidebar")).isVisible();
        page.navigate(address + "uploads");
        assertThat(page.locator("#uploads")).hasAttribute("data-ready", "true");
    }

    @AfterEach
    void close() {
        browser.close();
    }

    @Test
    void severalFilesAreSentAtOnceAndEachSaysWhatBecameOfIt() throws Exception {
        Path film = Films.mp4(folder.resolve("宣传片.mp4"));
        Path picture = Films.picture(folder.resolve("海报.png"), "png", "640x360");
        Path text = Files.writeString(folder.resolve("page.mp4"), "<html><script>alert(1)</script>");

        page.setInputFiles("#f-files", new Path[] {film, picture, text});

        assertThat(row("宣传片.mp4")).hasAttribute("data-is", "verified", within());
        assertThat(row("海报.png")).hasAttribute("data-is", "verified", within());
        assertThat(row("page.mp4")).hasAttribute("data-is", "refused", within());
        assertThat(row("page.mp4").locator("[data-detail]")).not().isEmpty();
        row("宣传片.mp4").locator("[data-open]").click();
        assertThat(page.locator("main")).containsText("h264");
    }

    @Test
    void uploadGoesOnAfterTheLineWasCutAndThePageReloaded() throws Exception {
        Path film = Films.make(
                folder.resolve("long.mp4"),
                "-f lavfi -i testsrc2=s=1280x720:r=25:d=4,noise=alls=60:allf=t -c:v libopenh264 -b:v 12000k"
                        + " -pix_fmt yuv420p -f mp4");
        assertThat(Files.size(film)).isGreaterThan(17_000_000).isLessThan(48_000_000);
        // the first piece gets through, then the line is cut
        page.route(Pattern.compile(".*/uploads/[0-9a-f-]{36}$"), route -> {
            boolean later = route.request().method().equals("PATCH")
                    && !"0".equals(route.request().headers().get("upload-offset"));
            if (later) {
                route.abort();
            } else {
                route.resume();
            }
        });
        page.setInputFiles("#f-files", film);
        assertThat(row("long.mp4")).hasAttribute("data-is", "waiting", within());
        page.unrouteAll();

        page.reload();
        assertThat(row("long.mp4")).hasAttribute("data-is", "open", within());
        List<String> offsets = new java.util.concurrent.CopyOnWriteArrayList<>();
        page.onRequest(request -> {
            if (request.method().equals("PATCH")) {
                offsets.add(request.headers().get("upload-offset"));
            }
        });
        page.setInputFiles("#f-files", film);

        assertThat(row("long.mp4")).hasAttribute("data-is", "verified", within());
        assertThat(offsets).isNotEmpty().doesNotContain("0");
        assertThat(page.locator(".upload-row")).hasCount(1);
    }

    @Test
    void oneClickGoesOnAfterAReloadWhereTheBrowserKeepsTheWayToTheFile_andOnlyWithTheSameFile() throws Exception {
        Path film = Films.make(
                folder.resolve("kept.mp4"),
                "-f lavfi -i testsrc2=s=1280x720:r=25:d=4,noise=alls=60:allf=t -c:v libopenh264 -b:v 12000k"
                        + " -pix_fmt yuv420p -f mp4");
        page.route(
                "**/film-for-the-test",
                route -> route.fulfill(new com.microsoft.playwright.Route.FulfillOptions().setPath(film)));
        String picker = """
                async () => {
                  const folder = await navigator.storage.getDirectory();
                  const handle = await folder.getFileHandle('kept.mp4', { create: true });
                  const out = await handle.createWritable();
                  await out.write(await (await fetch('/film-for-the-test')).blob());
                  await out.close();
                  window.picked = handle;
                }""";
        page.addInitScript("window.showOpenFilePicker = async () => [window.picked];");
        page.reload();
        assertThat(page.locator("#uploads")).hasAttribute("data-ready", "true");
        page.evaluate(picker);
        cutAfterTheFirstPiece();
        page.locator(".upload-drop .btn").click();
        assertThat(row("kept.mp4")).hasAttribute("data-is", "waiting", within());
        page.unroute(Pattern.compile(".*/uploads/[0-9a-f-]{36}$"));

        page.reload();
        assertThat(row("kept.mp4")).hasAttribute("data-is", "kept", within());
        List<String> offsets = new java.util.concurrent.CopyOnWriteArrayList<>();
        page.onRequest(request -> {
            if (request.method().equals("PATCH")) {
                offsets.add(request.headers().get("upload-offset"));
            }
        });
        row("kept.mp4").locator("[data-toggle]").click();

        assertThat(row("kept.mp4")).hasAttribute("data-is", "verified", within());
        assertThat(offsets).isNotEmpty().doesNotContain("0");

        row("kept.mp4").locator("[data-end]").click();
        page.evaluate(picker);
        cutAfterTheFirstPiece();
        page.locator(".upload-drop .btn").click();
        assertThat(row("kept.mp4")).hasAttribute("data-is", "waiting", within());
        page.reload();
        assertThat(row("kept.mp4")).hasAttribute("data-is", "kept", within());
        page.evaluate(picker); // the same name, written anew: another time
        row("kept.mp4").locator("[data-toggle]").click();
        assertThat(row("kept.mp4")).hasAttribute("data-is", "open", within());
        assertThat(row("kept.mp4").locator("[data-detail]")).not().isEmpty();
    }

    /** The first piece gets through, then the line is cut. */
    private void cutAfterTheFirstPiece() {
        page.route(Pattern.compile(".*/uploads/[0-9a-f-]{36}$"), route -> {
            boolean later = route.request().method().equals("PATCH")
                    && !"0".equals(route.request().headers().get("upload-offset"));
            if (later) {
                route.abort();
            } else {
                route.resume();
            }
        });
    }

    @Test
    void pausedUploadWaitsAndACancelledOneIsGone() throws Exception {
        Path film = Films.make(
                folder.resolve("paused.mp4"),
                "-f lavfi -i testsrc2=s=1280x720:r=25:d=4,noise=alls=60:allf=t -c:v libopenh264 -b:v 12000k"
                        + " -pix_fmt yuv420p -f mp4");
        page.route(Pattern.compile(".*/uploads/[0-9a-f-]{36}$"), route -> {
            if (!route.request().method().equals("PATCH")) {
                route.resume();
            } // a piece that never gets anywhere
        });
        page.setInputFiles("#f-files", film);
        assertThat(row("paused.mp4")).hasAttribute("data-is", "uploading", within());
        row("paused.mp4").locator("[data-toggle]").click();
        assertThat(row("paused.mp4")).hasAttribute("data-is", "paused");
        page.unrouteAll();
        row("paused.mp4").locator("[data-toggle]").click();
        assertThat(row("paused.mp4")).hasAttribute("data-is", "verified", within());

        row("paused.mp4").locator("[data-end]").click();
        assertThat(page.locator(".upload-row")).hasCount(0);
        page.reload();
        assertThat(page.locator("[data-empty]")).isVisible();
    }

    private Locator row(String name) {
        return page.locator(".upload-row:has-text('" + name + "')");
    }

    private static HasAttributeOptions within() {
        return new HasAttributeOptions().setTimeout(A_MINUTE);
    }
}
