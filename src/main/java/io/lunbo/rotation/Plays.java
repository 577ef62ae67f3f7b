package io.lunbo.rotation;

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
        for (Slot slot : board.request.history()) {
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

    long end(int i) {
        return start[i] + board.length[spot[i]];
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
