package io.lunbo.rulecheck;

import io.lunbo.access.Role;
import io.lunbo.campaign.Campaign;
import io.lunbo.campaign.CampaignBooking;
import io.lunbo.campaign.CampaignFacts;
import io.lunbo.campaign.SpotFacts;
import io.lunbo.media.Media;
import io.lunbo.review.Review;
import io.lunbo.schedule.Sheet;
import io.lunbo.schedule.SheetBuilding;
import io.lunbo.schedule.SheetPublishing;
import io.lunbo.screen.Screen;
import io.lunbo.terms.CampaignClass;
import io.lunbo.terms.CampaignTerms;
import io.lunbo.testsupport.ABooking;
import io.lunbo.testsupport.AMedia;
import io.lunbo.testsupport.AScreen;
import io.lunbo.testsupport.Reviewed;
import io.lunbo.testsupport.SignedIn;
import io.lunbo.testsupport.Someone;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

/** From a rule that is written down to what can be booked and published on the screens that go by it. */
@QuarkusTest
class ScreenRulesTest {
    @Inject
    CampaignBooking booking;

    @Inject
    SheetBuilding building;

    @Inject
    SheetPublishing publishing;

    @Inject
    Clock clock;

    private final String code = "r-" + UUID.randomUUID();
    private final Map<UUID, Review> brought = new HashMap<>();
    private SignedIn administrator;
    private SignedIn scheduler;
    private SignedIn submitter;
    private Screen screen;
    private Campaign campaign;

    @BeforeEach
    void register() {
        administrator = SignedIn.as(Role.ADMINISTRATOR);
        scheduler = SignedIn.as(Role.SCHEDULER);
        submitter = SignedIn.registered(false, Role.SUBMITTER);
        screen = AScreen.wall("08:00-10:00", scheduler.account());
        campaign = ABooking.campaign(screen, tomorrow(), tomorrow(), scheduler.account());
    }

    @Test
    void screenWithoutAProfileGoesByAssumedRulesThatOnlyWarn() {
        book(AMedia.film(30, submitter.account()));

        scheduler
                .api()
                .get("/api/v1/screens/" + screen.code() + "/rules?date=" + tomorrow())
                .then()
                .statusCode(200)
                .body("profile", equalTo("standard"))
                .body("rules.rule.assumed", everyItem(equalTo(true)))
                .body("rules.rule.refused", everyItem(equalTo(false)))
                .body("rules.rule.source", everyItem(not(equalTo(""))))
                .body("findings.kind", hasItem("PUBLIC_SHARE"))
                .body("findings.find { it.kind == 'PUBLIC_SHARE' }.measured", equalTo(0.0f));
    }

    @Test
    void refusedRuleStopsTheBookingWithRuleSourceAndNumbers() {
        profile(rule("HOURS", "08:00-09:00", true));

        tryToBook(AMedia.film(30, submitter.account()))
                .statusCode(422)
                .body("type", equalTo("rule-not-kept"))
                .body("detail", containsString("09:00"))
                .body("detail", containsString("某号通知"))
                .body("findings[0].demand", equalTo("08:00-09:00"))
                .body("findings[0].assumed", equalTo(true));
        scheduler
                .api()
                .get("/api/v1/campaigns/" + campaign.code() + "/spots")
                .then()
                .body("items", hasSize(0));
    }

    @Test
    void bookingIsRefusedForMotionDwellAndShareEachByItself() {
        Media film = AMedia.film(30, submitter.account());
        Media picture = AMedia.picture(submitter.account());

        profile(rule("MOTION", "closed", true));
        tryToBook(film).statusCode(422).body("findings[0].kind", equalTo("MOTION"));
        tryToBook(picture).statusCode(201);
        change(rule("DWELL", "16", true));
        tryToBook(picture).statusCode(422).body("findings[0].measured", equalTo(15.0f));
        change(rule("PUBLIC_SHARE", "30 TIME DAY", true));
        tryToBook(film).statusCode(422).body("findings[0].kind", equalTo("PUBLIC_SHARE"));
        change(rule("PUBLIC_SHARE", "30 TIME DAY", false));
        tryToBook(film).statusCode(201);
    }

    @Test
    void shareIsJudgedOnEveryDayAndNotOnlyOnTheFirst() {
        profile(rule("PUBLIC_SHARE", "30 TIME DAY", true));
        Campaign good = booking.create(
                new CampaignFacts(
                        "g-" + UUID.randomUUID(),
                        "公益",
                        null,
                        null,
                        tomorrow(),
                        tomorrow().plusDays(16),
                        null,
                        Set.of(screen.code()),
                        new CampaignTerms(null, null, CampaignClass.PUBLIC_BENEFIT, null, null, false)),
                scheduler.account());
        Media wanted = AMedia.film(30, submitter.account());
        booking.submit(good.id(), wanted.id(), submitter.account());
        booking.book(good.id(), new SpotFacts(wanted.id(), 1, null, null, null, null, null), scheduler.account());

        campaign = ABooking.campaign(screen, tomorrow(), tomorrow().plusDays(17), scheduler.account());
        Media film = AMedia.film(30, submitter.account());
        tryToBook(film)
                .statusCode(422)
                .body("findings[0].kind", equalTo("PUBLIC_SHARE"))
                .body("detail", containsString(tomorrow().plusDays(17).toString()));
        campaign = ABooking.campaign(screen, tomorrow(), tomorrow().plusDays(16), scheduler.account());
        brought.clear();
        tryToBook(film).statusCode(201);
    }

    @Test
    void onlyAnotherAdministratorOverrulesAndTakingItBackStopsThePublication() {
        String rule = profile(rule("HOURS", "08:00-09:00", true));
        Media film = AMedia.film(30, submitter.account());
        tryToBook(film).statusCode(422);

        overrule(scheduler, rule, "领导同意").statusCode(403);
        overrule(administrator, rule, " ").statusCode(422).body("type", equalTo("rule-overrule-reason"));
        String made = overrule(administrator, rule, "市里的活动，领导同意")
                .statusCode(201)
                .extract()
                .path("id");
        overrule(administrator, rule, "再来一次").statusCode(409);
        tryToBook(film).statusCode(201);
        Reviewed.byAll(reviewOf(film));
        Sheet draft = building.build(screen.id(), tomorrow(), scheduler.account());
        administrator
                .api()
                .delete("/api/v1/screens/" + screen.code() + "/rule-overrules/" + made)
                .then()
                .statusCode(204);

        assertThatThrownBy(() -> publish(draft))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.type()).isEqualTo(ProblemType.RULE_NOT_KEPT));
        overrule(administrator, rule, "再次同意").statusCode(201);
        assertThat(publish(draft).state()).isEqualTo(Sheet.State.PUBLISHED);
    }

    @Test
    void whoBookedCannotOverruleEvenAsAnAdministrator() {
        SignedIn both = SignedIn.as(Role.ADMINISTRATOR, Role.SCHEDULER);
        campaign = ABooking.campaign(screen, tomorrow(), tomorrow(), both.account());
        String rule = profile(rule("HOURS", "08:00-09:00", true));

        overrule(both, rule, "我自己同意").statusCode(403).body("type", equalTo("rule-overrule-own"));
    }

    @Test
    void overruledRuleHoldsAgainOnceItDemandsSomethingElse() {
        String rule = profile(rule("HOURS", "08:00-09:00", true));
        overrule(administrator, rule, "只有这一次").statusCode(201);

        Map<String, Object> stricter = rule("HOURS", "08:00-08:30", true);
        stricter.put("id", rule);
        change(stricter);

        tryToBook(AMedia.film(30, submitter.account())).statusCode(422);
    }

    @Test
    void ruleIsConfirmedUntilItsWordsChangeAndNobodySavesOverAnother() {
        String rule = profile(rule("DWELL", "15", false));
        String address = "/api/v1/rule-profiles/" + code;
        String confirmation = address + "/rules/" + rule + "/confirmation";
        scheduler.api().header("If-Match", "\"0\"").put(confirmation).then().statusCode(403);
        administrator.api().put(confirmation).then().statusCode(428);
        administrator.api().header("If-Match", "\"7\"").put(confirmation).then().statusCode(412);
        administrator
                .api()
                .header("If-Match", tag())
                .put(confirmation)
                .then()
                .statusCode(200)
                .body("rules[0].assumed", equalTo(false))
                .body("rules[0].confirmedBy", equalTo(administrator.account().name()));
        String seen = tag();

        Map<String, Object> now = rule("DWELL", "15", true);
        now.put("id", rule);
        put(seen, now).statusCode(200).body("rules[0].assumed", equalTo(false));
        put(seen, now)
                .statusCode(412)
                .body("yours.rules[0].value", equalTo("15"))
                .body("current.rules[0].refused", equalTo(true));
        now.put("value", "20");
        put(tag(), now).statusCode(200).body("rules[0].assumed", equalTo(true));
        now.put("value", "zwanzig");
        put(tag(), now).statusCode(422).body("type", equalTo("rule-value-wrong"));
    }

    @Test
    void profileThatScreensGoByStaysAndTheStandardOneAlways() {
        profile(rule("DWELL", "15", false));

        administrator
                .api()
                .header("If-Match", tag())
                .delete("/api/v1/rule-profiles/" + code)
                .then()
                .statusCode(409);
        administrator
                .api()
                .delete("/api/v1/screens/" + screen.code() + "/rule-profile")
                .then()
                .statusCode(204);
        administrator
                .api()
                .header("If-Match", tag())
                .delete("/api/v1/rule-profiles/" + code)
                .then()
                .statusCode(204);
        String standard =
                administrator.api().get("/api/v1/rule-profiles/standard").header("ETag");
        administrator
                .api()
                .header("If-Match", standard)
                .delete("/api/v1/rule-profiles/standard")
                .then()
                .statusCode(409);
    }

    @Test
    void pagesSayTheRulesKeepWhatWasTypedAndTellTheTrial() {
        SignedIn person = SignedIn.cookieAs(Role.ADMINISTRATOR);
        person.page()
                .formParam("code", code)
                .formParam("name", "广场屏 " + code)
                .post("/rule-profiles")
                .then()
                .statusCode(303);
        assertThat(person.page().get("/rule-profiles").asString()).contains("广场屏 " + code, "6 条待确认");
        String typed = person.page()
                .formParam("kind", "HOURS")
                .formParam("value", "天亮以后")
                .formParam("source", "某号通知")
                .formParam("version", "0")
                .post("/rule-profiles/" + code + "/rules/new")
                .then()
                .statusCode(422)
                .extract()
                .asString();
        assertThat(typed).contains("天亮以后", "某号通知", "无法识别");
        person.page()
                .formParam("screen", screen.code())
                .post("/rule-profiles/" + code + "/screens")
                .then()
                .statusCode(303);
        assertThat(person.page().get("/rule-profiles/" + code).asString()).contains(screen.name(), "按假定，待确认");
        assertThat(person.page().get("/screens/" + screen.code() + "/rules").asString())
                .contains("08:00–22:00", "广场屏 " + code, "没有放行过");

        Media film = AMedia.film(30, submitter.account());
        booking.submit(campaign.id(), film.id(), submitter.account());
        String trial = SignedIn.cookieAs(Role.SCHEDULER)
                .page()
                .formParam("mediaId", film.id())
                .formParam("how", "WEIGHT")
                .formParam("weight", "1")
                .post("/campaigns/" + campaign.code() + "/trial")
                .asString();
        assertThat(trial).contains("公益内容只有 0", "待确认");
    }

    @Test
    void sheetTellsWhatItDoesNotKeep() {
        book(AMedia.film(30, submitter.account()));
        Sheet draft = building.build(screen.id(), tomorrow(), scheduler.account());

        assertThat(SignedIn.cookieAs(Role.INSPECTOR)
                        .page()
                        .get("/rule-findings/of/" + draft.id())
                        .asString())
                .contains("公益内容只有 0", "违反则警告");
        scheduler
                .api()
                .get("/api/v1/sheets/" + draft.id() + "/rule-findings")
                .then()
                .statusCode(200)
                .body("items.kind", equalTo(List.of("PUBLIC_SHARE")));
        assertThat(publish(draft).state()).isEqualTo(Sheet.State.PUBLISHED);
    }

    private void book(Media film) {
        Reviewed.byAll(booking.submit(campaign.id(), film.id(), submitter.account()));
        booking.book(campaign.id(), new SpotFacts(film.id(), 1, null, null, null, null, null), scheduler.account());
    }

    private ValidatableResponse tryToBook(Media media) {
        reviewOf(media);
        return scheduler
                .api()
                .contentType(ContentType.JSON)
                .body(Map.of("mediaId", media.id(), "weight", 1))
                .post("/api/v1/campaigns/" + campaign.code() + "/spots")
                .then();
    }

    private Review reviewOf(Media media) {
        return brought.computeIfAbsent(media.id(), id -> booking.submit(campaign.id(), id, submitter.account()));
    }

    private Sheet publish(Sheet draft) {
        return publishing
                .publish(List.of(draft.id()), Someone.with(Role.SCHEDULER))
                .get(0);
    }

    /** A profile of one rule that the screen goes by; the rule's id. */
    private String profile(Map<String, Object> rule) {
        String id = administrator
                .api()
                .contentType(ContentType.JSON)
                .body(Map.of("code", code, "name", "档案 " + code, "rules", List.of(rule)))
                .post("/api/v1/rule-profiles")
                .then()
                .statusCode(201)
                .extract()
                .path("rules[0].id");
        administrator
                .api()
                .contentType(ContentType.JSON)
                .body(Map.of("profile", code))
                .put("/api/v1/screens/" + screen.code() + "/rule-profile")
                .then()
                .statusCode(204);
        return id;
    }

    private void change(Map<String, Object> rule) {
        put(tag(), rule).statusCode(200);
    }

    private ValidatableResponse put(String tag, Map<String, Object> rule) {
        return administrator
                .api()
                .contentType(ContentType.JSON)
                .header("If-Match", tag)
                .body(Map.of("name", "档案 " + code, "rules", List.of(rule)))
                .put("/api/v1/rule-profiles/" + code)
                .then();
    }

    private String tag() {
        return administrator.api().get("/api/v1/rule-profiles/" + code).header("ETag");
    }

    private static Map<String, Object> rule(String kind, String value, boolean refused) {
        return new HashMap<>(Map.of("kind", kind, "value", value, "source", "某号通知", "refused", refused));
    }

    private ValidatableResponse overrule(SignedIn person, String rule, String reason) {
        return person.api()
                .contentType(ContentType.JSON)
                .body(Map.of("rule", rule, "campaign", campaign.code(), "reason", reason))
                .post("/api/v1/screens/" + screen.code() + "/rule-overrules")
                .then();
    }

    private LocalDate tomorrow() {
        return LocalDate.ofInstant(clock.instant(), ZoneId.of("Asia/Shanghai")).plusDays(1);
    }
}
