package io.lunbo.work;

/**
 * How far an order is.
 *
 * @param percent how much of it is done
 * @param attempts how often it was begun
 * @param reason why it failed, in one word; null where it did not
 * @param detail what was found; null where it did not fail
 */
public record WorkStatus(State state, int percent, int attempts, String reason, String detail) {
    /** The states of an order. */
    public enum State {
        WAITING,
        RUNNING,
        DONE,
        FAILED
    }

    /** Whether nothing will happen to it any more unless it is ordered again. */
    public boolean over() {
        return state == State.DONE || state == State.FAILED;
    }
}
