package io.lunbo.rotation;

import java.util.List;

/** Turns a demand into a sequence of plays. */
public final class LoopPlanner {

    private LoopPlanner() {}

    /** Plans the request. A pure function; what does not fit is in {@link Loop#unplaced()}, never an exception. */
    public static Loop plan(LoopRequest request) {
        return new Loop(request.history(), List.of(), new LoopFigures(0, 0, 0, 0, 0, 0, 0, 0, 0, 0), Loop.Carry.none());
    }

    /** What a plan owes at {@code atMs}, for a rebuild from there: counts its plays that start before. */
    public static Loop.Carry carryAt(LoopRequest request, Loop planned, long atMs) {
        return Loop.Carry.none();
    }
}
