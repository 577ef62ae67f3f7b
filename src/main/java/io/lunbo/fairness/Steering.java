package io.lunbo.fairness;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What an era must leave behind. A later era can only keep its windows when the debts of those that do not compete in it nearly add up to
 * nothing, for its own competitors must bear the rest. So near an era's end the sums of the debts that nothing changes any more are brought
 * to zero.
 */
public final class Steering {

    private final int groups;
    private final boolean[][] inGroup;
    private final long[] sum;
    private final long[] slope;
    private final long[] units;
    private final long total;
    private final long scale;
    private final long allowed;

    /**
     * @param later the spots of each era that follows
     * @param debts what every spot is owed now, over {@code scale}
     */
    public Steering(Era era, List<int[]> later, long[] debts, long scale) {
        List<boolean[]> leaving = new ArrayList<>();
        List<Long> frozen = new ArrayList<>();
        boolean[] fixedUntil = new boolean[debts.length];
        Arrays.fill(fixedUntil, true);
        for (int[] next : later) {
            boolean[] competes = new boolean[debts.length];
            for (int spot : next) {
                competes[spot] = true;
            }
            addGroup(era, competes, fixedUntil, debts, leaving, frozen);
            for (int spot : next) {
                fixedUntil[spot] = false;
            }
        }
        groups = leaving.size();
        inGroup = leaving.toArray(new boolean[0][]);
        units = era.units();
        total = era.total();
        this.scale = scale;
        allowed = era.plays() ? scale * total / 2 : era.longest() * total / 3;
        sum = new long[groups];
        slope = new long[groups];
        for (int g = 0; g < groups; g++) {
            sum[g] = frozen.get(g) * total;
            for (int k = 0; k < era.spots().length; k++) {
                if (inGroup[g][k]) {
                    sum[g] += debts[era.spots()[k]] * total;
                    slope[g] += era.weights()[k];
                }
            }
        }
    }

    /** Skips a later era for which what competes in between can still make up. */
    private static void addGroup(
            Era era,
            boolean[] competes,
            boolean[] fixedUntil,
            long[] debts,
            List<boolean[]> leaving,
            List<Long> frozen) {
        boolean[] group = new boolean[era.spots().length];
        boolean any = false;
        long rest = 0;
        int adjustable = 0;
        for (int spot = 0; spot < debts.length; spot++) {
            if (!competes[spot]) {
                adjustable += fixedUntil[spot] ? 0 : 1;
                rest += debts[spot];
            }
        }
        for (int k = 0; k < group.length; k++) {
            int spot = era.spots()[k];
            group[k] = !competes[spot];
            any |= group[k];
            rest -= group[k] ? debts[spot] : 0;
        }
        boolean all = true;
        for (boolean one : group) {
            all &= one;
        }
        if (any && !all && adjustable < 2) {
            leaving.add(group);
            frozen.add(rest);
        }
    }

    public void play(int k, int times) {
        for (int g = 0; g < groups; g++) {
            sum[g] += times * units[k] * scale * (slope[g] - (inGroup[g][k] ? total : 0));
        }
    }

    /** How far beyond half a play the sums are now, in quarter plays. */
    public int penalty() {
        long penalty = 0;
        for (int g = 0; g < groups; g++) {
            long excess = Math.max(0, Math.abs(sum[g]) - allowed);
            penalty += (excess + allowed / 2) / (allowed / 2 + 1);
        }
        return (int) Math.min(1_000, penalty);
    }

    /** How far beyond half a play the sums would be after a play of this spot, in quarter plays. */
    public int penalty(int k) {
        long penalty = 0;
        for (int g = 0; g < groups; g++) {
            long after = sum[g] + units[k] * scale * (slope[g] - (inGroup[g][k] ? total : 0));
            penalty += Math.max(0, Math.abs(after) - allowed) / (allowed / 2 + 1);
        }
        return (int) Math.min(1_000, penalty);
    }
}
