package io.lunbo.rotation;

/**
 * A demand that was refused, whole and with numbers.
 *
 * @param id the spot
 * @param asked what was asked, in the reason's unit
 * @param possible how much of it there was room for, in the same unit
 */
public record Unplaced(String id, Reason reason, long asked, long possible) {

    /** Why a demand is not in the loop, and what the two numbers of the refusal count. */
    public enum Reason {
        /** The counted plays ask more time than there is: asked and possible in ms of the tightest window, counts admitted before included. */
        OVER_DEMAND,
        /** The shares of one moment add up to more than the whole: asked and possible in millionths. */
        SHARES_EXCEED_WHOLE,
        /** One play is longer than every stretch it could be in: its length and the longest stretch in ms. */
        TOO_LONG,
        /** Its windows and the opening hours have nothing in common: one play in ms, and 0. */
        NEVER_OPEN,
        /** The counted and fixed plays, or the fairness windows of longer spots, leave no room for any play: due plays, and 0. */
        NO_ROOM_LEFT,
        /** A fixed play outside the opening hours or its spot's windows, or longer than what is left of them: its length and the room in ms. */
        FIXED_OUTSIDE_HOURS,
        /** A fixed play that would begin while an earlier one runs: its length and the room in ms. */
        FIXED_OVERLAP
    }
}
