package io.lunbo.fairness;

import java.util.HashSet;
import java.util.Set;

/**
 * Another order of a few successive plays, each inside its own window, with fewer conflicts. All orders are tried, depth first from the one that
 * is there, but none twice from the same state.
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
    private final Set<Long> seen = new HashSet<>();
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
        if (!seen.add(((long) used << 40) + ((long) (last + 1) << 16) + cost) || --nodes < 0) {
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

    private boolean isFirstOfItsSpot(int i, int used) {
        for (int j = 0; j < i; j++) {
            if ((used >> j & 1) == 0 && plays[j].spot() == plays[i].spot()) {
                return false;
            }
        }
        return true;
    }
}
