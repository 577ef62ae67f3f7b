package io.lunbo.buildrun;

import io.lunbo.access.CurrentOperator.Account;
import io.lunbo.access.Role;
import io.lunbo.buildrun.BuildProgress.Progress;
import io.lunbo.schedule.Sheet;
import io.lunbo.schedule.SheetBuilding;
import io.lunbo.schedule.SheetRepository;
import io.lunbo.screen.Screen;
import io.lunbo.testsupport.ABooking;
import io.lunbo.testsupport.AScreen;
import io.lunbo.testsupport.SignedIn;
import io.lunbo.testsupport.Someone;
import io.lunbo.web.ProblemType;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.lunbo.testsupport.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

/** A build that is ordered comes to its end, whatever happens meanwhile, and builds each day once. */
@QuarkusTest
class BuildRunTest {
    @Inject
    BuildOrdering ordering;

    @Inject
    BuildProgress progress;

    @Inject
    BuildRunRepository runs;

    @Inject
    BuildWork work;

    @Inject
    SheetBuilding building;

    @Inject
    SheetRepository sheets;

    @Inject
    Clock clock;

    private SignedIn scheduler;
    private Screen wall;
    private LocalDate tomorrow;

    @BeforeEach
    void bookAFilmOnAWall() {
        scheduler = SignedIn.as(Role.SCHEDULER);
        Account account = scheduler.account();
        wall = AScreen.wall("08:00-09:00", account);
        tomorrow =
                LocalDate.ofInstant(clock.instant(), ZoneId.of("Asia/Shanghai")).plusDays(1);
        var campaign = ABooking.campaign(wall, tomorrow, tomorrow.plusDays(40), account);
        ABooking.film(campaign, 25, Someone.with(Role.SUBMITTER), account);
        ABooking.film(campaign, 40, Someone.with(Role.SUBMITTER), account);
    }

    @Test
    void orderedBuildIsAcceptedAtOnceAndEndsWithTheSheetsThatTheSynchronousOneMakes() {
        Map<String, ?> order = Map.of(
                "screens",
                List.of(wall.code()),
                "from",
                tomorrow.toString(),
                "until",
                tomorrow.plusDays(33).toString());
        String address = scheduler
                .api()
                .contentType(ContentType.JSON)
                .body(order)
                .post("/api/v1/builds")
                .then()
                .statusCode(202)
                .body("total", equalTo(34))
                .extract()
                .header("Location");
        UUID id = UUID.fromString(address.substring(address.lastIndexOf('/') + 1));

        awaitTrue(() -> progress.of(id).state() == BuildProgress.State.DONE);

        scheduler
                .api()
                .get(address)
                .then()
                .statusCode(200)
                .body("done", equalTo(34))
                .body("failed", equalTo(0));
        List<BuildResult> results = results(id);
        assertThat(results).hasSize(34).extracting(BuildResult::date).isSorted();
        Sheet tenth = sheets.findById(results.get(9).sheetId());
        assertThat(building.build(wall.id(), tenth.date(), scheduler.account()).sha256())
                .isEqualTo(tenth.sha256());
        assertThat(scheduler
                        .api()
                        .get(address + "/sheets")
                        .then()
                        .statusCode(200)
                        .extract()
                        .jsonPath()
                        .getList("sheet"))
                .hasSize(34);
    }

    @Test
    void runThatWasCutOffGoesOnAfterTheLastDayThatIsWrittenDown() throws Exception {
        Progress run = cancelled(4);
        UUID lane = run.lanes().get(0).laneId();
        Sheet first = building.build(wall.id(), tomorrow, scheduler.account());
        QuarkusTransaction.requiringNew()
                .run(() -> runs.add(BuildResult.built(lane, tomorrow, first.id(), clock.instant())));
        QuarkusTransaction.requiringNew().run(() -> runs.known(run.run().id()).resume());

        work.perform(lane, percent -> {});

        assertThat(sheets.versions(wall.id(), tomorrow)).extracting(Sheet::id).containsExactly(first.id());
        assertThat(progress.of(run.run().id()).done()).isEqualTo(4);
        work.perform(lane, percent -> {});
        assertThat(sheets.versions(wall.id(), tomorrow.plusDays(3))).hasSize(1);
    }

    @Test
    void stoppedRunBuildsNothingMoreAndGoesOnWhenToldTo() throws Exception {
        Progress run = cancelled(3);
        long before = progress.of(run.run().id()).done();

        work.perform(run.lanes().get(0).laneId(), percent -> {});

        assertThat(progress.of(run.run().id()).done()).isEqualTo(before);
        ordering.resume(run.run().id(), scheduler.account());
        awaitTrue(() -> progress.of(run.run().id()).state() == BuildProgress.State.DONE);
    }

    @Test
    void dayThatCannotBeBuiltIsToldInWordsAndTheOthersAreBuilt() {
        BuildRun run = ordering.order(List.of(wall.code()), tomorrow.minusDays(2), tomorrow, scheduler.account());

        awaitTrue(() -> progress.of(run.id()).state() == BuildProgress.State.DONE);

        assertThat(progress.of(run.id()).failed()).isEqualTo(1);
        scheduler
                .api()
                .header("Accept-Language", "en")
                .get("/api/v1/builds/" + run.id() + "/sheets?failed=true")
                .then()
                .statusCode(200)
                .body("size()", equalTo(1))
                .body("[0].problem", equalTo("sheet-date-over"))
                .body(
                        "[0].detail",
                        equalTo(tomorrow.minusDays(2) + " has passed; it cannot be built or published any more."));
        SignedIn reader = SignedIn.cookieAs(Role.SCHEDULER);
        assertThat(reader.page()
                        .get("/builds/" + run.id())
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString())
                .contains(tomorrow.minusDays(2).toString())
                .doesNotContain("every 1s");
        reader.page().get("/builds").then().statusCode(200);
    }

    @Test
    void orderOfMoreThanAYearOrOfAnUnknownScreenIsRefused() {
        Account account = scheduler.account();
        assertRefused(
                ProblemType.DATES_TOO_FAR_APART,
                () -> ordering.order(List.of(wall.code()), tomorrow, tomorrow.plusDays(366), account));
        assertRefused(
                ProblemType.SCREEN_UNKNOWN, () -> ordering.order(List.of("no-such"), tomorrow, tomorrow, account));
        SignedIn.cookieAs(Role.SCHEDULER)
                .page()
                .formParam("from", "x")
                .formParam("screen", wall.code())
                .post("/builds")
                .then()
                .statusCode(422);
    }

    private Progress cancelled(int days) {
        return QuarkusTransaction.requiringNew().call(() -> {
            BuildRun run =
                    ordering.order(List.of(wall.code()), tomorrow, tomorrow.plusDays(days - 1), scheduler.account());
            ordering.cancel(run.id(), scheduler.account());
            return progress.of(run.id());
        });
    }

    private List<BuildResult> results(UUID id) {
        return QuarkusTransaction.requiringNew().call(() -> runs.results(id, false, 0, 500));
    }

    private static void awaitTrue(BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(end);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
    }
}
