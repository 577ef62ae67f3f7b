package io.lunbo.timeline;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import io.lunbo.access.Role;
import io.lunbo.campaign.Campaign;
import io.lunbo.campaign.CampaignBooking;
import io.lunbo.campaign.CampaignFacts;
import io.lunbo.campaign.CampaignRepository;
import io.lunbo.campaign.SpotFacts;
import io.lunbo.media.Media;
import io.lunbo.schedule.Sheet;
import io.lunbo.schedule.SheetBuilding;
import io.lunbo.schedule.SheetPublishing;
import io.lunbo.screen.Screen;
import io.lunbo.terms.CampaignTerms;
import io.lunbo.terms.NamedDaypart;
import io.lunbo.testsupport.AMedia;
import io.lunbo.testsupport.AScreen;
import io.lunbo.testsupport.Browser;
import io.lunbo.testsupport.Reviewed;
import io.lunbo.testsupport.SignedIn;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * A screen-day of 3,900 plays under a hand: dayparts and fixed times by mouse and by keys. How long frames take while something is
 * dragged is written to {@code target/timeline-frames.txt}; that nothing but the dragged thing is drawn is required.
 */
@QuarkusTest
class TimelineHandTest {
    private static final String TWO_FRAMES =
            "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))";

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private static Browser browser;

    @TestHTTPResource("/")
    URI address;

    @Inject
    CampaignBooking booking;

    @Inject
    CampaignRepository campaigns;

    @Inject
    SheetBuilding building;

    @Inject
    SheetPublishing publishing;

    @Inject
    Clock clock;

    private SignedIn scheduler;
    private Screen wall;
    private LocalDate tomorrow;
    private Campaign campaign;
    private Page page;
    private final List<String> failures = new ArrayList<>();

    @BeforeAll
    static void launch() {
        browser = Browser.launch();
    }

    @AfterAll
    static void close() {
        browser.close();
    }

    @BeforeEach
    void planADay() {
        scheduler = SignedIn.cookieAs(Role.SCHEDULER);
        SignedIn submitter = SignedIn.registered(false, Role.SUBMITTER);
        wall = AScreen.wall("00:00-24:00", scheduler.account());
        tomorrow = LocalDate.ofInstant(clock.instant(), ZONE).plusDays(1);
        List<NamedDaypart> dayparts =
                List.of(new NamedDaypart("早高峰", "07:00-09:00"), new NamedDaypart("夜间", "22:00-02:00"));
        campaign = booking.create(
                new CampaignFacts(
                        "c-" + UUID.randomUUID(),
                        "宣传周",
                        null,
                        null,
                        tomorrow,
                        tomorrow.plusDays(6),
                        null,
                        Set.of(wall.code()),
                        new CampaignTerms(null, dayparts, null, null, null, false)),
                scheduler.account());
        for (int weight = 1; weight < 4; weight++) {
            book(AMedia.picture(submitter.account()), weight, null, submitter);
        }
        Instant noon = tomorrow.atTime(LocalTime.NOON).atZone(ZONE).toInstant();
        book(AMedia.picture(submitter.account()), null, Set.of(noon), submitter);
        Sheet draft = building.build(wall.id(), tomorrow, scheduler.account());
        publishing.publish(List.of(draft.id()), scheduler.account());
    }

    private void book(Media media, Integer weight, Set<Instant> fixed, SignedIn submitter) {
        Reviewed.byAll(booking.submit(campaign.id(), media.id(), submitter.account()));
        booking.book(
                campaign.id(),
                new SpotFacts(media.id(), weight, null, fixed, null, 22_000L, null),
                scheduler.account());
    }

    @AfterEach
    void closePages() {
        browser.closePages();
    }

    @Test
    void daypartIsResizedByMouseAndByKeysAndNothingElseIsDrawnMeanwhile() throws Exception {
        look(scheduler);
        assertThat(plays()).isBetween(3_800, 4_000);
        Locator begins = page.getByLabel("早高峰 开始");
        Locator ends = page.getByLabel("早高峰 结束");

        // by keys
        ends.focus();
        page.keyboard().press("ArrowRight");
        page.keyboard().press("Shift+ArrowRight");
        page.keyboard().press("Alt+ArrowLeft");
        assertThat(ends).hasAttribute("aria-valuetext", "10:04，时段 07:00–10:04");
        assertThat(page.locator("[data-pending]")).containsText("早高峰：07:00–09:00 → 07:00–10:04");
        page.keyboard().press("Escape");
        assertThat(ends).hasAttribute("aria-valuetext", "09:00，时段 07:00–09:00");
        assertThat(page.locator("[data-pending]")).isHidden();
        page.keyboard().press("Shift+Tab"); // from one edge to the other; both change before they are saved
        assertThat(begins).isFocused();
        page.keyboard().press("ArrowLeft");
        page.keyboard().press("Tab");
        page.keyboard().press("ArrowRight");
        page.keyboard().press("Enter");
        assertThat(page.locator("[data-daypart-dialog]")).containsText("“早高峰”（宣传周）从 07:00–09:00 改为 06:55–09:05");
        assertThat(page.locator("[data-daypart-dialog] [data-counts]")).containsText("全部 1 块屏幕");
        page.keyboard().press("Enter");
        assertThat(page.getByLabel("早高峰 结束")).hasAttribute("aria-valuetext", "09:05，时段 06:55–09:05");
        assertThat(page.getByLabel("早高峰 结束")).isFocused(); // and one goes on where one was
        assertThat(hours()).containsExactly("06:55-09:05", "22:00-02:00");

        // by mouse, in steps of five minutes; 24 hours are as wide as the canvas
        double pixelsPerHour = page.locator("[data-canvas]").boundingBox().width / 24;
        int[] drawn = drag(page.getByLabel("早高峰 结束"), pixelsPerHour, "daypart");
        assertThat(drawn[0]).isZero();
        assertThat(page.locator("[data-daypart-dialog]")).containsText("改为 06:55–10:05");
        page.locator("[data-daypart-dialog] button.btn-primary").click();
        assertThat(page.getByLabel("早高峰 结束")).hasAttribute("aria-valuenow", "605");
        assertThat(hours()).containsExactly("06:55-10:05", "22:00-02:00");

        // over midnight: what ends in the morning is the end of the evening before
        drag(page.getByLabel("夜间 结束"), pixelsPerHour, "daypart over midnight");
        assertThat(page.locator("[data-daypart-dialog]")).containsText("改为 22:00–03:00");
        page.keyboard().press("Escape");
        assertThat(hours()).containsExactly("06:55-10:05", "22:00-02:00");

        // never past the other edge
        drag(page.getByLabel("早高峰 开始"), 10 * pixelsPerHour, "daypart as short as can be");
        assertThat(page.locator("[data-daypart-dialog]")).containsText("改为 10:00–10:05");
    }

    @Test
    void minutesAreTakenHoldOfWhereTheyCanBeToldApartAndAWeekIsSeenAtOnce() throws Exception {
        look(scheduler);
        page.getByLabel("早高峰 结束").focus();
        page.locator("[data-span='3600000']").click();
        page.getByLabel("早高峰 开始").focus();
        assertThat(page.getByLabel("早高峰 开始")).isInViewport();
        double pixelsPerMinute = page.locator("[data-canvas]").boundingBox().width / 60;
        drag(page.getByLabel("早高峰 开始"), 7 * pixelsPerMinute, "daypart within an hour");
        assertThat(page.locator("[data-daypart-dialog]")).containsText("改为 07:07–09:00");
        page.locator("[data-daypart-dialog] [data-move-cancel]").click();
        assertThat(page.getByLabel("早高峰 开始")).isFocused();

        page.locator("[data-span='604800000']").click();
        assertThat(page.locator("[role=slider]")).hasCount(4); // not one for each of seven days
        double pixelsPerHour = page.locator("[data-canvas]").boundingBox().width / 168;
        drag(page.getByLabel("早高峰 结束"), 5 * pixelsPerHour, "daypart within a week");
        assertThat(page.locator("[data-daypart-dialog]")).containsText("改为 07:00–14:00");
        page.keyboard().press("Escape");
        BoundingBox canvas = page.locator("[data-canvas]").boundingBox();
        drag(canvas.x + canvas.width / 2, canvas.y + 60, -canvas.width / 4, "the whole view, a week");
        page.mouse().move(0, 0);

        page.locator("[data-dayparts-shown]").click();
        assertThat(page.locator("[role=slider]")).hasCount(0);
        page.locator("[data-dayparts-shown]").click();
        assertThat(page.locator("[role=slider]")).hasCount(4);
    }

    @Test
    void whatIsRefusedIsSaidAndWhatWasDraggedIsNotLost() {
        look(scheduler);
        CampaignFacts theirs = CampaignFacts.of(campaign)
                .with(campaign.terms().resized("夜间", "21:00-02:00").orElseThrow());
        booking.change(campaign.code(), theirs, campaign.version(), scheduler.account());

        page.getByLabel("早高峰 结束").focus();
        page.keyboard().press("ArrowRight");
        page.keyboard().press("Enter");
        page.keyboard().press("Enter");
        assertThat(page.locator(".merge")).containsText("夜间 21:00-02:00");
        assertThat(page.locator("#f-until")).hasValue("09:05");
        page.locator("form[action='/timeline/dayparts'] button").click();
        page.waitForURL("**/timeline?**");
        assertThat(hours()).containsExactly("07:00-09:05", "21:00-02:00");
    }

    @Test
    void fixedTimeIsDraggedAndNothingElseIsDrawnMeanwhile() throws Exception {
        look(scheduler);
        BoundingBox canvas = page.locator("[data-canvas]").boundingBox();
        double x = canvas.x + canvas.width / 2;
        int[] drawn = drag(x, canvas.y + 60, canvas.width / 24, "fixed time");
        assertThat(drawn[0]).isZero();
        assertThat(page.locator("[data-move-dialog]")).containsText("从 12:00:00 移到 1");
    }

    @Test
    void inspectorReadsTheDaypartsAndHasNoHandles() {
        look(SignedIn.cookieAs(Role.INSPECTOR));
        assertThat(page.locator("[data-dayparts] li").first()).containsText("早高峰 07:00–09:00");
        assertThat(page.locator("[role=slider]")).hasCount(0);
        assertThat(page.locator("[data-daypart-dialog]")).hasCount(0);
    }

    @Test
    void fingerDragsWhatTheMouseDrags_trembling() {
        page = browser.touchedPage(address, scheduler, 390, "zh-CN");
        openTheDay();
        untilAllDaysAreThere();
        CDPSession finger = page.context().newCDPSession(page);
        page.locator("[data-canvas]").scrollIntoViewIfNeeded();
        BoundingBox canvas = page.locator("[data-canvas]").boundingBox();
        double noon = canvas.x + canvas.width / 2;

        // beside the pin, as a finger is; down and up meanwhile, as a hand is
        stroke(finger, noon + 9, canvas.y + 60, canvas.width / 6, 40);
        assertThat(page.locator("[data-move-dialog]")).containsText("从 12:00:00 移到 16:00:00");
        Browser.keep(page, "timeline-touch-fixed-zh-390");
        page.locator("[data-move-dialog] [data-move-cancel]").tap();

        Locator ends = page.getByLabel("早高峰 结束");
        BoundingBox handle = ends.boundingBox();
        stroke(finger, handle.x + handle.width / 2, handle.y + handle.height / 2, canvas.width / 8, 40);
        assertThat(page.locator("[data-daypart-dialog]")).containsText("改为 07:00–12:00");
        Browser.keep(page, "timeline-touch-daypart-zh-390");
        assertThat(hours()).containsExactly("07:00-09:00", "22:00-02:00");
        page.locator("[data-daypart-dialog] [data-move-cancel]").tap();
        assertThat(page.locator("[data-daypart-dialog]")).isHidden();
        assertThat(failures).isEmpty();
    }

    @Test
    void fingerThatHoldsNothingScrollsThePage() {
        page = browser.touchedPage(address, scheduler, 390, "zh-CN");
        openTheDay();
        untilAllDaysAreThere();
        BoundingBox canvas = page.locator("[data-canvas]").boundingBox();
        stroke(page.context().newCDPSession(page), canvas.x + canvas.width / 3, canvas.y + 60, 0, -30);
        page.waitForFunction("() => scrollY > 0");
        assertThat(page.locator("dialog[open]")).hasCount(0);
        assertThat(failures).isEmpty();
    }

    @Test
    void twoFingersZoom_andTheOneThatStaysGoesOn() {
        page = browser.touchedPage(address, scheduler, 390, "zh-CN");
        openTheDay();
        untilAllDaysAreThere();
        CDPSession fingers = page.context().newCDPSession(page);
        page.locator("[data-canvas]").scrollIntoViewIfNeeded();
        BoundingBox canvas = page.locator("[data-canvas]").boundingBox();
        page.evaluate(
                "() => { window.seen = []; for (const name of ['pointerdown', 'pointermove', 'pointerup', 'pointercancel'])"
                        + " document.addEventListener(name, one => window.seen.push(`${ name } ${ one.pointerId } ${ one.target.tagName }"
                        + " ${ Math.round(one.clientX) }`), true); }");
        double x = canvas.x + canvas.width / 3;
        double y = canvas.y + 60;
        double span = span();
        touch(fingers, "touchStart", x - 20, y);
        touch(fingers, "touchStart", x - 20, y, x + 20, y);
        touch(fingers, "touchMove", x - 60, y, x + 60, y);
        assertThat(span())
                .as(page.evaluate("() => window.seen.join()").toString())
                .isLessThan(span / 2);
        touch(fingers, "touchMove", x - 60, y);
        touch(fingers, "touchMove", x - 90, y);
        touch(fingers, "touchEnd");
        assertThat(failures).isEmpty();
    }

    private double span() {
        return ((Number) page.evaluate("() => document.querySelector('[data-timeline]').timeline.span")).doubleValue();
    }

    /** One finger goes there by way of ten places, and as far down or up and back. */
    private void stroke(CDPSession finger, double x, double y, double by, double tremble) {
        touch(finger, "touchStart", x, y);
        for (int at = 1; at <= 10; at++) {
            double aside = by == 0 ? tremble * at : tremble * Math.sin(Math.PI * at / 10);
            touch(finger, "touchMove", x + by * at / 10, y + aside);
        }
        touch(finger, "touchEnd");
    }

    private static void touch(CDPSession finger, String what, double... places) {
        JsonArray points = new JsonArray();
        for (int at = 0; at < places.length; at += 2) {
            JsonObject point = new JsonObject();
            point.addProperty("x", places[at]);
            point.addProperty("y", places[at + 1]);
            point.addProperty("id", at);
            points.add(point);
        }
        JsonObject event = new JsonObject();
        event.addProperty("type", what);
        event.add("touchPoints", points);
        finger.send("Input.dispatchTouchEvent", event);
    }

    private void look(SignedIn person) {
        page = browser.page(address, person, 1440, "zh-CN");
        openTheDay();
    }

    private void openTheDay() {
        page.onPageError(failures::add);
        page.navigate(address + "timeline?screen=" + wall.code() + "&date=" + tomorrow);
        assertThat(page.locator("[data-dayparts] li")).hasCount(2);
    }

    private int plays() {
        String day = "/timeline/days/" + wall.code() + "/" + tomorrow;
        return (int) page.evaluate("async day => (await (await fetch(day)).json()).plays.length", day);
    }

    private int[] drag(Locator handle, double by, String name) throws IOException {
        untilAllDaysAreThere();
        BoundingBox box = handle.boundingBox();
        return drag(box.x + box.width / 2, box.y + box.height / 2, by, name);
    }

    /** Drags there by way of many places; says how often the canvas was drawn meanwhile, and writes down the frames. */
    private int[] drag(double x, double y, double by, String name) throws IOException {
        untilAllDaysAreThere();
        page.mouse().move(x, y);
        page.mouse().down();
        page.mouse().move(x + 8, y);
        page.evaluate(TWO_FRAMES);
        page.evaluate("() => { const timeline = document.querySelector('[data-timeline]').timeline;"
                + " window.frames = []; window.drawn = 0; const draw = timeline.drawing.draw;"
                + " timeline.drawing.draw = function (what) { window.drawn++; return draw.call(this, what); };"
                + " let last = performance.now(); window.measuring = true;"
                + " requestAnimationFrame(function next(now) { window.frames.push(now - last); last = now;"
                + " if (window.measuring) requestAnimationFrame(next); }); }");
        for (int at = 0; at <= 120; at++) {
            double there = at < 60 ? by * 1.5 * at / 60 : by * 1.5 - by * 0.5 * (at - 60) / 60;
            page.mouse().move(x + there, y);
        }
        @SuppressWarnings("unchecked")
        List<Number> frames =
                (List<Number>) page.evaluate("() => { window.measuring = false; return window.frames.slice(1); }");
        int drawn = (int) page.evaluate("() => window.drawn");
        page.mouse().up();
        write(name, frames);
        return new int[] {drawn, frames.size()};
    }

    /** A handle goes to the day that is nearest to the middle as days come. */
    private void untilAllDaysAreThere() {
        page.evaluate(TWO_FRAMES);
        assertThat(page.locator("[data-timeline]")).hasAttribute("aria-busy", "false");
    }

    private static void write(String name, List<Number> frames) throws IOException {
        List<Double> sorted = frames.stream().map(Number::doubleValue).sorted().toList();
        String line = String.format(
                Locale.ROOT,
                "%-28s %4d frames, median %.1f ms, 95 %% %.1f ms, worst %.1f ms",
                name,
                sorted.size(),
                sorted.get(sorted.size() / 2),
                sorted.get((int) (sorted.size() * 0.95)),
                sorted.get(sorted.size() - 1));
        Path file = Files.createDirectories(Path.of("target")).resolve("timeline-frames.txt");
        List<String> lines = new ArrayList<>(Files.exists(file) ? Files.readAllLines(file) : List.of());
        lines.removeIf(one -> one.startsWith(String.format("%-28s ", name)));
        lines.add(line);
        Files.write(file, lines);
    }

    private List<String> hours() {
        return QuarkusTransaction.requiringNew()
                .call(() -> campaigns.byCode(campaign.code()).orElseThrow().terms().dayparts().stream()
                        .map(NamedDaypart::hours)
                        .toList());
    }
}
