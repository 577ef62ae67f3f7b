package io.lunbo.reviewdesk;

import io.lunbo.access.CurrentOperator.Account;
import io.lunbo.access.Role;
import io.lunbo.media.Media;
import io.lunbo.proof.ReviewerKeys.Signer;
import io.lunbo.review.Review;
import io.lunbo.review.ReviewChain;
import io.lunbo.review.ReviewRepository;
import io.lunbo.review.ReviewScope;
import io.lunbo.review.ReviewState;
import io.lunbo.review.Vote;
import io.lunbo.testsupport.AMedia;
import io.lunbo.testsupport.Reviewed;
import io.lunbo.testsupport.SignedIn;
import io.lunbo.testsupport.Someone;
import io.lunbo.web.ProblemType;
import io.quarkus.mailer.MockMailbox;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.lunbo.testsupport.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

/** Remarks, corrected versions, slogans signed together, and who is told what is late. */
@QuarkusTest
class ReviewDeskTest {
    private static final LocalDate FROM = LocalDate.parse("2023-04-20");

    @Inject
    ReviewChain chain;

    @Inject
    ReviewRepository reviews;

    @Inject
    DeadlineNotice notice;

    @Inject
    MockMailbox mailbox;

    @Inject
    EntityManager entities;

    @Inject
    Clock clock;

    private SignedIn submitter;
    private SignedIn reviewer;
    private final UUID run = UUID.randomUUID();

    @BeforeEach
    void signIn() {
        submitter = SignedIn.cookieAs(Role.SUBMITTER);
        reviewer = SignedIn.cookieAs(Role.REVIEWER);
    }

    @Test
    void remarkStandsAtItsSecondAndOnlyInsideTheFilm() {
        Review review = open(AMedia.film(30, submitter.account()));
        remark(review, "片头 <b>字幕</b> 有误", "12500")
                .statusCode(200)
                .body(containsString("data-seek=\"12500\""))
                .body(containsString("0:12"))
                .body(not(containsString("<b>字幕")));
        remark(review, "太晚", "30001").statusCode(400);
        remark(review, " ", "0").statusCode(400);
    }

    @Test
    void correctedSloganStartsAgainAndShowsWhatChanged() {
        Media wrong = AMedia.slogan(submitter.account());
        Review returned = open(wrong);
        Reviewed.by(Someone.with(Role.REVIEWER), returned, 1);
        reject(returned, 2);
        submitter
                .page()
                .get("/reviews/" + returned.id() + "/changes")
                .then()
                .statusCode(200)
                .body(containsString("送审修改稿"));

        String address = submitter
                .page()
                .formParam("text", wrong.text().replace("尊重", "保护"))
                .post("/reviews/" + returned.id() + "/resubmissions")
                .then()
                .statusCode(303)
                .extract()
                .header("Location");

        String path = address.substring(address.indexOf("/reviews/"));
        reviewer.page()
                .get(path + "/changes")
                .then()
                .statusCode(200)
                .body(containsString("<del>尊重</del>"))
                .body(containsString("<ins>保护</ins>"));
        Review fresh = whole(UUID.fromString(path.substring("/reviews/".length())));
        assertThat(fresh.nextStage()).contains(1);
        assertThat(fresh.signatures()).isEmpty();
    }

    @Test
    void sameBytesThatWereEditedAfterApprovalAreAnotherMediaAndNeedAnotherReview() {
        Review review = open(AMedia.slogan(submitter.account()));
        Reviewed.byAll(review);

        assertRefused(
                ProblemType.CONFLICT,
                () -> chain.resubmit(review.id(), AMedia.slogan(submitter.account()), submitter.account()));
    }

    @Test
    void slogansAreSignedTogetherButOnlyThoseThatWereSeen() {
        Review seen = open(AMedia.slogan(submitter.account()));
        Review unseen = open(AMedia.slogan(submitter.account()));
        Reviewed.watched(seen, reviewer.account());
        reviewer.page().get("/reviews/slogans").then().statusCode(200).body(containsString("批量签署标语"));

        reviewer.page()
                .formParam("review", seen.id(), unseen.id())
                .formParam("item", "TEXT", "RIGHTS")
                .formParam("answer", "YES", "YES")
                .formParam("note", "", "")
                .formParam("password", reviewer.password())
                .post("/reviews/slogans")
                .then()
                .statusCode(422)
                .body(containsString("已签署 1 条"))
                .body(containsString("须完整审看"));

        assertThat(whole(seen.id()).signatures()).hasSize(1);
        assertThat(whole(unseen.id()).signatures()).isEmpty();
    }

    @Test
    void returnedReviewCannotBeApprovedAnyMore() {
        Review review = open(AMedia.slogan(submitter.account()));
        reject(review, 1);

        assertThat(whole(review.id()).state()).isEqualTo(ReviewState.REJECTED);
        assertRefused(ProblemType.REVIEW_CLOSED, () -> Reviewed.by(reviewer.account(), review, 1));
    }

    @Test
    void lateReviewIsToldOnceToThoseWhoMaySignIt() {
        Review review = open(AMedia.slogan(submitter.account()));
        String address = "r-" + run + "@example.org";
        reviewer.page()
                .formParam("address", "no address")
                .post("/reviews/notices")
                .then()
                .statusCode(422);
        reviewer.page()
                .formParam("address", address)
                .post("/reviews/notices")
                .then()
                .statusCode(303);
        late(review);
        reviewer.page().get("/reviews").then().statusCode(200).body(containsString("已逾期"));

        notice.send(clock.instant());
        notice.send(clock.instant());

        assertThat(mailbox.getMailsSentTo(address)).hasSize(1).first().satisfies(mail -> {
            assertThat(mail.getSubject()).contains("审核逾期");
            assertThat(mail.getText()).contains("/reviews/" + review.id());
        });
    }

    @Test
    void whoSignedAlreadyIsNotTold() {
        Review review = open(AMedia.slogan(submitter.account()));
        String address = "s-" + run + "@example.org";
        reviewer.page()
                .formParam("address", address)
                .post("/reviews/notices")
                .then()
                .statusCode(303);
        Reviewed.by(reviewer.account(), review, 1);
        late(review);
        notice.send(clock.instant());

        assertThat(mailbox.getMailsSentTo(address)).isEmpty();
    }

    private void late(Review review) {
        QuarkusTransaction.requiringNew()
                .run(() -> entities.createNativeQuery(
                                "update reviews set due_at = now(3) - interval 1 hour where id = ?1")
                        .setParameter(1, review.id())
                        .executeUpdate());
    }

    private ValidatableResponse remark(Review review, String text, String atMs) {
        return reviewer.page()
                .formParam("text", text)
                .formParam("atMs", atMs)
                .post("/reviews/" + review.id() + "/remarks")
                .then();
    }

    private void reject(Review review, int stage) {
        Account person = Someone.with(Role.REVIEWER);
        Signer signer = Reviewed.signer(person);
        chain.reject(review.id(), new Vote(stage, review.mediaSha256(), List.of(), "用词有误"), signer, person);
    }

    private Review open(Media media) {
        ReviewScope scope = new ReviewScope(run, "宣传周", Set.of("TEXT_SIGN"), FROM, FROM.plusDays(6));
        return chain.open(media, scope, submitter.account());
    }

    private Review whole(UUID id) {
        return QuarkusTransaction.requiringNew().call(() -> reviews.whole(id).orElseThrow());
    }
}
