package io.lunbo.rotation;

import io.lunbo.rotation.LoopRequest.Mode;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * What a loop is worth, in numbers. Counted over what this request planned and, for gaps and neighbours, its history.
 *
 * @param maxDeviation the largest distance of any spot from its due share after any competing play: in plays, or in
 *     {@link LoopRequest.Mode#TIME} in lengths of the longest competing play
 * @param bound what maxDeviation must not exceed: 1 − 1/(2n−2) for n competing spots (0 for one); 1 in TIME. With one set
 *     of competitors it is always kept; where the sets change during the day, few days in a thousand do not keep it, by a fraction of a play
 * @param gapCv coefficient of variation of the gaps between starts of the same spot, as the mean over the spots
 * @param worstGapRatio the largest gap ÷ the spot's mean gap
 * @param repeats plays directly after a play of the same spot
 * @param groupNeighbours plays directly after a play of another spot of the same group
 * @param idleMs open time in which nothing plays
 * @param worstIdleMs the longest piece of idle time before a stretch's end, a fixed play or a change of who competes
 * @param longIdles how many such pieces are longer than the shortest play that competed there: nothing that fitted was due
 * @param competingPlays plays by weight or share
 */
public record LoopFigures(
        double maxDeviation,
        double bound,
        double gapCv,
        double worstGapRatio,
        int repeats,
        int groupNeighbours,
        long idleMs,
        long worstIdleMs,
        int longIdles,
        int competingPlays) {

    static LoopFigures of(Board board, Plays plays) {
        double deviation = plays.settle(board.debts()) / board.scale;
        boolean time = board.request.mode() == Mode.TIME;
        double[] gaps = gaps(board, plays);
        long[] idle = idle(board, plays);
        int repeats = 0;
        int neighbours = 0;
        for (int i = 1; i < plays.size; i++) {
            int conflict = board.conflict(plays.spot[i], plays.spot[i - 1]);
            repeats += conflict == 2 ? 1 : 0;
            neighbours += conflict == 1 ? 1 : 0;
        }
        int competing = 0;
        for (int i = 0; i < plays.size; i++) {
            competing += plays.kind[i] == Plays.LOOP ? 1 : 0;
        }
        return new LoopFigures(
                time ? deviation / Math.max(1, board.longest()) : deviation,
                time ? 1 : bound(board.competitors),
                gaps[0],
                gaps[1],
                repeats,
                neighbours,
                idle[0],
                idle[1],
                (int) idle[2],
                competing);
    }

    private static double bound(int competitors) {
        return competitors < 2 ? 0 : 1 - 1.0 / (2 * competitors - 2);
    }

    private static double[] gaps(Board board, Plays plays) {
        int n = board.spots.size();
        long[] first = new long[n];
        long[] last = new long[n];
        int[] count = new int[n];
        for (int i = 0; i < plays.size; i++) {
            int spot = plays.spot[i];
            first[spot] = count[spot]++ == 0 ? plays.start[i] : first[spot];
            last[spot] = plays.start[i];
        }
        long[] previous = new long[n];
        Arrays.fill(previous, Long.MIN_VALUE);
        double[] squares = new double[n];
        double worst = 0;
        for (int i = 0; i < plays.size; i++) {
            int spot = plays.spot[i];
            if (previous[spot] != Long.MIN_VALUE) {
                double ratio =
                        (double) (plays.start[i] - previous[spot]) * (count[spot] - 1) / (last[spot] - first[spot]);
                squares[spot] += (ratio - 1) * (ratio - 1);
                worst = Math.max(worst, ratio);
            }
            previous[spot] = plays.start[i];
        }
        double sum = 0;
        int spots = 0;
        for (int spot = 0; spot < n; spot++) {
            sum += count[spot] < 2 ? 0 : Math.sqrt(squares[spot] / (count[spot] - 1));
            spots += count[spot] < 2 ? 0 : 1;
        }
        return new double[] {spots == 0 ? 0 : sum / spots, worst};
    }

    /** All idle time, the longest before a piece's end, and how many of those are too long. */
    private static long[] idle(Board board, Plays plays) {
        long all = board.open.stream().mapToLong(Span::lengthMs).sum();
        Map<Integer, Long> ends = new HashMap<>();
        for (int i = 0; i < plays.size; i++) {
            if (plays.start[i] >= board.from) {
                all -= board.length[plays.spot[i]];
                ends.put(plays.piece[i], plays.end(i));
            }
        }
        long worst = 0;
        long tooLong = 0;
        for (int p = 0; p < board.pieces.size(); p++) {
            Board.Piece piece = board.pieces.get(p);
            long idle = piece.until() - ends.getOrDefault(p, piece.from());
            worst = Math.max(worst, idle);
            tooLong += idle > board.eras.get(piece.era()).shortest() ? 1 : 0;
        }
        return new long[] {all, worst, tooLong};
    }
}
