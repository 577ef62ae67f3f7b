package io.lunbo.signoff;

import io.lunbo.access.CurrentOperator.Account;
import io.lunbo.access.Role;
import io.lunbo.proof.ReviewerKeys;
import io.lunbo.schedule.Sheet;
import io.lunbo.schedule.SheetBuilding;
import io.lunbo.schedule.SheetPublishing;
import io.lunbo.screen.Screen;
import io.lunbo.signoff.SheetSigning.ToSign;
import io.lunbo.testsupport.ABooking;
import io.lunbo.testsupport.AScreen;
import io.lunbo.testsupport.Reviewed;
import io.lunbo.testsupport.SignedIn;
import io.lunbo.testsupport.Someone;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.lunbo.testsupport.AtOnce.DONE;
import static io.lunbo.testsupport.AtOnce.atOnce;
import static io.lunbo.testsupport.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.hamcrest.Matchers.equalTo;

/** Every way to get a sheet on air that too few, or the wrong, people have signed. */
@QuarkusTest
class SheetSignOffTest {
    @Inject
    SheetBuilding building;

    @Inject
    SheetPublishing publishing;

    @Inject
    SheetSigning signing;

    @Inject
    SheetReturns returns;

    @Inject
    SheetSignatureRepository signatures;

    @Inject
    SheetRuling ruling;

    @Inject
    ReviewerKeys keys;

    @Inject
    Clock clock;

    private Account scheduler;
    private Screen wall;
    private LocalDate tomorrow;

    @BeforeEach
    void bookAFilmOnAWall() {
        scheduler = SignedIn.registered(false, Role.SCHEDULER).account();
        wall = AScreen.wall("08:00-09:00", scheduler);
        tomorrow =
                LocalDate.ofInstant(clock.instant(), ZoneId.of("Asia/Shanghai")).plusDays(1);
        var campaign = ABooking.campaign(wall, tomorrow, tomorrow.plusDays(5), scheduler);
        ABooking.film(campaign, 30, Someone.with(Role.SUBMITTER), scheduler);
    }

    @Test
    void nobodyHasToSignUntilTheUnitSaysSo() {
        publish(build());
    }

    @Test
    void sheetIsPublishedOnceAllHaveSignedAndTheRefusalNamesWhatIsMissing() {
        demand(2);
        Sheet draft = build();
        sign(draft, Someone.with(Role.REVIEWER));

        Problem refusal = catchThrowableOfType(Problem.class, () -> publish(draft));

        assertThat(refusal.type()).isEqualTo(ProblemType.SHEET_NOT_SIGNED);
        assertThat(refusal.extensions().get("missing"))
                .isEqualTo(List.of(new SignOffGate.Lacking(draft.id(), wall.code(), tomorrow, 2, 1)));
        sign(draft, Someone.with(Role.SCHEDULER));
        publish(draft);
    }

    @Test
    void builderDoesNotSignAndNobodySignsTwice() {
        demand(3);
        Sheet draft = build();
        Account reviewer = Someone.with(Role.REVIEWER);
        sign(draft, reviewer);

        assertRefused(ProblemType.SHEET_OWN_BUILD, () -> sign(draft, scheduler));
        assertRefused(ProblemType.SHEET_SIGNED_ALREADY, () -> sign(draft, reviewer));
        assertRefused(ProblemType.FORBIDDEN, () -> sign(draft, Someone.with(Role.INSPECTOR)));
    }

    @Test
    void rebuiltDraftHasLostItsSignaturesAndTheOldOneTakesNone() {
        demand(1);
        Sheet first = build();
        sign(first, Someone.with(Role.REVIEWER));
        Sheet second = build();

        assertRefused(ProblemType.SHEET_NOT_SIGNED, () -> publish(second));
        assertRefused(ProblemType.SHEET_REPLACED, () -> sign(first, Someone.with(Role.REVIEWER)));
        Account reviewer = Someone.with(Role.REVIEWER);
        assertRefused(
                ProblemType.SHEET_OTHER_BYTES,
                () -> signing.sign(
                        List.of(new ToSign(second.id(), "0".repeat(64))), null, Reviewed.signer(reviewer), reviewer));
    }

    @Test
    void draftThatWasSentBackIsNeitherSignedNorPublishedWhateverSignaturesItHas() {
        demand(1);
        Sheet draft = build();
        Account signer = Someone.with(Role.REVIEWER);
        sign(draft, signer);
        List<ToSign> it = List.of(new ToSign(draft.id(), draft.sha256()));
        assertRefused(ProblemType.SHEET_RETURN_REASON, () -> returns.sendBack(it, " ", signer));
        assertRefused(ProblemType.SHEET_OWN_BUILD, () -> returns.sendBack(it, "x", scheduler));
        assertRefused(ProblemType.FORBIDDEN, () -> returns.sendBack(it, "x", Someone.with(Role.INSPECTOR)));
        assertRefused(
                ProblemType.SHEET_OTHER_BYTES,
                () -> returns.sendBack(List.of(new ToSign(draft.id(), "0".repeat(64))), "x", signer));

        returns.sendBack(it, "片序有误", Someone.with(Role.REVIEWER));

        assertRefused(ProblemType.SHEET_RETURNED, () -> publish(draft));
        assertRefused(ProblemType.SHEET_RETURNED, () -> sign(draft, Someone.with(Role.REVIEWER)));
        assertRefused(ProblemType.SHEET_RETURNED, () -> returns.sendBack(it, "x", signer));
        Sheet again = build();
        assertRefused(ProblemType.SHEET_NOT_SIGNED, () -> publish(again));
        sign(again, signer);
        publish(again);
        assertRefused(
                ProblemType.SHEET_ALREADY_PUBLISHED,
                () -> returns.sendBack(List.of(new ToSign(again.id(), again.sha256())), "x", signer));
    }

    @Test
    void whoBuiltItReadsWhoSentItBackAndWhy() {
        demand(1);
        Sheet draft = build();
        SignedIn reviewer = SignedIn.cookieAs(Role.REVIEWER);
        String refused = reviewer.page()
                .formParam("draft", draft.id() + " " + draft.sha256())
                .formParam("comment", "")
                .post("/sign-offs/returns")
                .then()
                .statusCode(422)
                .extract()
                .asString();
        assertThat(refused).contains("退回须说明原因");
        reviewer.page()
                .formParam("draft", draft.id() + " " + draft.sha256())
                .formParam("comment", "第二条 <b>重复</b>")
                .post("/sign-offs/returns")
                .then()
                .statusCode(303);

        SignedIn reader = SignedIn.cookieAs(Role.SCHEDULER);
        assertThat(reader.page().get("/sign-offs").asString())
                .contains("第二条 &lt;b&gt;重复")
                .contains(wall.name());
        assertThat(reader.page().get("/sign-offs/of/" + draft.id()).asString()).contains("第二条");
        assertThat(reviewer.page().get("/sign-offs").asString()).doesNotContain("value=\"" + draft.id());
        SignedIn.as(Role.REVIEWER)
                .api()
                .get("/api/v1/sign-offs/" + draft.id())
                .then()
                .body("complete", equalTo(false))
                .body("returned.reason", equalTo("第二条 <b>重复</b>"));
    }

    @Test
    void oneOfManyWhoSignAtOnceGetsTheLastPlace() {
        demand(1);
        Sheet draft = build();
        List<Account> people =
                Stream.generate(() -> Someone.with(Role.REVIEWER)).limit(4).toList();
        people.forEach(Reviewed::signer);
        CyclicBarrier start = new CyclicBarrier(4);

        List<String> outcomes =
                people.stream().map(person -> atOnce(start, () -> sign(draft, person))).toList().stream()
                        .map(outcome -> outcome.join())
                        .toList();

        assertThat(outcomes).containsOnlyOnce(DONE).contains("sheet-signed-fully");
        assertThat(signatures.of(draft.id())).hasSize(1);
    }

    @Test
    void samePersonInTwoWindowsSignsOnce() {
        demand(4);
        Sheet draft = build();
        Account reviewer = Someone.with(Role.REVIEWER);
        Reviewed.signer(reviewer);
        CyclicBarrier start = new CyclicBarrier(2);

        var one = atOnce(start, () -> sign(draft, reviewer));
        var other = atOnce(start, () -> sign(draft, reviewer));

        assertThat(List.of(one.join(), other.join())).containsExactlyInAnyOrder(DONE, "sheet-signed-already");
    }

    @Test
    void signatureIsProvenByTheKeyOfWhoSigned() {
        demand(1);
        Sheet draft = build();
        Account reviewer = Someone.with(Role.REVIEWER);
        sign(draft, reviewer);

        SheetSignature signature = signatures.of(draft.id()).get(0);

        assertThat(signature.sha256()).isEqualTo(draft.sha256());
        assertThat(keys.proves(signature.proof(), signature.said(), reviewer.id()))
                .isTrue();
        assertThat(keys.proves(signature.proof(), signature.said(), scheduler.id()))
                .isFalse();
    }

    @Test
    void inboxShowsWhatThePersonMaySignAndThePageSignsIt() {
        demand(1);
        Sheet draft = build();
        SignedIn reviewer = SignedIn.cookieAs(Role.REVIEWER);
        assertThat(signatures.waitingFor(scheduler.id(), tomorrow, 500))
                .noneMatch(waiting -> waiting.sheet().equals(draft.id()));
        String page = reviewer.page()
                .get("/sign-offs")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        assertThat(page).contains(draft.id().toString());

        reviewer.page()
                .formParam("draft", draft.id() + " " + draft.sha256())
                .formParam("password", "wrong")
                .post("/sign-offs")
                .then()
                .statusCode(422);
        reviewer.page()
                .formParam("draft", draft.id() + " " + draft.sha256())
                .formParam("password", reviewer.password())
                .post("/sign-offs")
                .then()
                .statusCode(303);

        String fragment = reviewer.page()
                .get("/sign-offs/of/" + draft.id())
                .then()
                .statusCode(200)
                .extract()
                .asString();
        assertThat(fragment).contains(reviewer.account().name());
        publish(draft);
    }

    @Test
    void staleChangeOfTheRulesIsAnsweredWithBothVersions() {
        SignedIn administrator = SignedIn.as(Role.ADMINISTRATOR);
        String address = "/api/v1/sheet-rules/" + AScreen.unitOf(scheduler);
        String body = "{\"signatures\":2,\"freezeAt\":\"off\"}";
        administrator
                .api()
                .contentType(ContentType.JSON)
                .header("If-Match", "\"0\"")
                .body(body)
                .put(address)
                .then()
                .statusCode(200)
                .header("ETag", "\"1\"");

        administrator
                .api()
                .contentType(ContentType.JSON)
                .header("If-Match", "\"0\"")
                .body(body.replace('2', '3'))
                .put(address)
                .then()
                .statusCode(412)
                .body("yours.signatures", equalTo(3))
                .body("current.signatures", equalTo(2));
    }

    private void demand(int count) {
        ruling.change(scheduler.unitId(), count, SheetRules.OFF, 0, Someone.with(Role.ADMINISTRATOR));
    }

    private Sheet build() {
        return building.build(wall.id(), tomorrow, scheduler);
    }

    private void sign(Sheet draft, Account person) {
        signing.sign(List.of(new ToSign(draft.id(), draft.sha256())), null, Reviewed.signer(person), person);
    }

    private void publish(Sheet draft) {
        publishing.publish(List.of(draft.id()), scheduler);
    }
}
