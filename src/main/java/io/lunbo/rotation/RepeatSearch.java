package io.lunbo.rotation;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Where the windows leave only the spot that has just played, although it has no more than half of the plays, the choice was wrong a few plays
 * ago: looks for another order of the last plays that goes on without a repeat.
 */
final class RepeatSearch {

    private static final int LOOK_BACK = 16;
    private static final int NODES = 600;

    private final Filling filling;
    private final Plays plays;
    private final int piece;
    private final int begin;
    private int nodes = NODES;
    private int goal;

    /** @param begin the first play that may be changed */
    RepeatSearch(Filling filling, int piece, int begin) {
        this.filling = filling;
        this.plays = filling.plays;
        this.piece = piece;
        this.begin = begin;
    }

    /** Whether one more play was added without a repeat; if not, all is as it was. */
    boolean goOn() {
        int size = plays.size;
        int first = size;
        while (first > begin && size - first < LOOK_BACK && plays.kind[first - 1] == Plays.LOOP) {
            first--;
        }
        goal = size + 1;
        for (int back = 1; back <= size - first; back++) {
            int target = size - back;
            int[] members = Arrays.copyOfRange(plays.member, target, size);
            long[] starts = Arrays.copyOfRange(plays.start, target, size);
            while (plays.size > target) {
                filling.undo();
            }
            if (search()) {
                return true;
            }
            for (int i = 0; i < back; i++) {
                filling.now = starts[i];
                filling.play(members[i], piece);
            }
            if (nodes <= 0) {
                return false;
            }
        }
        return false;
    }

    private boolean search() {
        if (plays.size == goal) {
            return true;
        }
        int[] picks = allowed();
        for (int pick : picks) {
            if (--nodes < 0) {
                return false;
            }
            filling.play(pick, piece);
            if (search()) {
                return true;
            }
            filling.undo();
        }
        return false;
    }

    /** What the windows and the counted plays allow next without a repeat, in the order of the ideal times. */
    private int[] allowed() {
        return IntStream.range(0, filling.era.spots().length)
                .filter(k -> filling.now + filling.length(k) <= filling.until
                        && filling.conflict(filling.era.spots()[k]) < 2
                        && filling.quota.isAlmostDue(k)
                        && filling.quota.isSafe(k)
                        && filling.counts.inTime(filling.now + filling.length(k), false))
                .boxed()
                .sorted((k, other) -> filling.isDueBefore(k, other) ? -1 : filling.isDueBefore(other, k) ? 1 : 0)
                .mapToInt(k -> k)
                .toArray();
    }
}
