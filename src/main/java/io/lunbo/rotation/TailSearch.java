package io.lunbo.rotation;

import io.lunbo.fairness.Era;
import io.lunbo.fairness.Quota;
import io.lunbo.fairness.TailCounts;
import java.util.Arrays;

/**
 * Searches the last plays of a piece anew when its end would leave more idle time than its shortest play, or debts that the next era cannot
 * carry: ever more of them, up to ten minutes back, depth first in the order of the greedy choice.
 */
final class TailSearch {

    private static final long LOOK_BACK_MS = 600_000;
    private static final int LOOK_AHEAD = 240;
    private static final int NODES = 1_500;
    private static final int REACH = 5;
    private static final int OFFERS = 12;
    private static final int NONE = Integer.MIN_VALUE;

    private final Filling filling;
    private final Board board;
    private final Plays plays;
    private final Era era;
    private final int piece;
    private final int begin;
    private final boolean eraEnds;
    private final long[] seen = new long[1 << 10];
    private int target;
    private int nodes;
    private long bestScore;
    private int[] bestPicks = new int[0];
    private long[] bestStarts = new long[0];

    TailSearch(Filling filling, int piece, int begin, boolean eraEnds) {
        this.filling = filling;
        this.board = filling.board;
        this.plays = filling.plays;
        this.era = filling.era;
        this.piece = piece;
        this.begin = begin;
        this.eraEnds = eraEnds && board.eras.size() > 1;
    }

    void improve() {
        target = plays.size;
        if (era.spots().length == 0 || !isWrong(score())) {
            return;
        }
        for (int back = 2; back <= 64; back *= 2) {
            int size = plays.size;
            target = Math.max(begin, size - back);
            while (target < size - 2 && plays.start[target] < filling.until - LOOK_BACK_MS) {
                target++;
            }
            bestScore = score();
            keep();
            rewind();
            nodes = eraEnds ? 4 * NODES : NODES;
            Arrays.fill(seen, 0);
            search();
            rewind();
            replay();
            if (!isWrong(bestScore) || target > size - back) {
                break;
            }
        }
        for (int back = 8; back <= (eraEnds ? 1_024 : 64) && isWrong(score()); back *= 2) {
            count(back, era.shortest());
        }
        for (int back = 8; back <= 1_024 && isStrained(score()); back *= 2) {
            count(back, era.longest());
        }
    }

    /** Chooses anew how often each spot plays at the end, and puts that in order. */
    private void count(int back, long idle) {
        target = Math.max(begin, plays.size - back);
        bestScore = score();
        keep();
        long reserved = 0;
        int loopPlays = 0;
        for (int i = target; i < plays.size; i++) {
            boolean isLoop = plays.kind[i] == Plays.LOOP;
            loopPlays += isLoop ? 1 : 0;
            reserved += isLoop ? 0 : board.length[plays.spot[i]];
        }
        rewind();
        long room = filling.until - filling.now - reserved;
        for (int away = 0; room > 0 && away <= 2 * REACH && isWrong(bestScore); away++) {
            int total = loopPlays + ((away & 1) == 0 ? away / 2 : -(away / 2) - 1);
            if (total > 0) {
                offer(total, room, idle);
            }
            if (!era.plays()) {
                break;
            }
        }
        replay();
    }

    private void offer(int total, long room, long idle) {
        int n = era.spots().length;
        long[] length = new long[n];
        int[] least = new int[n];
        int[] most = new int[n];
        double[] wish = new double[n];
        for (int k = 0; k < n; k++) {
            length[k] = filling.length(k);
            double unit = era.units()[k];
            double steps = era.plays() ? total : room - era.shortest() / 2.0;
            wish[k] = (filling.quota.owedNow(k) + steps * era.weights()[k] / era.total()) / unit;
            least[k] = (int) Math.max(0, Math.ceil(wish[k] - filling.quota.mostOwed() / unit - 1e-9));
            most[k] = (int) Math.floor(wish[k] + filling.quota.mostAhead(k) / unit + 1e-9);
            if (!era.plays()) {
                least[k] = Math.max(least[k], (int) Math.floor(wish[k]) - 2);
                most[k] = Math.min(most[k], (int) Math.floor(wish[k]) + 2);
            }
        }
        new TailCounts(length, least, most, wish, era.plays() ? total : -1, room - idle, room)
                .offer(OFFERS, this::isGood);
    }

    private boolean isGood(int[] counts) {
        int[] left = counts.clone();
        int open = Arrays.stream(left).sum();
        while (open > 0 || filling.counts.due(filling.now, filling.until) >= 0) {
            int pick = pickOf(left, open);
            if (pick == NONE) {
                break;
            }
            put(pick);
            if (pick >= 0) {
                left[pick]--;
                open--;
            }
        }
        long score = score();
        if (score < bestScore) {
            bestScore = score;
            keep();
        }
        rewind();
        return !isWrong(bestScore);
    }

    /** Of what is left to be played, what the windows allow, with the least conflict and the earliest due; one that is most of the rest goes first. */
    private int pickOf(int[] left, int open) {
        int[] picks = picks();
        int best = NONE;
        for (int pick : picks) {
            if (pick < 0) {
                return pick;
            }
            if (left[pick] > 0 && (best == NONE || 2 * left[pick] > open)) {
                best = pick;
            }
        }
        return best;
    }

    private static boolean isStrained(long score) {
        return score >> 50 != 0;
    }

    private boolean isWrong(long score) {
        return score >> 12 != 0;
    }

    /** Debts that cannot be carried on, then repeats without need, then idle time beyond the shortest play, then conflicts. */
    private long score() {
        long strain = eraEnds ? strainOfNextEra() + filling.steering.penalty() : 0;
        long excess = Math.max(0, filling.until - filling.now - era.shortest());
        long conflicts = 0;
        long repeats = 0;
        for (int i = Math.max(1, target); i < plays.size; i++) {
            int conflict = plays.conflictAt(plays.spot[i], plays.start[i], i);
            conflicts += conflict;
            repeats += conflict == 2 && !era.hasMajority() ? 1 : 0;
        }
        return (strain << 50) + (repeats << 40) + (excess << 12) + Math.min(4095, conflicts);
    }

    private long strainOfNextEra() {
        long[] atEnd = filling.debts().clone();
        for (int k = 0; k < era.spots().length; k++) {
            atEnd[era.spots()[k]] = filling.quota.debtNow(k);
        }
        Era next = board.eraAfter(board.pieces.get(piece).era(), 1);
        int steps = LOOK_AHEAD + 4 * next.spots().length;
        return next.spots().length == 0
                ? 0
                : new Quota(next, Filling.debtsOf(next, atEnd), board.scale, steps).strain(steps);
    }

    private void rewind() {
        while (plays.size > target) {
            filling.undo();
        }
    }

    private void keep() {
        int count = plays.size - target;
        bestPicks = new int[count];
        bestStarts = new long[count];
        for (int i = 0; i < count; i++) {
            boolean counted = plays.kind[target + i] == Plays.COUNTED;
            bestPicks[i] = counted ? ~plays.member[target + i] : plays.member[target + i];
            bestStarts[i] = plays.start[target + i];
        }
    }

    private void replay() {
        for (int i = 0; i < bestPicks.length; i++) {
            filling.now = bestStarts[i];
            put(bestPicks[i]);
        }
    }

    private void put(int pick) {
        if (pick < 0) {
            filling.playJob(~pick, piece);
        } else {
            filling.play(pick, piece);
        }
    }

    /** Depth first in the order of the greedy choice; true when nothing better needs to be looked for. */
    private boolean search() {
        int[] picks = picks();
        if (picks.length == 0 || eraEnds) {
            long score = score();
            if (score < bestScore) {
                bestScore = score;
                keep();
            }
        }
        if (picks.length == 0 || bestScore == 0) {
            return bestScore == 0;
        }
        for (int pick : picks) {
            if (--nodes < 0) {
                return true;
            }
            put(pick);
            boolean done = isNew() && search();
            filling.undo();
            if (done) {
                return true;
            }
        }
        return false;
    }

    /** The same plays in another order, ending with the same one, lead to nothing new. */
    private boolean isNew() {
        long key = plays.spot[plays.size - 1] + 1L;
        for (int i = target; i < plays.size; i++) {
            long mixed = (plays.spot[i] + 1) * 0x9E3779B97F4A7C15L;
            key += (mixed ^ mixed >>> 29) * 0xBF58476D1CE4E5B9L;
        }
        int at = (int) (key >>> 20) & seen.length - 1;
        boolean isNew = seen[at] != key;
        seen[at] = key;
        return isNew;
    }

    private int[] picks() {
        int n = era.spots().length;
        int[] picks = new int[n + 1];
        int[] conflicts = new int[n + 1];
        int count = 0;
        for (int k = 0; k < n; k++) {
            if (filling.now + filling.length(k) <= filling.until
                    && filling.quota.isDue(k)
                    && !filling.isNeedlessRepeat(k)
                    && filling.quota.isSafe(k)
                    && filling.counts.inTime(filling.now + filling.length(k), false)) {
                int conflict = filling.cost(k);
                int at = count++;
                while (at > 0
                        && (conflict < conflicts[at - 1]
                                || conflict == conflicts[at - 1] && filling.isDueBefore(k, picks[at - 1]))) {
                    picks[at] = picks[at - 1];
                    conflicts[at] = conflicts[--at];
                }
                picks[at] = k;
                conflicts[at] = conflict;
            }
        }
        int counted = filling.counts.due(filling.now, filling.until);
        if (counted >= 0) {
            System.arraycopy(picks, 0, picks, 1, count);
            picks[0] = ~counted;
            count++;
        }
        return Arrays.copyOf(picks, count);
    }
}
