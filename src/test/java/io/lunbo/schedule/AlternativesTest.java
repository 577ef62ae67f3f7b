package io.lunbo.schedule;

import io.lunbo.access.Role;
import io.lunbo.campaign.Campaign;
import io.lunbo.campaign.CampaignBooking;
import io.lunbo.campaign.CampaignFacts;
import io.lunbo.dayplan.SheetContent;
import io.lunbo.media.Media;
import io.lunbo.review.Review;
import io.lunbo.screen.Screen;
import io.lunbo.testsupport.AMedia;
import io.lunbo.testsupport.AScreen;
import io.lunbo.testsupport.Reviewed;
import io.lunbo.testsupport.SignedIn;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

/** One booking shows each screen the version that suits it, and none that was not signed. */
@QuarkusTest
class AlternativesTest {
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
    private Screen upright;
    private Screen sign;
    private Campaign campaign;
    private Media film;
    private Media onUpright;
    private Media onSign;

    @BeforeEach
    void register() {
        scheduler = SignedIn.as(Role.SCHEDULER);
        submitter = SignedIn.as(Role.SUBMITTER);
        wall = AScreen.wall("08:00-09:00", scheduler.account());
        sign = AScreen.sign("08:00-09:00", scheduler.account());
        upright = AScreen.portrait("08:00-09:00", scheduler.account());
        film = AMedia.film(15, submitter.account());
        onUpright = AMedia.slogan(submitter.account());
        onSign = AMedia.slogan(submitter.account());
        campaign = booking.create(
                new CampaignFacts(
                        "c-" + UUID.randomUUID(),
                        "宣传周",
                        null,
                        null,
                        tomorrow(),
                        tomorrow().plusDays(6),
                        null,
                        Set.of(wall.code(), upright.code(), sign.code())),
                scheduler.account());
    }

    @Test
    void eachScreenShowsWhatSuitsIt_andNothingBeforeItIsSigned() {
        Review ofFilm = submit(film);
        Review ofUpright = submit(onUpright);
        Review ofSign = submit(onSign);
        book(usual()).statusCode(201).body("screens", hasItem(sign.code())).body("alternatives.size()", equalTo(2));
        for (Screen screen : List.of(wall, upright, sign)) {
            assertThat(shownOn(screen)).isEmpty();
        }
        // The film's signatures are worth nothing for its alternatives.
        Reviewed.byAll(ofFilm);
        assertThat(shownOn(wall)).containsExactly(film.sha256());
        assertThat(shownOn(upright)).isEmpty();
        assertThat(shownOn(sign)).isEmpty();

        Reviewed.byAll(ofSign);
        assertThat(shownOn(sign)).containsExactly(onSign.sha256());
        assertThat(shownOn(upright)).isEmpty();

        Reviewed.byAll(ofUpright);
        List<UUID> drafts = new ArrayList<>();
        for (Screen screen : List.of(wall, upright, sign)) {
            drafts.add(build(screen).id());
        }
        assertThat(publishing.publish(drafts, scheduler.account())).hasSize(3);
        assertThat(shownOn(wall)).containsExactly(film.sha256());
        assertThat(shownOn(upright)).containsExactly(onUpright.sha256());
    }

    @Test
    void otherAlternativeNeedsItsOwnSignaturesAndIsNotPublishedWithout() {
        Reviewed.byAll(submit(film));
        Reviewed.byAll(submit(onUpright));
        Reviewed.byAll(submit(onSign));
        String id = book(usual()).statusCode(201).extract().path("id");
        Sheet signed = build(upright);
        Media unsigned = AMedia.slogan(submitter.account());
        submit(unsigned);
        change(id, 0, List.of(alternative("SHAPE", "PORTRAIT", unsigned), alternative("KIND", "TEXT_SIGN", onSign)))
                .statusCode(200)
                .body("alternatives[0].mediaId", equalTo(unsigned.id().toString()));

        // The draft names what is no alternative any more.
        publish(signed).statusCode(409).body("type", equalTo("sheet-not-approved"));
        assertThat(shownOn(upright)).isEmpty();
        assertThat(shownOn(sign)).containsExactly(onSign.sha256());
    }

    @Test
    void firstLineThatMeansTheScreenCounts_andOnlyWhatItCanShow() {
        Reviewed.byAll(submit(film));
        Reviewed.byAll(submit(onUpright));
        Reviewed.byAll(submit(onSign));
        Media picture = AMedia.picture(submitter.account());
        Reviewed.byAll(submit(picture));
        // All three go by the standard rules, but a sign cannot show a picture.
        book(List.of(alternative("PROFILE", "standard", picture), alternative("KIND", "TEXT_SIGN", onSign)))
                .statusCode(201);
        assertThat(shownOn(wall)).containsExactly(picture.sha256());
        assertThat(shownOn(upright)).containsExactly(picture.sha256());
        assertThat(shownOn(sign)).containsExactly(onSign.sha256());
    }

    @Test
    void whatNoScreenWouldShowIsRefused() {
        submit(film);
        submit(onUpright);
        refused(List.of(alternative("KIND", "TEXT_SIGN", onSign)), 422, "spot-media-not-submitted");
        submit(onSign);
        refused(List.of(alternative("KIND", "TEXT_SIGN", film)), 422, "spot-alternative-unused");
        refused(List.of(alternative("SHAPE", "SQUARE", onSign)), 422, "spot-alternative-unused");
        refused(List.of(alternative("GROUP", "nobody-is-here", onSign)), 422, "spot-alternative-unused");
        refused(
                List.of(alternative("KIND", "LED_WALL", onSign), alternative("SHAPE", "PORTRAIT", onUpright)),
                422,
                "spot-alternative-unused");
        refused(List.of(alternative("SHAPE", "ROUND", onSign)), 422, "spot-alternative-unused");
        refused(List.of(alternative("MOON", "FULL", onSign)), 400, "invalid-input");
        refused(List.of(alternative("SHAPE", "", onSign)), 400, "invalid-input");
        refused(List.of(Map.of("mediaId", onSign.id())), 400, "invalid-input");
        refused(List.of(Map.of("where", Map.of("type", "KIND", "value", "TEXT_SIGN"))), 400, "invalid-input");
        refused(
                List.of(Map.of("mediaId", UUID.randomUUID(), "where", Map.of("type", "KIND", "value", "TEXT_SIGN"))),
                422,
                "media-unknown");
        List<Map<String, Object>> tooMany = new ArrayList<>();
        for (int i = 0; i < 13; i++) {
            tooMany.add(alternative("SHAPE", "PORTRAIT", onUpright));
        }
        refused(tooMany, 400, "invalid-input");
        List<Map<String, Object>> hole = new ArrayList<>();
        hole.add(null);
        refused(hole, 400, "invalid-input");
        Map<String, Object> noObject = body(List.of());
        noObject.put("alternatives", List.of(1));
        send(noObject).statusCode(400).body("violations[0].field", equalTo("alternatives"));
        scheduler.api().get(spots()).then().body("items.size()", equalTo(0));
    }

    @Test
    void signNamedForAFilmIsBookedWhereAnAlternativeSuitsIt() {
        submit(film);
        submit(onSign);
        Map<String, Object> body = body(List.of());
        body.put("screens", List.of(sign.code()));
        send(body).statusCode(422).body("type", equalTo("spot-screen-unsuitable"));
        body.put("alternatives", List.of(alternative("KIND", "TEXT_SIGN", onSign)));
        send(body).statusCode(201).body("screens", equalTo(List.of(sign.code())));
    }

    @Test
    void copyKeepsThem_theirReviewsAreMissed_andTheMediaKnowsWhereItIsUsed() {
        submit(film);
        submit(onUpright);
        submit(onSign);
        String id = book(usual()).statusCode(201).extract().path("id");
        change(id, 0, List.of()).statusCode(200).body("alternatives.size()", equalTo(0));
        String undo = scheduler
                .api()
                .get("/api/v1/campaigns/" + campaign.code() + "/undoable")
                .then()
                .extract()
                .path("items[0].id");
        scheduler
                .api()
                .post("/api/v1/campaigns/" + campaign.code() + "/undoable/" + undo)
                .then()
                .statusCode(204);
        String copied = "k-" + UUID.randomUUID();
        scheduler
                .api()
                .contentType(ContentType.JSON)
                .body(Map.of(
                        "code",
                        copied,
                        "name",
                        "再一次",
                        "from",
                        tomorrow().plusDays(30).toString()))
                .post("/api/v1/campaigns/" + campaign.code() + "/copies")
                .then()
                .statusCode(201);
        scheduler
                .api()
                .get("/api/v1/campaigns/" + copied + "/spots")
                .then()
                .body(
                        "items[0].alternatives.mediaId",
                        equalTo(List.of(onUpright.id().toString(), onSign.id().toString())));
        SignedIn browser = SignedIn.cookieAs(Role.SCHEDULER);
        browser.page()
                .get("/campaigns/" + copied)
                .then()
                .statusCode(200)
                .body(containsString("有 3 个素材需要为本活动重新送审"))
                .body(containsString(onUpright.title()));
        browser.page()
                .get("/library/" + onSign.id() + "/usage")
                .then()
                .statusCode(200)
                .body(containsString(campaign.code()));
    }

    @Test
    void formKeepsWhatWasTypedWhereALineIsHalf() {
        submit(film);
        submit(onSign);
        SignedIn browser = SignedIn.cookieAs(Role.SCHEDULER);
        browser.page()
                .formParam("mediaId", film.id())
                .formParam("how", "WEIGHT")
                .formParam("weight", "1")
                .formParam("alternativeWhere", "", "")
                .formParam("alternativeMedia", "", onSign.id().toString())
                .post("/campaigns/" + campaign.code() + "/spots")
                .then()
                .statusCode(422)
                .body(containsString("同时选择屏幕和素材"))
                .body(containsString("value=\"" + onSign.id() + "\" selected"));
        browser.page()
                .formParam("mediaId", film.id())
                .formParam("how", "WEIGHT")
                .formParam("weight", "1")
                .formParam("alternativeWhere", "", "KIND:TEXT_SIGN", "")
                .formParam("alternativeMedia", "", onSign.id().toString(), "")
                .post("/campaigns/" + campaign.code() + "/spots")
                .then()
                .statusCode(303);
        browser.page()
                .get("/campaigns/" + campaign.code())
                .then()
                .statusCode(200)
                .body(containsString("class=\"booked-alternative\""))
                .body(not(containsString("未排入")));
    }

    private List<Map<String, Object>> usual() {
        return List.of(alternative("SHAPE", "PORTRAIT", onUpright), alternative("KIND", "TEXT_SIGN", onSign));
    }

    private static Map<String, Object> alternative(String type, String value, Media media) {
        return Map.of("where", Map.of("type", type, "value", value), "mediaId", media.id());
    }

    private Map<String, Object> body(List<? extends Map<String, ?>> alternatives) {
        Map<String, Object> body = new HashMap<>();
        body.put("mediaId", film.id());
        body.put("weight", 1);
        body.put("alternatives", alternatives);
        return body;
    }

    private ValidatableResponse book(List<? extends Map<String, ?>> alternatives) {
        return send(body(alternatives));
    }

    private ValidatableResponse send(Map<String, Object> body) {
        return scheduler
                .api()
                .contentType(ContentType.JSON)
                .body(body)
                .post(spots())
                .then();
    }

    private ValidatableResponse change(String id, int version, List<? extends Map<String, ?>> alternatives) {
        Map<String, Object> body = body(alternatives);
        body.put("version", version);
        return scheduler
                .api()
                .contentType(ContentType.JSON)
                .body(body)
                .put(spots() + "/" + id)
                .then();
    }

    private void refused(List<? extends Map<String, ?>> alternatives, int status, String type) {
        book(alternatives).statusCode(status).body("type", equalTo(type));
    }

    private ValidatableResponse publish(Sheet sheet) {
        return scheduler
                .api()
                .contentType(ContentType.JSON)
                .body(Map.of("sheets", List.of(sheet.id())))
                .post("/api/v1/sheets/publications")
                .then();
    }

    private Review submit(Media media) {
        return booking.submit(campaign.id(), media.id(), submitter.account());
    }

    private Sheet build(Screen screen) {
        return building.build(screen.id(), tomorrow(), scheduler.account());
    }

    private List<String> shownOn(Screen screen) {
        return SheetContent.read(build(screen).gzipBody()).media();
    }

    private String spots() {
        return "/api/v1/campaigns/" + campaign.code() + "/spots";
    }

    private LocalDate tomorrow() {
        return LocalDate.ofInstant(clock.instant(), ZONE).plusDays(1);
    }
}
