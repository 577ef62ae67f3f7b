package io.lunbo.fairness;

import java.util.Comparator;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * How often each spot may play before a wall so that the plays end in time: all combinations whose lengths add up to a wanted range, the most
 * natural ones first.
 *
 * <p>A subset-sum over bit sets of possible sums, from the last spot to the first, so that the walk back never meets a dead end. Sums are
 * rounded to {@link #CELLS} cells; only exact ones are offered.
 */
public final class TailCounts {

    private static final int CELLS = 2_048;

    private final int n;
    private final int[] order;
    private final long[] length;
    private final int[] least;
    private final int[] most;
    private final double[] wish;
    private final int total;
    private final long shortestSum;
    private final long longestSum;
    private final long cell;
    private final int[] cells;
    private final long[][][] sums;
    private final int[] counts;
    private int left;

    /**
     * @param length of one play of each spot, in ms
     * @param least plays of each spot
     * @param most plays of each spot
     * @param wish how many would be due; not whole
     * @param total of all plays, or −1 for any
     * @param shortestSum what all plays together must last at least, in ms
     * @param longestSum what they may last at most, in ms
     */
    public TailCounts(
            long[] length, int[] least, int[] most, double[] wish, int total, long shortestSum, long longestSum) {
        this.n = length.length;
        this.length = length;
        this.least = least;
        this.most = most;
        this.wish = wish;
        this.shortestSum = shortestSum;
        this.longestSum = longestSum;
        this.counts = new int[n];
        this.total = total;
        this.cell = Math.max(1, longestSum / CELLS);
        this.cells = new int[n];
        this.order = IntStream.range(0, n)
                .boxed()
                .sorted(Comparator.comparingDouble(k -> -Math.abs(wish[k] - Math.floor(wish[k]) - 0.5)))
                .mapToInt(k -> k)
                .toArray();
        this.sums = new long[n + 1][][];
    }

    /** Offers at most so many combinations until one is taken. */
    public void offer(int limit, Predicate<int[]> isTaken) {
        long base = 0;
        int extra = total;
        for (int k = 0; k < n; k++) {
            cells[k] = (int) ((length[k] + cell / 2) / cell);
            base += least[k] * length[k];
            extra -= total < 0 ? 0 : least[k];
            if (most[k] < least[k]) {
                return;
            }
        }
        if (base > longestSum || total >= 0 && extra < 0) {
            return;
        }
        left = limit;
        int rows = total < 0 ? 1 : extra + 1;
        fillSums(rows);
        walk(0, rows - 1, (shortestSum - base) / cell, (longestSum - base) / cell + 1, isTaken);
    }

    private void fillSums(int rows) {
        int words = CELLS / 64 + 2;
        sums[n] = new long[rows][words];
        sums[n][0][0] = 1;
        for (int i = n - 1; i >= 0; i--) {
            int k = order[i];
            sums[i] = new long[rows][words];
            for (int d = 0; d <= most[k] - least[k]; d++) {
                for (int row = 0; row + step(d) < rows; row++) {
                    orShifted(sums[i][row + step(d)], sums[i + 1][row], d * cells[k]);
                }
            }
        }
    }

    /** Without a total all sums are in one row. */
    private int step(int plays) {
        return total < 0 ? 0 : plays;
    }

    private static void orShifted(long[] target, long[] source, int by) {
        int words = by >>> 6;
        int bits = by & 63;
        for (int w = target.length - 1; w >= words; w--) {
            long shifted = source[w - words] << bits;
            if (bits > 0 && w > words) {
                shifted |= source[w - words - 1] >>> 64 - bits;
            }
            target[w] |= shifted;
        }
    }

    private static boolean hasBit(long[] set, long from, long until) {
        for (long bit = Math.max(0, from); bit <= until && bit < 64L * set.length; bit++) {
            if ((set[(int) (bit >>> 6)] >>> (bit & 63)) == 0) {
                bit |= 63;
            } else if ((set[(int) (bit >>> 6)] >>> (bit & 63) & 1) != 0) {
                return true;
            }
        }
        return false;
    }

    private boolean walk(int i, int row, long from, long until, Predicate<int[]> isTaken) {
        if (i == n) {
            return isExact() && (isTaken.test(counts) || --left <= 0);
        }
        int k = order[i];
        int range = most[k] - least[k];
        int nearest = (int) Math.max(0, Math.min(range, Math.round(wish[k]) - least[k]));
        for (int away = 0; away <= 2 * range + 1; away++) {
            int d = nearest + ((away & 1) == 0 ? away / 2 : -(away / 2) - 1);
            boolean fits = d >= 0 && d <= range && step(d) <= row;
            if (fits && hasBit(sums[i + 1][row - step(d)], from - (long) d * cells[k], until - (long) d * cells[k])) {
                counts[k] = least[k] + d;
                if (walk(i + 1, row - step(d), from - (long) d * cells[k], until - (long) d * cells[k], isTaken)) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean isExact() {
        long sum = 0;
        for (int k = 0; k < n; k++) {
            sum += counts[k] * length[k];
        }
        return sum >= shortestSum && sum <= longestSum;
    }
}
