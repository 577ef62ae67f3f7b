package io.lunbo.buildrun;

import io.lunbo.access.CurrentOperator.Account;
import io.lunbo.access.OperatorRepository;
import io.lunbo.schedule.Sheet;
import io.lunbo.schedule.SheetBuilding;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.lunbo.web.Texts;
import io.lunbo.work.Work;
import io.lunbo.work.WorkFailure;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.IntConsumer;

/** Builds one screen's days of a run. Each day is written down with its draft, so a run that was cut off goes on after it. */
@ApplicationScoped
class BuildWork implements Work {
    static final String KIND = "SHEETS";

    private final BuildRunRepository runs;
    private final SheetBuilding building;
    private final OperatorRepository operators;
    private final Texts texts;
    private final Clock clock;

    /** What is to be done on a lane, read once. */
    private record Task(UUID runId, UUID screenId, Account actor, int days, List<LocalDate> left) {}

    BuildWork(BuildRunRepository runs, SheetBuilding building, OperatorRepository operators, Texts texts, Clock clock) {
        this.runs = runs;
        this.building = building;
        this.operators = operators;
        this.texts = texts;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Runnable perform(UUID laneId, IntConsumer progress) throws InterruptedException {
        Task task = QuarkusTransaction.requiringNew().call(() -> task(laneId));
        int done = task.days() - task.left().size();
        for (LocalDate date : task.left()) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            if (!build(task, laneId, date)) {
                break;
            }
            done++;
            progress.accept(100 * done / task.days());
        }
        return () -> {};
    }

    /** The rest of a lane that fell over again and again is told as failed, so that nobody waits for it. */
    @Override
    public void abandon(UUID laneId, WorkFailure why) {
        Instant now = now();
        task(laneId)
                .left()
                .forEach(date ->
                        runs.add(BuildResult.failed(laneId, date, Problem.of(ProblemType.UNEXPECTED), texts, now)));
    }

    private Task task(UUID laneId) {
        BuildLane lane = runs.lane(laneId).orElseThrow(() -> new IllegalStateException("no lane " + laneId));
        BuildRun run = lane.run();
        Set<LocalDate> done = runs.doneDays(laneId);
        List<LocalDate> left = run.from()
                .datesUntil(run.until().plusDays(1))
                .filter(date -> !done.contains(date))
                .toList();
        Account actor = operators.known(run.orderedBy()).account();
        return new Task(run.id(), lane.screen().id(), actor, run.days(), left);
    }

    /** The draft and the note that it is there are one transaction; false where the run was stopped. */
    private boolean build(Task task, UUID laneId, LocalDate date) {
        try {
            return QuarkusTransaction.requiringNew().call(() -> {
                if (runs.known(task.runId()).cancelled()) {
                    return false;
                }
                Sheet sheet = building.build(task.screenId(), date, task.actor());
                runs.add(BuildResult.built(laneId, date, sheet.id(), now()));
                return true;
            });
        } catch (Problem problem) {
            QuarkusTransaction.requiringNew()
                    .run(() -> runs.add(BuildResult.failed(laneId, date, problem, texts, now())));
            return true;
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
