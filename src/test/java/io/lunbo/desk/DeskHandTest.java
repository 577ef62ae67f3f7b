package io.lunbo.desk;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import io.lunbo.access.Role;
import io.lunbo.campaign.Campaign;
import io.lunbo.campaign.CampaignBooking;
import io.lunbo.campaign.CampaignFacts;
import io.lunbo.media.Media;
import io.lunbo.screen.Screen;
import io.lunbo.testsupport.AMedia;
import io.lunbo.testsupport.AScreen;
import io.lunbo.testsupport.Browser;
import io.lunbo.testsupport.SignedIn;
import io.lunbo.testsupport.Workbooks;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

/** What people do at the desk besides the straight way: they are called away, work side by side, bring lists, and change their minds. */
@QuarkusTest
class DeskHandTest {
    private static Browser browser;

    @TestHTTPResource("/")
    URI address;

    @Inject
    CampaignBooking booking;

    @Inject
    Clock clock;

    private SignedIn person;
    private Screen wall;
    private Screen sign;
    private Campaign campaign;
    private Media film;
    private Media slogan;

    @BeforeAll
    static void launch() {
        browser = Browser.launch();
    }

    @AfterAll
    static void close() {
        browser.close();
    }

    @BeforeEach
    void prepare() {
        person = SignedIn.cookieAs(Role.SCHEDULER);
        SignedIn submitter = SignedIn.registered(false, Role.SUBMITTER);
        wall = AScreen.wall("08:00-10:00", person.account());
        sign = AScreen.sign("08:00-10:00", person.account());
        LocalDate tomorrow =
                LocalDate.ofInstant(clock.instant(), ZoneId.of("Asia/Shanghai")).plusDays(1);
        campaign = booking.create(
                new CampaignFacts(
                        "h-" + UUID.randomUUID(),
                        "宣传周",
                        "主题",
                        null,
                        tomorrow,
                        tomorrow.plusDays(6),
                        null,
                        Set.of(wall.code(), sign.code())),
                person.account());
        film = AMedia.film(30, submitter.account());
        slogan = AMedia.slogan(submitter.account());
        booking.submit(campaign.id(), film.id(), submitter.account());
        booking.submit(campaign.id(), slogan.id(), submitter.account());
    }

    @AfterEach
    void closePages() {
        browser.closePages();
    }

    @Test
    void whoIsCalledAwayFindsAllThatWasTyped_lineByLine() {
        Page page = at(1440, "zh-CN");
        page.navigate(address + "campaigns/" + campaign.code());
        page.locator("#f-alternatives summary").click();
        page.selectOption("#f-media", film.id().toString());
        page.fill("[name=weight]", "7");
        line(page, 1, "KIND:TEXT_SIGN", slogan);
        page.locator("[name=weight]").press("Tab");
        page.reload();
        assertThat(page.locator(".draft-offer")).isVisible();
        Browser.keep(page, "desk-draft-zh-1440");
        page.locator(".draft-offer .btn-primary").click();
        page.locator("#f-alternatives summary").click();
        assertThat(page.locator("[name=weight]")).hasValue("7");
        assertThat(page.locator("[name=alternativeWhere]").nth(0)).hasValue("");
        assertThat(page.locator("[name=alternativeWhere]").nth(1)).hasValue("KIND:TEXT_SIGN");
        assertThat(page.locator("[name=alternativeMedia]").nth(1))
                .hasValue(slogan.id().toString());

        page.locator("form[action$='/spots'] button.w-100").click();
        assertThat(page.locator(".booked .booked-alternative")).containsText(slogan.title());
        page.reload();
        assertThat(page.locator(".draft-offer")).hasCount(0);
    }

    @Test
    void halfALineIsSaidAndKept_onAPhoneInEnglish() {
        Page page = at(390, "en");
        page.navigate(address + "campaigns/" + campaign.code());
        page.selectOption("#f-media", film.id().toString());
        page.locator("#f-alternatives summary").click();
        page.locator("[name=alternativeWhere]").nth(0).selectOption("KIND:TEXT_SIGN");
        page.locator("form[action$='/spots'] button.w-100").click();
        assertThat(page.locator("[role=alert]")).containsText("Choose both screens and media");
        assertThat(page.locator("#f-alternatives")).hasAttribute("open", "");
        assertThat(page.locator("[name=alternativeWhere]").nth(0)).hasValue("KIND:TEXT_SIGN");
        Browser.keep(page, "desk-alternative-en-390");
    }

    @Test
    void twoWhoChangeTheSameAtOnceLoseNothing() {
        Page one = at(1440, "zh-CN");
        Page other = at(390, "en");
        String form = address + "campaigns/" + campaign.code() + "/edit";
        one.navigate(form);
        other.navigate(form);
        one.fill("[name=theme]", "先写的主题");
        one.locator("form.form-card button.btn-primary").click();
        assertThat(one.locator("main")).containsText("先写的主题");

        other.fill("[name=name]", "后写的名称");
        other.fill("[name=theme]", "后写的主题");
        other.locator("form.form-card button.btn-primary").click();
        assertThat(other.locator(".merge")).containsText("先写的主题");
        assertThat(other.locator(".merge td.theirs")).hasAttribute("data-label", "Saved now");
        assertThat(other.locator("[name=name]")).hasValue("后写的名称");
        Browser.keep(other, "desk-merge-en-390");
        other.fill("[name=theme]", "商量好的主题");
        other.locator("form.form-card button.btn-primary").click();
        assertThat(other.locator("main")).containsText("商量好的主题");
        one.reload();
        assertThat(one.locator("h1")).containsText("后写的名称");
    }

    @Test
    void listIsJudgedLineByLineAndBookedOnce() throws IOException {
        Page page = at(1440, "zh-CN");
        page.navigate(address + "campaigns/" + campaign.code() + "/import");
        byte[] table = Workbooks.table(List.of(
                List.of("素材", "权重", "屏", "适配版本"),
                Arrays.asList(film.title(), 2, null, "文字屏=" + slogan.title()),
                Arrays.asList(film.title(), 1, "火星广场", null)));
        page.setInputFiles(
                "#f-file",
                new FilePayload("预订.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", table));
        page.locator("form[action$='/check'] button").click();
        assertThat(page.locator(".import-refused")).containsText("火星广场");
        assertThat(page.locator("[name=pick]")).hasCount(1);
        Browser.keep(page, "desk-import-zh-1440");
        page.locator(".import-summary button").click();
        assertThat(page.locator(".booked tbody tr")).hasCount(1);
        assertThat(page.locator(".booked .booked-alternative")).containsText(slogan.title());
    }

    @Test
    void whatDoesNotFitIsSaidWhileOneTypes_withWaysOut() {
        Page page = at(1440, "en");
        page.navigate(address + "campaigns/" + campaign.code());
        page.selectOption("#f-media", film.id().toString());
        page.locator("[name=how][value=PER_DAY]").check();
        page.fill("[name=perDay]", "100");
        page.locator("[name=perDay]").press("Tab");
        assertThat(page.locator("#trial .badge-good").first()).isVisible();
        page.fill("[name=perDay]", "300");
        page.locator("[name=perDay]").press("Tab");
        assertThat(page.locator("#trial .badge-bad, #trial .alert-warning").first())
                .isVisible();
        Browser.keep(page, "desk-trial-en-1440");
        page.locator("form[action$='/spots'] button.w-100").click();
        assertThat(page.locator("[role=alert]").first()).containsText("9,000");
        assertThat(page.locator("[name=perDay]")).hasValue("300");
    }

    @Test
    void deedIsTakenBack_andACopyAsksForItsReviews() {
        Page page = at(390, "zh-CN");
        page.navigate(address + "campaigns/" + campaign.code());
        page.selectOption("#f-media", film.id().toString());
        page.locator("form[action$='/spots'] button.w-100").click();
        assertThat(page.locator(".booked tbody tr")).hasCount(1);
        page.locator(".undo-list button").first().click();
        assertThat(page.locator(".booked tbody tr")).hasCount(0);

        page.selectOption("#f-media", film.id().toString());
        page.locator("form[action$='/spots'] button.w-100").click();
        page.locator("a[href$='/copy']").click();
        String code = "k-" + UUID.randomUUID();
        page.fill("[name=code]", code);
        page.locator("form.form-card button.btn-primary").click();
        assertThat(page.locator(".alert-warning")).containsText("重新送审");
        Browser.keep(page, "desk-copy-zh-390");
        page.locator(".alert-warning form button").first().click();
        assertThat(page.locator(".row-list .row-title[href^='/reviews/']")).hasCount(1);
    }

    @Test
    void dayWithOtherHoursIsWrittenDownAndTakenAway() {
        Page page = at(1440, "zh-CN");
        page.navigate(address + "screens/" + wall.code() + "/opening");
        page.fill("[name=day]", campaign.from().toString());
        page.fill("[name=hours]", "25:00-26:00");
        page.fill("[name=reason]", "检修");
        page.locator("form[action$='/opening'] button").click();
        assertThat(page.locator("[name=hours].is-invalid")).hasValue("25:00-26:00");
        page.fill("[name=hours]", "09:00-09:30");
        page.locator("form[action$='/opening'] button").click();
        assertThat(page.locator("tbody tr")).containsText("09:00-09:30");
        Browser.keep(page, "desk-opening-zh-1440");
        page.locator("tbody form button").click();
        assertThat(page.locator("tbody tr")).hasCount(0);
    }

    private static void line(Page page, int at, String where, Media media) {
        page.locator("[name=alternativeWhere]").nth(at).selectOption(where);
        Locator shown = page.locator("[name=alternativeMedia]").nth(at);
        shown.selectOption(media.id().toString());
    }

    private Page at(int width, String language) {
        return browser.page(address, person, width, language);
    }
}
