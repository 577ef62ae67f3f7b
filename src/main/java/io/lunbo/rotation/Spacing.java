package io.lunbo.rotation;

import io.lunbo.fairness.Gaps;
import io.lunbo.fairness.Reordering;
import java.util.Arrays;

/**
 * Rearranges near plays inside their windows, for fewer conflicts and more even gaps on the clock: two plays change places, or one slides over
 * up to {@link #REACH} others; what that cannot bring apart is put into another order by search.
 */
final class Spacing {

    private static final int PASSES = 4;
    private static final int REACH = 4;
    private static final int AROUND = 8;
    private static final int NODES = 5_000;
    private static final int ALL_NODES = 300_000;
    private static final double CONFLICT = 1_000;
    private static final double WORTH = 0.01;

    private final Board board;
    private final Plays plays;
    private final boolean time;
    private final double least;
    private final Gaps gaps;
    private final int[] changed;
    private final byte[] clash;
    private boolean atConflict;
    private int pass;

    private Spacing(Board board, Plays plays) {
        this.board = board;
        this.plays = plays;
        time = board.request.mode() == LoopRequest.Mode.TIME;
        least = board.request.former().isEmpty() ? WORTH : CONFLICT / 2;
        gaps = new Gaps(plays.spot, plays.start, plays.size, board.spots.size());
        changed = new int[plays.size];
        clash = new byte[plays.size + 1];
        for (int i = 0; i < plays.size; i++) {
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
        int nodes = ALL_NODES;
        int[] avoidable = spacing.avoidable();
        for (int i = 1; i < plays.size && nodes > 0; i++) {
            boolean hope = spacing.clash[i] > 0 && spacing.isLoop(i) && avoidable[plays.piece[i]] > 0;
            nodes -= hope ? spacing.reorderAround(i, avoidable) : 0;
        }
    }

    /** For each piece how many conflicts it has beyond those that the plays of its largest group must have with one another. */
    private int[] avoidable() {
        int[] avoidable = new int[board.pieces.size()];
        int[] inPiece = new int[board.spots.size()];
        for (int from = 0, to; from < plays.size; from = to) {
            Arrays.fill(inPiece, 0);
            int conflicts = 0;
            for (to = from; to == from || to < plays.size && isLoop(from) && isFilledWith(from, to); to++) {
                inPiece[plays.spot[to]]++;
                conflicts += clash[to];
            }
            if (isLoop(from)) {
                avoidable[plays.piece[from]] += conflicts - Math.max(0, 2 * ofLargestGroup(inPiece) - (to - from) - 1);
            }
        }
        return avoidable;
    }

    private int ofLargestGroup(int[] playsOf) {
        int most = 0;
        for (int spot = 0; spot < playsOf.length; spot++) {
            int together = 0;
            for (int other = 0; other < playsOf.length && playsOf[spot] > 0; other++) {
                together += board.conflict(spot, other) > 0 ? playsOf[other] : 0;
            }
            most = Math.max(most, together);
        }
        return most;
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
        boolean improved = isLoop(a) && (isDrawn(a, 1) && slide(a, 1) || isDrawn(a, -1) && slide(a, -1));
        for (int b = a + 1; b <= a + REACH && isLoop(a) && isFilledWith(a, b); b++) {
            improved |= b > a + 1 && tryExchange(a, b);
        }
        return improved;
    }

    private boolean isDrawn(int i, int side) {
        return gaps.isDrawn(i, side) || atConflict;
    }

    private boolean isFilledWith(int a, int b) {
        return b >= 0 && b < plays.size && isLoop(b) && plays.piece[b] == plays.piece[a];
    }

    private boolean isLoop(int i) {
        return plays.kind[i] == Plays.LOOP;
    }

    private long length(int i) {
        return board.length[plays.spot[i]];
    }

    private int unit(int i) {
        return time ? (int) length(i) : 1;
    }

    /** Whether the play, put to that distance, stays inside its window. */
    private boolean isInside(int i, int by) {
        int position = plays.position[i] + by;
        return position >= plays.early[i] && position <= plays.late[i];
    }

    private boolean tryExchange(int a, int b) {
        long shift = length(b) - length(a);
        int unitShift = unit(b) - unit(a);
        if (!isDrawn(a, 1) && !isDrawn(b, -1)
                || plays.early[b] > plays.position[a]
                || plays.late[a] < plays.position[b] + unitShift
                || !gaps.isAlone(a, a, b)
                || !gaps.isAlone(b, a, b)) {
            return false;
        }
        double gain =
                gaps.gain(a, plays.start[b] + shift - plays.start[a]) + gaps.gain(b, plays.start[a] - plays.start[b]);
        for (int i = a + 1; i < b && shift != 0; i++) {
            if (!isInside(i, unitShift) || !gaps.isAlone(i, a, b)) {
                return false;
            }
            gain += gaps.gain(i, shift);
        }
        if (gain <= least && !atConflict) {
            return false;
        }
        int before = conflicts(a, b);
        Plays.swap(plays.spot, a, b);
        int after = conflicts(a, b);
        Plays.swap(plays.spot, a, b);
        return gain + CONFLICT * (before - after) > least && exchange(a, b);
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
        clash[i] = (byte) (i == 0 || i == plays.size ? 0 : board.conflict(plays.spot[i - 1], plays.spot[i]));
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
            if (!gaps.isAlone(i, Math.min(from, i), Math.max(from, i)) || !isInside(i, unitBack)) {
                break;
            }
            others += gaps.gain(i, back);
            way += step * length(i);
            unitWay += step * unit(i);
            double gain = others + gaps.gain(from, way);
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
        Plays.turn(plays.spot, from, to, step);
        int after = conflicts(a, b);
        Plays.turn(plays.spot, to, from, -step);
        return conflicts(a, b) - after;
    }

    private boolean exchange(int a, int b) {
        int[] order = Plays.places(a, b);
        Plays.swap(order, 0, b - a);
        return reorder(a, order);
    }

    private boolean move(int from, int to, int step) {
        int a = Math.min(from, to);
        int[] order = Plays.places(a, Math.max(from, to));
        Plays.turn(order, from - a, to - a, step);
        return reorder(a, order);
    }

    /** Puts what was at those places one after the other from a on, unless more plays come too near to their like by it. */
    private boolean reorder(int a, int[] places) {
        int tooNear = plays.tooNear(a, places.length);
        put(a, places);
        boolean isGood = plays.tooNear(a, places.length) <= tooNear;
        if (!isGood) {
            put(a, Plays.back(a, places));
        }
        return isGood;
    }

    private void put(int a, int[] places) {
        long start = plays.start[a];
        int position = plays.position[a];
        plays.reorder(a, places);
        gaps.reordered(a, places);
        for (int i = a; i < a + places.length; i++) {
            plays.start[i] = start;
            plays.position[i] = position;
            start += length(i);
            position += unit(i);
        }
        noteClash(a + places.length);
        for (int i = a; i < a + places.length; i++) {
            noteClash(i);
            look(i);
            look(gaps.previous(i));
            look(gaps.next(i));
        }
    }

    private void look(int i) {
        if (i >= 0) {
            gaps.refresh(i);
            Arrays.fill(changed, Math.max(0, i - REACH), i + 1, pass);
        }
    }

    /** What single moves cannot bring apart. Returns how many states were looked at. */
    private int reorderAround(int i, int[] avoidable) {
        int a = i;
        int b = i;
        while (i - a < AROUND && isFilledWith(i, a - 1)) {
            a--;
        }
        while (b - i + 1 < AROUND && isFilledWith(i, b + 1)) {
            b++;
        }
        Reordering.Play[] range = new Reordering.Play[b - a + 1];
        for (int k = a; k <= b; k++) {
            range[k - a] = new Reordering.Play(plays.spot[k], plays.early[k], plays.late[k], unit(k));
        }
        int before = a > 0 ? plays.spot[a - 1] : -1;
        int after = b + 1 < plays.size ? plays.spot[b + 1] : -1;
        Reordering search = new Reordering(range, plays.position[a], after, NODES, this::badness);
        int[] order = search.withLess(before);
        if (order != null) {
            int first = a;
            avoidable[plays.piece[i]] -= conflicts(a, b);
            reorder(a, Arrays.stream(order).map(k -> first + k).toArray());
            avoidable[plays.piece[i]] += conflicts(a, b);
        }
        return NODES - search.nodesLeft();
    }

    /** A repeat is worse than any number of neighbours of one group. */
    private int badness(int spot, int other) {
        int conflict = spot < 0 || other < 0 ? 0 : board.conflict(spot, other);
        return conflict == 2 ? 64 : conflict;
    }
}
