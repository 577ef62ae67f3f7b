package io.lunbo.fairness;

/**
 * The fairness windows of one era, in integers. A position is a number of plays, or in an era that shares time of milliseconds played,
 * since the era began; one play of spot i is {@code unit[i]} long on that line and its due share grows by {@code weight[i] / total} per unit.
 * The next play of a spot may begin from {@code early} to {@code late}: outside of them the spot would be further than the bound from its due
 * share.
 *
 * <p>That every spot is inside its window now does not mean that all can stay there. For plays, {@code room[t]} counts how many more plays
 * with a deadline after t may still be put before t (Hall's condition for unit jobs), and a spot is only played when no room becomes negative.
 * For time, what is checked is that playing the earliest deadline first from then on ends nothing more than the longest play late.
 */
public final class Quota {

    private final int n;
    private final boolean plays;
    private final long[] weight;
    private final long[] unit;
    private final long[] debt;
    private final long total;
    private final long scale;
    private final long longest;
    private final long lateLimit;
    private final long[] earlyLimit;
    private final long[] early;
    private final long[] late;
    private final long[] centre;
    private final long[] due;
    private final long[] left;
    private final long slack;
    private final int[] count;
    private final int[] room;
    private long position;
    private int tight;
    private long slackPosition = -1;

    /** @param debts what each spot of the era is owed at its begin, over {@code scale} */
    public Quota(Era era, long[] debts, long scale, int horizon) {
        n = era.spots().length;
        plays = era.plays();
        weight = era.weights();
        unit = era.units();
        debt = debts;
        total = era.total();
        this.scale = scale;
        longest = era.longest();
        lateLimit = plays ? portion(era.boundNumerator(), era.boundDenominator()) : longest * 29 / 50 * total * scale;
        earlyLimit = new long[n];
        early = new long[n];
        late = new long[n];
        centre = new long[n];
        due = new long[n];
        left = new long[n];
        slack = longest * 4 / 5;
        count = new int[n];
        for (int i = 0; i < n; i++) {
            earlyLimit[i] = plays ? lateLimit : Math.min(unit[i], longest * 11 / 20) * total * scale;
            refresh(i);
        }
        room = plays ? roomFor(horizon) : new int[0];
        tight = 0;
    }

    /** One era: who competes, in which proportion, and the bound that holds in all eras of the request. */
    public record Era(
            boolean plays,
            int[] spots,
            long[] weights,
            long total,
            long[] units,

            long longest,
            long shortest,
            long boundNumerator,
            long boundDenominator) {

        /** Whether one spot has more than half of the plays, so that it must follow itself. */
        public boolean hasMajority() {
            double all = 0;
            double most = 0;
            for (int k = 0; k < spots.length; k++) {
                double share = (double) weights[k] / units[k];
                all += share;
                most = Math.max(most, share);
            }
            return most > all / 2;
        }

        /** For a trial of the counted plays alone. */
        public Era withoutSpots() {
            return new Era(plays, new int[0], new long[0], 1, new long[0], 0, Long.MAX_VALUE, 0, 1);
        }
    }

    private long portion(long numerator, long denominator) {
        long whole = total * scale;
        return whole / denominator * numerator + whole % denominator * numerator / denominator;
    }

    private int[] roomFor(int horizon) {
        int[] free = new int[horizon + 2];
        for (int i = 0; i < n; i++) {
            long due = late[i];
            for (long j = 1; due <= horizon; j++) {
                free[(int) Math.max(0, due) + 1]--;
                due = lateOf(i, j);
            }
        }
        for (int t = 1; t < free.length; t++) {
            free[t] += free[t - 1] + 1;
        }
        return free;
    }

    private void refresh(int i) {
        long owed = debt[i] * total;
        long step = scale * weight[i];
        long one = unit[i] * total * scale;
        long played = count[i] * one;
        late[i] = Math.floorDiv(lateLimit - owed + played, step);
        early[i] = -Math.floorDiv(earlyLimit[i] + owed - played - one, step) - unit[i];
        long middle = 2 * (played - owed) + one;
        long whole = Math.floorDiv(middle, 2 * step);
        due[i] = plays ? late[i] : Math.floorDiv(played + one - owed, step);
        centre[i] = (whole - (plays ? 0 : unit[i] / 2) << 10) + ((middle - whole * 2 * step) << 10) / (2 * step);
    }

    private long lateOf(int i, long j) {
        return Math.floorDiv(lateLimit - debt[i] * total + j * unit[i] * total * scale, scale * weight[i]);
    }

    public long position() {
        return position;
    }

    /** The first position at which the next play of the spot may begin. */
    public long early(int i) {
        return early[i];
    }

    /** The last position at which the next play of the spot may begin. */
    public long late(int i) {
        return late[i];
    }

    /** Where the next play of the spot would be exactly half due, in 1/1024 units. */
    public long centre(int i) {
        return centre[i];
    }

    /** Whether the spot's own window has begun. */
    public boolean isDue(int i) {
        return early[i] <= position;
    }

    /** Whether every spot can still stay inside its window after a play of this one. */
    public boolean isSafe(int i) {
        return plays ? late[i] < tightStep() : leavesTimeAfter(i);
    }

    /** Whether the spot may be played when no play is safe: for time, what the fluid share has begun. */
    public boolean mayBegin(int i) {
        return plays ? isDue(i) : deviation(i, position) >= 0;
    }

    /** What comes first when no play is safe: for time, where the fluid share of the next play ends. */
    public long deadline(int i) {
        return due[i];
    }

    public void play(int i) {
        shift(i, -1);
        position += unit[i];
        count[i]++;
        refresh(i);
        slackPosition = -1;
        if (tight <= position) {
            tight = 0;
        }
    }

    public void undo(int i) {
        position -= unit[i];
        count[i]--;
        refresh(i);
        slackPosition = -1;
        shift(i, 1);
        tight = 0;
    }

    private void shift(int i, int by) {
        if (!plays) {
            return;
        }
        int end = (int) Math.min(late[i], room.length - 1L);
        for (int t = (int) position + 1; t <= end; t++) {
            room[t] += by;
            if (room[t] <= 0 && by < 0 && (tight == 0 || t < tight)) {
                tight = t;
            }
        }
    }

    /** The first step after the position that has no room for any play that could also wait. */
    private int tightStep() {
        if (tight == 0) {
            int t = (int) position + 1;
            while (t < room.length && room[t] > 0) {
                t++;
            }
            tight = t < room.length ? t : Integer.MAX_VALUE;
        }
        return tight;
    }

    /** Earliest deadline first stays possible when nobody had much too early, or else when no earlier deadline is filled up with work. */
    private boolean leavesTimeAfter(int i) {
        count[i]++;
        long tooEarly = 0;
        for (int k = 0; k < n; k++) {
            tooEarly += Math.max(0, -deviation(k, position + unit[i]));
        }
        count[i]--;
        return tooEarly <= slack * total * scale || slackBefore(due[i]) >= unit[i];
    }

    /** The least time that is left beside the work before any deadline that is earlier than this one. */
    private long slackBefore(long deadline) {
        if (slackPosition != position) {
            slackPosition = position;
            for (int k = 0; k < n; k++) {
                left[k] = due[k] + slack - position - workUntil(due[k]);
            }
        }
        long least = Long.MAX_VALUE;
        for (int k = 0; k < n; k++) {
            if (due[k] < deadline) {
                least = Math.min(least, left[k]);
            }
        }
        return least;
    }

    /** No less than the work due by any later deadline asks beyond the time until then: the whole owed share of all that is due by then. */
    private long workUntil(long deadline) {
        long work = 0;
        for (int k = 0; k < n; k++) {
            work += due[k] <= deadline ? deviation(k, deadline) : 0;
        }
        return work / (total * scale) + 1;
    }

    /** What the spot is owed at the position, times total and scale. */
    private long deviation(int k, long at) {
        return debt[k] * total + scale * (at * weight[k] - count[k] * unit[k] * total);
    }

    /** What the spot is owed now, over the scale. */
    public long debtNow(int k) {
        return Math.floorDiv(2 * deviation(k, position) + total, 2 * total);
    }

    /** By how many plays the first steps ask more than there is, or offer less. */
    public int strain(int steps) {
        int strain = 0;
        for (int t = 1; t <= Math.min(steps, room.length - 1); t++) {
            strain = Math.max(strain, Math.max(-room[t], t > 2 * n ? 0 : t - offeredUntil(t)));
        }
        return strain;
    }

    private int offeredUntil(int t) {
        long offered = 0;
        for (int k = 0; k < n; k++) {
            long reach = earlyLimit[k] + debt[k] * total + scale * weight[k] * t;
            offered += Math.max(0, Math.floorDiv(reach, total * scale));
        }
        return (int) Math.min(offered, t);
    }
}
