package io.lunbo.fairness;

import java.util.Arrays;

/**
 * Another order of a few successive plays, each inside its own window, with fewer conflicts. All orders are tried, depth first from the one that
 * is there, but none twice from the same state, and none that cannot end well: where a play has missed its window, or where so many of those
 * that are left clash with one another that they cannot all be kept apart.
 */
public final class Reordering {

    /** How bad it is when the one spot plays directly after the other; 0 means not at all. −1 stands for no spot. */
    public interface Clash {
        int between(int spot, int other);
    }

    /**
     * One play of the range.
     *
     * @param spot what plays
     * @param early the first position where it may begin
     * @param late the last position where it may begin
     * @param unit how far it moves the position on
     */
    public record Play(int spot, int early, int late, int unit) {}

    private final Play[] plays;
    private final int first;
    private final int after;
    private final Clash clash;
    private final int[] order;
    private final int[] clashing;
    private final Seen seen = new Seen();
    private int most;
    private int nodes;

    /**
     * @param plays the range as it is, at most 24
     * @param first the position of its first play
     * @param after the spot that plays after the range
     * @param nodes how many states may be looked at
     */
    public Reordering(Play[] plays, int first, int after, int nodes, Clash clash) {
        this.plays = plays;
        this.first = first;
        this.after = after;
        this.nodes = nodes;
        this.clash = clash;
        this.order = new int[plays.length];
        this.clashing = new int[plays.length];
        for (int i = 0; i < plays.length; i++) {
            for (int j = 0; j < plays.length; j++) {
                clashing[i] |= clash.between(plays[i].spot(), plays[j].spot()) > 0 ? 1 << j : 0;
            }
        }
    }

    /** The indexes of the plays in an order with fewer conflicts than now, with both neighbours; null if none was found. */
    public int[] withLess(int before) {
        int now = 0;
        int last = before;
        for (Play play : plays) {
            now += clash.between(last, play.spot());
            last = play.spot();
        }
        most = now + clash.between(last, after) - 1;
        return search(0, 0, before, first, 0) ? order : null;
    }

    /** How many states may still be looked at. */
    public int nodesLeft() {
        return nodes;
    }

    private boolean search(int depth, int used, int last, int position, int cost) {
        if (depth == plays.length) {
            return cost + clash.between(last, after) <= most;
        }
        if (cost + unavoidable(used, last) > most || isTooLate(used, position)) {
            return false;
        }
        if (!seen.isCheaper(((long) used << 32) + last + 2, cost) || --nodes < 0) {
            return false;
        }
        for (int i = 0; i < plays.length; i++) {
            boolean isFree = (used >> i & 1) == 0 && isFirstOfItsSpot(i, used);
            if (isFree && plays[i].early() <= position && position <= plays[i].late()) {
                int then = cost + clash.between(last, plays[i].spot());
                order[depth] = i;
                if (then <= most
                        && search(depth + 1, used | 1 << i, plays[i].spot(), position + plays[i].unit(), then)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Of k plays that clash with one another and m others, k − m − 1 must follow one of their own, and one more for each such neighbour. */
    private int unavoidable(int used, int last) {
        int free = ~used & (1 << plays.length) - 1;
        int left = Integer.bitCount(free);
        int worst = 0;
        for (int rest = free; rest != 0; rest &= rest - 1) {
            int i = Integer.numberOfTrailingZeros(rest);
            int own = Integer.bitCount(free & clashing[i]);
            if (2 * own >= left + worst - 1) {
                worst = Math.max(worst, 2 * own - left - 1 + clashes(last, i) + clashes(after, i));
            }
        }
        return worst;
    }

    private int clashes(int spot, int i) {
        return spot >= 0 && clash.between(spot, plays[i].spot()) > 0 ? 1 : 0;
    }

    private boolean isTooLate(int used, int position) {
        for (int i = 0; i < plays.length; i++) {
            if ((used >> i & 1) == 0 && plays[i].late() < position) {
                return true;
            }
        }
        return false;
    }

    private boolean isFirstOfItsSpot(int i, int used) {
        for (int j = 0; j < i; j++) {
            if ((used >> j & 1) == 0 && plays[j].spot() == plays[i].spot()) {
                return false;
            }
        }
        return true;
    }

    /** The least cost at which each state was reached: an open hash table, because boxed keys cost more than the search. */
    private static final class Seen {
        private long[] keys = new long[256];
        private int[] costs = new int[256];
        private int size;

        boolean isCheaper(long key, int cost) {
            int at = slot(keys, key);
            if (keys[at] == key && costs[at] <= cost) {
                return false;
            }
            size += keys[at] == 0 ? 1 : 0;
            keys[at] = key;
            costs[at] = cost;
            if (2 * size > keys.length) {
                grow();
            }
            return true;
        }

        private void grow() {
            long[] oldKeys = keys;
            int[] oldCosts = costs;
            keys = new long[2 * oldKeys.length];
            costs = Arrays.copyOf(oldCosts, keys.length);
            for (int i = 0; i < oldKeys.length; i++) {
                if (oldKeys[i] != 0) {
                    int at = slot(keys, oldKeys[i]);
                    keys[at] = oldKeys[i];
                    costs[at] = oldCosts[i];
                }
            }
        }

        private static int slot(long[] keys, long key) {
            int at = (int) (key * 0x9E3779B97F4A7C15L >>> 40) & keys.length - 1;
            while (keys[at] != 0 && keys[at] != key) {
                at = at + 1 & keys.length - 1;
            }
            return at;
        }
    }
}
