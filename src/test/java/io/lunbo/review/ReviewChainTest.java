package io.lunbo.review;

import io.lunbo.access.CurrentOperator.Account;
import io.lunbo.access.Role;
import io.lunbo.media.Media;
import io.lunbo.proof.ReviewerKeys.Signer;
import io.lunbo.testsupport.AMedia;
import io.lunbo.testsupport.Reviewed;
import io.lunbo.testsupport.Someone;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.lunbo.testsupport.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Tries to get content approved that three other people have not signed. */
@QuarkusTest
class ReviewChainTest {
    private static final LocalDate FROM = LocalDate.parse("2023-04-20");
    private static final LocalDate UNTIL = LocalDate.parse("2023-04-26");

    @Inject
    ReviewChain chain;

    @Inject
    Approvals approvals;

    @Inject
    ReviewRepository reviews;

    @Inject
    EntityManager entities;

    private final Account submitter = Someone.with(Role.SUBMITTER, Role.REVIEWER);
    private final Account first = Someone.with(Role.REVIEWER);
    private final Account second = Someone.with(Role.REVIEWER);
    private final Account third = Someone.with(Role.REVIEWER);
    private final Media media = AMedia.film(30, submitter);
    private final UUID run = UUID.randomUUID();
    private Review review;

    @BeforeEach
    void submit() {
        review = chain.open(media, scope(run), submitter);
    }

    @Test
    void threePeopleMakeAnApprovalThatCoversExactlyWhatTheySigned() {
        approve(1, first);
        approve(2, second);
        assertThat(covered("LED_WALL", FROM)).isFalse();
        approve(3, third);

        assertThat(covered("LED_WALL", FROM)).isTrue();
        assertThat(covered("LED_WALL", UNTIL)).isTrue();
        assertThat(covered("LED_WALL", FROM.minusDays(1))).isFalse();
        assertThat(covered("LED_WALL", UNTIL.plusDays(1))).isFalse();
        assertThat(covered("TEXT_SIGN", FROM)).isFalse();
        assertThat(approvals.covers(media.sha256(), UUID.randomUUID(), "LED_WALL", FROM))
                .as("another campaign's run")
                .isFalse();
        assertThat(approvals.covers(AMedia.film(30, submitter).sha256(), run, "LED_WALL", FROM))
                .as("other bytes")
                .isFalse();
        assertThat(approvals.covering(run, FROM))
                .containsExactly(new Approval(media.sha256(), run, Set.of("LED_WALL"), FROM, UNTIL));
    }

    @Test
    void submitterCannotSign() {
        Account uploader = Someone.with(Role.SUBMITTER);
        Media brought = AMedia.film(30, uploader);
        Review submitted = chain.open(brought, scope(run), submitter);

        assertRefused(ProblemType.REVIEW_OWN_UPLOAD, () -> Reviewed.by(submitter, submitted, 1));
    }

    @Test
    void whoeverBroughtTheBytesCannotSign() {
        AMedia.alsoBroughtBy(media.id(), first);

        assertRefused(ProblemType.REVIEW_OWN_UPLOAD, () -> approve(1, first));
    }

    @Test
    void nobodySignsTwoStages() {
        approve(1, first);

        assertRefused(ProblemType.REVIEW_SECOND_STAGE, () -> approve(2, first));
        assertRefused(ProblemType.REVIEW_SECOND_STAGE, () -> reject(2, first));
    }

    @Test
    void databaseItselfRefusesASecondStageOfOnePersonAndASecondSignatureOfAStage() {
        approve(1, first);

        assertThatThrownBy(() -> forge(2, first)).hasStackTraceContaining("review_signatures_person");
        assertThatThrownBy(() -> forge(1, second)).hasStackTraceContaining("review_signatures_stage");
    }

    @Test
    void stagesFollowOneAnother() {
        assertRefused(ProblemType.REVIEW_WRONG_ORDER, () -> approve(2, first));
        assertRefused(ProblemType.REVIEW_WRONG_ORDER, () -> approve(3, first));
        approve(1, first);
        assertRefused(ProblemType.REVIEW_WRONG_ORDER, () -> approve(3, second));
        assertRefused(ProblemType.REVIEW_STAGE_TAKEN, () -> approve(1, second));
    }

    @Test
    void reviewerMustHaveSeenTheseBytes() {
        String other = AMedia.film(30, submitter).sha256();

        assertRefused(
                ProblemType.REVIEW_OTHER_BYTES,
                () -> chain.approve(review.id(), seen(other), Reviewed.signer(first), first));
        assertRefused(
                ProblemType.REVIEW_OTHER_BYTES,
                () -> chain.approve(review.id(), seen(null), Reviewed.signer(first), first));
    }

    @Test
    void roleIsAskedAtTheMomentOfSigning() {
        assertRefused(ProblemType.FORBIDDEN, () -> approve(1, Someone.with(Role.SCHEDULER)));
        sql("delete from operator_roles where operator_id = ?1", first.id());
        assertRefused(ProblemType.FORBIDDEN, () -> approve(1, first));
        Signer opened = Reviewed.signer(second);
        sql("update operators set active = false where id = ?1", second.id());
        assertRefused(
                ProblemType.FORBIDDEN, () -> chain.approve(review.id(), Reviewed.vote(review, 1), opened, second));
    }

    @Test
    void rejectionNeedsAReasonAndClosesTheReview() {
        assertRefused(
                ProblemType.REASON_REQUIRED,
                () -> chain.reject(
                        review.id(), new Vote(1, media.sha256(), List.of(), " "), Reviewed.signer(first), first));
        reject(1, first);

        assertRefused(ProblemType.REVIEW_CLOSED, () -> approve(1, second));
        assertRefused(ProblemType.REVIEW_CLOSED, () -> approve(2, second));
    }

    @Test
    void anotherSubmissionIsAnotherReviewAndStartsAtTheFirstStage() {
        assertRefused(ProblemType.REVIEW_ALREADY_OPEN, () -> chain.open(media, scope(run), submitter));
        approve(1, first);
        reject(2, second);
        Review again = chain.open(media, scope(run), submitter);

        assertThat(again.id()).isNotEqualTo(review.id());
        assertThat(whole(again).nextStage()).contains(1);
    }

    @Test
    void raceForOneStageHasOneWinnerAndTheOtherHearsThatItIsTaken() {
        List<Account> people =
                Stream.generate(() -> Someone.with(Role.REVIEWER)).limit(6).toList();
        CyclicBarrier start = new CyclicBarrier(people.size());

        people.forEach(person -> Reviewed.watched(review, person));
        List<String> outcomes = race(people, person -> {
            Signer signer = Reviewed.signer(person);
            start.await();
            return chain.approve(review.id(), Reviewed.vote(review, 1), signer, person);
        });

        assertThat(outcomes).filteredOn("signed"::equals).hasSize(1);
        assertThat(outcomes).filteredOn(o -> !o.equals("signed")).containsOnly(ProblemType.REVIEW_STAGE_TAKEN.slug());
        assertThat(whole(review).signatures()).hasSize(1);
    }

    @Test
    void onePersonInTwoTransactionsAtOnceSignsOnce() {
        CyclicBarrier start = new CyclicBarrier(4);

        Reviewed.watched(review, first);
        Signer signer = Reviewed.signer(first);
        List<String> outcomes = race(List.of(first, first, first, first), person -> {
            start.await();
            return chain.approve(review.id(), Reviewed.vote(review, 1), signer, person);
        });

        assertThat(outcomes).filteredOn("signed"::equals).hasSize(1);
        assertThat(whole(review).signatures()).hasSize(1);
    }

    @Test
    void raceOfApprovalAndRejectionAtTheLastStageLeavesStateAndSignaturesAgreed() {
        approve(1, first);
        approve(2, second);
        Account fourth = Someone.with(Role.REVIEWER);
        CyclicBarrier start = new CyclicBarrier(2);

        List<String> outcomes = race(List.of(third, fourth), person -> {
            start.await();
            return person == third ? approve(3, person) : reject(3, person);
        });

        assertThat(outcomes).filteredOn("signed"::equals).hasSize(1);
        Review after = whole(review);
        boolean approved = after.signature(3).orElseThrow().approves();
        assertThat(after.state()).isEqualTo(approved ? ReviewState.APPROVED : ReviewState.REJECTED);
        assertThat(covered("LED_WALL", FROM)).isEqualTo(approved);
    }

    @Test
    void stateWrittenIntoTheDatabaseApprovesNothing() {
        sql("update reviews set state = 'APPROVED' where id = ?1", review.id());

        assertThat(covered("LED_WALL", FROM)).isFalse();
        approveForged();
        assertThat(covered("LED_WALL", FROM))
                .as("signatures over nothing known")
                .isFalse();
    }

    @Test
    void scopeWidenedInTheDatabaseTakesTheApprovalAway() {
        approve(1, first);
        approve(2, second);
        approve(3, third);
        sql("update reviews set valid_until = '2023-12-31' where id = ?1", review.id());

        assertThat(covered("LED_WALL", LocalDate.parse("2023-10-01"))).isFalse();
        assertThat(covered("LED_WALL", FROM)).isFalse();
    }

    @Test
    void inboxHoldsWhatThisPersonMaySignAndNothingElse() {
        assertThat(waitingFor(first)).contains(review.id());
        assertThat(waitingFor(submitter)).doesNotContain(review.id());
        AMedia.alsoBroughtBy(media.id(), second);
        assertThat(waitingFor(second)).doesNotContain(review.id());
        approve(1, first);
        assertThat(waitingFor(first)).doesNotContain(review.id());
        assertThat(waitingFor(third)).contains(review.id());
    }

    private interface Deed {
        Review by(Account person) throws Exception;
    }

    private static List<String> race(List<Account> people, Deed deed) {
        List<CompletableFuture<String>> running = people.stream()
                .map(person ->
                        CompletableFuture.supplyAsync(() -> outcome(deed, person), task -> new Thread(task).start()))
                .toList();
        return running.stream().map(CompletableFuture::join).toList();
    }

    private static String outcome(Deed deed, Account person) {
        try {
            deed.by(person);
            return "signed";
        } catch (Problem problem) {
            return problem.type().slug();
        } catch (Exception e) {
            return e.toString();
        }
    }

    private List<UUID> waitingFor(Account person) {
        return inNewTransaction(() -> reviews.waitingFor(person.id(), 0, 1000).stream()
                .map(Review::id)
                .toList());
    }

    private boolean covered(String kind, LocalDate date) {
        return inNewTransaction(() -> approvals.covers(media.sha256(), run, kind, date));
    }

    private Review whole(Review one) {
        return inNewTransaction(() -> reviews.whole(one.id()).orElseThrow());
    }

    /** Outside of a transaction the session of the test would remember what it has read before. */
    private static <T> T inNewTransaction(Callable<T> question) {
        return QuarkusTransaction.requiringNew().call(question);
    }

    private Review approve(int stage, Account person) {
        return Reviewed.by(person, review, stage);
    }

    private Review reject(int stage, Account person) {
        Vote vote = new Vote(stage, media.sha256(), List.of(), "名称有误");
        return chain.reject(review.id(), vote, Reviewed.signer(person), person);
    }

    private Vote seen(String sha256) {
        return new Vote(1, sha256, Reviewed.answers(review, 1), null);
    }

    private void approveForged() {
        forge(1, first);
        forge(2, second);
        forge(3, third);
    }

    private void forge(int stage, Account person) {
        sql("""
                insert into review_signatures (id, review_id, position, decision, operator_id, operator_name, unit_name,
                media_sha256, scope_sha256, signed_at) values (uuid(), ?1, ?2, 'APPROVE', ?3, 'x', 'x', repeat('0', 64),
                repeat('0', 64), now(3))
                """, review.id(), stage, person.id());
    }

    private void sql(String statement, Object... parameters) {
        QuarkusTransaction.requiringNew().run(() -> {
            var query = entities.createNativeQuery(statement);
            for (int i = 0; i < parameters.length; i++) {
                query.setParameter(i + 1, parameters[i]);
            }
            query.executeUpdate();
        });
    }

    private static ReviewScope scope(UUID run) {
        return new ReviewScope(run, "宣传周", Set.of("LED_WALL"), FROM, UNTIL);
    }
}
