package io.lunbo.review;

import java.util.Locale;

/** How a review stands. */
public enum ReviewState {
    /** Waits for signatures. */
    OPEN,
    /** All stages were signed. */
    APPROVED,
    /** Somebody sent it back; only another submission can be approved. */
    REJECTED,
    /** It was approved, and somebody took the approval back. */
    WITHDRAWN;

    /** The message key of its name. */
    public String key() {
        return "review_state_" + name().toLowerCase(Locale.ROOT);
    }
}
