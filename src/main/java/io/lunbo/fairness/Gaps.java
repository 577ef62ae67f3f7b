package io.lunbo.fairness;

import java.util.Arrays;

/**
 * How evenly the plays of each spot follow each other: the sum of (gap / mean gap − 1)² over all gaps. Moving a play by d lessens it by
 * {@code push · d · (lean − d)}, where lean says which of its two gaps is the longer one, so a move is judged without looking at its neighbours.
 */
public final class Gaps {

    private final int[] spot;
    private final long[] start;
    private final int[] previous;
    private final int[] next;
    private final double[] push;
    private final double[] lean;
    private final double[] meanGap;
    private final double[] perSquare;

    /**
     * @param spot what plays, in order; read again whenever a play is {@link #refresh}ed
     * @param start when each play begins; likewise
     * @param size how many plays there are
     * @param spots how many spots there are
     */
    public Gaps(int[] spot, long[] start, int size, int spots) {
        this.spot = spot;
        this.start = start;
        previous = new int[size];
        next = new int[size];
        push = new double[size];
        lean = new double[size];
        meanGap = new double[spots];
        perSquare = new double[spots];
        link(size);
        for (int i = 0; i < size; i++) {
            refresh(i);
        }
    }

    private void link(int size) {
        int[] last = new int[meanGap.length];
        int[] first = new int[meanGap.length];
        int[] count = new int[meanGap.length];
        Arrays.fill(last, -1);
        for (int i = 0; i < size; i++) {
            int own = spot[i];
            previous[i] = last[own];
            next[i] = -1;
            if (last[own] >= 0) {
                next[last[own]] = i;
            } else {
                first[own] = i;
            }
            last[own] = i;
            count[own]++;
        }
        for (int own = 0; own < meanGap.length; own++) {
            meanGap[own] =
                    count[own] < 2 ? 1 : Math.max(1, (start[last[own]] - start[first[own]]) / (count[own] - 1.0));
            perSquare[own] = 1 / (meanGap[own] * meanGap[own]);
        }
    }

    /** Looks at a play again: it, or a neighbour of the same spot, was moved. */
    public void refresh(int i) {
        double square = perSquare[spot[i]];
        int p = previous[i];
        int s = next[i];
        if (p >= 0 && s >= 0) {
            push[i] = 2 * square;
            lean[i] = start[s] - 2 * start[i] + start[p];
        } else {
            double mean = meanGap[spot[i]];
            push[i] = p < 0 && s < 0 ? 0 : square;
            lean[i] = p >= 0 ? 2 * (mean - start[i] + start[p]) : s >= 0 ? 2 * (start[s] - start[i] - mean) : 0;
        }
    }

    /** By how much the sum becomes smaller when the play moves by so many milliseconds, and no other of its spot does. */
    public double gain(int i, long by) {
        return push[i] * by * (lean[i] - by);
    }

    /** Whether the longer gap is on that side: 1 for after, −1 for before. */
    public boolean isDrawn(int i, int side) {
        return side * lean[i] > 0;
    }

    /** The play of the same spot before; −1 if there is none. */
    public int previous(int i) {
        return previous[i];
    }

    /** The play of the same spot after; −1 if there is none. */
    public int next(int i) {
        return next[i];
    }

    /** Whether no other play of the same spot is inside the range. */
    public boolean isAlone(int i, int from, int until) {
        return previous[i] < from && (next[i] < 0 || next[i] > until);
    }

    /** The plays of a range were put into another order: whose play the one at each place was before. */
    public void reordered(int from, int[] formerPlaces) {
        int[] before = new int[formerPlaces.length];
        int[] after = new int[formerPlaces.length];
        for (int k = 0; k < formerPlaces.length; k++) {
            before[k] = previous[formerPlaces[k]];
            after[k] = next[formerPlaces[k]];
        }
        for (int k = 0; k < formerPlaces.length; k++) {
            int i = from + k;
            previous[i] = before[k];
            next[i] = after[k];
            if (before[k] >= 0) {
                next[before[k]] = i;
            }
            if (after[k] >= 0) {
                previous[after[k]] = i;
            }
        }
    }
}
