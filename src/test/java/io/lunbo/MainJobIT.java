package io.lunbo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.WaitForFunctionOptions;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.HasCountOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.IsEnabledOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions;
import com.microsoft.playwright.options.SelectOption;
import io.lunbo.film.FilmRendering;
import io.lunbo.film.FilmTools;
import io.lunbo.testsupport.Browser;
import io.lunbo.testsupport.PackagedLunbo;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** The main job, end to end, by the people who do it, in a real browser on the packaged application. */
class MainJobIT {
    private static final String CAMPAIGN = "/campaigns/rc-ip-week-2023";
    private static final List<String> WALLS = List.of("rc-people-square", "rc-kangning-square");
    private static final double A_MINUTE = 60_000;

    private static final String SEND_AGAIN = """
            async ([address, body]) => {
              const { token, key } = await new Promise((done) => {
                indexedDB.open('lunbo-player').onsuccess = (opened) => {
                  const row = opened.target.result.transaction('values').objectStore('values').get('identity');
                  row.onsuccess = () => done(row.result.value.current);
                };
              });
              const { prove } = await import('/player/possession.js');
              const now = Date.parse((await fetch('/player/v1/clock')).headers.get('date'));
              const headers = { 'Content-Type': 'application/json', Authorization: `Bearer ${token}` };
              headers.DPoP = await prove(key, 'POST', address, token, now);
              const answer = await fetch(address, { method: 'POST', headers, body });
              if (answer.status !== 200) throw new Error(`${answer.status} ${await answer.text()}`);
              return answer.text();
            }""";

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
    void filmAndSloganGoFromTheSubmitterToTheInspectorsList() throws Exception {
        String film = "测试短片" + folder.getFileName();
        String slogan = "保护知识产权，从每一天做起";
        upload(film);
        type(slogan);
        for (String title : List.of(film, slogan)) {
            submit(title);
            for (String reviewer : List.of("reviewer1", "reviewer2", "reviewer3")) {
                approve(title, reviewer);
            }
        }
        book(film, 1000);
        book(slogan, 100);
        publish();

        Page player = browser.context(new NewContextOptions().setViewportSize(960, 540))
                .newPage();
        List<Request> reports = new CopyOnWriteArrayList<>();
        player.onRequest(request -> {
            if (request.url().endsWith("/player/v1/plays") && request.postData() != null) {
                reports.add(request);
            }
        });
        pair(player);
        plays(player, film);
        // the play that was going on when the player came is cut; the next one is whole
        player.waitForCondition(
                () -> reports.stream().anyMatch(report -> report.postData().contains("COMPLETED")),
                new Page.WaitForConditionOptions().setTimeout(A_MINUTE));
        isInTheInspectorsListOnce(film);

        Request report = reports.stream()
                .filter(request -> request.postData().contains("COMPLETED"))
                .findFirst()
                .orElseThrow();
        assertThat(sentAgain(player, report).get("accepted").intValue()).isZero();
        JsonNode again = sentAgain(player, report);
        assertThat(again.get("duplicate").intValue())
                .isEqualTo(again.get("results").size());
        eachPlayIsThereOnce();
    }

    private void upload(String title) throws Exception {
        Path file = folder.resolve("film.mp4");
        FilmTools tools = FilmTools.bundled(Path.of(System.getProperty("user.home"), ".cache", "lunbo"));
        new FilmRendering(tools).render(new FilmRendering.TitleFilm(title, "测试", 5, 2), file);
        Page page = as("submitter");
        page.navigate(lunbo.url() + "/media/new");
        page.setInputFiles("#f-file", file);
        page.fill("#f-title", title);
        page.click("#upload-file");
        assertThat(page.locator("main"))
                .containsText(
                        "h264", new ContainsTextOptions().setTimeout(A_MINUTE).setIgnoreCase(true));
    }

    private void type(String text) {
        Page page = as("submitter");
        page.navigate(lunbo.url() + "/media/new");
        page.fill("#f-text", text);
        page.click("#save-slogan");
        assertThat(page.locator("main")).containsText(text);
    }

    private void submit(String title) {
        Page page = as("submitter");
        page.navigate(lunbo.url() + CAMPAIGN);
        page.locator("#f-submit label:has-text('" + title + "') input").check();
        page.click("form[action$='/submissions'] button");
        assertThat(page.locator("main")).containsText(title);
    }

    private void approve(String title, String reviewer) {
        Page page = as(reviewer);
        page.navigate(lunbo.url() + "/reviews");
        page.click("a.row-title:has-text('" + title + "')");
        if (page.locator("#film").count() > 0) {
            page.evaluate("() => { const film = document.getElementById('film'); film.muted = true; film.play(); }");
        }
        for (Locator answer : page.locator("#approve select[name=answer]").all()) {
            answer.selectOption(answer.getAttribute("id").endsWith("-MAP") ? "NOT_APPLICABLE" : "YES");
        }
        page.fill("#f-password", lunbo.password(reviewer));
        // the button opens when the service has seen that all of it was seen
        assertThat(page.locator("button[value=APPROVE]")).isEnabled(new IsEnabledOptions().setTimeout(A_MINUTE));
        page.click("button[value=APPROVE]");
        assertThat(page.locator("button[value=APPROVE]")).hasCount(0);
    }

    private void book(String title, int weight) {
        Page page = as("scheduler");
        page.navigate(lunbo.url() + CAMPAIGN);
        Locator form = page.locator("form[action='" + CAMPAIGN + "/spots']");
        form.locator("#f-media").selectOption(new SelectOption().setLabel(optionOf(form, title)));
        form.locator("input[value=WEIGHT]").check();
        form.locator("input[name=weight]").fill(Integer.toString(weight));
        WALLS.forEach(wall -> form.locator("input[value='" + wall + "']").check());
        form.locator("button").last().click();
        assertThat(page.locator("main")).containsText(title);
    }

    private static String optionOf(Locator form, String title) {
        return form.locator("#f-media option").allTextContents().stream()
                .filter(label -> label.contains(title))
                .findFirst()
                .orElseThrow();
    }

    private void publish() {
        Page page = as("scheduler");
        page.onDialog(dialog -> dialog.accept());
        page.navigate(lunbo.url() + "/sheets");
        String today = page.locator("#f-from").inputValue();
        page.fill("#f-until", today);
        for (Locator box : page.locator("input[name=screen]").all()) {
            box.setChecked(WALLS.contains(box.inputValue()));
        }
        page.click("#build-sheets");
        page.click("#publish-drafts");
        assertThat(page.locator("#publish-drafts")).hasCount(0);
        assertThat(page.locator(".badge-good:has-text('v2')"))
                .hasCount(WALLS.size(), new HasCountOptions().setTimeout(A_MINUTE));
    }

    private void pair(Page player) {
        player.navigate(lunbo.url() + "/player/");
        String code = player.locator("[data-code]").getAttribute("data-code");
        Page page = as("playout");
        page.navigate(lunbo.url() + "/players");
        page.fill("#f-code", code);
        page.selectOption("#f-screen", WALLS.get(0));
        page.click("form[action='/players/claims'] button");
        player.waitForFunction("() => window.lunboPlayer && window.lunboPlayer.status().screen === 'rc-people-square'");
    }

    private static void plays(Page player, String title) throws Exception {
        player.waitForFunction(
                "title => { const s = window.lunboPlayer.status();"
                        + " return s.current && s.current.title === title && [...document.querySelectorAll('video')]"
                        + ".some(v => !v.paused && !v.error && v.currentTime > 0.5); }",
                title,
                new WaitForFunctionOptions().setTimeout(5 * A_MINUTE)); // the longest film may just have begun
        double first = playing(player);
        player.waitForFunction(
                "before => [...document.querySelectorAll('video')].some(v => !v.paused && v.currentTime !== before)",
                first);
        assertThat(player.evaluate("() => [...document.querySelectorAll('video')].filter(v => v.error).length"))
                .isEqualTo(0);
        assertThat(brightness(player.screenshot())).isGreaterThan(20);
    }

    private static double playing(Page player) {
        return ((Number) player.evaluate(
                        "() => Math.max(...[...document.querySelectorAll('video')].map(v => v.currentTime))"))
                .doubleValue();
    }

    /** The mean of all colours of the picture, 0 for a black one. */
    private static double brightness(byte[] png) throws Exception {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
        return IntStream.range(0, image.getWidth() * image.getHeight())
                .map(i -> image.getRGB(i % image.getWidth(), i / image.getWidth()))
                .mapToDouble(rgb -> ((rgb >> 16 & 255) + (rgb >> 8 & 255) + (rgb & 255)) / 3.0)
                .average()
                .orElseThrow();
    }

    private void isInTheInspectorsListOnce(String title) {
        Page page = as("inspector");
        page.navigate(lunbo.url() + "/plays?screen=" + WALLS.get(0));
        // the page of today refreshes itself
        assertThat(page.locator("main tr:has-text('" + title + "') time").first())
                .isVisible(new IsVisibleOptions().setTimeout(A_MINUTE));
    }

    /**
     * The very batch that the player sent goes to the service once more, with a proof of its own: the request as it was is refused,
     * since its token is worth nothing with a proof that has been used.
     */
    private static JsonNode sentAgain(Page player, Request report) throws Exception {
        HttpRequest copied = HttpRequest.newBuilder(URI.create(report.url()))
                .header("Authorization", report.allHeaders().get("authorization"))
                .header("DPoP", report.allHeaders().get("dpop"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(report.postData()))
                .build();
        assertThat(HttpClient.newHttpClient()
                        .send(copied, HttpResponse.BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(401);
        Object answer = player.evaluate(SEND_AGAIN, List.of(report.url(), report.postData()));
        return new ObjectMapper().readTree(answer.toString());
    }

    private void eachPlayIsThereOnce() throws Exception {
        ObjectMapper json = new ObjectMapper();
        HttpClient client = HttpClient.newHttpClient();
        String credentials =
                json.writeValueAsString(Map.of("username", "inspector", "password", lunbo.password("inspector")));
        String token = json.readTree(client.send(
                                HttpRequest.newBuilder(URI.create(lunbo.url() + "/api/v1/sessions"))
                                        .header("Content-Type", "application/json")
                                        .POST(HttpRequest.BodyPublishers.ofString(credentials))
                                        .build(),
                                HttpResponse.BodyHandlers.ofString())
                        .body())
                .get("token")
                .textValue();
        JsonNode plays = json.readTree(client.send(
                        HttpRequest.newBuilder(URI.create(lunbo.url()
                                        + "/api/v1/plays?screen=rc-people-square&from=2023-04-20&until=2023-04-20"))
                                .header("Authorization", "Bearer " + token)
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body());
        List<String> starts = plays.get("items").findValuesAsText("startedAt");
        assertThat(starts).isNotEmpty().doesNotHaveDuplicates();
        assertThat(plays.get("total").intValue()).isEqualTo(starts.size());
    }

    /** A person signed in with a browser profile of their own. */
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
