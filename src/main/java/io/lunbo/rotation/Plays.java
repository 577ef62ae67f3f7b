package io.lunbo.rotation;

import io.lunbo.fairness.Era;
import io.lunbo.fairness.Quota;
import io.lunbo.rotation.Loop.Slot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The sequence while it is built: one entry per play, in parallel arrays. */
final class Plays {

    /** Stands where it is: from the history, or at a fixed time. */
    static final byte FIXED = 0;
    /** A counted play. */
    static final byte COUNTED = 1;
    /** A play by weight or share. */
    static final byte LOOP = 2;

    int size;
    int[] spot = new int[256];
    long[] start = new long[256];
    byte[] kind = new byte[256];
    int[] piece = new int[256];
    int[] member = new int[256];
    int[] position = new int[256];
    int[] early = new int[256];
    int[] late = new int[256];
    private final Board board;
    private int fixedAdded;

    Plays(Board board) {
        this.board = board;
        for (Slot slot : board.request.past()) {
            append(slot.spotIndex(), slot.startMs(), FIXED, -1, -1);
        }
    }

    /** Adds the fixed plays that begin before then; returns the one after them, or null. */
    Slot addFixedBefore(long at) {
        while (fixedAdded < board.fixed.size() && board.fixed.get(fixedAdded).startMs() < at) {
            Slot next = board.fixed.get(fixedAdded++);
            append(next.spotIndex(), next.startMs(), FIXED, -1, -1);
        }
        return fixedAdded < board.fixed.size() ? board.fixed.get(fixedAdded) : null;
    }

    void add(int newSpot, long at, int inPiece, int k, Quota quota) {
        append(newSpot, at, LOOP, inPiece, k);
        position[size - 1] = (int) quota.position();
        early[size - 1] = (int) Math.max(Integer.MIN_VALUE, quota.early(k));
        late[size - 1] = (int) Math.min(Integer.MAX_VALUE, quota.late(k));
    }

    void addCounted(Counts.Job job, long at, int inPiece, int c) {
        append(job.spot(), at, COUNTED, inPiece, c);
    }

    /** Removes the last play and returns its index, where its values can still be read. */
    int removeLast() {
        return --size;
    }

    /** What was at those places plays one after the other from there on; times and positions stay with their places. */
    void reorder(int from, int[] places) {
        reorder(spot, from, places);
        reorder(member, from, places);
        reorder(early, from, places);
        reorder(late, from, places);
    }

    private static void reorder(int[] values, int from, int[] places) {
        int[] kept = new int[places.length];
        for (int k = 0; k < kept.length; k++) {
            kept[k] = values[places[k]];
        }
        for (int k = 0; k < kept.length; k++) {
            values[from + k] = kept[k];
        }
    }

    /** The places from a to b. */
    static int[] places(int a, int b) {
        int[] places = new int[b - a + 1];
        for (int k = 0; k < places.length; k++) {
            places[k] = a + k;
        }
        return places;
    }

    /** The order that takes back a {@link #reorder}. */
    static int[] back(int from, int[] places) {
        int[] back = new int[places.length];
        for (int k = 0; k < back.length; k++) {
            back[places[k] - from] = from + k;
        }
        return back;
    }

    /** How many plays are nearer to their like than is asked, as far as so many from there on have a say in it. */
    int tooNear(int from, int count) {
        return board.likes.haveDistances() ? board.likes.tooNear(from, from + count - 1, spot, start, size) : 0;
    }

    static void swap(int[] values, int a, int b) {
        int kept = values[a];
        values[a] = values[b];
        values[b] = kept;
    }

    /** The value at one place moves to another, and those between make room. */
    static void turn(int[] values, int from, int to, int step) {
        int kept = values[from];
        for (int i = from; i != to; i += step) {
            values[i] = values[i + step];
        }
        values[to] = kept;
    }

    /** 2 next to itself; 1 next to its group, or nearer to its like than is asked; 0 for a play that may well begin then, after the first so many. */
    int conflictAt(int newSpot, long at, int after) {
        int conflict = after == 0 ? 0 : board.conflict(newSpot, spot[after - 1]);
        return conflict == 0 && board.likes.isTooNear(newSpot, at, spot, start, after) ? 1 : conflict;
    }

    long end(int i) {
        return start[i] + board.length[spot[i]];
    }

    /** The plays of a finished plan that begin before then, as the pieces of this board. */
    static Plays of(Board board, List<Slot> slots, long beforeMs) {
        Plays plays = new Plays(board);
        plays.size = 0;
        int at = 0;
        for (Slot slot : slots) {
            while (at < board.pieces.size() && board.pieces.get(at).until() <= slot.startMs()) {
                at++;
            }
            boolean inPiece = at < board.pieces.size() && board.pieces.get(at).from() <= slot.startMs();
            int k = inPiece
                    ? Arrays.binarySearch(
                            board.eras.get(board.pieces.get(at).era()).spots(), slot.spotIndex())
                    : -1;
            if (k >= 0 && slot.startMs() < beforeMs) {
                plays.append(slot.spotIndex(), slot.startMs(), LOOP, at, k);
            }
        }
        return plays;
    }

    /** Adds to the debts what the plays leave owing; returns the largest debt that was on the way, over the board's scale. */
    double settle(long[] debts) {
        double worst = 0;
        int i = 0;
        for (int e = 0; e < board.eras.size(); e++) {
            Era era = board.eras.get(e);
            int n = era.spots().length;
            long[] owed = new long[n];
            for (int k = 0; k < n; k++) {
                owed[k] = debts[era.spots()[k]] * era.total();
            }
            long most = 0;
            for (; i < size && (kind[i] != LOOP || board.pieces.get(piece[i]).era() == e); i++) {
                if (kind[i] == LOOP) {
                    most = Math.max(most, settleOne(era, owed, member[i]));
                }
            }
            worst = most == 0 ? worst : Math.max(worst, (double) most / era.total()); // nobody competes: no total
            for (int k = 0; k < n; k++) {
                debts[era.spots()[k]] = Math.floorDiv(2 * owed[k] + era.total(), 2 * era.total());
            }
        }
        return worst;
    }

    private long settleOne(Era era, long[] owed, int played) {
        long unit = era.units()[played] * board.scale;
        owed[played] -= unit * era.total();
        long most = 0;
        for (int k = 0; k < owed.length; k++) {
            owed[k] += unit * era.weights()[k];
            most = Math.max(most, Math.abs(owed[k]));
        }
        return most;
    }

    List<Slot> slots() {
        List<Slot> slots = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            slots.add(new Slot(start[i], spot[i], board.length[spot[i]]));
        }
        return slots;
    }

    private void append(int newSpot, long at, byte newKind, int inPiece, int newMember) {
        if (size == spot.length) {
            grow();
        }
        spot[size] = newSpot;
        start[size] = at;
        kind[size] = newKind;
        piece[size] = inPiece;
        member[size++] = newMember;
    }

    private void grow() {
        int length = 2 * size;
        spot = Arrays.copyOf(spot, length);
        start = Arrays.copyOf(start, length);
        kind = Arrays.copyOf(kind, length);
        piece = Arrays.copyOf(piece, length);
        member = Arrays.copyOf(member, length);
        position = Arrays.copyOf(position, length);
        early = Arrays.copyOf(early, length);
        late = Arrays.copyOf(late, length);
    }
}
