package io.lunbo.timeline;

import io.lunbo.access.Role;
import io.lunbo.campaign.Campaign;
import io.lunbo.campaign.CampaignBooking;
import io.lunbo.campaign.CampaignFacts;
import io.lunbo.campaign.Spot;
import io.lunbo.campaign.SpotFacts;
import io.lunbo.dayplan.SheetContent;
import io.lunbo.media.Media;
import io.lunbo.schedule.Sheet;
import io.lunbo.schedule.SheetBuilding;
import io.lunbo.schedule.SheetPublishing;
import io.lunbo.screen.Screen;
import io.lunbo.testsupport.AMedia;
import io.lunbo.testsupport.AScreen;
import io.lunbo.testsupport.Reviewed;
import io.lunbo.testsupport.SignedIn;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

/** What is seen of a plan is what its sheet says, and a fixed time moves by the same rules as it is booked. */
@QuarkusTest
class TimelineTest {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    @Inject
    CampaignBooking booking;

    @Inject
    SheetBuilding building;

    @Inject
    SheetPublishing publishing;

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
        tomorrow = LocalDate.ofInstant(clock.instant(), ZONE).plusDays(1);
    }

    @Test
    void dayShowsEachPlayOfTheSheetAndNothingElse() {
        Media slogan = AMedia.slogan(submitter.account());
        Spot competing = approvedSpot(slogan, new SpotFacts(slogan.id(), 1, null, null, null, null, null));
        Media announcement = AMedia.slogan(submitter.account());
        Instant at = local(LocalTime.of(9, 0));
        Spot fixed = approvedSpot(announcement, fixedAt(announcement, at));
        Sheet sheet = published();

        JsonPath day = day(false).extract().jsonPath();

        SheetContent content = SheetContent.read(sheet.gzipBody());
        List<List<Integer>> plays = content.plays().stream()
                .map(play -> List.of(play.startMs(), play.media(), play.spot(), play.durationMs()))
                .toList();
        assertThat(day.getList("plays")).isEqualTo(plays);
        assertThat(Instant.ofEpochMilli(day.getLong("fromMs"))).isEqualTo(content.from());
        assertThat(day.getList("spots.title"))
                .containsExactlyInAnyOrder(
                        competing.media().title(), fixed.media().title());
        assertThat(day.getList("spots.fixedMs.flatten()", Long.class)).containsExactly(9 * 3_600_000L);
        assertThat(day.getList("open")).isEqualTo(List.of(List.of(8 * 3_600_000, 10 * 3_600_000)));
        assertThat(day.getList("frames.slogan.mode")).doesNotContainNull();
    }

    @Test
    void draftIsSeenOnlyByWhoAsksForDrafts() {
        Media slogan = AMedia.slogan(submitter.account());
        approvedSpot(slogan, new SpotFacts(slogan.id(), 1, null, null, null, null, null));
        building.build(wall.id(), tomorrow, scheduler.account());

        day(false).body("sheet", equalTo(null)).body("plays", equalTo(List.of()));
        day(true).body("sheet.state", equalTo("DRAFT"));
    }

    @Test
    void dayThatIsUnchangedIsNotSentAgain() {
        String tag = day(false).extract().header("ETag");

        scheduler
                .page()
                .accept("*/*")
                .header("If-None-Match", tag)
                .get("/timeline/days/{screen}/{date}", wall.code(), tomorrow.toString())
                .then()
                .statusCode(304);
    }

    @Test
    void onlyFilesThatScreensAreGivenCanBeFetched() {
        String standby = day(false).extract().path("screen.standbyUrl");
        scheduler.page().accept("*/*").get(standby).then().statusCode(200).contentType("image/png");
        scheduler
                .page()
                .accept("*/*")
                .get("/timeline/files/" + "0".repeat(64))
                .then()
                .statusCode(404);
        scheduler.page().accept("*/*").get("/timeline/files/..%2Fkeys").then().statusCode(404);
    }

    @Test
    void draggedFixedTimeMovesAndEachOtherTimeStays() {
        Media announcement = AMedia.slogan(submitter.account());
        Instant nine = local(LocalTime.of(9, 0));
        Instant half = local(LocalTime.of(9, 30));
        Spot spot = approvedSpot(
                announcement, new SpotFacts(announcement.id(), null, null, Set.of(nine, half), null, null, null));

        move(spot, spot.version(), nine, local(LocalTime.of(9, 10, 5))).statusCode(303);

        published();
        assertThat(day(false).extract().jsonPath().getList("spots.fixedMs.flatten()", Long.class))
                .containsExactly(33_005_000L, 34_200_000L);
    }

    @Test
    void fixedTimeThatSomebodyElseMovedIsNotMovedAgain() {
        Media announcement = AMedia.slogan(submitter.account());
        Instant nine = local(LocalTime.of(9, 0));
        Spot spot = approvedSpot(announcement, fixedAt(announcement, nine));
        move(spot, spot.version(), nine, local(LocalTime.of(9, 1))).statusCode(303);

        move(spot, spot.version(), nine, local(LocalTime.of(9, 2))).statusCode(409);
        move(spot, spot.version(), local(LocalTime.of(9, 1)), local(LocalTime.of(9, 2)))
                .statusCode(409);
    }

    @Test
    void fixedTimeIsNotDraggedOutOfTheOpeningHours() {
        Media announcement = AMedia.slogan(submitter.account());
        Instant nine = local(LocalTime.of(9, 0));
        Spot spot = approvedSpot(announcement, fixedAt(announcement, nine));

        move(spot, spot.version(), nine, local(LocalTime.of(10, 0))).statusCode(422);
        move(spot, spot.version(), nine, local(LocalTime.of(7, 59, 59))).statusCode(422);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/timeline?date=x",
                "/timeline/moment?at=gestern",
                "/timeline/moment?screen=none",
                "/timeline/counts?screen=none",
                "/timeline/months?month=2023-13"
            })
    void addressesThatSayNothingAreRefusedInWords(String address) {
        int status = scheduler.page().get(address).then().extract().statusCode();
        assertThat(status).isBetween(400, 422);
    }

    @Test
    void countsAreThoseOfTheSheets() {
        Media slogan = AMedia.slogan(submitter.account());
        approvedSpot(slogan, new SpotFacts(slogan.id(), null, 137, null, null, null, null));
        published();

        scheduler
                .page()
                .get("/timeline/counts?screen=" + wall.code() + "&from=" + tomorrow)
                .then()
                .statusCode(200)
                .body(containsString(">137<"));
        scheduler
                .page()
                .get("/timeline/counts?screen=" + wall.code() + "&from=" + tomorrow.plusDays(1))
                .then()
                .body(not(containsString(">137<")));
    }

    @Test
    void inspectorLooksButMovesNothing() {
        SignedIn inspector = SignedIn.cookieAs(Role.INSPECTOR);
        String counts = "/timeline/counts?screen=" + wall.code();
        for (String page : List.of("/timeline", "/timeline/moment", counts, "/timeline/months")) {
            inspector.page().get(page).then().statusCode(200);
        }
        inspector
                .page()
                .formParam("spot", UUID.randomUUID().toString())
                .post("/timeline/fixed-times")
                .then()
                .statusCode(403);
    }

    private ValidatableResponse day(boolean drafts) {
        return scheduler
                .page()
                .accept("*/*")
                .get("/timeline/days/{screen}/{date}?drafts={drafts}", wall.code(), tomorrow.toString(), drafts)
                .then()
                .statusCode(200);
    }

    private ValidatableResponse move(Spot spot, int version, Instant from, Instant to) {
        return scheduler
                .page()
                .formParam("spot", spot.id().toString())
                .formParam("version", version)
                .formParam("from", from.toString())
                .formParam("to", to.toString())
                .formParam("back", "/timeline")
                .redirects()
                .follow(false)
                .post("/timeline/fixed-times")
                .then();
    }

    private Instant local(LocalTime time) {
        return tomorrow.atTime(time).atZone(ZONE).toInstant();
    }

    private static SpotFacts fixedAt(Media media, Instant at) {
        return new SpotFacts(media.id(), null, null, Set.of(at), null, null, null);
    }

    private Spot approvedSpot(Media media, SpotFacts facts) {
        String code = "c-" + UUID.randomUUID();
        Campaign campaign = booking.create(
                new CampaignFacts(code, "活动", null, null, tomorrow, tomorrow.plusDays(3), null, Set.of(wall.code())),
                scheduler.account());
        Reviewed.byAll(booking.submit(campaign.id(), media.id(), submitter.account()));
        return booking.book(campaign.id(), facts, scheduler.account());
    }

    private Sheet published() {
        Sheet draft = building.build(wall.id(), tomorrow, scheduler.account());
        return publishing.publish(List.of(draft.id()), scheduler.account()).get(0);
    }
}
