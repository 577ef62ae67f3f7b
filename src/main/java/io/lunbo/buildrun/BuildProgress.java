package io.lunbo.buildrun;

import io.lunbo.access.OperatorRepository;
import io.lunbo.buildrun.BuildRunRepository.Tally;
import io.lunbo.screen.Screen;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** How far runs are. */
@ApplicationScoped
class BuildProgress {
    private final BuildRunRepository runs;
    private final OperatorRepository operators;

    BuildProgress(BuildRunRepository runs, OperatorRepository operators) {
        this.runs = runs;
        this.operators = operators;
    }

    /** How far a run has come. */
    enum State {
        RUNNING,
        CANCELLED,
        DONE
    }

    /** One screen of a run. */
    record LaneProgress(UUID laneId, Screen screen, long done, long failed, int total) {
        public long percent() {
            return 100 * done / total;
        }
    }

    /** A run and how far it is; counts are screen-days. */
    record Progress(BuildRun run, String orderedBy, List<LaneProgress> lanes) {
        public long total() {
            return (long) run.days() * lanes.size();
        }

        public long done() {
            return lanes.stream().mapToLong(LaneProgress::done).sum();
        }

        public long failed() {
            return lanes.stream().mapToLong(LaneProgress::failed).sum();
        }

        public long percent() {
            return total() == 0 ? 100 : 100 * done() / total();
        }

        public State state() {
            if (done() == total()) {
                return State.DONE;
            }
            return run.cancelled() ? State.CANCELLED : State.RUNNING;
        }

        public boolean running() {
            return state() == State.RUNNING;
        }

        public String stateKey() {
            return state() == State.DONE
                    ? "buildrun_done_state"
                    : "buildrun_" + state().name().toLowerCase(Locale.ROOT);
        }
    }

    @Transactional
    Progress of(UUID runId) {
        return of(runs.known(runId));
    }

    @Transactional
    List<Progress> newest(int most) {
        return runs.newest(most).stream().map(this::of).toList();
    }

    private Progress of(BuildRun run) {
        Map<UUID, Tally> tallies =
                runs.tallies(run.id()).stream().collect(Collectors.toMap(Tally::laneId, Function.identity()));
        List<LaneProgress> lanes = runs.lanes(run.id()).stream()
                .map(lane -> {
                    Tally tally = tallies.getOrDefault(lane.id(), new Tally(lane.id(), 0, 0));
                    return new LaneProgress(lane.id(), lane.screen(), tally.done(), tally.failed(), run.days());
                })
                .toList();
        return new Progress(run, operators.known(run.orderedBy()).name(), lanes);
    }
}
