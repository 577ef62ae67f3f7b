package io.lunbo.fairness;

/**
 * Hall's condition for plays that each take one step: at step t there is room for as many plays with a later deadline as are left when all that
 * are due by t are put before it. A play that could also wait may only be put before a step that has room.
 */
final class Room {

    private final int[] room;
    private int tight;

    Room(int horizon) {
        room = new int[horizon + 2];
    }

    /** One more play that is due then; all are told before {@link #sumUp()}. Whether later deadlines would still be within the horizon. */
    boolean addDeadline(long due) {
        boolean isWithin = due < room.length - 1;
        if (isWithin) {
            room[(int) Math.max(0, due) + 1]--;
        }
        return isWithin;
    }

    void sumUp() {
        for (int t = 1; t < room.length; t++) {
            room[t] += room[t - 1] + 1;
        }
    }

    /** A play with that deadline is put at the position. */
    void take(long position, long deadline) {
        shift(position, deadline, -1);
        if (tight <= position + 1) {
            tight = 0;
        }
    }

    /** The play with that deadline that was put at the position is taken away again. */
    void giveBack(long position, long deadline) {
        shift(position, deadline, 1);
        tight = 0;
    }

    private void shift(long position, long deadline, int by) {
        int end = (int) Math.min(deadline, room.length - 1L);
        for (int t = (int) position + 1; t <= end; t++) {
            room[t] += by;
            if (room[t] <= 0 && by < 0 && (tight == 0 || t < tight)) {
                tight = t;
            }
        }
    }

    /** The first step after the position that has no room for any play that could also wait. */
    int tightStep(long position) {
        if (tight == 0) {
            int t = (int) position + 1;
            while (t < room.length && room[t] > 0) {
                t++;
            }
            tight = t < room.length ? t : Integer.MAX_VALUE;
        }
        return tight;
    }

    /** By how many plays more than there are steps are due by that step; negative where there is room. */
    int overbooked(int step) {
        return -room[step];
    }

    int steps() {
        return room.length - 1;
    }
}
