package io.lunbo.campaign;

import io.lunbo.access.Role;
import io.lunbo.daypart.LocalDayTimeline;
import io.lunbo.dayplan.BookedDay;
import io.lunbo.dayplan.ScreenDay;
import io.lunbo.media.Media;
import io.lunbo.review.Review;
import io.lunbo.screen.Screen;
import io.lunbo.testsupport.AMedia;
import io.lunbo.testsupport.AScreen;
import io.lunbo.testsupport.Reviewed;
import io.lunbo.testsupport.SignedIn;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.notNullValue;

/** What is agreed of campaigns and spots comes out of the day's plan, and what cannot be agreed is refused. */
@QuarkusTest
class BookingTermsTest {
    @Inject
    CampaignBooking booking;

    @Inject
    CampaignRepository campaigns;

    @Inject
    BookedDay bookedDay;

    private SignedIn scheduler;
    private SignedIn submitter;
    private Screen wall;
    private Media film;
    private final String code = "t-" + UUID.randomUUID();

    @BeforeEach
    void create() {
        scheduler = SignedIn.as(Role.SCHEDULER);
        submitter = SignedIn.as(Role.SUBMITTER);
        wall = AScreen.wall("06:00-24:00", scheduler.account());
        film = AMedia.film(30, submitter.account());
    }

    @Test
    void onlyWorkingDaysOfItsFlightsArePlannedMakeUpDaysIncluded() {
        Map<String, Object> dates = Map.of(
                "flights",
                List.of(flight("2023-04-20", "2023-04-24"), flight("2023-05-01", "2023-05-06")),
                "excluded",
                List.of("2023-04-24"),
                "rule",
                "WORKING_DAYS");
        campaign(code, Map.of("dates", dates))
                .statusCode(201)
                .body("from", equalTo("2023-04-20"))
                .body("until", equalTo("2023-05-06"));
        booked(code, film, Map.of("weight", 1));
        List<String> planned = LocalDate.parse("2023-04-19")
                .datesUntil(LocalDate.parse("2023-05-08"))
                .filter(date -> !plan(date.toString()).isEmpty())
                .map(LocalDate::toString)
                .toList();
        // 23 April and 6 May are Sunday and Saturday at work; 1 to 3 May are off.
        assertThat(planned)
                .containsExactly("2023-04-20", "2023-04-21", "2023-04-23", "2023-05-04", "2023-05-05", "2023-05-06");
    }

    @Test
    void daypartsWindowsAndFirstAndLastPlayHoldAllAtOnce() {
        campaign(code, Map.of("dayparts", List.of(part("早高峰", "07:00-09:00"), part("夜间", "22:00-02:00"))))
                .statusCode(201);
        booked(
                code,
                film,
                Map.of(
                        "weight",
                        1,
                        "terms",
                        Map.of("dayparts", List.of("早高峰"), "firstPlay", "07:30", "lastPlay", "08:00")));
        List<Long> starts = plan("2023-04-21").get(film.id());
        assertThat(starts).isNotEmpty().allMatch(at -> at >= 27_000_000 && at <= 28_800_000);
        assertThat(starts).contains(27_000_000L, 28_800_000L);
        Media night = AMedia.film(30, submitter.account());
        booked(code, night, Map.of("terms", Map.of("perHour", 6, "dayparts", List.of("夜间"))));
        assertThat(plan("2023-04-21").get(night.id())).hasSize(12).allMatch(at -> at >= 22 * 3_600_000L);
    }

    @Test
    void rulesBecomeFixedTimesOfTheScreensWallClock() {
        campaign(code, Map.of()).statusCode(201);
        Map<String, String> everyTen = Map.of("from", "2023-04-24T08:30", "rule", "FREQ=MINUTELY;INTERVAL=10;COUNT=4");
        booked(code, film, Map.of("terms", Map.of("repeat", everyTen)));
        assertThat(plan("2023-04-24").get(film.id()))
                .containsExactly(30_600_000L, 31_200_000L, 31_800_000L, 32_400_000L);
        assertThat(plan("2023-04-25")).isEmpty();
    }

    @Test
    void sharesAreOfTimeAndTheCampaignsShareIsDividedByWeights() {
        campaign(code, Map.of("sharePercent", 30)).statusCode(201);
        Media twice = AMedia.film(60, submitter.account());
        booked(code, film, Map.of("weight", 1));
        booked(code, twice, Map.of("weight", 2));
        String other = "t-" + UUID.randomUUID();
        campaign(other, Map.of()).statusCode(201);
        Media rest = AMedia.film(15, submitter.account());
        booked(other, rest, Map.of("weight", 7));
        Map<UUID, List<Long>> plan = plan("2023-04-21");
        double open = 18 * 3_600_000.0;
        assertThat(plan.get(film.id()).size() * 30_000 / open).isBetween(0.095, 0.105);
        assertThat(plan.get(twice.id()).size() * 60_000 / open).isBetween(0.195, 0.205);
        assertThat(plan.get(rest.id()).size() * 15_000 / open).isBetween(0.69, 0.71);
    }

    @Test
    void fillersFillOnlyWhatTheOthersLeaveAndGiveWayFirst() {
        campaign(code, Map.of("campaignClass", "FILLER")).statusCode(201);
        booked(code, film, Map.of("weight", 5));
        String other = "t-" + UUID.randomUUID();
        campaign(other, Map.of("campaignClass", "STATUTORY")).statusCode(201);
        Media law = AMedia.film(60, submitter.account());
        booked(other, law, Map.of("perDay", 540));
        Map<UUID, List<Long>> plan = plan("2023-04-21");
        assertThat(plan.get(law.id())).hasSize(540);
        assertThat(plan.get(film.id())).hasSizeBetween(1000, 1080);
        Media weighted = AMedia.film(60, submitter.account());
        booked(other, weighted, Map.of("weight", 1));
        assertThat(plan("2023-04-21").getOrDefault(film.id(), List.of()).size()).isLessThan(30);
    }

    @Test
    void theLowerClassIsRefusedFirstWithNumbers() {
        campaign(code, Map.of()).statusCode(201);
        booked(code, film, Map.of("perDay", 2000));
        String other = "t-" + UUID.randomUUID();
        campaign(other, Map.of("campaignClass", "EMERGENCY")).statusCode(201);
        Media warning = AMedia.film(60, submitter.account());
        booked(other, warning, Map.of("perDay", 500));
        ScreenDay.Built built = built("2023-04-21");
        assertThat(built.loop().unplaced()).hasSize(1);
        assertThat(built.loop().unplaced().get(0).asked())
                .isGreaterThan(built.loop().unplaced().get(0).possible());
        assertThat(plan("2023-04-21").keySet()).containsExactly(warning.id());
        // 64,800 s are open and 30,000 s are taken: 1,160 plays of 30 s fit, or 2,000 of 17 s.
        scheduler
                .api()
                .get("/api/v1/screens/" + wall.code() + "/load?date=2023-04-21")
                .then()
                .statusCode(200)
                .body("hours", hasSize(18))
                .body("classes.campaignClass", equalTo(List.of("EMERGENCY", "CAMPAIGN")))
                .body("classes[0].plays", equalTo(500))
                .body("unplaced.reason", equalTo(List.of("OVER_DEMAND")))
                .body("unplaced[0].repairs.kind", containsInAnyOrder("FEWER", "SHORTER"))
                .body("unplaced[0].repairs.find { it.kind == 'SHORTER' }.value", lessThanOrEqualTo(17000))
                .body("unplaced[0].repairs.find { it.kind == 'FEWER' }.value", lessThanOrEqualTo(1160));
    }

    @Test
    void whatComesTooCloseIsCountedAndNotHidden() {
        campaign(code, Map.of()).statusCode(201);
        booked(code, film, Map.of("weight", 1, "terms", Map.of("minDistanceSeconds", 600)));
        assertThat(built("2023-04-21").loop().unplaced()).anySatisfy(short1 -> {
            assertThat(short1.reason().name()).isEqualTo("TOO_CLOSE");
            assertThat(short1.asked()).isEqualTo(2159);
            assertThat(short1.possible()).isZero();
        });
    }

    @Test
    void targetsAreResolvedOnTheDayAndTemplatesAreNeverPlanned() {
        String unit = AScreen.unitOf(scheduler.account());
        Map<String, Object> terms = Map.of("targets", List.of(Map.of("type", "UNIT", "value", unit)));
        Map<String, Object> body = body(code, terms);
        body.put("screens", List.of());
        send("/api/v1/campaigns", body).statusCode(201);
        booked(code, film, Map.of("weight", 1));
        wall = AScreen.wall("08:00-10:00", scheduler.account()); // registered after the booking
        assertThat(plan("2023-04-21")).containsOnlyKeys(film.id());
        Map<String, Object> template = new HashMap<>(terms);
        template.put("template", true);
        body.put("terms", template);
        scheduler
                .api()
                .contentType(ContentType.JSON)
                .header("If-Match", "\"0\"")
                .body(body)
                .put("/api/v1/campaigns/" + code)
                .then()
                .statusCode(200);
        assertThat(plan("2023-04-21")).isEmpty();
    }

    @Test
    void screenPlaysWhatItsGroupIsMeantForOnlyWhileItIsInIt() {
        wall = AScreen.wall("08:00-10:00", scheduler.account());
        Map<String, Object> body =
                body(code, Map.of("targets", List.of(Map.of("type", "GROUP", "value", "g" + wall.code()))));
        body.put("screens", List.of());
        send("/api/v1/campaigns", body).statusCode(201);
        put("/api/v1/screen-groups/g" + wall.code(), Map.of("name", "组", "screens", List.of(wall.code())));
        booked(code, film, Map.of("weight", 1));
        assertThat(plan("2023-04-21")).containsOnlyKeys(film.id());
        put("/api/v1/screens/" + wall.code() + "/opening/2023-04-22", Map.of("hours", "closed", "reason", "检修"));
        assertThat(plan("2023-04-22")).isEmpty();
        assertThat(plan("2023-04-21")).containsOnlyKeys(film.id());
        String group = "/api/v1/screen-groups/g" + wall.code();
        scheduler
                .api()
                .header("If-Match", scheduler.api().get(group).header("ETag"))
                .contentType(ContentType.JSON)
                .body(Map.of("name", "组", "screens", List.of()))
                .put(group)
                .then()
                .statusCode(200);
        lookAgain();
        assertThat(plan("2023-04-21")).isEmpty();
    }

    private void put(String address, Map<String, ?> said) {
        scheduler
                .api()
                .contentType(ContentType.JSON)
                .body(said)
                .put(address)
                .then()
                .statusCode(200);
        lookAgain();
    }

    private void lookAgain() {
        wall = QuarkusTransaction.requiringNew()
                .call(() -> io.quarkus.arc.Arc.container()
                        .instance(io.lunbo.screen.ScreenRepository.class)
                        .get()
                        .byCode(wall.code())
                        .orElseThrow());
    }

    @Test
    void whatCannotBeAgreedIsRefused() {
        for (Map<String, Object> wrong : List.<Map<String, Object>>of(
                Map.of("sharePercent", 0),
                Map.of("sharePercent", 101),
                Map.of("campaignClass", "FIRST"),
                Map.of("dayparts", List.of(part("a", "07:00-07:00"))),
                Map.of("dayparts", List.of(part("a", "7-9"))),
                Map.of("dayparts", List.of(part("a", "07:00-08:00"), part("a", "09:00-10:00"))),
                Map.of("dates", Map.of("flights", List.of(flight("2023-05-02", "2023-05-01")))),
                Map.of("dates", Map.of("flights", List.of(Map.of("from", "2023-05-01")))),
                Map.of("dates", Map.of("flights", List.of(Map.of()))),
                Map.of("dates", Map.of("flights", Collections.singletonList(null))),
                Map.of("dates", Map.of("rule", "SOMETIMES")),
                Map.of("targets", List.of(Map.of("type", "MOOD", "value", "x"))))) {
            campaign("t-" + UUID.randomUUID(), wrong).statusCode(400);
        }
        campaign(code, Map.of("dayparts", List.of(part("早高峰", "07:00-09:00")))).statusCode(201);
        submit(code, film);
        refused(Map.of("perHour", 0), 400);
        refused(Map.of("perHour", 1, "sharePercent", 5), 422);
        refused(Map.of("perHour", 1, "dayparts", List.of("晚高峰")), 422);
        refused(Map.of("perHour", 1, "firstPlay", "09:00", "lastPlay", "08:00"), 400);
        refused(Map.of("repeat", Map.of("from", "2023-04-24T08:30", "rule", "FREQ=NEVER")), 400);
        refused(Map.of("repeat", Map.of("from", "2024-04-24T08:30", "rule", "FREQ=DAILY")), 422);
        scheduler.api().get("/api/v1/campaigns/" + code + "/spots").then().body("items", hasSize(0));
    }

    @Test
    void staleChangesAreRefusedWithBothVersions() {
        campaign(code, Map.of()).statusCode(201);
        Map<String, Object> mine = body(code, Map.of("sharePercent", 10));
        put(mine, "\"0\"").statusCode(200).header("ETag", "\"1\"");
        Map<String, Object> late = body(code, Map.of("sharePercent", 20));
        put(late, "\"0\"")
                .statusCode(412)
                .body("yours.terms.sharePercent", equalTo(20))
                .body("current.terms.sharePercent", equalTo(10))
                .body("current.version", equalTo(1));
        put(late, null).statusCode(428);
        late.put("version", 1);
        put(late, null).statusCode(200);
        String id = booked(code, film, Map.of("weight", 1));
        String spot = "/api/v1/campaigns/" + code + "/spots/" + id;
        scheduler.api().get(spot).then().statusCode(200).header("ETag", "\"0\"");
        scheduler
                .api()
                .header("If-Match", "\"7\"")
                .delete(spot)
                .then()
                .statusCode(412)
                .body("current.id", notNullValue());
        scheduler.api().header("If-Match", "\"0\"").delete(spot).then().statusCode(204);
    }

    private ValidatableResponse put(Map<String, Object> body, String ifMatch) {
        var request = scheduler.api().contentType(ContentType.JSON).body(body);
        return (ifMatch == null ? request : request.header("If-Match", ifMatch))
                .put("/api/v1/campaigns/" + code)
                .then();
    }

    private void refused(Map<String, Object> terms, int status) {
        send("/api/v1/campaigns/" + code + "/spots", Map.of("mediaId", film.id(), "terms", terms))
                .statusCode(status);
    }

    private static Map<String, String> flight(String from, String until) {
        return Map.of("from", from, "until", until);
    }

    private static Map<String, String> part(String name, String hours) {
        return Map.of("name", name, "hours", hours);
    }

    private Map<String, Object> body(String campaign, Map<String, ?> terms) {
        Map<String, Object> body = new HashMap<>();
        body.put("code", campaign);
        body.put("name", "活动");
        body.put("from", "2023-04-20");
        body.put("until", "2023-04-26");
        body.put("screens", List.of(wall.code()));
        body.put("terms", terms);
        return body;
    }

    private ValidatableResponse campaign(String campaign, Map<String, ?> terms) {
        return send("/api/v1/campaigns", body(campaign, terms));
    }

    private Review submit(String campaign, Media media) {
        Campaign run = QuarkusTransaction.requiringNew()
                .call(() -> campaigns.byCode(campaign).orElseThrow());
        return booking.submit(run.id(), media.id(), submitter.account());
    }

    private String booked(String campaign, Media media, Map<String, ?> how) {
        Reviewed.byAll(submit(campaign, media));
        Map<String, Object> body = new HashMap<>(how);
        body.put("mediaId", media.id());
        return send("/api/v1/campaigns/" + campaign + "/spots", body)
                .statusCode(201)
                .extract()
                .path("id");
    }

    private ValidatableResponse send(String path, Map<String, ?> body) {
        return scheduler
                .api()
                .contentType(ContentType.JSON)
                .body(body)
                .post(path)
                .then();
    }

    private ScreenDay.Built built(String date) {
        LocalDate day = LocalDate.parse(date);
        return QuarkusTransaction.requiringNew()
                .call(() -> new ScreenDay(
                                wall.code(),
                                new LocalDayTimeline(day, wall.timeZone()),
                                wall.openingHours(),
                                bookedDay.of(wall, day).spots())
                        .build());
    }

    /** When each media starts, in milliseconds of the day. */
    private Map<UUID, List<Long>> plan(String date) {
        ScreenDay.Built built = built(date);
        Map<UUID, List<Long>> starts = new LinkedHashMap<>();
        Map<String, UUID> media = new HashMap<>();
        QuarkusTransaction.requiringNew()
                .run(() -> bookedDay
                        .of(wall, LocalDate.parse(date))
                        .spots()
                        .forEach(spot -> media.put(spot.mediaSha256(), mediaOf(spot.id()))));
        built.content()
                .plays()
                .forEach(play -> starts.computeIfAbsent(
                                media.get(built.content().media().get(play.media())), id -> new java.util.ArrayList<>())
                        .add((long) play.startMs()));
        return starts;
    }

    @Inject
    SpotRepository spots;

    private UUID mediaOf(UUID spot) {
        return spots.findById(spot).media().id();
    }
}
