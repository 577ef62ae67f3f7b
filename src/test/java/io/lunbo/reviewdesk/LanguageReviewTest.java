package io.lunbo.reviewdesk;

import io.lunbo.access.Role;
import io.lunbo.media.Media;
import io.lunbo.media.MediaIntake;
import io.lunbo.review.Review;
import io.lunbo.review.ReviewChain;
import io.lunbo.review.ReviewRepository;
import io.lunbo.review.ReviewScope;
import io.lunbo.testsupport.Reviewed;
import io.lunbo.testsupport.SignedIn;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.LocalDate;
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
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

/** Language hits in the review: seen by everybody, in nobody's way but the one who approves without a word about them. */
@QuarkusTest
class LanguageReviewTest {
    @Inject
    MediaIntake intake;

    @Inject
    ReviewChain chain;

    @Inject
    ReviewRepository reviews;

    private SignedIn submitter;
    private SignedIn reviewer;
    private Review review;
    private String hit;

    @BeforeEach
    void submitASloganInTraditionalCharacters() {
        submitter = SignedIn.registered(false, Role.SUBMITTER);
        reviewer = SignedIn.as(Role.REVIEWER);
        review = open("尊重知識产权 " + UUID.randomUUID().toString().replaceAll("\\D", ""));
        hit = "TRADITIONAL:3:1";
        Reviewed.watched(review, reviewer.account());
    }

    @Test
    void approvalWithAnOpenHitIsRefusedAndTheHitNamed() {
        reviewer.api()
                .get("/api/v1/reviews/" + review.id() + "/hits")
                .then()
                .statusCode(200)
                .body("", hasSize(1))
                .body("[0].hit.code", equalTo(hit))
                .body("[0].hit.repair", equalTo("识"))
                .body("[0].hit.source", containsString("《国家通用语言文字法》"))
                .body("[0].reason", equalTo(null));
        approve(review, Map.of())
                .statusCode(422)
                .body("type", equalTo("review-hits-open"))
                .body("open[0]", equalTo(hit));
        approve(review, Map.of(hit, "  ")).statusCode(422).body("type", equalTo("review-hits-open"));
        approve(review, Map.of("TRADITIONAL:0:1", "别处")).statusCode(422);
        approve(review, Map.of(hit, "字\u0000")).statusCode(400);

        assertThat(whole().signatures()).isEmpty();
    }

    @Test
    void reasonIsKeptWithTheSignatureShownToLaterStagesAndOnTheForm() {
        approve(review, Map.of(hit, "引自书法题字"))
                .statusCode(200)
                .body("signatures[0].overrules[0].reason", equalTo("引自书法题字"));

        SignedIn second = SignedIn.as(Role.REVIEWER);
        second.api()
                .get("/api/v1/reviews/" + review.id() + "/hits")
                .then()
                .body("[0].reason", equalTo("引自书法题字"))
                .body("[0].operator", equalTo(reviewer.account().name()));
        SignedIn onPages = SignedIn.cookieAs(Role.REVIEWER);
        onPages.page()
                .get("/reviews/" + review.id())
                .then()
                .body(containsString("引自书法题字"))
                .body(containsString("已说明保留"))
                .body(not(containsString("name=\"why\"")));
        Reviewed.by(onPages.account(), review, 2);
        Reviewed.by(SignedIn.registered(false, Role.REVIEWER).account(), review, 3);
        assertThat(whole().signature(1).orElseThrow().overrules()).hasSize(1);
        assertThat(whole().signature(2).orElseThrow().overrules()).isEmpty();
        onPages.page()
                .accept("*/*")
                .get("/reviews/" + review.id() + "/form.pdf")
                .then()
                .statusCode(200);
        String details = SignedIn.as(Role.INSPECTOR)
                .api()
                .queryParam("subject", "review:" + review.id())
                .queryParam("deed", "review.approve")
                .get("/api/v1/audit")
                .path("items[2].details.overruled[0]");
        assertThat(details).contains("識", "《国家通用语言文字法》", "引自书法题字");
    }

    @Test
    void pageAsksForAReasonAndKeepsWhatWasTyped() {
        SignedIn onPages = SignedIn.cookieAs(Role.REVIEWER);
        Reviewed.watched(review, onPages.account());
        onPages.page()
                .get("/reviews/" + review.id())
                .then()
                .statusCode(200)
                .body(containsString("繁体字"))
                .body(containsString("第 4 字"))
                .body(containsString("value=\"" + hit + "\""));
        onPages.page()
                .formParams(decision(onPages, ""))
                .formParam("item", "TEXT", "RIGHTS")
                .formParam("answer", "YES", "YES")
                .formParam("note", "", "")
                .formParam("why", " ")
                .post("/reviews/" + review.id() + "/decisions")
                .then()
                .statusCode(422)
                .body(containsString("有 1 处文字提示尚未说明"));
        onPages.page()
                .formParams(decision(onPages, "wrong "))
                .formParam("item", "TEXT", "RIGHTS")
                .formParam("answer", "YES", "YES")
                .formParam("note", "", "")
                .formParam("why", "引自题字<b>")
                .post("/reviews/" + review.id() + "/decisions")
                .then()
                .statusCode(422)
                .body(containsString("value=\"引自题字&lt;b&gt;\""));
        onPages.page()
                .formParams(decision(onPages, ""))
                .formParam("item", "TEXT", "RIGHTS")
                .formParam("answer", "YES", "YES")
                .formParam("note", "", "")
                .formParam("why", "引自题字")
                .post("/reviews/" + review.id() + "/decisions")
                .then()
                .statusCode(303);
        assertThat(whole().signatures()).hasSize(1);
    }

    @Test
    void slogansSignedTogetherNeedAReasonForEachThatHasHits() {
        SignedIn onPages = SignedIn.cookieAs(Role.REVIEWER);
        Review clean = open("尊重知识产权" + UUID.randomUUID().toString().replaceAll("\\D", ""));
        Reviewed.watched(review, onPages.account());
        Reviewed.watched(clean, onPages.account());
        var form = onPages.page()
                .formParam("review", review.id(), clean.id())
                .formParam("item", "TEXT", "RIGHTS")
                .formParam("answer", "YES", "YES")
                .formParam("note", "", "")
                .formParam("password", onPages.password());
        onPages.page().get("/reviews/slogans").then().statusCode(200).body(containsString("保留以上文字的理由"));
        form.formParam("about", review.id().toString())
                .formParam("because", "")
                .post("/reviews/slogans")
                .then()
                .statusCode(422)
                .body(containsString("已签署 1 条"), containsString("文字提示尚未说明"));
        onPages.page()
                .formParam("review", review.id())
                .formParam("item", "TEXT", "RIGHTS")
                .formParam("answer", "YES", "YES")
                .formParam("note", "", "")
                .formParam("password", onPages.password())
                .formParam("about", review.id().toString())
                .formParam("because", "引自题字")
                .post("/reviews/slogans")
                .then()
                .statusCode(200);
        assertThat(whole().signature(1).orElseThrow().overrules())
                .singleElement()
                .matches(one -> one.reason().equals("引自题字"));
    }

    @Test
    void sendingBackNeedsNoWordAboutHits() {
        reviewer.api()
                .contentType(ContentType.JSON)
                .body(Map.of(
                        "stage",
                        1,
                        "decision",
                        "REJECT",
                        "sha256",
                        review.mediaSha256(),
                        "comment",
                        "请改用规范汉字",
                        "password",
                        reviewer.password()))
                .post("/api/v1/reviews/" + review.id() + "/decisions")
                .then()
                .statusCode(200)
                .body("state", equalTo("REJECTED"));
    }

    @Test
    void wordListedMeanwhileOpensAHitForTheNextStage() {
        approve(review, Map.of(hit, "引自书法题字")).statusCode(200);
        SignedIn administrator = SignedIn.as(Role.ADMINISTRATOR);
        administrator
                .api()
                .contentType(ContentType.JSON)
                .body(Map.of("unitId", submitter.account().unitId(), "word", "尊重", "forbidden", true, "reason", "试验"))
                .post("/api/v1/words")
                .then()
                .statusCode(201);
        SignedIn second = SignedIn.as(Role.REVIEWER);
        Reviewed.watched(review, second.account());
        second.api()
                .contentType(ContentType.JSON)
                .body(body(second, 2, Map.of()))
                .post("/api/v1/reviews/" + review.id() + "/decisions")
                .then()
                .statusCode(422)
                .body("open", equalTo(List.of("LISTED:0:2")));
    }

    private ValidatableResponse approve(Review which, Map<String, String> reasons) {
        return reviewer.api()
                .contentType(ContentType.JSON)
                .body(body(reviewer, 1, reasons))
                .post("/api/v1/reviews/" + which.id() + "/decisions")
                .then();
    }

    private Map<String, Object> body(SignedIn by, int stage, Map<String, String> reasons) {
        Map<String, Object> body = new HashMap<>();
        body.put("stage", stage);
        body.put("decision", "APPROVE");
        body.put("sha256", review.mediaSha256());
        body.put("checks", Reviewed.answers(review, stage));
        body.put("password", by.password());
        body.put(
                "overrules",
                reasons.entrySet().stream()
                        .map(one -> Map.of("hit", one.getKey(), "reason", one.getValue()))
                        .toList());
        return body;
    }

    private Map<String, String> decision(SignedIn by, String more) {
        return Map.of(
                "stage",
                "1",
                "decision",
                "APPROVE",
                "sha256",
                review.mediaSha256(),
                "hit",
                hit,
                "password",
                more + by.password());
    }

    private Review open(String text) {
        Media slogan = intake.slogan(text, submitter.account());
        ReviewScope scope = new ReviewScope(
                UUID.randomUUID(), "活动", Set.of("TEXT_SIGN"), LocalDate.of(2023, 4, 20), LocalDate.of(2023, 4, 26));
        return chain.open(slogan, scope, submitter.account());
    }

    private Review whole() {
        return QuarkusTransaction.requiringNew()
                .call(() -> reviews.whole(review.id()).orElseThrow());
    }
}
