package io.lunbo.desk;

import io.lunbo.access.Role;
import io.lunbo.media.Media;
import io.lunbo.review.ReviewRepository;
import io.lunbo.screen.Screen;
import io.lunbo.testsupport.AMedia;
import io.lunbo.testsupport.AScreen;
import io.lunbo.testsupport.Reviewed;
import io.lunbo.testsupport.SignedIn;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

/** A campaign from the empty form to a signed and booked film, by the pages alone. */
@QuarkusTest
class DeskPagesTest {
    private static final Pattern REVIEW = Pattern.compile("/reviews/([0-9a-f-]{36})");

    @Inject
    ReviewRepository reviews;

    private SignedIn scheduler;
    private SignedIn reviewer;
    private Screen wall;
    private Media slogan;
    private final String code = "p-" + UUID.randomUUID();

    @BeforeEach
    void signIn() {
        scheduler = SignedIn.cookieAs(Role.SCHEDULER);
        reviewer = SignedIn.cookieAs(Role.REVIEWER);
        wall = AScreen.wall("08:00-22:00", scheduler.account());
        slogan = AMedia.slogan(scheduler.account());
    }

    @Test
    void campaignIsCreatedSubmittedBookedAndReviewed() {
        scheduler.page().get("/campaigns/new").then().statusCode(200).body(containsString(wall.code()));
        form("2023-04-20", "2023-04-26").post("/campaigns").then().statusCode(303);
        detail().body(containsString("早于活动结束日期"));
        scheduler
                .page()
                .formParam("mediaId", slogan.id())
                .post("/campaigns/" + code + "/submissions")
                .then()
                .statusCode(303);
        spot("WEIGHT", "3").statusCode(303);
        String page = detail().body(containsString("权重 3")).extract().asString();
        Matcher review = REVIEW.matcher(page);
        assertThat(review.find()).isTrue();

        reviewer.page().get("/reviews").then().statusCode(200).body(containsString(review.group()));
        reviewer.page().get(review.group()).then().statusCode(200).body(containsString(slogan.sha256()));
        decide(review.group(), "REJECT", "").statusCode(422).body(containsString("必须说明理由"));
        decide(review.group(), "APPROVE", "可以").statusCode(422).body(containsString("须完整审看"));
        UUID id = UUID.fromString(review.group().substring("/reviews/".length()));
        Reviewed.watched(
                QuarkusTransaction.requiringNew().call(() -> reviews.whole(id).orElseThrow()), reviewer.account());
        decide(review.group(), "APPROVE", "可以").statusCode(303);
        decide(review.group(), "APPROVE", "再来").statusCode(403).body(containsString("已签署过"));
        reviewer.page().get("/reviews/of/" + slogan.id()).then().statusCode(200).body(containsString("知识产权"));
        scheduler
                .page()
                .cookie("lunbo-language", "en")
                .get(review.group())
                .then()
                .statusCode(200)
                .body(containsString("Second review"));
        for (String show : new String[] {"MINE", "OPEN", "APPROVED", "REJECTED", "WITHDRAWN"}) {
            reviewer.page().get("/reviews?show=" + show).then().statusCode(200);
        }
        scheduler.page().get("/campaigns").then().statusCode(200).body(containsString(code));
    }

    @Test
    void whatIsRefusedKeepsWhatWasTyped() {
        form("2023-04-20", "2023-04-10")
                .post("/campaigns")
                .then()
                .statusCode(422)
                .body(containsString("早于开始日期"))
                .body(containsString("value=\"2023-04-10\""))
                .body(containsString("checked"));
        form("", "2023-04-26").post("/campaigns").then().statusCode(422).body(containsString("请填写开始日期"));
        form("2023-04-20", "2023-04-26").post("/campaigns").then().statusCode(303);
        scheduler
                .page()
                .formParam("mediaId", slogan.id())
                .post("/campaigns/" + code + "/submissions")
                .then()
                .statusCode(303);
        spot("FIXED", "2023-04-20 25:00").statusCode(422);
        spot("PER_DAY", "many").statusCode(422).body(containsString("many"));
    }

    @Test
    void aConflictKeepsWhatWasTypedAndSavesOverItOnlyKnowingly() {
        form("2023-04-20", "2023-04-26").post("/campaigns").then().statusCode(303);
        form("2023-04-20", "2023-04-27")
                .formParam("version", "0")
                .post("/campaigns/" + code)
                .then()
                .statusCode(303);
        String again = form("2023-04-20", "2023-04-28")
                .formParam("version", "0")
                .post("/campaigns/" + code)
                .then()
                .statusCode(409)
                .body(containsString("value=\"2023-04-28\""))
                .extract()
                .asString();
        Matcher version = Pattern.compile("name=\"version\" value=\"(\\d+)\"").matcher(again);
        assertThat(version.find()).isTrue();
        form("2023-04-20", "2023-04-28")
                .formParam("version", version.group(1))
                .post("/campaigns/" + code)
                .then()
                .statusCode(303);
    }

    @Test
    void screensAreShownAndChanged() {
        scheduler.page().get("/screens").then().statusCode(200).body(containsString(wall.code()));
        scheduler.page().get("/screens/new").then().statusCode(200);
        reviewer.page()
                .get("/screens/" + wall.code())
                .then()
                .statusCode(200)
                .body(not(containsString("btn btn-primary\"")));
        screen("nonsense", "0").statusCode(422).body(containsString("nonsense"));
        screen("09:00-12:00,14:00-24:00", "0").statusCode(303);
        screen("10:00-12:00", "0").statusCode(409).body(containsString("10:00-12:00"));
        scheduler.page().get("/screens/" + wall.code()).then().body(containsString("09:00-12:00,14:00-24:00"));
    }

    private ValidatableResponse screen(String hours, String version) {
        return scheduler
                .page()
                .formParam("name", "人民广场")
                .formParam("kind", "LED_WALL")
                .formParam("color", "FULL")
                .formParam("widthPx", "1280")
                .formParam("heightPx", "640")
                .formParam("timeZone", "Asia/Shanghai")
                .formParam("hours", hours)
                .formParam("unit", wall.unit().code())
                .formParam("active", "on")
                .formParam("version", version)
                .post("/screens/" + wall.code())
                .then();
    }

    private RequestSpecification form(String from, String until) {
        return scheduler
                .page()
                .contentType("application/x-www-form-urlencoded; charset=UTF-8")
                .formParam("code", code)
                .formParam("name", "知识产权宣传周 " + code)
                .formParam("from", from)
                .formParam("until", until)
                .formParam("reportDue", "2022-05-08")
                .formParam("screens", wall.code());
    }

    private ValidatableResponse spot(String how, String value) {
        String field = how.equals("WEIGHT") ? "weight" : how.equals("PER_DAY") ? "perDay" : "fixedAt";
        return scheduler
                .page()
                .formParam("mediaId", slogan.id())
                .formParam("how", how)
                .formParam(field, value)
                .post("/campaigns/" + code + "/spots")
                .then();
    }

    private ValidatableResponse decide(String review, String decision, String comment) {
        return reviewer.page()
                .contentType("application/x-www-form-urlencoded; charset=UTF-8")
                .formParam("stage", 1)
                .formParam("item", "TEXT", "RIGHTS")
                .formParam("answer", "YES", "YES")
                .formParam("note", "", "")
                .formParam("password", reviewer.password())
                .formParam("decision", decision)
                .formParam("sha256", slogan.sha256())
                .formParam("comment", comment)
                .post(review + "/decisions")
                .then();
    }

    private ValidatableResponse detail() {
        return scheduler.page().get("/campaigns/" + code).then().statusCode(200);
    }
}
