package io.lunbo.reconcile;

import java.util.UUID;

/**
 * A play that a published sheet has, by the version that was in force when it began.
 *
 * @param media SHA-256 of what is to be shown
 * @param spot the booking
 * @param startMs when it begins
 * @param durationMs how long it is to be shown
 */
public record Due(String media, UUID spot, long startMs, int durationMs) {
    /** When it is over. */
    public long endMs() {
        return startMs + durationMs;
    }
}
