package io.lunbo.premises;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.lunbo.access.Role;
import io.lunbo.levels.LevelRepository;
import io.lunbo.ruling.RuleProfileRepository;
import io.lunbo.screen.Screen;
import io.lunbo.site.ScreenGroupRepository;
import io.lunbo.site.SiteRepository;
import io.lunbo.testsupport.AScreen;
import io.lunbo.testsupport.Browser;
import io.lunbo.testsupport.SignedIn;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** What is said of screens by hand: where they stand, who belongs together, how bright and loud they are, and by which rules they go. */
@QuarkusTest
class PremisesHandTest {
    private static Browser browser;

    @TestHTTPResource("/")
    URI address;

    @Inject
    SiteRepository sites;

    @Inject
    ScreenGroupRepository groups;

    @Inject
    LevelRepository levels;

    @Inject
    RuleProfileRepository profiles;

    private final String code = "h-" + UUID.randomUUID();
    private SignedIn scheduler;
    private Screen wall;
    private Screen sign;
    private Page one;
    private Page other;

    @BeforeAll
    static void launch() {
        browser = Browser.launch();
    }

    @AfterAll
    static void close() {
        browser.close();
    }

    @BeforeEach
    void twoPeople() {
        scheduler = SignedIn.cookieAs(Role.SCHEDULER, Role.ADMINISTRATOR);
        wall = AScreen.wall("08:00-22:00", scheduler.account());
        sign = AScreen.sign("08:00-22:00", scheduler.account());
        one = browser.page(address, scheduler, 1440, "zh-CN");
        other = browser.page(address, SignedIn.cookieAs(Role.ADMINISTRATOR), 390, "en");
    }

    @AfterEach
    void closePages() {
        browser.closePages();
    }

    @Test
    void siteStandsOnThePlanOnceItsCoordinatesAreKnown() {
        one.navigate(address + "sites/new");
        one.fill("[name=code]", "人民广场");
        one.fill("[name=name]", "人民广场东北角");
        one.fill("[name=address]", "昌元街道人民路 1 号");
        one.fill("[name=latitude]", "北纬29");
        one.fill("[name=owner]", "区文化旅游委");
        save(one);
        assertThat(one.locator("[name=code].is-invalid")).hasValue("人民广场");
        assertThat(one.locator("[name=latitude].is-invalid")).hasValue("北纬29");
        assertThat(one.locator("[name=owner]")).hasValue("区文化旅游委");
        Browser.keepInBothWidths(one, "site-wrong-zh");
        one.fill("[name=code]", code);
        one.fill("[name=latitude]", "29.4043");
        save(one);
        assertThat(one.locator("[name=latitude].is-invalid")).hasValue("29.4043"); // half a place is none
        assertThat(one.locator("[name=address]")).hasValue("昌元街道人民路 1 号");
        assertThat(saved(() -> sites.byCode(code))).isEmpty();
        one.fill("[name=latitude]", "");
        save(one);
        assertThat(row(one, code)).containsText("人民广场东北角");

        one.navigate(address + "screens/" + wall.code() + "/opening");
        one.locator("select[name=site]").selectOption(code);
        one.locator("form:has(select[name=site]) button").click();
        one.navigate(address + "wall/plan");
        assertThat(one.locator("main")).containsText("人民广场东北角");
        assertThat(one.locator("svg.pl-plan").filter(new Locator.FilterOptions().setHasText("人民广场东北角")))
                .hasCount(0); // never at coordinates that nobody said

        one.navigate(address + "sites/" + code);
        other.navigate(address + "sites/" + code);
        one.fill("[name=latitude]", "29.4043");
        one.fill("[name=longitude]", "105.5946");
        one.locator("[name=longitude]").press("Enter"); // by keys alone
        assertThat(row(one, code)).containsText("29.40430, 105.59460");
        other.fill("[name=latitude]", "30.1");
        other.fill("[name=longitude]", "106.2");
        other.fill("[name=reviewer]", "District media centre");
        save(other);
        assertThat(other.locator(".merge")).containsText("29.4043");
        assertThat(other.locator(".merge")).containsText("106.2");
        assertThat(other.locator("[name=reviewer]")).hasValue("District media centre");
        Browser.keepInBothWidths(other, "site-merge-en");
        other.fill("[name=latitude]", "29.4043");
        other.fill("[name=longitude]", "105.5946");
        save(other);
        assertThat(row(other, code)).containsText("District media centre");
        one.navigate(address + "sites");
        only(one, "tbody tr", code);
        only(other, "tbody tr", code);
        Browser.keepInBothWidths(one, "sites-zh");
        Browser.keepInBothWidths(other, "sites-en");
        one.navigate(address + "wall/plan");
        assertThat(one.locator("svg.pl-plan")).containsText("人民广场东北角");
        Browser.keepInBothWidths(one, "plan-zh");
    }

    @Test
    void groupIsSaidByTwoAtOnceAndNobodyIsLeftOutUnseen() {
        one.navigate(address + "screen-groups");
        one.fill("[name=code]", "跨街屏");
        one.fill("[name=name]", "跨街显示屏");
        tick(one, wall);
        save(one);
        assertThat(one.locator("[name=code].is-invalid")).hasValue("跨街屏");
        assertThat(one.locator("[name=name]")).hasValue("跨街显示屏");
        assertThat(box(one, wall)).isChecked();
        onlyMine(one);
        Browser.keepInBothWidths(one, "group-wrong-zh");
        one.fill("[name=code]", code);
        save(one);
        assertThat(row(one, code)).containsText(wall.name());

        one.navigate(address + "screen-groups?group=" + code);
        other.navigate(address + "screen-groups?group=" + code);
        tick(one, sign);
        save(one);
        assertThat(row(one, code)).containsText(sign.name());
        other.fill("[name=name]", "Street displays");
        save(other);
        assertThat(other.locator(".merge")).containsText(sign.name()); // in words, not in codes
        assertThat(other.locator("[name=name]")).hasValue("Street displays");
        assertThat(saved(() -> groups.byCode(code).orElseThrow().name())).isEqualTo("跨街显示屏");
        onlyMine(other);
        Browser.keepInBothWidths(other, "group-merge-en");
        other.navigate(address + "screen-groups?group=" + code);
        onlyMine(other);
        Browser.keepInBothWidths(other, "groups-en");
    }

    @Test
    void levelsThatCannotBeAreSaidInTheirFields() {
        String form = address + "screens/" + wall.code() + "/levels";
        one.navigate(form);
        other.navigate(form);
        one.fill("[name=day]", "120");
        one.fill("[name=night]", "四十");
        save(one);
        assertThat(one.locator("[name=day].is-invalid")).hasValue("120");
        assertThat(one.locator("[name=night].is-invalid")).hasValue("四十");
        Browser.keepInBothWidths(one, "levels-wrong-zh");
        one.fill("[name=day]", "90");
        one.fill("[name=night]", "40");
        one.fill("[name=mute]", "中午");
        save(one);
        assertThat(one.locator("[name=mute].is-invalid")).hasValue("中午");
        one.fill("[name=mute]", "12:00-14:00");
        one.fill("[name=volume]", "60");
        one.fill("[name=quietFrom]", "23:00");
        save(one);
        assertThat(one.locator("[name=quietFrom].is-invalid")).hasValue("23:00");
        one.fill("[name=quietFrom]", "21:15");
        one.locator("[name=halfHours]").check();
        save(one);
        assertThat(one.locator("[role=alert], .invalid-feedback").first()).containsText("21:15");
        assertThat(one.locator("[name=halfHours]")).isChecked();
        assertThat(saved(() -> levels.of(wall.id()))).isEmpty();
        one.fill("[name=quietFrom]", "21:30");
        one.locator("[name=mute]").press("Enter"); // by keys alone
        assertThat(one.locator("button[data-confirm]")).isVisible();
        Browser.keepInBothWidths(one, "levels-zh");

        other.fill("[name=night]", "30");
        save(other);
        assertThat(other.locator(".merge")).containsText("21:30");
        assertThat(other.locator("[name=night]")).hasValue("30");
        Browser.keepInBothWidths(other, "levels-merge-en");
        assertThat(saved(() -> levels.of(wall.id()).orElseThrow().night())).isEqualTo(40);
        save(other); // a choice made knowing of the other
        assertThat(other.locator(".merge")).hasCount(0);
        assertThat(saved(() -> levels.of(wall.id()).orElseThrow().night())).isEqualTo(30);
        other.locator("button[data-confirm]").click();
        assertThat(other.locator("button[data-confirm]")).hasCount(0);
        assertThat(saved(() -> levels.of(wall.id()))).isEmpty();
    }

    @Test
    void ruleIsAssumedUntilSomebodyConfirmsIt_andAgainWhenItsWordsChange() {
        one.navigate(address + "rule-profiles");
        one.fill("form[action='/rule-profiles'] [name=code]", "A B");
        one.fill("form[action='/rule-profiles'] [name=name]", "跨街屏规则");
        one.locator("form[action='/rule-profiles'] button").click();
        assertThat(one.locator("[name=code].is-invalid")).hasValue("A B");
        assertThat(one.locator("[name=name]")).hasValue("跨街屏规则");
        one.fill("[name=code]", code);
        one.locator("form[action='/rule-profiles'] button").click();
        Locator rules = one.locator(".rule-list").first().locator("li");
        assertThat(rules.first()).containsText("假定");
        assertThat(one.locator(".alert-warning")).isVisible();
        Browser.keepInBothWidths(one, "profile-assumed-zh");
        other.navigate(address + "rule-profiles/" + code);

        rules.first().locator("form[action$='/confirmation'] button").click();
        assertThat(rules.first()).containsText(scheduler.account().name());
        assertThat(rules.first().locator(".badge-good")).isVisible();
        // who still sees it as it was is not taken to have confirmed what is there now
        other.locator("form[action$='/confirmation'] button").first().click();
        assertThat(other.locator("[role=alert]")).isVisible();
        assertThat(other.locator(".rule-list").first().locator("li").first())
                .containsText(scheduler.account().name());
        Browser.keepInBothWidths(other, "profile-stale-en");

        changedByTwo(rules);
    }

    private void changedByTwo(Locator rules) {
        String form = address
                + rules.first()
                        .locator("a[href*='/rules/']")
                        .getAttribute("href")
                        .substring(1);
        one.navigate(form);
        other.navigate(form);
        String before = one.inputValue("[name=value]");
        one.fill("[name=value]", "二十五点");
        one.fill("[name=source]", " ");
        save(one);
        assertThat(one.locator("[name=source].is-invalid")).hasValue(" ");
        one.fill("[name=source]", "区城管局 2023 年第 4 号通知");
        save(one);
        assertThat(one.locator("[name=value].is-invalid")).hasValue("二十五点");
        assertThat(one.locator("[name=source]")).hasValue("区城管局 2023 年第 4 号通知");
        Browser.keepInBothWidths(one, "rule-wrong-zh");
        one.fill("[name=value]", before);
        one.locator("[name=source]").press("Enter"); // by keys alone
        assertThat(rules.first()).containsText("第 4 号通知");
        assertThat(rules.first()).containsText("假定"); // other words, and nobody has confirmed them

        other.fill("[name=source]", "Notice of the other");
        save(other);
        assertThat(other.locator(".merge")).containsText("第 4 号通知");
        assertThat(other.locator("[name=source]")).hasValue("Notice of the other");
        Browser.keepInBothWidths(other, "rule-merge-en");

        one.navigate(address + "rule-profiles/" + code);
        int count = rules.count();
        rules.first().locator("form[action$='/remove'] button").click();
        assertThat(rules).hasCount(count - 1);
        save(other); // the rule is gone, what was typed is not
        assertThat(other.locator("[role=alert]")).containsText("removed");
        assertThat(other.locator("[name=source]")).hasValue("Notice of the other");
        assertThat(saved(() -> profiles.byCode(code).orElseThrow().rules().size()))
                .isEqualTo(count - 1);
    }

    private static <T> T saved(Callable<T> question) {
        return QuarkusTransaction.requiringNew().call(question);
    }

    private static Locator row(Page page, String text) {
        return page.locator("tbody tr").filter(new Locator.FilterOptions().setHasText(text));
    }

    private static void save(Page page) {
        page.locator("main form button.btn-primary").first().click();
    }

    private static Locator box(Page page, Screen screen) {
        return page.locator("[name=screens][value='" + screen.code() + "']");
    }

    private static void tick(Page page, Screen screen) {
        box(page, screen).check();
    }

    /** For the picture only: screens and groups of other tests are there, too. */
    private void onlyMine(Page page) {
        only(page, ".two-columns tbody tr", code);
        page.evaluate(
                "mine => document.querySelectorAll('[name=screens]').forEach(one =>"
                        + " { if (!mine.includes(one.value)) one.closest('label').remove(); })",
                new String[] {wall.code(), sign.code()});
    }

    private static void only(Page page, String what, String text) {
        page.evaluate(
                "([what, text]) => document.querySelectorAll('main ' + what).forEach(one =>"
                        + " { if (!one.textContent.includes(text)) one.remove(); })",
                new String[] {what, text});
    }
}
