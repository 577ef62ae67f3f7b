package io.lunbo.changenotice;

import io.lunbo.access.CurrentOperator.Account;
import io.lunbo.access.Role;
import io.lunbo.campaign.Campaign;
import io.lunbo.dayplan.SheetContent;
import io.lunbo.dayplan.SheetContent.PlannedPlay;
import io.lunbo.schedule.Sheet;
import io.lunbo.schedule.SheetBuilding;
import io.lunbo.schedule.SheetPublishing;
import io.lunbo.schedule.SheetRepository;
import io.lunbo.screen.Screen;
import io.lunbo.signoff.SheetRuling;
import io.lunbo.testsupport.ABooking;
import io.lunbo.testsupport.AScreen;
import io.lunbo.testsupport.SignedIn;
import io.lunbo.testsupport.Someone;
import io.lunbo.web.ProblemType;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.lunbo.testsupport.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;

/** A day that is frozen changes with a notice that somebody else approved, and an earlier version comes back without rewriting what was on air. */
@QuarkusTest
class FrozenDayTest {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    @Inject
    SheetBuilding building;

    @Inject
    SheetPublishing publishing;

    @Inject
    SheetRepository sheets;

    @Inject
    ChangeNotices notices;

    @Inject
    SheetRuling ruling;

    @Inject
    Clock clock;

    private SignedIn scheduler;
    private Screen always;
    private Campaign campaign;
    private LocalDate today;

    @BeforeEach
    void publishTodayInAUnitThatFreezes() {
        scheduler = SignedIn.cookieAs(Role.SCHEDULER);
        Account account = scheduler.account();
        always = AScreen.wall("00:00-24:00", account);
        today = LocalDate.ofInstant(clock.instant(), ZONE);
        campaign = ABooking.campaign(always, today, today.plusDays(5), account);
        ABooking.film(campaign, 30, Someone.with(Role.SUBMITTER), account);
        ruling.change(account.unitId(), 0, "18:00", 0, Someone.with(Role.ADMINISTRATOR));
    }

    @Test
    void firstSheetOfAFrozenDayIsLateButNoChange() {
        publish(build(today));
        publish(build(today.plusDays(3)));
        publish(build(today.plusDays(3)));
    }

    @Test
    void frozenDayChangesOnlyWithANoticeThatSomebodyElseApproved() {
        publish(build(today));
        Sheet draft = build(today);
        assertRefused(ProblemType.SHEET_FROZEN, () -> publish(draft));
        ChangeNotice notice = notices.request(draft.id(), "临时任务", scheduler.account());
        assertRefused(ProblemType.CHANGE_NOTICE_OPEN, () -> notices.request(draft.id(), "再", scheduler.account()));
        assertRefused(ProblemType.SHEET_FROZEN, () -> publish(draft));
        assertRefused(
                ProblemType.CHANGE_NOTICE_OWN,
                () -> notices.decide(notice.id(), true, null, notice.version(), scheduler.account()));
        notices.decide(notice.id(), true, null, notice.version(), Someone.with(Role.REVIEWER));

        Sheet rebuilt = build(today);

        assertRefused(ProblemType.SHEET_FROZEN, () -> publish(rebuilt)); // the notice was for other bytes
        ChangeNotice second = notices.request(rebuilt.id(), "临时任务", scheduler.account());
        notices.decide(second.id(), true, "同意", second.version(), Someone.with(Role.REVIEWER));
        publish(rebuilt);
        assertThat(notices.findById(second.id()).state()).isEqualTo(ChangeNotice.State.CARRIED_OUT);
    }

    @Test
    void noticeIsOnItsPagesAndOnPaperAndAStaleDecisionIsAnsweredWithBoth() {
        publish(build(today));
        Sheet draft = build(today);
        String sheetPart = scheduler
                .page()
                .get("/change-notices/of/" + draft.id())
                .then()
                .statusCode(200)
                .extract()
                .asString();
        assertThat(sheetPart).contains("name=\"reason\"");
        String address = scheduler
                .page()
                .formParam("sheet", draft.id())
                .formParam("reason", "设备检修")
                .post("/change-notices")
                .then()
                .statusCode(303)
                .extract()
                .header("Location");
        String path = address.substring(address.indexOf("/change-notices/"));
        scheduler.page().get("/change-notices").then().statusCode(200);
        assertThat(scheduler.page().get(path).then().statusCode(200).extract().asString())
                .contains("设备检修");
        byte[] pdf = scheduler
                .page()
                .accept("*/*")
                .get(path + "/notice.pdf")
                .then()
                .statusCode(200)
                .extract()
                .asByteArray();
        assertThat(new String(pdf, 0, 5, java.nio.charset.StandardCharsets.US_ASCII))
                .isEqualTo("%PDF-");

        SignedIn.as(Role.REVIEWER)
                .api()
                .contentType(ContentType.JSON)
                .header("If-Match", "\"7\"")
                .body(Map.of("approve", true))
                .put("/api/v1" + path + "/decision")
                .then()
                .statusCode(412)
                .body("current.reason", equalTo("设备检修"))
                .body("yours.approve", equalTo(true));
    }

    @Test
    void earlierVersionComesBackAsANewOneBehindWhatWasOnAir() {
        ruling.change(scheduler.account().unitId(), 0, "off", 1, Someone.with(Role.ADMINISTRATOR));
        Sheet first = publish(build(today));
        ABooking.film(campaign, 20, Someone.with(Role.SUBMITTER), scheduler.account());
        Sheet second = publish(build(today));

        Instant before = clock.instant();
        Sheet draft = building.revive(first.id(), scheduler.account());
        Instant after = clock.instant().plusSeconds(2);
        Sheet third = publish(draft);

        assertThat(third.version()).isGreaterThan(second.version());
        SheetContent revived = SheetContent.read(third.gzipBody());
        SheetContent wanted = SheetContent.read(first.gzipBody());
        assertThat(startsFrom(revived, after.plusSeconds(30))).isEqualTo(startsFrom(wanted, after.plusSeconds(30)));
        assertThat(startsUntil(revived, before)).isEqualTo(startsUntil(SheetContent.read(second.gzipBody()), before));
        int end = 0;
        for (PlannedPlay play : revived.plays()) {
            assertThat(play.startMs()).isGreaterThanOrEqualTo(end);
            end = play.startMs() + play.durationMs();
        }
        String query = "?before=" + second.id() + "&after=" + third.id();
        SignedIn.as(Role.INSPECTOR)
                .api()
                .get("/api/v1/sheet-comparisons" + query)
                .then()
                .statusCode(200)
                .body("removed", greaterThan(0));
        assertThat(scheduler
                        .page()
                        .get("/sheet-comparison" + query)
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString())
                .contains("v" + second.version());
        scheduler.page().get("/sheets/" + first.id()).then().statusCode(200);
    }

    private static List<Integer> startsFrom(SheetContent content, Instant from) {
        return content.plays().stream()
                .filter(play -> !content.startOf(play).isBefore(from))
                .map(PlannedPlay::startMs)
                .toList();
    }

    private static List<PlannedPlay> startsUntil(SheetContent content, Instant until) {
        return content.plays().stream()
                .filter(play -> content.startOf(play).isBefore(until))
                .toList();
    }

    private Sheet build(LocalDate date) {
        return building.build(always.id(), date, scheduler.account());
    }

    private Sheet publish(Sheet draft) {
        publishing.publish(List.of(draft.id()), scheduler.account());
        return sheets.findById(draft.id());
    }
}
