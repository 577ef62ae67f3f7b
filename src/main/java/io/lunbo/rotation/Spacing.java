package io.lunbo.rotation;

/** Exchanges near plays inside their windows, for fewer conflicts and more even gaps on the clock. */
final class Spacing {

    private static final int PASSES = 8;
    private static final int REACH = 3;
    private static final double CONFLICT = 1_000;

    private final Board board;
    private final Plays plays;
    private final int[] previous;
    private final int[] next;
    private final int[] changed;
    private int now;
    private final double[] perMs;
    private final double least;

    private Spacing(Board board, Plays plays) {
        this.board = board;
        this.plays = plays;
        previous = new int[plays.size];
        next = new int[plays.size];
        changed = new int[plays.size];
        least = board.request.former().isEmpty() ? 1e-9 : CONFLICT / 2;
        perMs = new double[board.spots.size()];
        link();
    }

    static void improve(Board board, Plays plays) {
        Spacing spacing = new Spacing(board, plays);
        boolean improved = true;
        for (int pass = 0; improved && pass < PASSES; pass++) {
            improved = spacing.pass(pass);
        }
    }

    private void link() {
        int n = perMs.length;
        int[] last = new int[n];
        int[] first = new int[n];
        int[] count = new int[n];
        java.util.Arrays.fill(last, -1);
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
        for (int spot = 0; spot < n; spot++) {
            perMs[spot] =
                    count[spot] < 2 ? 0 : (count[spot] - 1.0) / (plays.start[last[spot]] - plays.start[first[spot]]);
        }
    }

    /** After the first pass only what lies near a change is looked at again. */
    private boolean pass(int pass) {
        now = pass;
        boolean improved = false;
        for (int a = 0; a < plays.size; a++) {
            for (int b = changed[a] < pass - 1 ? plays.size : a + 1;
                    b <= a + REACH && b < plays.size && plays.piece[b] == plays.piece[a];
                    b++) {
                if (mayExchange(a, b) && gain(a, b) > least) {
                    exchange(a, b);
                    improved = true;
                }
            }
        }
        return improved;
    }

    private boolean mayExchange(int a, int b) {
        if (plays.kind[a] != Plays.LOOP || plays.kind[b] != Plays.LOOP || plays.spot[a] == plays.spot[b]) {
            return false;
        }
        if (next[a] >= 0 && next[a] < b || previous[b] > a) {
            return false;
        }
        int shift = shift(a, b);
        if (plays.early[b] > plays.position[a] || plays.late[a] < plays.position[b] + unitShift(shift)) {
            return false;
        }
        for (int i = a + 1; i < b && shift != 0; i++) {
            int position = plays.position[i] + unitShift(shift);
            if (plays.kind[i] != Plays.LOOP
                    || unitShift(shift) != 0 && (position < plays.early[i] || position > plays.late[i])) {
                return false;
            }
        }
        return true;
    }

    private int shift(int a, int b) {
        return (int) (board.length[plays.spot[b]] - board.length[plays.spot[a]]);
    }

    private int unitShift(int shift) {
        return board.request.mode() == LoopRequest.Mode.TIME ? shift : 0;
    }

    private double gain(int a, int b) {
        int shift = shift(a, b);
        double gain = CONFLICT * (conflicts(a, b, a, b) - conflicts(a, b, b, a));
        for (int i = a; i <= b; i++) {
            long after = i == a ? plays.start[b] + shift : i == b ? plays.start[a] : plays.start[i] + shift;
            gain += gainOf(i, after, a, b, shift);
        }
        return gain;
    }

    private double gainOf(int i, long after, int a, int b, int shift) {
        double rate = perMs[plays.spot[i]];
        double gain = 0;
        if (previous[i] >= 0) {
            int p = previous[i];
            long before = plays.start[p] + (p > a && p < b ? shift : 0);
            gain += cost((plays.start[i] - plays.start[p]) * rate) - cost((after - before) * rate);
        }
        if (next[i] >= 0) {
            int s = next[i];
            long then = plays.start[s] + (s > a && s < b ? shift : 0);
            gain += cost((plays.start[s] - plays.start[i]) * rate) - cost((then - after) * rate);
        }
        return gain;
    }

    private static double cost(double ratio) {
        return (ratio - 1) * (ratio - 1);
    }

    /** The conflicts around the two places when x plays at a and y at b. */
    private int conflicts(int a, int b, int x, int y) {
        int sum = a > 0 ? board.conflict(plays.spot[a - 1], plays.spot[x]) : 0;
        sum += b + 1 < plays.size ? board.conflict(plays.spot[y], plays.spot[b + 1]) : 0;
        if (b == a + 1) {
            return sum;
        }
        return sum
                + board.conflict(plays.spot[x], plays.spot[a + 1])
                + board.conflict(plays.spot[b - 1], plays.spot[y]);
    }

    private void exchange(int a, int b) {
        int shift = shift(a, b);
        long endStart = plays.start[b] + shift;
        int endPosition = plays.position[b] + unitShift(shift);
        for (int i = a + 1; i < b; i++) {
            plays.start[i] += shift;
            plays.position[i] += unitShift(shift);
        }
        plays.swapSpots(a, b);
        plays.start[b] = endStart;
        plays.position[b] = endPosition;
        relink(a, b);
        for (int i = a; i <= b; i++) {
            touch(i);
            touch(previous[i]);
            touch(next[i]);
        }
    }

    private void touch(int i) {
        for (int j = Math.max(0, i - REACH); j <= i; j++) {
            changed[j] = now;
        }
    }

    private void relink(int a, int b) {
        int previousA = previous[a];
        int nextA = next[a];
        previous[a] = previous[b];
        next[a] = next[b];
        previous[b] = previousA;
        next[b] = nextA;
        point(a);
        point(b);
    }

    private void point(int i) {
        if (previous[i] >= 0) {
            next[previous[i]] = i;
        }
        if (next[i] >= 0) {
            previous[next[i]] = i;
        }
    }
}
