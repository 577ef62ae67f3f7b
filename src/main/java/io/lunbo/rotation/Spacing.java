package io.lunbo.rotation;

import java.util.Arrays;

/**
 * Rearranges near plays inside their windows, for fewer conflicts and more even gaps on the clock: two plays change places, or one moves over
 * up to {@link #REACH} others.
 *
 * <p>What is made small is the sum of (gap / mean gap − 1)² over all gaps. Moving a play by d changes it by {@code push · d · (lean − d)}, where
 * lean says which of its two gaps is the longer one, so a move is judged without looking at the neighbours' starts.
 */
final class Spacing {

    private static final int PASSES = 4;
    private static final int REACH = 4;
    private static final double CONFLICT = 1_000;
    private static final double WORTH = 0.005;

    private final Board board;
    private final Plays plays;
    private final boolean time;
    private final double least;
    private final int[] previous;
    private final int[] next;
    private final int[] changed;
    private final double[] push;
    private final double[] lean;
    private final double[] meanGap;
    private final byte[] clash;
    private boolean atConflict;
    private int pass;

    private Spacing(Board board, Plays plays) {
        this.board = board;
        this.plays = plays;
        time = board.request.mode() == LoopRequest.Mode.TIME;
        least = board.request.former().isEmpty() ? WORTH : CONFLICT / 2;
        previous = new int[plays.size];
        next = new int[plays.size];
        changed = new int[plays.size];
        push = new double[plays.size];
        lean = new double[plays.size];
        meanGap = new double[board.spots.size()];
        clash = new byte[plays.size + 1];
        link();
        for (int i = 0; i < plays.size; i++) {
            weigh(i);
            noteClash(i);
        }
    }

    static void improve(Board board, Plays plays) {
        Spacing spacing = new Spacing(board, plays);
        boolean improved = true;
        while (improved && spacing.pass < PASSES) {
            improved = spacing.improveOnce();
            spacing.pass++;
        }
    }

    private void link() {
        int[] last = new int[meanGap.length];
        int[] first = new int[meanGap.length];
        int[] count = new int[meanGap.length];
        Arrays.fill(last, -1);
        for (int i = 0; i < plays.size; i++) {
            int spot = plays.spot[i];
            previous[i] = last[spot];
            next[i] = -1;
            if (last[spot] >= 0) {
                next[last[spot]] = i;
            } else {
                first[spot] = i;
            }
            last[spot] = i;
            count[spot]++;
        }
        for (int spot = 0; spot < meanGap.length; spot++) {
            meanGap[spot] =
                    count[spot] < 2 ? 0 : (plays.start[last[spot]] - plays.start[first[spot]]) / (count[spot] - 1.0);
        }
    }

    private void weigh(int i) {
        double mean = meanGap[plays.spot[i]];
        if (mean == 0) {
            push[i] = 0;
            return;
        }
        long before = previous[i] < 0 ? 0 : plays.start[i] - plays.start[previous[i]];
        long after = next[i] < 0 ? 0 : plays.start[next[i]] - plays.start[i];
        push[i] = 1 / (mean * mean);
        if (previous[i] >= 0 && next[i] >= 0) {
            push[i] *= 2;
            lean[i] = after - before;
        } else {
            lean[i] = next[i] < 0 ? 2 * (mean - before) : 2 * (after - mean);
        }
    }

    /** After the first pass only what lies near a change, or near a conflict, is looked at again. */
    private boolean improveOnce() {
        boolean improved = false;
        for (int a = 0; a < plays.size; a++) {
            if (clash[a] > 0) {
                atConflict = true;
                for (int i = Math.max(0, a - REACH); i < a + REACH && i < plays.size; i++) {
                    improved |= improveAt(i);
                }
                atConflict = false;
            }
            if (changed[a] >= pass - 1) {
                improved |= improveAt(a);
            }
        }
        return improved;
    }

    private boolean improveAt(int a) {
        boolean improved = isOpen(a) && (slide(a, 1) || slide(a, -1));
        for (int b = a + 2; b <= a + REACH && isOpen(a) && isFilledWith(a, b); b++) {
            improved |= tryExchange(a, b);
        }
        return improved;
    }

    private boolean isFilledWith(int a, int b) {
        return b >= 0 && b < plays.size && isOpen(b) && plays.piece[b] == plays.piece[a];
    }

    private boolean isOpen(int i) {
        return plays.kind[i] == Plays.LOOP;
    }

    private long length(int i) {
        return board.length[plays.spot[i]];
    }

    private int unit(int i) {
        return time ? (int) length(i) : 1;
    }

    private double gain(int i, long by) {
        return push[i] * by * (lean[i] - by);
    }

    /** Whether the play, put to that distance, stays inside its window. */
    private boolean isInside(int i, int by) {
        int position = plays.position[i] + by;
        return position >= plays.early[i] && position <= plays.late[i];
    }

    /** A neighbour of the same spot inside the range would move too, which the formula does not know. */
    private boolean isAlone(int i, int from, int until) {
        return previous[i] < from && (next[i] < 0 || next[i] > until);
    }

    private boolean tryExchange(int a, int b) {
        long shift = length(b) - length(a);
        int unitShift = unit(b) - unit(a);
        if (plays.early[b] > plays.position[a]
                || plays.late[a] < plays.position[b] + unitShift
                || !isAlone(a, a, b)
                || !isAlone(b, a, b)) {
            return false;
        }
        double gain = gain(a, plays.start[b] + shift - plays.start[a]) + gain(b, plays.start[a] - plays.start[b]);
        for (int i = a + 1; i < b && shift != 0; i++) {
            if (!isInside(i, unitShift) || !isAlone(i, a, b)) {
                return false;
            }
            gain += gain(i, shift);
        }
        if (gain <= least && !atConflict) {
            return false;
        }
        int before = conflicts(a, b);
        Plays.swap(plays.spot, a, b);
        int after = conflicts(a, b);
        Plays.swap(plays.spot, a, b);
        return gain + CONFLICT * (before - after) > least && exchange(a, b, shift, unitShift);
    }

    /** The conflicts from the play before a to the play after b. */
    private int conflicts(int a, int b) {
        int sum = 0;
        for (int i = Math.max(1, a); i <= b + 1 && i < plays.size; i++) {
            sum += board.conflict(plays.spot[i - 1], plays.spot[i]);
        }
        return sum;
    }

    private void noteClash(int i) {
        int now = i == 0 || i == plays.size ? 0 : board.conflict(plays.spot[i - 1], plays.spot[i]);
        clash[i] = (byte) now;
    }

    /** One play moves over others, which make room, to where that gains most. */
    private boolean slide(int from, int step) {
        long back = -step * length(from);
        int unitBack = -step * unit(from);
        long way = 0;
        int unitWay = 0;
        double others = 0;
        double best = least;
        int target = from;
        for (int i = from + step; Math.abs(i - from) <= REACH && isFilledWith(from, i); i += step) {
            boolean isAlone = step > 0 ? previous[i] < from : next[i] < 0 || next[i] > from;
            if (!isAlone || !isInside(i, unitBack)) {
                break;
            }
            others += gain(i, back);
            way += step * length(i);
            unitWay += step * unit(i);
            double gain = others + gain(from, way);
            if ((gain > best || atConflict) && isInside(from, unitWay)) {
                gain += CONFLICT * conflictsLessMoved(from, i, step);
                target = gain > best ? i : target;
                best = Math.max(gain, best);
            }
        }
        return target != from && move(from, target, step);
    }

    private int conflictsLessMoved(int from, int to, int step) {
        int a = Math.min(from, to);
        int b = Math.max(from, to);
        int before = conflicts(a, b);
        turn(plays.spot, from, to, step);
        int after = conflicts(a, b);
        turn(plays.spot, to, from, -step);
        return before - after;
    }

    private boolean exchange(int a, int b, long shift, int unitShift) {
        for (int i = a + 1; i < b; i++) {
            plays.start[i] += shift;
            plays.position[i] += unitShift;
        }
        plays.swapSpots(a, b);
        plays.start[b] += shift;
        plays.position[b] += unitShift;
        Plays.swap(previous, a, b);
        Plays.swap(next, a, b);
        settle(a, b);
        return true;
    }

    private boolean move(int from, int to, int step) {
        int a = Math.min(from, to);
        int b = Math.max(from, to);
        long start = plays.start[a];
        int position = plays.position[a];
        turn(plays.spot, from, to, step);
        turn(plays.member, from, to, step);
        turn(plays.early, from, to, step);
        turn(plays.late, from, to, step);
        turn(previous, from, to, step);
        turn(next, from, to, step);
        for (int i = a; i <= b; i++) {
            plays.start[i] = start;
            plays.position[i] = position;
            start += length(i);
            position += unit(i);
        }
        settle(a, b);
        return true;
    }

    private void settle(int a, int b) {
        for (int i = a; i <= b; i++) {
            if (previous[i] >= 0) {
                next[previous[i]] = i;
            }
            if (next[i] >= 0) {
                previous[next[i]] = i;
            }
        }
        noteClash(b + 1);
        for (int i = a; i <= b; i++) {
            noteClash(i);
            look(i);
            look(previous[i]);
            look(next[i]);
        }
    }

    private void look(int i) {
        if (i >= 0) {
            weigh(i);
            Arrays.fill(changed, Math.max(0, i - REACH), i + 1, pass);
        }
    }

    private static void turn(int[] values, int from, int to, int step) {
        int kept = values[from];
        for (int i = from; i != to; i += step) {
            values[i] = values[i + step];
        }
        values[to] = kept;
    }
}
