package io.lunbo.changenotice;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.lunbo.access.CurrentOperator.Account;
import io.lunbo.access.Role;
import io.lunbo.campaign.Campaign;
import io.lunbo.campaign.CampaignBooking;
import io.lunbo.campaign.SpotFacts;
import io.lunbo.media.Media;
import io.lunbo.review.Review;
import io.lunbo.review.ReviewWithdrawal;
import io.lunbo.schedule.Sheet;
import io.lunbo.schedule.SheetBuilding;
import io.lunbo.schedule.SheetPublishing;
import io.lunbo.schedule.SheetRepository;
import io.lunbo.screen.Screen;
import io.lunbo.signoff.SheetRuling;
import io.lunbo.testsupport.ABooking;
import io.lunbo.testsupport.AMedia;
import io.lunbo.testsupport.AScreen;
import io.lunbo.testsupport.Browser;
import io.lunbo.testsupport.Reviewed;
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
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** What happens in the browser after a day was published: it is changed with a notice, or what it shows is withdrawn. */
@QuarkusTest
class ChangeHandTest {
    private static Browser browser;

    @TestHTTPResource("/")
    URI address;

    @Inject
    CampaignBooking booking;

    @Inject
    SheetBuilding building;

    @Inject
    SheetPublishing publishing;

    @Inject
    SheetRepository sheets;

    @Inject
    ChangeNotices notices;

    @Inject
    SheetRuling ruling;

    @Inject
    ReviewWithdrawal withdrawal;

    @Inject
    Clock clock;

    private SignedIn scheduler;
    private Screen wall;
    private LocalDate today;
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
    void bookInAUnitThatFreezes() {
        scheduler = SignedIn.cookieAs(Role.SCHEDULER, Role.REVIEWER);
        Account account = scheduler.account();
        wall = AScreen.wall("00:00-24:00", account);
        today = LocalDate.ofInstant(clock.instant(), ZoneId.of("Asia/Shanghai"));
        campaign = ABooking.campaign(wall, today, today.plusDays(5), account);
        ABooking.film(campaign, 30, Someone.with(Role.SUBMITTER), account);
        ruling.change(account.unitId(), 0, "18:00", 0, Someone.with(Role.ADMINISTRATOR));
    }

    @AfterEach
    void closePages() {
        browser.closePages();
    }

    @Test
    void frozenDayIsChangedOnlyWithAReasonAndBySomebodyElse() {
        publish(build(today));
        ABooking.film(campaign, 20, Someone.with(Role.SUBMITTER), scheduler.account());
        Sheet draft = build(today);
        Page planner = at(scheduler, 1440, "zh-CN");
        planner.navigate(address + "sheets/" + draft.id());
        planner.locator("form[action='/sheets/publish'] button").click();
        assertThat(planner.locator("[role=alert]").first()).containsText("通知单");
        assertThat(stateOf(draft)).isEqualTo(Sheet.State.DRAFT);

        planner.navigate(address + "sheets/" + draft.id());
        Page late = at(scheduler, 390, "en");
        late.navigate(address + "sheets/" + draft.id());
        planner.fill("#f-reason", "   ");
        submit(planner);
        assertThat(planner.locator("#f-reason.is-invalid")).hasValue("   ");
        assertThat(planner.locator("#e-reason")).containsText("请写明更改原因");
        Browser.keepInBothWidths(planner, "change-no-reason-zh");
        assertThat(noticesOf(draft)).isEmpty();

        planner.locator("#f-reason").focus(); // by keys alone
        planner.keyboard().press("Control+a");
        planner.keyboard().type("防汛应急宣传，“橙色预警”期间加播");
        planner.keyboard().press("Tab");
        planner.keyboard().press("Enter");
        assertThat(planner.locator("main")).containsText("防汛应急宣传");
        assertThat(planner.locator("[name=decision]")).hasCount(0); // a reviewer, but it is their own

        late.fill("#f-reason", "Written by the second one");
        submit(late);
        assertThat(late.locator("[role=alert]")).containsText("防汛应急宣传");
        assertThat(late.locator("#f-reason")).hasValue("Written by the second one");
        Browser.keepInBothWidths(late, "change-second-en");
        assertThat(noticesOf(draft)).hasSize(1);

        decidedByTwoAtOnce(planner.url());
        Browser.keepInBothWidths(listed(at(scheduler, 1440, "zh-CN")), "change-list-zh");
        Browser.keepInBothWidths(listed(at(scheduler, 1440, "en")), "change-list-en");

        planner.navigate(address + "sheets/" + draft.id());
        planner.locator("form[action='/sheets/publish'] button").click();
        planner.waitForURL(url -> !url.endsWith("/sheets/publish"));
        assertThat(stateOf(draft)).isEqualTo(Sheet.State.PUBLISHED);
        assertThat(noticesOf(draft)).containsExactly(ChangeNotice.State.CARRIED_OUT);
    }

    private void decidedByTwoAtOnce(String notice) {
        Page first = at(SignedIn.cookieAs(Role.REVIEWER), 1440, "zh-CN");
        Page second = at(SignedIn.cookieAs(Role.REVIEWER), 390, "en");
        first.navigate(notice);
        second.navigate(notice);
        Browser.keepInBothWidths(first, "change-notice-zh");
        first.fill("#f-remark", "同意，尽快");
        second.fill("#f-remark", "Not on a weekend");
        first.locator("[value=approve]").click();
        assertThat(first.locator("[name=decision]")).hasCount(0);
        second.locator("[value=refuse]").click();
        assertThat(second.locator("[role=alert]")).containsText("Not on a weekend");
        assertThat(second.locator("main")).containsText("同意，尽快");
        assertThat(second.locator("[name=decision]")).hasCount(0);
        Browser.keepInBothWidths(second, "change-decided-en");
    }

    @Test
    void withdrawnFilmLeavesGapsThatEverySchedulerIsToldOf() {
        Media doubtful = AMedia.film(45, Someone.with(Role.SUBMITTER));
        Review review = approved(doubtful);
        Media unused = AMedia.film(10, Someone.with(Role.SUBMITTER));
        Review ofUnused = approved(unused);
        booking.book(campaign.id(), new SpotFacts(doubtful.id(), 1, null, null, null, null, null), scheduler.account());
        publish(build(today.plusDays(1)));
        publish(build(today.plusDays(2)));
        Account reviewer = Someone.with(Role.REVIEWER);
        withdrawal.withdraw(ofUnused.id(), "画面有误", Reviewed.signer(reviewer), reviewer);
        withdrawal.withdraw(review.id(), "授权提前终止，权利人来函", Reviewed.signer(reviewer), reviewer);

        Page planner = at(scheduler, 1440, "zh-CN");
        planner.navigate(address + "sheets");
        planner.locator("a[href='/recalls']").first().click();
        Locator gone = recall(planner, doubtful);
        assertThat(gone).containsText("授权提前终止");
        assertThat(gone.locator("tbody tr")).hasCount(2);
        assertThat(gone.locator("tbody tr").first()).containsText(wall.name());
        assertThat(recall(planner, unused)).containsText("没有播出单受影响");
        Page other = at(SignedIn.cookieAs(Role.SCHEDULER), 390, "en");
        other.navigate(address + "recalls");
        only(planner, doubtful, unused);
        Browser.keepInBothWidths(planner, "recalls-zh");

        Page inspector = at(SignedIn.cookieAs(Role.INSPECTOR), 1440, "en");
        inspector.navigate(address + "recalls");
        assertThat(recall(inspector, doubtful)).isVisible();
        assertThat(inspector.locator("form[action$='/seen']")).hasCount(0);

        gone.locator("form button").click();
        assertThat(recall(planner, doubtful).locator(".badge-good")).hasText("已知悉");
        recall(other, doubtful).locator("form button").click(); // knows it, too: nothing to be sorry for
        assertThat(recall(other, doubtful).locator(".badge-good")).hasText("Seen");
        only(other, doubtful, unused);
        Browser.keepInBothWidths(other, "recalls-en");
        other.locator("main a[href^='/timeline']").first().click();
        assertThat(other.locator("[data-timeline]")).isVisible();
    }

    private Review approved(Media media) {
        Review review = booking.submit(campaign.id(), media.id(), Someone.with(Role.SUBMITTER));
        Reviewed.byAll(review);
        return review;
    }

    /** Recalls of other tests stand there, too. */
    private static Locator recall(Page page, Media media) {
        return page.locator("main section.card").filter(new Locator.FilterOptions().setHasText(media.title()));
    }

    private static void only(Page page, Media... media) {
        page.evaluate(
                "mine => document.querySelectorAll('main section.card').forEach(one =>"
                        + " { if (!mine.some(title => one.textContent.includes(title))) one.remove(); })",
                List.of(media).stream().map(Media::title).toList());
    }

    private Page listed(Page page) {
        page.navigate(address + "change-notices");
        page.evaluate(
                "mine => document.querySelectorAll('main tbody tr').forEach(one =>"
                        + " { if (!one.textContent.includes(mine)) one.remove(); })",
                wall.name());
        assertThat(page.locator("main tbody tr")).hasCount(1);
        return page;
    }

    private static void submit(Page page) {
        page.locator("form[action='/change-notices'] button").click();
    }

    private List<ChangeNotice.State> noticesOf(Sheet sheet) {
        return QuarkusTransaction.requiringNew()
                .call(() ->
                        notices.of(sheet.id()).stream().map(ChangeNotice::state).toList());
    }

    private Sheet.State stateOf(Sheet sheet) {
        return QuarkusTransaction.requiringNew()
                .call(() -> sheets.findById(sheet.id()).state());
    }

    private Sheet build(LocalDate date) {
        return building.build(wall.id(), date, scheduler.account());
    }

    private void publish(Sheet draft) {
        publishing.publish(List.of(draft.id()), scheduler.account());
    }

    private Page at(SignedIn person, int width, String language) {
        return browser.page(address, person, width, language);
    }
}
