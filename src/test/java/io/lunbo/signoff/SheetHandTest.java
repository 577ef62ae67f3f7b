package io.lunbo.signoff;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import io.lunbo.access.Role;
import io.lunbo.campaign.Campaign;
import io.lunbo.campaign.CampaignBooking;
import io.lunbo.campaign.Spot;
import io.lunbo.campaign.SpotFacts;
import io.lunbo.campaign.SpotRepository;
import io.lunbo.schedule.Sheet;
import io.lunbo.schedule.SheetBuilding;
import io.lunbo.screen.Screen;
import io.lunbo.testsupport.ABooking;
import io.lunbo.testsupport.AScreen;
import io.lunbo.testsupport.Browser;
import io.lunbo.testsupport.SignedIn;
import io.lunbo.testsupport.Someone;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

/** A sheet goes from hand to hand: built by one, sent back and signed by another, published, changed, compared and taken back. */
@QuarkusTest
class SheetHandTest {
    @TestHTTPResource("/")
    URI address;

    @Inject
    CampaignBooking booking;

    @Inject
    SheetBuilding building;

    @Inject
    SpotRepository spots;

    @Inject
    SheetRuling ruling;

    @Inject
    Clock clock;

    private SignedIn scheduler;
    private Screen wall;
    private LocalDate tomorrow;
    private Campaign campaign;
    private Browser browser;

    @BeforeEach
    void bookTwoFilms() {
        scheduler = SignedIn.registered(false, Role.SCHEDULER);
        wall = AScreen.wall("08:00-09:00", scheduler.account());
        tomorrow =
                LocalDate.ofInstant(clock.instant(), ZoneId.of("Asia/Shanghai")).plusDays(1);
        campaign = ABooking.campaign(wall, tomorrow, tomorrow.plusDays(5), scheduler.account());
        ABooking.film(campaign, 30, Someone.with(Role.SUBMITTER), scheduler.account());
        ABooking.film(campaign, 30, Someone.with(Role.SUBMITTER), scheduler.account());
        browser = Browser.launch();
    }

    @AfterEach
    void close() {
        browser.close();
    }

    @Test
    void sheetGoesFromHandToHand() {
        ruling.change(scheduler.account().unitId(), 1, SheetRules.OFF, 0, Someone.with(Role.ADMINISTRATOR));
        Page planner = at(scheduler, 1440, "zh-CN");
        SignedIn reviewer = SignedIn.registered(false, Role.REVIEWER);
        Page signer = at(reviewer, 390, "en");
        Sheet first = build();

        planner.navigate(address + "sheets/" + first.id());
        planner.locator("form[action='/sheets/publish'] button").click();
        assertThat(planner.locator("[role=alert]").first()).containsText("签");

        signer.navigate(address + "sign-offs");
        onlyTicked(signer, first);
        signer.locator("[formaction='/sign-offs/returns']").click();
        assertThat(signer.locator("[role=alert]")).isVisible(); // nothing is sent back without a reason
        signer.fill("#f-comment", "首尾两次播放太近");
        onlyTicked(signer, first);
        signer.locator("[formaction='/sign-offs/returns']").click();
        assertThat(signer.locator("main")).containsText("首尾两次播放太近");
        keep(signer, "sheet-returned-en-390");
        planner.navigate(address + "sheets/" + first.id());
        assertThat(planner.locator("main")).containsText("首尾两次播放太近");

        Sheet second = build();
        signer.navigate(address + "sign-offs");
        onlyTicked(signer, second);
        signer.fill("#f-password", "not it");
        signer.locator("form[action='/sign-offs'] button.btn-primary").click();
        assertThat(signer.locator("[role=alert]")).isVisible();
        onlyTicked(signer, second);
        signer.fill("#f-password", reviewer.password());
        signer.locator("form[action='/sign-offs'] button.btn-primary").click();
        assertThat(signer.locator("input[value^='" + second.id() + "']")).hasCount(0);

        planner.navigate(address + "sheets/" + second.id());
        planner.locator("form[action='/sheets/publish'] button").click();
        planner.navigate(address + "sheets/" + second.id());
        assertThat(planner.locator("form[action='/sheets/publish']")).hasCount(0);
    }

    @Test
    void changedSheetIsComparedSideBySide_andTheOldOneComesBackAsANewVersion() {
        Page planner = at(scheduler, 1440, "zh-CN");
        Sheet first = build();
        publish(planner, first);
        Spot spot =
                QuarkusTransaction.requiringNew().call(() -> spots.of(campaign).get(0));
        SpotFacts facts = new SpotFacts(spot.media().id(), 3, null, Set.of(), null, null, Set.of());
        booking.changeSpot(campaign.id(), spot.id(), facts, spot.version(), scheduler.account());
        Sheet second = build();

        planner.navigate(address + "sheets/" + second.id());
        planner.locator("a[href^='/sheet-comparison']").first().click();
        assertThat(planner.locator(".stat-row .stat")).hasCount(4);
        assertThat(planner.locator(".play-list tbody tr").first()).isVisible();
        keep(planner, "sheet-comparison-zh-1440");
        Page phone = at(scheduler, 390, "en");
        phone.navigate(planner.url());
        assertThat(phone.locator(".stat-row .stat")).hasCount(4);
        keep(phone, "sheet-comparison-en-390");

        publish(planner, second);
        planner.navigate(address + "sheets/" + first.id());
        planner.locator("form[action$='/revive'] button").click();
        assertThat(planner.locator("main")).containsText("v3");
    }

    private void publish(Page planner, Sheet sheet) {
        planner.navigate(address + "sheets/" + sheet.id());
        planner.locator("form[action='/sheets/publish'] button").click();
        planner.waitForURL(url -> !url.endsWith("/sheets/publish"));
        planner.navigate(address + "sheets/" + sheet.id());
        assertThat(planner.locator("form[action='/sheets/publish']")).hasCount(0);
    }

    /** Drafts of other tests wait there, too. */
    private static void onlyTicked(Page page, Sheet sheet) {
        page.evaluate(
                "mine => document.querySelectorAll('input[name=draft]').forEach(box =>"
                        + " { box.checked = box.value.startsWith(mine); })",
                sheet.id().toString());
    }

    private Sheet build() {
        return building.build(wall.id(), tomorrow, scheduler.account());
    }

    private Page at(SignedIn person, int width, String language) {
        BrowserContext context = browser.context(new NewContextOptions().setViewportSize(width, 900));
        context.addCookies(List.of(new Cookie("lunbo-language", language).setUrl(address.toString())));
        Page page = context.newPage();
        page.onDialog(dialog -> dialog.accept());
        page.navigate(address + "login");
        page.fill("[name=username]", person.username());
        page.fill("[name=password]", person.password());
        page.press("[name=password]", "Enter");
        assertThat(page.locator("header.topbar")).isVisible();
        return page;
    }

    private static void keep(Page page, String name) {
        page.screenshot(
                new Page.ScreenshotOptions().setFullPage(true).setPath(Path.of("target/screenshots", name + ".png")));
    }
}
