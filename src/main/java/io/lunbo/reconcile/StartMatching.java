package io.lunbo.reconcile;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Pairs due and logged plays of one media by their starts: as many pairs as the tolerance allows, and of those with the least
 * sum of deviations.
 *
 * <p>On a line, two pairs that cross can be uncrossed without leaving the tolerance or growing the sum; so looking at pairs in
 * order is enough. What lies further apart than the tolerance is decided apart.
 */
final class StartMatching {
    private static final long ONE_PAIR = 1L << 40;

    private final long tolerance;
    private final BiConsumer<DueState, Logged> pair;

    StartMatching(long tolerance, BiConsumer<DueState, Logged> pair) {
        this.tolerance = tolerance;
        this.pair = pair;
    }

    /** Both in order of time. */
    void match(List<DueState> dues, List<Logged> logs) {
        int due = 0;
        int log = 0;
        while (due < dues.size() && log < logs.size()) {
            List<DueState> someDues = new ArrayList<>();
            List<Logged> someLogs = new ArrayList<>();
            long last = Math.min(dues.get(due).startMs(), logs.get(log).startMs());
            boolean near = true;
            while (near) {
                boolean dueNear = due < dues.size() && dues.get(due).startMs() - last <= tolerance;
                boolean logNear = log < logs.size() && logs.get(log).startMs() - last <= tolerance;
                boolean dueFirst = dueNear
                        && (!logNear || dues.get(due).startMs() <= logs.get(log).startMs());
                if (dueFirst) {
                    last = dues.get(due).startMs();
                    someDues.add(dues.get(due++));
                } else if (logNear) {
                    last = logs.get(log).startMs();
                    someLogs.add(logs.get(log++));
                }
                near = dueNear || logNear;
            }
            matchNear(someDues, someLogs);
        }
    }

    private void matchNear(List<DueState> dues, List<Logged> logs) {
        long[][] best = new long[dues.size() + 1][logs.size() + 1];
        for (int i = 1; i <= dues.size(); i++) {
            for (int j = 1; j <= logs.size(); j++) {
                best[i][j] = Math.max(best[i - 1][j], best[i][j - 1]);
                long deviation = deviation(dues.get(i - 1), logs.get(j - 1));
                if (deviation <= tolerance) {
                    best[i][j] = Math.max(best[i][j], best[i - 1][j - 1] + ONE_PAIR - deviation);
                }
            }
        }
        int i = dues.size();
        int j = logs.size();
        while (i > 0 && j > 0) {
            if (best[i][j] == best[i][j - 1]) {
                j--;
            } else if (best[i][j] == best[i - 1][j]) {
                i--;
            } else {
                pair.accept(dues.get(--i), logs.get(--j));
            }
        }
    }

    private static long deviation(DueState due, Logged log) {
        return Math.abs(due.startMs() - log.startMs());
    }
}
