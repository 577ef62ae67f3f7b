package io.lunbo.campaign;

import io.lunbo.access.Role;
import io.lunbo.media.Media;
import io.lunbo.screen.Screen;
import io.lunbo.testsupport.AMedia;
import io.lunbo.testsupport.AScreen;
import io.lunbo.testsupport.SignedIn;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

/** Books over the API, and tries to book what cannot be. */
@QuarkusTest
class CampaignResourceTest {
    private SignedIn scheduler;
    private SignedIn submitter;
    private Screen wall;
    private Screen sign;
    private Media film;
    private Media slogan;
    private final String code = "c-" + UUID.randomUUID();

    @BeforeEach
    void create() {
        scheduler = SignedIn.as(Role.SCHEDULER);
        submitter = SignedIn.as(Role.SUBMITTER);
        wall = AScreen.wall("08:00-22:00", scheduler.account());
        sign = AScreen.sign("08:00-09:00", scheduler.account());
        film = AMedia.film(30, submitter.account());
        slogan = AMedia.slogan(submitter.account());
        send("/api/v1/campaigns", campaign()).statusCode(201);
    }

    @Test
    void campaignIsBookedAndItsReviewIsForTheScreensThatCanShowTheMedia() {
        submit(film)
                .statusCode(201)
                .body("screenKinds", equalTo(List.of("LED_WALL")))
                .body("from", equalTo("2023-04-20"))
                .body("until", equalTo("2023-04-26"))
                .body("nextStage", equalTo(1));
        submit(slogan).statusCode(201).body("screenKinds", containsInAnyOrder("LED_WALL", "TEXT_SIGN"));

        book(Map.of("mediaId", film.id(), "weight", 3, "group", "A"))
                .statusCode(201)
                .body("screens", equalTo(List.of(wall.code())));
        String id = book(Map.of("mediaId", slogan.id(), "perDay", 12, "screens", List.of(sign.code())))
                .statusCode(201)
                .body("screens", equalTo(List.of(sign.code())))
                .extract()
                .path("id");
        spots().body("items", hasSize(2));
        scheduler.api().delete(spotsPath() + "/" + id).then().statusCode(204);
        spots().body("items", hasSize(1));
        scheduler.api().delete(spotsPath() + "/" + id).then().statusCode(404);
    }

    @Test
    void sameMediaIsNotInReviewTwiceForTheSameScope() {
        submit(film).statusCode(201);
        submit(film).statusCode(409).body("type", equalTo("review-already-open"));
        change("until", "2023-04-27").statusCode(200);
        submit(film).statusCode(201).body("until", equalTo("2023-04-27"));
    }

    @Test
    void howOftenIsSaidExactlyOnce() {
        submit(film).statusCode(201);
        refused(Map.of("mediaId", film.id()), 422, "spot-demand-unclear");
        refused(Map.of("mediaId", film.id(), "weight", 1, "perDay", 1), 422, "spot-demand-unclear");
        refused(Map.of("mediaId", film.id(), "weight", 0), 400, "invalid-input");
        refused(Map.of("mediaId", film.id(), "perDay", -1), 400, "invalid-input");
        spots().body("items", hasSize(0));
    }

    @Test
    void whatWasNotSubmittedOrCannotBeShownIsNotBooked() {
        refused(Map.of("mediaId", film.id(), "weight", 1), 422, "spot-media-not-submitted");
        refused(Map.of("mediaId", UUID.randomUUID(), "weight", 1), 422, "media-unknown");
        submit(film).statusCode(201);
        refused(
                Map.of("mediaId", film.id(), "weight", 1, "screens", List.of(sign.code())),
                422,
                "spot-screen-unsuitable");
        refused(Map.of("mediaId", film.id(), "weight", 1, "screens", List.of("no-such")), 422, "screen-unknown");
        Screen other = AScreen.wall("08:00-22:00", scheduler.account());
        refused(
                Map.of("mediaId", film.id(), "weight", 1, "screens", List.of(other.code())),
                422,
                "spot-screen-unsuitable");
        spots().body("items", hasSize(0));
    }

    @Test
    void moreThanADayHasRoomForIsRefusedWithNumbersAcrossCampaigns() {
        submit(film).statusCode(201);
        book(Map.of("mediaId", film.id(), "perDay", 1681))
                .statusCode(422)
                .body("type", equalTo("over-demand"))
                .body("askedSeconds", equalTo(50430))
                .body("availableSeconds", equalTo(50400))
                .body("screen", equalTo(wall.code()));
        spots().body("items", hasSize(0));
        book(Map.of("mediaId", film.id(), "perDay", 1000)).statusCode(201);

        Map<String, Object> second = campaign();
        second.put("code", "d-" + UUID.randomUUID());
        send("/api/v1/campaigns", second).statusCode(201);
        String path = "/api/v1/campaigns/" + second.get("code");
        submitter
                .api()
                .contentType(ContentType.JSON)
                .body(Map.of("mediaId", film.id()))
                .post(path + "/submissions")
                .then()
                .statusCode(201);
        send(path + "/spots", Map.of("mediaId", film.id(), "perDay", 681)).statusCode(422);
        send(path + "/spots", Map.of("mediaId", film.id(), "perDay", 680)).statusCode(201);
    }

    @Test
    void fixedTimesMustBeOpenDaysOfTheCampaign() {
        submit(film).statusCode(201);
        fixed("2023-04-20T04:00:00Z").statusCode(201).body("fixedAt", equalTo(List.of("2023-04-20T04:00:00.000Z")));
        for (String at : List.of(
                "2023-04-20T23:59:59Z",
                "2023-04-20T13:59:31Z",
                "2023-04-27T04:00:00Z",
                "2023-04-19T04:00:00Z",
                "+900000000-01-01T00:00:00Z",
                "-900000000-01-01T00:00:00Z")) {
            fixed(at).statusCode(422).body("type", equalTo("spot-time-outside"));
        }
    }

    @Test
    void badCampaignsAreRefused() {
        refusedCampaign("until", "2023-04-19", 422, "dates-reversed");
        refusedCampaign("until", "2024-04-20", 422, "dates-too-far-apart");
        refusedCampaign("until", "+999999999-01-01", 400, "invalid-input");
        refusedCampaign("until", "soon", 400, "invalid-input");
        refusedCampaign("screens", List.of("no-such-screen"), 422, "screen-unknown");
        refusedCampaign("screens", List.of(), 400, "invalid-input");
        refusedCampaign("name", "  ", 400, "invalid-input");
        refusedCampaign("name", "x\u0000y", 400, "invalid-input");
        refusedCampaign("name", "𠮷".repeat(201), 400, "invalid-input");
        refusedCampaign("code", "Not A Code", 400, "invalid-input");
        refusedCampaign("code", code, 409, "campaign-code-taken");
        refusedCampaign("unknown", 1, 400, "invalid-input");
        scheduler.api().get("/api/v1/campaigns/no-such").then().statusCode(404);
        scheduler
                .api()
                .contentType(ContentType.JSON)
                .body(Map.of("mediaId", film.id()))
                .post("/api/v1/campaigns/no-such/submissions")
                .then()
                .statusCode(404);
    }

    @Test
    void aBodyIsRefusedWithWhatWouldDo() {
        change("unknown", 1)
                .statusCode(400)
                .body("violations.field", equalTo(List.of("unknown")))
                .body("violations[0].message", containsString("没有这个字段"));
        change("terms", Map.of("campaignClass", "LOUD"))
                .statusCode(400)
                .body("violations.field", equalTo(List.of("campaignClass")))
                .body("violations[0].message", containsString("PUBLIC_BENEFIT"));
    }

    @Test
    void reportDueBeforeTheEndIsKeptAsPrintedAndMarked() {
        change("reportDue", "2022-05-08")
                .statusCode(200)
                .body("reportDue", equalTo("2022-05-08"))
                .body("reportDueTooEarly", equalTo(true));
    }

    @Test
    void nobodySavesOverWhatTheyHaveNotSeen() {
        String seen = tag();
        put(seen, "name", "一").statusCode(200);
        put(seen, "name", "二").statusCode(412).body("type", equalTo("precondition-failed"));
        put("*", "name", "二").statusCode(412);
        put(null, "name", "二").statusCode(428);
        scheduler.api().get("/api/v1/campaigns/" + code).then().body("name", equalTo("一"));
    }

    @Test
    void onlySchedulersBook() {
        for (SignedIn other : List.of(submitter, SignedIn.as(Role.REVIEWER), SignedIn.as(Role.ADMINISTRATOR))) {
            other.api()
                    .contentType(ContentType.JSON)
                    .body(Map.of("mediaId", film.id(), "weight", 1))
                    .post(spotsPath())
                    .then()
                    .statusCode(403);
        }
        scheduler.api().get("/api/v1/campaigns").then().body("items.code", hasItem(code));
    }

    private ValidatableResponse fixed(String at) {
        return book(Map.of("mediaId", film.id(), "fixedAt", List.of(at)));
    }

    private void refused(Map<String, ?> spot, int status, String type) {
        book(spot).statusCode(status).body("type", equalTo(type));
    }

    private void refusedCampaign(String field, Object value, int status, String type) {
        Map<String, Object> body = campaign();
        body.put("code", "e-" + UUID.randomUUID());
        body.put(field, value);
        send("/api/v1/campaigns", body).statusCode(status).body("type", equalTo(type));
    }

    private Map<String, Object> campaign() {
        Map<String, Object> body = new HashMap<>();
        body.put("code", code);
        body.put("name", "知识产权宣传周");
        body.put("from", "2023-04-20");
        body.put("until", "2023-04-26");
        body.put("screens", List.of(wall.code(), sign.code()));
        return body;
    }

    private ValidatableResponse submit(Media media) {
        return submitter
                .api()
                .contentType(ContentType.JSON)
                .body(Map.of("mediaId", media.id()))
                .post("/api/v1/campaigns/" + code + "/submissions")
                .then();
    }

    private ValidatableResponse change(String field, Object value) {
        return put(tag(), field, value);
    }

    private ValidatableResponse put(String tag, String field, Object value) {
        Map<String, Object> body = campaign();
        body.put(field, value);
        var request = scheduler.api().contentType(ContentType.JSON).body(body);
        return (tag == null ? request : request.header("If-Match", tag))
                .put("/api/v1/campaigns/" + code)
                .then();
    }

    private String tag() {
        return scheduler.api().get("/api/v1/campaigns/" + code).header("ETag");
    }

    private ValidatableResponse book(Map<String, ?> spot) {
        return send(spotsPath(), spot);
    }

    private ValidatableResponse spots() {
        return scheduler.api().get(spotsPath()).then().statusCode(200);
    }

    private String spotsPath() {
        return "/api/v1/campaigns/" + code + "/spots";
    }

    private ValidatableResponse send(String path, Object body) {
        return scheduler
                .api()
                .contentType(ContentType.JSON)
                .body(body)
                .post(path)
                .then();
    }
}
