package io.lunbo.rotation;

/**
 * What a loop is worth, in numbers. Counted over what this request planned and, for gaps and neighbours, its history.
 *
 * @param maxDeviation the largest distance of any spot from its due share after any competing play: in plays, or in
 *     {@link LoopRequest.Mode#TIME} in lengths of the longest competing play
 * @param bound what maxDeviation must not exceed: 1 − 1/(2n−2) for n competing spots (0 for one); 1 in TIME
 * @param gapCv root mean square of (gap ÷ the spot's mean gap in the stretch − 1) over all gaps between starts of the same competing spot
 * @param worstGapRatio the largest gap ÷ the spot's mean gap, over spots with at least three plays in a stretch
 * @param repeats plays directly after a play of the same spot
 * @param groupNeighbours plays directly after a play of another spot of the same group
 * @param idleMs open time in which nothing plays
 * @param worstIdleMs the longest piece of idle time before a stretch's end or a fixed play
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
        int competingPlays) {}
