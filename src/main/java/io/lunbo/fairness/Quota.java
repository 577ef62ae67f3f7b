package io.lunbo.fairness;

import java.util.Arrays;

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
    private final Room room;
    private long position;
    private long slackPosition = -1;
    private long earlyPosition = -1;
    private long tooEarly;
    private final long[] owed;
    private final int[] byDue;

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
        owed = new long[n];
        byDue = new int[n];
        Arrays.setAll(byDue, i -> i);
        slack = longest * 4 / 5;
        count = new int[n];
        for (int i = 0; i < n; i++) {
            earlyLimit[i] = plays ? lateLimit : Math.min(unit[i], longest * 11 / 20) * total * scale;
            refresh(i);
        }
        room = roomFor(plays ? horizon : -1);
    }

    private long portion(long numerator, long denominator) {
        long whole = total * scale;
        return whole / denominator * numerator + whole % denominator * numerator / denominator;
    }

    private Room roomFor(int horizon) {
        Room free = new Room(horizon);
        for (int i = 0; plays && i < n; i++) {
            long next = late[i];
            for (long j = 1; free.addDeadline(next); j++) {
                next = lateOf(i, j);
            }
        }
        free.sumUp();
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
        if (!plays) {
            sortIn(i);
        }
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

    /** The same, or for time also what is ahead of its share by less than the longest play: where nothing else avoids a repeat. */
    public boolean isAlmostDue(int i) {
        return isDue(i) || !plays && deviation(i, position) >= (unit[i] - slack) * total * scale;
    }

    /** Whether every spot can still stay inside its window after a play of this one. */
    public boolean isSafe(int i) {
        return plays ? late[i] < room.tightStep(position) : leavesTimeAfter(i);
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
        if (plays) {
            room.take(position, late[i]);
        }
        move(i, 1);
    }

    public void undo(int i) {
        move(i, -1);
        if (plays) {
            room.giveBack(position, late[i]);
        }
    }

    private void move(int i, int by) {
        position += by * unit[i];
        count[i] += by;
        refresh(i);
        slackPosition = -1;
        earlyPosition = -1;
    }

    /**
     * Earliest deadline first stays possible when nobody had much too early, or else when no earlier deadline is filled up with work. What was
     * too early only shrinks while another one plays, so the sum as it is now decides most cases.
     */
    private boolean leavesTimeAfter(int i) {
        if (earlyPosition != position) {
            earlyPosition = position;
            tooEarly = 0;
            for (int k = 0; k < n; k++) {
                owed[k] = deviation(k, position);
                tooEarly += Math.max(0, -owed[k]);
            }
        }
        long allowed = slack * total * scale;
        long own = unit[i] * total * scale;
        return tooEarly - Math.max(0, -owed[i]) + Math.max(0, own - owed[i]) <= allowed
                || tooEarlyAfter(i) <= allowed
                || slackBefore(due[i]) > own;
    }

    private long tooEarlyAfter(int i) {
        long sum = 0;
        for (int k = 0; k < n; k++) {
            long then = owed[k] + scale * unit[i] * (weight[k] - (k == i ? total : 0));
            sum += Math.max(0, -then);
        }
        return sum;
    }

    /**
     * The least time, times total and scale, that is left beside the work before any deadline that is earlier than this one. The work due by
     * a deadline is no less than the whole owed share of all that is due by then; both are summed up once for a position, in the order of the
     * deadlines.
     */
    private long slackBefore(long deadline) {
        if (slackPosition != position) {
            slackPosition = position;
            sumUpSlack();
        }
        long least = Long.MAX_VALUE;
        for (int at = 0; at < n && due[byDue[at]] < deadline; at++) {
            least = Math.min(least, left[at]);
        }
        return least;
    }

    private void sumUpSlack() {
        long owedWithoutTime = 0;
        long weights = 0;
        for (int first = 0, next = 0; first < n; first = next) {
            long deadline = due[byDue[first]];
            for (; next < n && due[byDue[next]] == deadline; next++) {
                int k = byDue[next];
                owedWithoutTime += debt[k] * total - scale * count[k] * unit[k] * total;
                weights += weight[k];
            }
            long work = owedWithoutTime + scale * deadline * weights;
            Arrays.fill(left, first, next, (deadline + slack - position) * total * scale - work);
        }
    }

    /** Puts the spot to its place in the order of the deadlines. */
    private void sortIn(int i) {
        int at = 0;
        while (byDue[at] != i) {
            at++;
        }
        for (; at > 0 && due[byDue[at - 1]] > due[i]; at--) {
            byDue[at] = byDue[at - 1];
        }
        for (; at + 1 < n && due[byDue[at + 1]] < due[i]; at++) {
            byDue[at] = byDue[at + 1];
        }
        byDue[at] = i;
    }

    /** What the spot is owed at the position, times total and scale. */
    private long deviation(int k, long at) {
        return debt[k] * total + scale * (at * weight[k] - count[k] * unit[k] * total);
    }

    /** What the spot is owed now, in plays or milliseconds. */
    public double owedNow(int k) {
        return (double) deviation(k, position) / total / scale;
    }

    /** How much a spot may be owed, in plays or milliseconds. */
    public double mostOwed() {
        return (double) lateLimit / total / scale;
    }

    /** How much a spot may have had too early, in plays or milliseconds. */
    public double mostAhead(int k) {
        return (double) earlyLimit[k] / total / scale;
    }

    /** What the spot is owed now, over the scale. */
    public long debtNow(int k) {
        return Math.floorDiv(2 * deviation(k, position) + total, 2 * total);
    }

    /** By how many plays the first steps ask more than there is, or offer less. */
    public int strain(int steps) {
        int strain = 0;
        for (int t = 1; t <= Math.min(steps, room.steps()); t++) {
            strain = Math.max(strain, Math.max(room.overbooked(t), t > 2 * n ? 0 : t - offeredUntil(t)));
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
