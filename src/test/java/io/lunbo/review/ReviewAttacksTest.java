package io.lunbo.review;

import io.lunbo.access.CurrentOperator.Account;
import io.lunbo.access.Role;
import io.lunbo.chain.CheckAnswer;
import io.lunbo.chain.CheckItem;
import io.lunbo.media.Media;
import io.lunbo.proof.ReviewerKeys;
import io.lunbo.testsupport.AMedia;
import io.lunbo.testsupport.Reviewed;
import io.lunbo.testsupport.SignedIn;
import io.lunbo.testsupport.Someone;
import io.lunbo.watch.PlayedRanges.Range;
import io.lunbo.watch.Watching;
import io.lunbo.web.ProblemType;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.lunbo.testsupport.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

/** Tries to sign without having looked, without having checked, with another's key, and to forge what was signed. */
@QuarkusTest
class ReviewAttacksTest {
    private static final LocalDate FROM = LocalDate.parse("2023-04-20");
    private static final LocalDate UNTIL = LocalDate.parse("2023-04-26");

    @Inject
    ReviewChain chain;

    @Inject
    Approvals approvals;

    @Inject
    ReviewWithdrawal withdrawal;

    @Inject
    ReviewerKeys keys;

    @Inject
    Watching watching;

    @Inject
    EntityManager entities;

    @Inject
    Clock clock;

    private final Account submitter = Someone.with(Role.SUBMITTER);
    private final Account reviewer = Someone.with(Role.REVIEWER);
    private final Media film = AMedia.film(30, submitter);
    private final UUID run = UUID.randomUUID();
    private Review review;

    @BeforeEach
    void submit() {
        review = chain.open(film, scope(), submitter);
    }

    @Test
    void nobodyApprovesWhatNobodyWatched() {
        assertRefused(ProblemType.REVIEW_NOT_WATCHED, () -> Reviewed.signed(reviewer, review, 1));
    }

    @Test
    void anothersWatchingIsNotOnesOwn() {
        Reviewed.watched(review, Someone.with(Role.REVIEWER));

        assertRefused(ProblemType.REVIEW_NOT_WATCHED, () -> Reviewed.signed(reviewer, review, 1));
    }

    @Test
    void filmCannotBeWatchedFasterThanTimePasses() {
        Instant began = now();
        report(began);
        assertRefused(ProblemType.REVIEW_WATCHED_TOO_FAST, () -> report(began.plusSeconds(5), new Range(0, 30_000)));
        report(began.plusSeconds(5), new Range(0, 5_000));

        assertThat(seen()).isFalse();
    }

    @Test
    void pageThatWasSilentForAnHourEarnsNoMoreThanOneBeat() {
        Instant began = now();
        report(began);

        assertRefused(ProblemType.REVIEW_WATCHED_TOO_FAST, () -> report(began.plusSeconds(3600), new Range(0, 30_000)));
    }

    @Test
    void skippedMiddleIsNotSeen() {
        Instant began = now();
        report(began);
        report(began.plusSeconds(15), new Range(0, 10_000));
        report(began.plusSeconds(30), new Range(12_000, 30_000));
        assertThat(seen()).isFalse();
        report(began.plusSeconds(34), new Range(9_900, 12_100));

        assertThat(seen()).isTrue();
    }

    @Test
    void endThatNobodySawIsMissing() {
        Instant began = now();
        report(began);
        report(began.plusSeconds(15), new Range(0, 15_000));
        report(began.plusSeconds(30), new Range(15_000, 29_000));

        assertRefused(ProblemType.REVIEW_NOT_WATCHED, () -> Reviewed.signed(reviewer, review, 1));
    }

    @Test
    void everyQuestionIsAnsweredOnceAndAMapBringsItsNumber() {
        Reviewed.watched(review, reviewer);
        List<CheckAnswer> all = Reviewed.answers(review, 1);

        refuseAnswers(List.of());
        refuseAnswers(all.subList(1, all.size()));
        refuseAnswers(java.util.stream.Stream.concat(all.stream(), all.stream().limit(1))
                .toList());
        List<CheckAnswer> unnumbered = all.stream()
                .map(one -> one.item().equals(CheckItem.MAP)
                        ? new CheckAnswer(CheckItem.MAP, CheckAnswer.Answer.YES, " ")
                        : one)
                .toList();
        refuseAnswers(unnumbered);
    }

    @Test
    void nobodySignsWithTheKeyOfAnother() {
        Reviewed.watched(review, reviewer);
        Account other = Someone.with(Role.REVIEWER);

        assertRefused(
                ProblemType.FORBIDDEN,
                () -> chain.approve(review.id(), Reviewed.vote(review, 1), Reviewed.signer(other), reviewer));
    }

    @Test
    void restAsksForWatchingChecklistAndPasswordToo() {
        SignedIn person = SignedIn.as(Role.REVIEWER);
        decide(person, Map.of(), 422, "signing-password-wrong");
        decide(person, Map.of("password", "a wrong password"), 422, "signing-password-wrong");
        decide(person, Map.of("password", person.password()), 422, "review-not-watched");
        person.api()
                .contentType(ContentType.JSON)
                .body(Map.of("ranges", List.of(Map.of("fromMs", 0, "untilMs", 30_000))))
                .post("/api/v1/reviews/" + review.id() + "/watch")
                .then()
                .statusCode(422)
                .body("type", equalTo("review-watched-too-fast"));
        Reviewed.watched(review, person.account());
        decide(person, Map.of("password", person.password()), 422, "review-checklist-open");
        person.api()
                .contentType(ContentType.JSON)
                .body(Map.of(
                        "stage", 1,
                        "decision", "APPROVE",
                        "sha256", film.sha256(),
                        "password", person.password(),
                        "checks", Reviewed.answers(review, 1)))
                .post("/api/v1/reviews/" + review.id() + "/decisions")
                .then()
                .statusCode(200)
                .body("nextStage", equalTo(2))
                .body("signatures", hasSize(1));
    }

    @Test
    void signatureRowsWithoutSignedRecordsApproveNothing() {
        Reviewed.byAll(review);
        assertThat(covered()).isTrue();

        sql("update review_signatures set proof = null where review_id = ?1 and position = 2", review.id());
        assertThat(covered()).isFalse();
    }

    @Test
    void recordOfOneReviewDoesNotProveAnother() {
        Review other = chain.open(AMedia.film(30, submitter), scope(), submitter);
        Reviewed.byAll(review);
        Reviewed.byAll(other);

        sql("""
                update review_signatures a join review_signatures b on b.review_id = ?2 and b.position = a.position
                set a.proof = b.proof where a.review_id = ?1""", review.id(), other.id());
        assertThat(covered()).isFalse();
    }

    @Test
    void keyThatTheRootDoesNotKnowProvesNothing() {
        Reviewed.byAll(review);
        sql("""
                update reviewer_keys set certificate = null where operator_id in
                (select operator_id from review_signatures where review_id = ?1 and position = 3)""", review.id());

        assertThat(covered()).isFalse();
    }

    @Test
    void chainShortenedInTheDatabaseApprovesNothing() {
        Reviewed.by(reviewer, review, 1);
        sql("update reviews set state = 'APPROVED', chain = ?2 where id = ?1", review.id(), """
                [{"name":"初审","unitId":null,"signers":[],"hours":null,"checks":[],"escalated":false}]""");

        assertThat(covered()).isFalse();
    }

    @Test
    void withdrawnApprovalIsNoneAndNeedsAReason() {
        Reviewed.byAll(review);
        assertRefused(
                ProblemType.REASON_REQUIRED,
                () -> withdrawal.withdraw(review.id(), " ", Reviewed.signer(reviewer), reviewer));
        assertRefused(
                ProblemType.FORBIDDEN,
                () -> withdrawal.withdraw(review.id(), "授权到期", Reviewed.signer(reviewer), submitter));
        withdrawal.withdraw(review.id(), "授权到期", Reviewed.signer(reviewer), reviewer);

        assertThat(covered()).isFalse();
        Review taken = QuarkusTransaction.requiringNew().call(() -> entities.find(Review.class, review.id()));
        Review.Withdrawal word = taken.withdrawal();
        Map<String, Object> said = ReviewWithdrawal.said(taken, reviewer.id(), word.at(), word.reason());
        assertThat(said).containsEntry("stages", 3).containsEntry("media", film.sha256());
        assertThat(keys.provesWithdrawal(word.proof(), said, reviewer.id())).isTrue();
        assertThat(keys.provesWithdrawal(word.proof(), said, submitter.id())).isFalse();
        assertThat(keys.proves(word.proof(), said, reviewer.id()))
                .as("no decision")
                .isFalse();
        said.put("stages", 1);
        assertThat(keys.provesWithdrawal(word.proof(), said, reviewer.id())).isFalse();
        assertRefused(
                ProblemType.REVIEW_CLOSED,
                () -> withdrawal.withdraw(review.id(), "再次", Reviewed.signer(reviewer), reviewer));
        assertThat(chain.open(film, scope(), submitter).nextStage()).contains(1);
    }

    private void refuseAnswers(List<CheckAnswer> answers) {
        Vote vote = new Vote(1, film.sha256(), answers, null);
        assertRefused(
                ProblemType.REVIEW_CHECKLIST_OPEN,
                () -> chain.approve(review.id(), vote, Reviewed.signer(reviewer), reviewer));
    }

    private void decide(SignedIn person, Map<String, ?> more, int status, String type) {
        Map<String, Object> body = new java.util.HashMap<>(more);
        body.putAll(Map.of("stage", 1, "decision", "APPROVE", "sha256", film.sha256()));
        person.api()
                .contentType(ContentType.JSON)
                .body(body)
                .post("/api/v1/reviews/" + review.id() + "/decisions")
                .then()
                .statusCode(status)
                .body("type", equalTo(type));
    }

    private void report(Instant at, Range... ranges) {
        watching.report(review.id(), film, reviewer.id(), List.of(ranges), at);
    }

    private boolean seen() {
        return QuarkusTransaction.requiringNew().call(() -> watching.seen(review.id(), reviewer.id(), film.sha256()));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private boolean covered() {
        return QuarkusTransaction.requiringNew().call(() -> approvals.covers(film.sha256(), run, "LED_WALL", FROM));
    }

    private void sql(String statement, Object... parameters) {
        QuarkusTransaction.requiringNew().run(() -> {
            var query = entities.createNativeQuery(statement);
            for (int i = 0; i < parameters.length; i++) {
                query.setParameter(i + 1, parameters[i]);
            }
            assertThat(query.executeUpdate()).isPositive();
        });
    }

    private ReviewScope scope() {
        return new ReviewScope(run, "宣传周", Set.of("LED_WALL"), FROM, UNTIL);
    }
}
