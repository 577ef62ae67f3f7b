package io.lunbo.buildrun;

import io.lunbo.access.CurrentOperator.Account;
import io.lunbo.audit.AuditTrail;
import io.lunbo.audit.Change;
import io.lunbo.screen.Screen;
import io.lunbo.screen.ScreenRepository;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.lunbo.work.WorkOrders;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Orders runs, stops them and lets them go on. */
@ApplicationScoped
public class BuildOrdering {
    /** The longest range, in days. */
    public static final int MOST_DAYS = 366;

    private final BuildRunRepository runs;
    private final ScreenRepository screens;
    private final WorkOrders orders;
    private final AuditTrail auditTrail;
    private final Clock clock;

    BuildOrdering(
            BuildRunRepository runs, ScreenRepository screens, WorkOrders orders, AuditTrail auditTrail, Clock clock) {
        this.runs = runs;
        this.screens = screens;
        this.orders = orders;
        this.auditTrail = auditTrail;
        this.clock = clock;
    }

    /** Orders a run over at most {@link #MOST_DAYS} days; refused where the dates are reversed or a screen is unknown. */
    @Transactional
    public BuildRun order(Collection<String> screenCodes, LocalDate from, LocalDate until, Account actor) {
        if (until.isBefore(from)) {
            throw Problem.of(ProblemType.DATES_REVERSED, from.toString(), until.toString());
        }
        if (ChronoUnit.DAYS.between(from, until) >= MOST_DAYS) {
            throw Problem.of(ProblemType.DATES_TOO_FAR_APART, from.toString(), until.toString(), MOST_DAYS);
        }
        List<Screen> found = new ArrayList<>();
        for (String code : new LinkedHashSet<>(screenCodes)) {
            found.add(screens.byCode(code).orElseThrow(() -> Problem.of(ProblemType.SCREEN_UNKNOWN, code)));
        }
        BuildRun run = new BuildRun(from, until, actor.id(), clock.instant().truncatedTo(ChronoUnit.MILLIS));
        runs.persist(run);
        for (int i = 0; i < found.size(); i++) {
            BuildLane lane = new BuildLane(run, found.get(i), i);
            runs.add(lane);
            orders.orderForLater(BuildWork.KIND, lane.id());
        }
        runs.flush();
        Map<String, ?> state = Map.of("from", from.toString(), "until", until.toString(), "screens", found.size());
        auditTrail.record(actor.id(), "build.order", "build:" + run.id(), Change.made(state));
        return run;
    }

    /** Stops a run: what is built stays, nothing more is begun. */
    @Transactional
    public void cancel(UUID id, Account actor) {
        BuildRun run = runs.known(id);
        if (run.cancelled()) {
            return;
        }
        run.cancel(clock.instant().truncatedTo(ChronoUnit.MILLIS));
        runs.lanes(id).forEach(lane -> orders.cancel(BuildWork.KIND, lane.id()));
        auditTrail.record(actor.id(), "build.cancel", "build:" + id, Change.removed(Map.of("days", run.days())));
    }

    /** Lets a run go on where it was stopped, and tries once more what failed. */
    @Transactional
    public void resume(UUID id, Account actor) {
        BuildRun run = runs.known(id);
        run.resume();
        runs.forgetFailures(id);
        for (BuildLane lane : runs.lanes(id)) {
            if (runs.doneDays(lane.id()).size() < run.days()) {
                orders.cancel(BuildWork.KIND, lane.id());
                orders.orderForLater(BuildWork.KIND, lane.id());
            }
        }
        auditTrail.record(actor.id(), "build.resume", "build:" + id, Change.made(Map.of("days", run.days())));
    }
}
