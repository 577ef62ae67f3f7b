package io.lunbo.signoff;

import com.microsoft.playwright.Page;
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
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

/** A sheet goes from hand to hand: built by one, sent back and signed by another, published, changed, compared and taken back. */
@QuarkusTest
class SheetHandTest {
    private static Browser browser;

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

    @BeforeAll
    static void launch() {
        browser = Browser.launch();
    }

    @AfterAll
    static void close() {
        browser.close();
    }

    @BeforeEach
    void bookTwoFilms() {
        scheduler = SignedIn.cookieAs(Role.SCHEDULER);
        wall = AScreen.wall("08:00-09:00", scheduler.account());
        tomorrow =
                LocalDate.ofInstant(clock.instant(), ZoneId.of("Asia/Shanghai")).plusDays(1);
        campaign = ABooking.campaign(wall, tomorrow, tomorrow.plusDays(5), scheduler.account());
        ABooking.film(campaign, 30, Someone.with(Role.SUBMITTER), scheduler.account());
        ABooking.film(campaign, 30, Someone.with(Role.SUBMITTER), scheduler.account());
    }

    @AfterEach
    void closePages() {
        browser.closePages();
    }

    @Test
    void sheetGoesFromHandToHand() {
        ruling.change(scheduler.account().unitId(), 1, SheetRules.OFF, 0, Someone.with(Role.ADMINISTRATOR));
        Page planner = browser.page(address, scheduler, 1440, "zh-CN");
        SignedIn reviewer = SignedIn.cookieAs(Role.REVIEWER);
        Page signer = browser.page(address, reviewer, 390, "en");
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
        Browser.keep(signer, "sheet-returned-en-390");
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
        Page planner = browser.page(address, scheduler, 1440, "zh-CN");
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
        Browser.keep(planner, "sheet-comparison-zh-1440");
        Page phone = browser.page(address, scheduler, 390, "en");
        phone.navigate(planner.url());
        assertThat(phone.locator(".stat-row .stat")).hasCount(4);
        Browser.keep(phone, "sheet-comparison-en-390");

        publish(planner, second);
        planner.navigate(address + "sheets/" + first.id());
        planner.locator("form[action$='/revive'] button").click();
        assertThat(planner.locator("main")).containsText("v3");
    }

    @Test
    void whatWasChosenForABuildIsStillThereWhenItIsRefused() {
        Page planner = browser.page(address, scheduler, 1440, "zh-CN");
        planner.navigate(address + "sheets");
        planner.fill("#f-from", tomorrow.plusDays(4).toString());
        planner.fill("#f-until", tomorrow.plusDays(2).toString());
        planner.evaluate(
                "mine => document.querySelectorAll('input[name=screen]').forEach(box =>"
                        + " { box.checked = box.value === mine; })",
                wall.code());
        planner.locator("#build-sheets").click();
        assertThat(planner.locator("[role=alert]").first())
                .containsText(tomorrow.plusDays(2).toString());
        assertThat(planner.locator("#f-from")).hasValue(tomorrow.plusDays(4).toString());
        assertThat(planner.locator("#f-until")).hasValue(tomorrow.plusDays(2).toString());
        assertThat(planner.locator("input[name=screen]:checked")).hasValue(wall.code());

        planner.locator("input[name=screen]:checked").uncheck();
        planner.fill("#f-until", tomorrow.plusDays(5).toString());
        planner.locator("#build-sheets").click();
        assertThat(planner.locator("[role=alert]").first()).isVisible();
        assertThat(planner.locator("#f-until")).hasValue(tomorrow.plusDays(5).toString());
        assertThat(planner.locator("input[name=screen]:checked")).hasCount(0);
        Browser.keep(planner, "week-refused-zh-1440");
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
}
