package io.lunbo.desk;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.HasCountOptions;
import com.microsoft.playwright.options.SelectOption;
import io.lunbo.access.Role;
import io.lunbo.access.UnitRegistration;
import io.lunbo.campaign.CampaignRepository;
import io.lunbo.film.Films;
import io.lunbo.media.MediaIntake;
import io.lunbo.review.ReviewRepository;
import io.lunbo.testsupport.Browser;
import io.lunbo.testsupport.Reviewed;
import io.lunbo.testsupport.SignedIn;
import io.lunbo.testsupport.Someone;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The first campaign planned by hand in the browser, from its seven screens to forty-nine published sheets. Every click and key is
 * counted, and timed as a person would take for it; {@code target/desk-walk.txt} says which.
 */
@QuarkusTest
class DeskWalkTest {
    private static final List<String> SLOGANS = List.of(
            "加强知识产权法治保障，有力支持全面创新",
            "尊重知识、崇尚创新、诚信守法、公平竞争",
            "科学立法、严格执法、公正司法、全民守法",
            "尊重知识，创新未来",
            "尊重知识、保护创新",
            "尊重版权、保护正版",
            "拒绝盗版，从我做起",
            "拒绝盗版，拥抱梦想",
            "保护知识产权就是保护创新",
            "女性和知识产权：加速创新创造",
            "加强知识产权宣传普及",
            "提升全社会知识产权意识",
            "严格保护知识产权",
            "知识产权保护，我们在行动",
            "各镇街知识产权现场宣传活动");

    @TestHTTPResource("/")
    URI address;

    @Inject
    Clock clock;

    @Inject
    ReviewRepository reviews;

    @Inject
    CampaignRepository campaigns;

    @Inject
    UnitRegistration units;

    @Inject
    MediaIntake intake;

    @Inject
    EntityManager entities;

    @TempDir
    static Path folder;

    private final String mark = UUID.randomUUID().toString().substring(0, 6);
    private final String code = "walk-" + mark;
    private Browser browser;
    private Page page;
    private Hand hand;
    private String unit;

    /** A person's hand, by the keystroke-level model: thinking and pointing for each click, a quarter of a second for each key. */
    private final class Hand {
        private static final double CLICK_SECONDS = 0.4 + 1.1 + 0.2;
        private static final double THINK_SECONDS = 1.35;
        private static final double KEY_SECONDS = 0.28;

        private final Map<String, int[]> counted = new TreeMap<>();
        private String step;

        void step(String name) {
            step = counted.size() + 1 + ". " + name;
            counted.put(step, new int[2]);
        }

        void open(String path) {
            count(1, 0);
            page.navigate(address + path);
        }

        void click(Locator place) {
            count(1, 0);
            place.click();
        }

        void type(String selector, String text) {
            count(1, text.length());
            page.fill(selector, text);
        }

        /** Copied from the plan, as one does with a list. */
        void paste(String selector, String text) {
            count(1, 2);
            page.fill(selector, text);
        }

        void choose(String selector, SelectOption option) {
            count(2, 0);
            page.selectOption(selector, option);
        }

        private void count(int clicks, int keys) {
            counted.get(step)[0] += clicks;
            counted.get(step)[1] += keys;
        }

        double seconds() {
            return counted.values().stream().mapToDouble(Hand::seconds).sum();
        }

        private static double seconds(int[] one) {
            return one[0] * (CLICK_SECONDS + THINK_SECONDS) + one[1] * KEY_SECONDS;
        }

        void write() throws IOException {
            List<String> lines = new ArrayList<>();
            counted.forEach((name, one) -> lines.add(String.format(
                    Locale.ROOT, "%-40s %3d clicks %4d keys %4.0f s", name, one[0], one[1], seconds(one))));
            lines.add(String.format(Locale.ROOT, "in all %.0f s", seconds()));
            Files.write(Files.createDirectories(Path.of("target")).resolve("desk-walk.txt"), lines);
        }
    }

    @BeforeEach
    void open() {
        unit = units.register("u-" + mark, "单位 " + mark, null, null).code();
        browser = Browser.launch();
        page = browser.context(new NewContextOptions().setViewportSize(1440, 900))
                .newPage();
        page.onDialog(dialog -> dialog.accept());
        SignedIn person = SignedIn.registered(false, Role.SCHEDULER, Role.SUBMITTER, Role.ADMINISTRATOR);
        page.navigate(address + "login");
        page.fill("[name=username]", person.username());
        page.fill("[name=password]", person.password());
        page.press("[name=password]", "Enter");
        assertThat(page.locator("nav.sidebar")).isVisible();
        hand = new Hand();
    }

    @AfterEach
    void close() {
        browser.close();
    }

    @Test
    void theFirstCampaignIsPlannedByHandInLessThanTenMinutes() throws Exception {
        List<String> films = new ArrayList<>();
        for (int seconds : new int[] {15, 20, 30, 40}) {
            films.add(film(seconds));
        }
        LocalDate from =
                LocalDate.ofInstant(clock.instant(), ZoneId.of("Asia/Shanghai")).plusDays(1);

        hand.step("seven screens");
        screen("tv", "荣昌电视台LED大屏", "1920", "1080", null, "07:00-22:00");
        screen("people", "人民广场LED大屏", "1920", "1080", null, "08:00-22:00");
        screen("kangning", "康宁广场LED大屏", "1280", "640", null, "08:00-22:00");
        screen("huangjueshu", "黄桷树广场LED大屏", "960", "576", null, "08:00-22:00");
        screen("street-01", "过街显示屏01", "384", "16", "SINGLE", "08:00-21:00");
        screen("street-02", "过街显示屏02", "512", "32", "DUAL", "08:00-21:00");
        screen("street-03", "过街显示屏03", "256", "16", "SINGLE", "08:00-21:00");

        hand.step("the slogans, pasted");
        hand.open("media/slogans/bulk");
        hand.paste(
                "#f-lines", String.join("\n", SLOGANS.stream().map(this::marked).toList()));
        hand.click(page.locator("#check-lines"));
        hand.click(page.locator("#l-1")); // the theme of 2023 is over: whoever wants it says so
        hand.click(page.locator("#save-lines"));
        assertThat(page.locator("main")).containsText("已保存 15 条标语");

        hand.step("the campaign");
        hand.open("campaigns/new");
        hand.type("#f-code", code);
        hand.type("#f-name", "知识产权宣传周" + mark);
        hand.type("#f-from", from.toString());
        hand.type("#f-until", from.plusDays(6).toString());
        hand.type("#f-theme", "加强知识产权法治保障，有力支持全面创新");
        hand.click(page.locator("input[name=targets][value='UNIT:" + unit + "']"));
        hand.click(page.locator("form.form-card button.btn-primary"));

        hand.step("sent to be reviewed");
        List<String> all = new ArrayList<>(films);
        SLOGANS.forEach(slogan -> all.add(marked(slogan)));
        // An empty system has no media of others: there, one tick takes all.
        page.evaluate(
                "mine => document.querySelectorAll('#f-submit label').forEach(one => {"
                        + " if (!one.querySelector('[data-pick-all]') && !mine.some(title => one.textContent.includes(title)))"
                        + " one.remove(); })",
                all);
        hand.click(page.locator("#f-submit [data-pick-all]"));
        hand.click(page.locator("form[action$='/submissions'] button.w-100"));
        assertThat(page.locator(".row-list .row-title[href^='/reviews/']")).hasCount(all.size());
        UUID run = QuarkusTransaction.requiringNew()
                .call(() -> campaigns.byCode(code).orElseThrow().id());
        QuarkusTransaction.requiringNew().call(() -> reviews.ofRun(run)).forEach(Reviewed::byAll);

        hand.step("booked");
        page.reload();
        for (int i = 0; i < films.size(); i++) {
            book(Integer.toString(films.size() - i), null, List.of(films.get(i)));
        }
        book("3", null, slogans(0, 3));
        book("1", "尊重", slogans(3, 6));
        book("1", "拒绝", slogans(6, 8));
        book("1", null, slogans(8, 14));
        hand.choose("#f-media", optionOf(marked(SLOGANS.get(14))));
        hand.click(page.locator("input[name=how][value=FIXED]"));
        hand.type("#f-repeatRule", "FREQ=MINUTELY;INTERVAL=10;COUNT=3");
        hand.type("[name=repeatFrom]", from.plusDays(6) + " 08:30");
        hand.click(bookButton());
        assertThat(page.locator("form[action$='/remove']")).hasCount(all.size());

        hand.step("built and published");
        hand.open("sheets");
        hand.type("#f-from", from.toString());
        hand.type("#f-until", from.plusDays(6).toString());
        // An empty system has no other screens that would have to be left out.
        page.evaluate(
                "mine => document.querySelectorAll('input[name=screen]').forEach(box =>"
                        + " { box.checked = box.value.endsWith(mine); })",
                mark);
        hand.click(page.locator("#build-sheets"));
        page.waitForSelector("#publish-drafts", new Page.WaitForSelectorOptions().setTimeout(120_000));
        assertThat(page.locator("main")).containsText("49");
        // Nor has it drafts of others, some of which nobody has signed.
        page.evaluate(
                "mine => { const own = new Set([...document.querySelectorAll('.sheet-week tbody tr')]"
                        + ".filter(row => row.querySelector('a[href^=\"/screens/\"]').getAttribute('href').endsWith(mine))"
                        + ".flatMap(row => [...row.querySelectorAll('a.badge-warn')].map(one => one.getAttribute('href').slice(8))));"
                        + " document.querySelectorAll('form[action=\"/sheets/publish\"] input[name=sheet]').forEach(one =>"
                        + " { if (!own.has(one.value)) one.remove(); }); }",
                mark);
        assertThat(page.locator("form[action='/sheets/publish'] input[name=sheet]"))
                .hasCount(49);
        page.waitForCondition(this::filesAreMade, new Page.WaitForConditionOptions().setTimeout(300_000));
        hand.click(page.locator("#publish-drafts"));
        hand.count(1, 0); // the question whether one is sure
        assertThat(page.locator(".sheet-week tr:has(a[href$='" + mark + "']) .badge-good"))
                .hasCount(49, new HasCountOptions().setTimeout(60_000));

        hand.write();
        assertThat(hand.seconds()).isLessThan(600);
    }

    /** A real film, few pictures a second; gives its title. */
    private String film(int seconds) {
        String title = "宣传片" + seconds + mark;
        Path file = Films.make(
                folder.resolve(seconds + ".mp4"),
                "-f lavfi -i testsrc2=s=320x180:r=5:d=" + seconds + " -f lavfi -i sine=d=" + seconds
                        + " -c:v libopenh264 -g 25 -pix_fmt yuv420p -c:a aac -shortest -metadata comment=" + mark
                        + " -f mp4");
        intake.file(file, title, file.getFileName().toString(), Someone.with(Role.SUBMITTER));
        return title;
    }

    /** Whether walls of all sizes have theirs: they are made while one plans. */
    private boolean filesAreMade() {
        Object waiting = QuarkusTransaction.requiringNew()
                .call(() -> entities.createNativeQuery(
                                "select count(*) from renditions r join media m on m.id = r.media_id"
                                        + " where m.title like :mine and r.made_at is null")
                        .setParameter("mine", "%" + mark)
                        .getSingleResult());
        return ((Number) waiting).intValue() == 0;
    }

    private void screen(String shortCode, String name, String width, String height, String color, String hours) {
        hand.open("screens/new");
        hand.type("#f-code", shortCode + "-" + mark);
        hand.type("#f-name", name);
        if (color != null) {
            hand.choose("#f-kind", new SelectOption().setValue("TEXT_SIGN"));
            hand.choose("#f-color", new SelectOption().setValue(color));
        }
        hand.type("#f-widthPx", width);
        hand.type("#f-heightPx", height);
        hand.type("#f-hours", hours);
        hand.choose("#f-unit", new SelectOption().setValue(unit));
        hand.click(page.locator("form.form-card button.btn-primary"));
        assertThat(page.locator("form.form-card .is-invalid, .alert-danger")).hasCount(0);
    }

    private void book(String weight, String group, List<String> titles) {
        hand.choose("#f-media", optionOf(titles.get(0)));
        if (titles.size() > 1) {
            hand.click(page.locator("details:has(#f-also) > summary"));
            for (String title : titles.subList(1, titles.size())) {
                hand.click(page.locator("#f-also label")
                        .filter(new Locator.FilterOptions().setHasText(title))
                        .locator("input"));
            }
        }
        if (!weight.equals("1")) {
            hand.type("input[name=weight]", weight);
        }
        if (group != null) {
            hand.type("#f-group", group);
        }
        int before = page.locator("form[action$='/remove']").count();
        hand.click(bookButton());
        assertThat(page.locator("form[action$='/remove']")).hasCount(before + titles.size());
    }

    private Locator bookButton() {
        return page.locator("form[action='/campaigns/" + code + "/spots'] > button");
    }

    private SelectOption optionOf(String title) {
        String label = page.locator("#f-media option").allTextContents().stream()
                .filter(option -> option.startsWith(title))
                .findFirst()
                .orElseThrow();
        return new SelectOption().setLabel(label);
    }

    private List<String> slogans(int from, int until) {
        return SLOGANS.subList(from, until).stream().map(this::marked).toList();
    }

    private String marked(String slogan) {
        return slogan + mark;
    }
}
