package io.lunbo.timeline;

import io.lunbo.access.Role;
import io.lunbo.amend.BookingUndo;
import io.lunbo.campaign.Campaign;
import io.lunbo.campaign.CampaignBooking;
import io.lunbo.campaign.CampaignFacts;
import io.lunbo.campaign.CampaignRepository;
import io.lunbo.campaign.Spot;
import io.lunbo.campaign.SpotFacts;
import io.lunbo.campaign.SpotRepository;
import io.lunbo.media.Media;
import io.lunbo.screen.Screen;
import io.lunbo.terms.CampaignTerms;
import io.lunbo.terms.NamedDaypart;
import io.lunbo.terms.SpotTerms;
import io.lunbo.testsupport.AMedia;
import io.lunbo.testsupport.APairedScreen;
import io.lunbo.testsupport.AScreen;
import io.lunbo.testsupport.Reviewed;
import io.lunbo.testsupport.SignedIn;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

/** A daypart is seen where it is planned with, and is given other hours by the same rules as where it is typed. */
@QuarkusTest
class DaypartTest {
    private static final long HOUR = 3_600_000;
    private static final String PEAK = "早高峰";
    private static final String NIGHT = "夜间";

    @Inject
    CampaignBooking booking;

    @Inject
    CampaignRepository campaigns;

    @Inject
    SpotRepository spots;

    @Inject
    BookingUndo undo;

    @Inject
    Clock clock;

    private SignedIn scheduler;
    private SignedIn submitter;
    private Screen wall;
    private LocalDate tomorrow;

    @BeforeEach
    void registerAWall() {
        scheduler = SignedIn.cookieAs(Role.SCHEDULER);
        submitter = SignedIn.registered(false, Role.SUBMITTER);
        wall = AScreen.wall("08:00-10:00", scheduler.account());
        tomorrow =
                LocalDate.ofInstant(clock.instant(), ZoneId.of("Asia/Shanghai")).plusDays(1);
    }

    @Test
    void dayNamesTheDaypartsOfItsCampaignsBeforeThereIsASheet() {
        Campaign campaign = campaign(wall, tomorrow, PEAK, "08:00-09:00", NIGHT, "22:00-02:00");

        JsonPath day = day(wall, tomorrow);

        assertThat(day.getList("dayparts.name")).isEqualTo(List.of(PEAK, NIGHT));
        assertThat(day.getList("dayparts.hours")).isEqualTo(List.of("08:00-09:00", "22:00-02:00"));
        assertThat(day.getList("campaigns.code")).isEqualTo(List.of(campaign.code()));
        assertThat(day.getList("dayparts.campaign")).isEqualTo(List.of(0, 0));
        assertThat(day.getList("dayparts.screens")).isEqualTo(List.of(1, 1));
        assertThat(stretches(day, 0)).isEqualTo(List.of(List.of(8 * HOUR, 9 * HOUR)));
        assertThat(stretches(day, 1)).isEqualTo(List.of(List.of(0L, 2 * HOUR), List.of(22 * HOUR, 24 * HOUR)));
    }

    @ParameterizedTest
    @CsvSource({
        // the clocks go from 2 to 3: a skipped time is the instant of the change
        "2027-03-28, 01:30-03:30, 90-150",
        "2027-03-28, 02:15-02:45, ''",
        "2027-03-28, 22:00-02:30, 0-120 1260-1380",
        "2027-03-28, 00:00-24:00, 0-1380",
        // the clocks go from 3 to 2: a doubled time is its first occurrence
        "2027-10-31, 01:30-03:30, 90-270",
        "2027-10-31, 02:15-02:45, 135-165",
        "2027-10-31, 22:00-02:30, 0-150 1380-1500",
        "2027-10-31, 23:00-24:00, 1440-1500"
    })
    void wallClockOfTheScreenDecidesWhereTheClocksChange(LocalDate date, String hours, String minutes) {
        Screen berlin = APairedScreen.wall("Europe/Berlin").screen();
        campaign(berlin, date, PEAK, hours);

        String seen = String.join(
                " ",
                stretches(day(berlin, date), 0).stream()
                        .map(one -> one.get(0) / 60_000 + "-" + one.get(1) / 60_000)
                        .toList());

        assertThat(seen).isEqualTo(minutes);
    }

    @Test
    void daypartIsNotSeenWhereItsCampaignIsNot() {
        Screen other = AScreen.wall("08:00-10:00", scheduler.account());
        campaign(wall, tomorrow, PEAK, "08:00-09:00");

        assertThat(day(other, tomorrow).getList("dayparts")).isEmpty();
        assertThat(day(wall, tomorrow.minusDays(1)).getList("dayparts")).isEmpty();
        assertThat(day(wall, tomorrow.plusDays(4)).getList("dayparts")).isEmpty();
        assertThat(day(wall, tomorrow.plusDays(3)).getList("dayparts")).hasSize(1);
    }

    @Test
    void spotsOwnHoursAreSeenAndResized() {
        Campaign campaign = campaign(wall, tomorrow);
        Spot spot = spot(
                campaign,
                new SpotTerms(null, null, null, null, null, null, List.of("08:00-08:30", "09:00-09:30"), null, null));

        JsonPath day = day(wall, tomorrow);
        assertThat(day.getList("dayparts.name")).containsOnly(spot.media().title());
        assertThat(day.getList("dayparts.spot")).containsOnly(spot.id().toString());

        Map<String, Object> form = form(campaign, "", "09:00", "09:45", spot.version());
        form.put("spot", spot.id().toString());
        form.put("was", "09:00-09:30");
        resize(form).statusCode(303);

        assertThat(day(wall, tomorrow).getList("dayparts.hours")).isEqualTo(List.of("08:00-08:30", "09:00-09:45"));
        // the version is not seen any more, and then the hours are not
        form.put("until", "09:50");
        resize(form).statusCode(409).body(containsString("09:50"));
        form.put("version", spot.version() + 1);
        resize(form).statusCode(422);
        form.put("was", "09:00-09:45");
        form.put("until", "09:00");
        resize(form).statusCode(422).body(containsString("时间段的开始和结束不能相同"));
        form.put("spot", UUID.randomUUID().toString());
        resize(form).statusCode(404);
    }

    @Test
    void draggedDaypartHasItsNewHoursAndTheOthersStayAndItCanBeTakenBack() {
        Campaign campaign = campaign(wall, tomorrow, PEAK, "08:00-09:00", NIGHT, "22:00-02:00");

        resize(form(campaign, NIGHT, "21:35", "03:00", campaign.version()))
                .statusCode(303)
                .header("Location", containsString("/timeline?date=" + tomorrow));

        assertThat(hours(campaign)).containsExactly("08:00-09:00", "21:35-03:00");
        Campaign changed = QuarkusTransaction.requiringNew()
                .call(() -> campaigns.byCode(campaign.code()).orElseThrow());
        var last = QuarkusTransaction.requiringNew()
                .call(() -> undo.undoable(changed))
                .get(0);
        assertThat(last.deed()).isEqualTo("campaign.change");
        undo.undo(changed, last.id(), scheduler.account());
        assertThat(hours(campaign)).containsExactly("08:00-09:00", "22:00-02:00");
    }

    @Test
    void endOfTheDayIsWrittenOneWay() {
        Campaign campaign = campaign(wall, tomorrow, PEAK, "08:00-09:00");
        resize(form(campaign, PEAK, "08:00", "00:00", campaign.version())).statusCode(303);
        assertThat(hours(campaign)).containsExactly("08:00-24:00");
    }

    @Test
    void whatSomebodyElseChangedIsShownAndKeptWhereItIsSavedAgain() {
        Campaign campaign = campaign(wall, tomorrow, PEAK, "08:00-09:00", NIGHT, "22:00-02:00");
        CampaignFacts seen = CampaignFacts.of(campaign);
        CampaignFacts theirs =
                seen.with(seen.terms().resized(PEAK, "07:30-09:00").orElseThrow());
        booking.change(campaign.code(), theirs, campaign.version(), scheduler.account());

        Map<String, Object> mine = form(campaign, NIGHT, "21:00", "02:00", campaign.version());
        resize(mine)
                .statusCode(409)
                .body(containsString("早高峰 07:30-09:00; 夜间 22:00-02:00"))
                .body(containsString("早高峰 07:30-09:00; 夜间 21:00-02:00"))
                .body(containsString("value=\"21:00\""))
                .body(containsString("name=\"version\" value=\"" + (campaign.version() + 1) + "\""));
        assertThat(hours(campaign)).containsExactly("07:30-09:00", "22:00-02:00");

        mine.put("version", campaign.version() + 1);
        resize(mine).statusCode(303);
        assertThat(hours(campaign)).containsExactly("07:30-09:00", "21:00-02:00");
    }

    @ParameterizedTest
    @CsvSource({"08:00, 08:00, 结束", "08:00, 8, 看不懂", "24:00, 08:00, 看不懂", "'', '', 看不懂", "08:00, 25:00, 看不懂"})
    void hoursThatAreNoneAreRefusedInWordsAndWhatWasTypedIsKept(String from, String until, String words) {
        Campaign campaign = campaign(wall, tomorrow, PEAK, "08:00-09:00");

        resize(form(campaign, PEAK, from, until, campaign.version()))
                .statusCode(422)
                .body(containsString(words))
                .body(containsString("name=\"until\" type=\"text\" value=\"" + until + "\""))
                .body(containsString("全部 1 块屏幕"));

        assertThat(hours(campaign)).containsExactly("08:00-09:00");
    }

    @Test
    void daypartThatWouldAskForMoreThanTheDayHasIsRefusedWithTheNumbers() {
        Campaign campaign = campaign(wall, tomorrow, PEAK, "08:00-09:00");
        spot(campaign, new SpotTerms(null, 130, null, null, null, Set.of(PEAK), null, null, null));

        resize(form(campaign, PEAK, "08:00", "10:00", campaign.version()))
                .statusCode(422)
                .body(containsString("7,800"))
                .body(containsString("value=\"10:00\""));

        assertThat(hours(campaign)).containsExactly("08:00-09:00");
    }

    @Test
    void fixedTimeThatIsStillToComeIsNotLeftOutsideItsDaypart() {
        Campaign campaign = campaign(wall, tomorrow, PEAK, "08:00-09:00");
        Media film = AMedia.film(30, submitter.account());
        booking.submit(campaign.id(), film.id(), submitter.account());
        Instant half = tomorrow.atTime(8, 30).atZone(wall.timeZone()).toInstant();
        SpotTerms limited = new SpotTerms(null, null, null, null, null, Set.of(PEAK), null, null, null);
        booking.book(
                campaign.id(),
                new SpotFacts(film.id(), null, null, Set.of(half), null, null, null, limited, null),
                scheduler.account());

        resize(form(campaign, PEAK, "08:31", "10:00", campaign.version()))
                .statusCode(422)
                .body(containsString("08:30"))
                .body(containsString("value=\"08:31\""));
        assertThat(hours(campaign)).containsExactly("08:00-09:00");
        resize(form(campaign, PEAK, "08:30", "08:31", campaign.version())).statusCode(303);
        assertThat(hours(campaign)).containsExactly("08:30-08:31");
    }

    @Test
    void namesThatNobodyKnowsAreRefused() {
        Campaign campaign = campaign(wall, tomorrow, PEAK, "08:00-09:00");
        resize(form(campaign, "晚高峰", "08:00", "09:30", campaign.version()))
                .statusCode(422)
                .body(containsString("晚高峰"));
        Map<String, Object> nowhere = form(campaign, PEAK, "08:00", "09:30", campaign.version());
        nowhere.put("campaign", "c-" + UUID.randomUUID());
        resize(nowhere).statusCode(404);
        nowhere.remove("campaign");
        resize(nowhere).statusCode(404);
        Map<String, Object> blind = form(campaign, PEAK, "08:00", "09:30", campaign.version());
        blind.put("version", "x");
        resize(blind).statusCode(409);
        blind.remove("version");
        resize(blind).statusCode(409);
        assertThat(hours(campaign)).containsExactly("08:00-09:00");
    }

    @ParameterizedTest
    @EnumSource(value = Role.class, mode = EnumSource.Mode.EXCLUDE, names = "SCHEDULER")
    void othersSeeTheBandsOnly(Role role) {
        Campaign campaign = campaign(wall, tomorrow, PEAK, "08:00-09:00");
        SignedIn other = SignedIn.cookieAs(role);

        other.page()
                .formParams(form(campaign, PEAK, "08:00", "09:30", campaign.version()))
                .post("/timeline/dayparts")
                .then()
                .statusCode(403);
        other.page()
                .get("/timeline?screen=" + wall.code())
                .then()
                .statusCode(200)
                .body(containsString("data-may-move=\"false\""))
                .body(not(containsString("data-daypart-dialog")));
        assertThat(hours(campaign)).containsExactly("08:00-09:00");
    }

    @Test
    void anotherSitesFormChangesNothing() {
        Campaign campaign = campaign(wall, tomorrow, PEAK, "08:00-09:00");
        RestAssured.given()
                .cookie("lunbo-session", scheduler.token())
                .header("Sec-Fetch-Site", "cross-site")
                .formParams(form(campaign, PEAK, "08:00", "09:30", campaign.version()))
                .post("/timeline/dayparts")
                .then()
                .statusCode(403);
        assertThat(hours(campaign)).containsExactly("08:00-09:00");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//evil.example/timeline",
                "https://evil.example/timeline",
                "/timeline.evil.example",
                "/timelines",
                "/timeline?date= x",
                "/timeline\\\\evil.example",
                "/timeline?a=%zz",
                "javascript:alert(1)"
            })
    void wayBackLeadsNowhereElse(String back) {
        Campaign campaign = campaign(wall, tomorrow, PEAK, "08:00-09:00");
        Map<String, Object> form = form(campaign, PEAK, "08:00", "09:30", campaign.version());
        form.put("back", back);
        form.put("until", "08:00");
        resize(form).statusCode(422).body(not(containsString("evil"))).body(not(containsString("javascript:")));
        form.put("until", "09:30");
        String location = resize(form).statusCode(303).extract().header("Location");
        assertThat(location)
                .matches("http://localhost:\\d+/(timeline(\\?.*)?)?")
                .doesNotContain("evil");
    }

    @Test
    void fixedTimesWayBackIsNoBetterThanADayparts() {
        scheduler
                .page()
                .formParam("spot", UUID.randomUUID().toString())
                .formParam("version", 0)
                .formParam("back", "/timeline?date= x")
                .post("/timeline/fixed-times")
                .then()
                .statusCode(equalTo(404));
    }

    private ValidatableResponse resize(Map<String, Object> form) {
        return scheduler.page().formParams(form).post("/timeline/dayparts").then();
    }

    private Map<String, Object> form(Campaign campaign, String name, String from, String until, int version) {
        Map<String, Object> form = new HashMap<>();
        form.put("campaign", campaign.code());
        form.put("name", name);
        form.put("from", from);
        form.put("until", until);
        form.put("version", version);
        form.put("back", "/timeline?date=" + tomorrow);
        return form;
    }

    private JsonPath day(Screen screen, LocalDate date) {
        return scheduler
                .page()
                .accept("*/*")
                .get("/timeline/days/{screen}/{date}", screen.code(), date.toString())
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static List<List<Long>> stretches(JsonPath day, int daypart) {
        List<List<Number>> seen = day.getList("dayparts[" + daypart + "].stretches");
        return seen.stream()
                .map(one -> List.of(one.get(0).longValue(), one.get(1).longValue()))
                .toList();
    }

    private List<String> hours(Campaign campaign) {
        return QuarkusTransaction.requiringNew()
                .call(() -> campaigns.byCode(campaign.code()).orElseThrow().terms().dayparts().stream()
                        .map(NamedDaypart::hours)
                        .toList());
    }

    /** @param dayparts names and hours in turn */
    private Campaign campaign(Screen screen, LocalDate from, String... dayparts) {
        LinkedHashSet<NamedDaypart> named = new LinkedHashSet<>();
        for (int at = 0; at < dayparts.length; at += 2) {
            named.add(new NamedDaypart(dayparts[at], dayparts[at + 1]));
        }
        CampaignTerms terms = new CampaignTerms(null, List.copyOf(named), null, null, null, false);
        return booking.create(
                new CampaignFacts(
                        "c-" + UUID.randomUUID(),
                        "活动",
                        null,
                        null,
                        from,
                        from.plusDays(3),
                        null,
                        Set.of(screen.code()),
                        terms),
                scheduler.account());
    }

    private Spot spot(Campaign campaign, SpotTerms terms) {
        Media film = AMedia.film(30, submitter.account());
        Reviewed.byAll(booking.submit(campaign.id(), film.id(), submitter.account()));
        Integer weight = terms.perHour() == null ? 1 : null;
        Spot booked = booking.book(
                campaign.id(),
                new SpotFacts(film.id(), weight, null, null, null, null, null, terms, null),
                scheduler.account());
        return QuarkusTransaction.requiringNew()
                .call(() -> spots.withIds(List.of(booked.id())).get(0));
    }
}
