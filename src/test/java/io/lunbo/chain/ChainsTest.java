package io.lunbo.chain;

import io.lunbo.access.CurrentOperator.Account;
import io.lunbo.access.Role;
import io.lunbo.media.Media;
import io.lunbo.media.MediaKind;
import io.lunbo.review.Approvals;
import io.lunbo.review.Review;
import io.lunbo.review.ReviewChain;
import io.lunbo.review.ReviewScope;
import io.lunbo.testsupport.AMedia;
import io.lunbo.testsupport.Reviewed;
import io.lunbo.testsupport.SignedIn;
import io.lunbo.testsupport.Someone;
import io.lunbo.web.ProblemType;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.lunbo.testsupport.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

/** Chains of every length keep the rules, and what is changed holds for what begins afterwards. */
@QuarkusTest
class ChainsTest {
    @Inject
    Chains chains;

    @Inject
    Escalations escalations;

    @Inject
    Substitutes substitutes;

    @Inject
    ReviewChain reviewChain;

    @Inject
    Approvals approvals;

    private final Account administrator = Someone.with(Role.ADMINISTRATOR);
    private final Account submitter = Someone.with(Role.SUBMITTER);
    private final UUID run = UUID.randomUUID();
    // A year of its own for each test: marked periods hold for everybody.
    private final LocalDate from =
            LocalDate.of(2100, 1, 1).plusDays(Math.abs(run.getMostSignificantBits() % 1_000_000));

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void chainOfAnyLengthNeedsAllItsStagesByAsManyPeople(int length) {
        set(plan(length));
        Media film = AMedia.film(5, submitter);
        Review review = open(film);
        Account first = Someone.with(Role.REVIEWER);
        for (int stage = 1; stage <= length; stage++) {
            assertThat(covered(film)).as("before stage " + stage).isFalse();
            if (stage == 2) {
                assertRefused(ProblemType.REVIEW_SECOND_STAGE, () -> Reviewed.by(first, review, 2));
            }
            Reviewed.by(stage == 1 ? first : Someone.with(Role.REVIEWER), review, stage);
        }
        assertThat(covered(film)).isTrue();
    }

    @Test
    void submitterCannotSignEvenTheOnlyStage() {
        Account both = Someone.with(Role.SUBMITTER, Role.REVIEWER);
        chains.set(both.unitId(), MediaKind.VIDEO, plan(1), -1, administrator);
        Media film = AMedia.film(5, both);
        Review review = reviewChain.open(film, scope(), both);

        assertRefused(ProblemType.REVIEW_OWN_UPLOAD, () -> Reviewed.by(both, review, 1));
    }

    @Test
    void reviewKeepsTheChainThatWasInForceWhenItBegan() {
        set(plan(2));
        Review begun = open(AMedia.film(5, submitter));
        chains.set(submitter.unitId(), MediaKind.VIDEO, plan(1), 0, administrator);

        Reviewed.by(Someone.with(Role.REVIEWER), begun, 1);
        assertThat(covered(begun.media())).isFalse();
        Reviewed.by(Someone.with(Role.REVIEWER), begun, 2);
        assertThat(covered(begun.media())).isTrue();
        assertThat(open(AMedia.film(5, submitter)).plan().size()).isEqualTo(1);
    }

    @Test
    void markedPeriodAddsAStageOfTheUnitThatItNames() {
        Account leader = Someone.with(Role.REVIEWER);
        escalations.mark("重要保障期", "提级审核", leader.unitId(), from, from.plusDays(2), administrator);
        set(plan(1));
        Media film = AMedia.film(5, submitter);
        Review review = open(film);
        assertThat(review.plan().size()).isEqualTo(2);
        Reviewed.by(Someone.with(Role.REVIEWER), review, 1);
        assertThat(covered(film)).isFalse();

        assertRefused(ProblemType.REVIEW_NOT_YOUR_STAGE, () -> Reviewed.by(Someone.with(Role.REVIEWER), review, 2));
        Reviewed.by(leader, review, 2);
        assertThat(covered(film)).isTrue();
    }

    @Test
    void namedSignerIsReplacedByNobodyButTheSubstituteAndOnlyInTime() {
        Account named = Someone.with(Role.REVIEWER);
        Account substitute = Someone.with(Role.REVIEWER);
        set(new StagePlan(List.of(new ChainStage("审签", null, List.of(named.username()), null, List.of(), false))));
        Review review = open(AMedia.film(5, submitter));
        LocalDate now = LocalDate.now(java.time.ZoneId.of("Asia/Shanghai"));
        substitutes.name(named.id(), substitute.id(), now.minusDays(9), now.minusDays(3), administrator);

        assertRefused(ProblemType.REVIEW_NOT_YOUR_STAGE, () -> Reviewed.by(substitute, review, 1));
        substitutes.name(named.id(), substitute.id(), now.minusDays(1), now.plusDays(1), administrator);
        Review signed = Reviewed.by(substitute, review, 1);

        assertThat(signed.signatures().get(0).forOperator()).isEqualTo(named.id());
        assertThat(signed.signatures().get(0).operatorId()).isEqualTo(substitute.id());
    }

    @Test
    void noChainIsEmptyLongerThanFourOrUnclear() {
        SignedIn person = SignedIn.as(Role.ADMINISTRATOR);
        put(person, List.of()).statusCode(400);
        put(person, stages("一", "二", "三", "四", "五")).statusCode(400);
        put(person, stages("初审", "初审")).statusCode(400);
        put(person, stages(" ")).statusCode(400);
        put(person, List.of(Map.of("name", "审", "signers", List.of("nobody-" + run))))
                .statusCode(400);
        put(person, stages("编辑审", "主任审")).statusCode(200).body("version", equalTo(0));
        put(person, stages("编辑审")).statusCode(409);
    }

    @Test
    void administratorEditsAChainOnItsPage() {
        SignedIn person = SignedIn.cookieAs(Role.ADMINISTRATOR);
        String address = "/chains/" + submitter.unitId() + "/VIDEO";
        person.page().get(address).then().statusCode(200).body(containsString("第 4 审"));
        person.page()
                .formParam("version", -1)
                .formParam("name", "编辑审", "主任审", "", "")
                .formParam("stageUnit", "", "", "", "")
                .formParam("signers", "", "", "", "")
                .formParam("hours", "24", "", "", "")
                .formParam("own", "片尾有落款", "", "", "")
                .formParam("check1", "RIGHTS", "MAP")
                .post(address)
                .then()
                .statusCode(303);
        person.page().get("/chains").then().statusCode(200).body(containsString("编辑审"));
        ChainStage first = standing().stage(1);
        assertThat(first.hours()).isEqualTo(24);
        assertThat(first.checks()).hasSize(3).last().extracting(CheckItem::text).isEqualTo("片尾有落款");
        person.page()
                .formParam("version", 0)
                .formParam("name", "", "", "", "")
                .post(address)
                .then()
                .statusCode(422)
                .body(containsString("请检查各项填写"));
    }

    private StagePlan standing() {
        return QuarkusTransaction.requiringNew()
                .call(() -> chains.standing(submitter.unitId(), MediaKind.VIDEO).plan());
    }

    private io.restassured.response.ValidatableResponse put(SignedIn person, List<?> stages) {
        return person.api()
                .contentType("application/json")
                .body(Map.of("unitId", submitter.unitId(), "kind", "VIDEO", "version", -1, "stages", stages))
                .put("/api/v1/review-chains")
                .then();
    }

    private static List<?> stages(String... names) {
        return java.util.Arrays.stream(names).map(name -> Map.of("name", name)).toList();
    }

    private void set(StagePlan plan) {
        chains.set(submitter.unitId(), MediaKind.VIDEO, plan, -1, administrator);
    }

    private static StagePlan plan(int length) {
        return new StagePlan(IntStream.rangeClosed(1, length)
                .mapToObj(i -> new ChainStage("第" + i + "审", null, List.of(), null, List.of(), false))
                .toList());
    }

    private Review open(Media media) {
        return reviewChain.open(media, scope(), submitter);
    }

    private ReviewScope scope() {
        return new ReviewScope(run, "宣传周", Set.of("LED_WALL"), from, from.plusDays(6));
    }

    private boolean covered(Media media) {
        return QuarkusTransaction.requiringNew().call(() -> approvals.covers(media.sha256(), run, "LED_WALL", from));
    }
}
