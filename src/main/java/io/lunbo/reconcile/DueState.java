package io.lunbo.reconcile;

import java.util.ArrayList;
import java.util.List;

/** A due play while its verdict is looked for. */
final class DueState {
    final Due due;
    final List<Logged> logs = new ArrayList<>();
    Verdict verdict;
    Absence absence;
    boolean full;

    DueState(Due due) {
        this.due = due;
    }

    long startMs() {
        return due.startMs();
    }

    /** How long it was shown by what was logged for it: what overlaps counts once, and never more than was due. */
    int shownMs(long tolerance) {
        long shown = 0;
        long reached = due.startMs() - tolerance;
        for (Logged log : logs.stream().sorted(Logged.ORDER).toList()) {
            if (log.outcome() != Logged.Outcome.FAILED) {
                long until = Math.min(log.endMs(), due.endMs() + tolerance);
                shown += Math.max(0, until - Math.max(reached, log.startMs()));
                reached = Math.max(reached, until);
            }
        }
        return (int) Math.min(shown, due.durationMs());
    }

    /** It was not shown, nothing excuses it, and nothing took its place yet. */
    boolean open() {
        return verdict == Verdict.MISSED;
    }

    /** How much of its time another play took. */
    long coveredBy(Logged log) {
        return Math.min(due.endMs(), log.endMs()) - Math.max(due.startMs(), log.startMs());
    }
}
