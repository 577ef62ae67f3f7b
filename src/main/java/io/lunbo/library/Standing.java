package io.lunbo.library;

import io.lunbo.review.ReviewState;
import java.util.Locale;

/** How the newest review of a media stands. */
public enum Standing {
    /** Nobody asked for a review. */
    NONE,
    /** Waits for signatures. */
    OPEN,
    /** All stages were signed. */
    APPROVED,
    /** Somebody sent it back. */
    REJECTED,
    /** An approval was taken back. */
    WITHDRAWN;

    /** The message key of its name. */
    public String key() {
        return this == NONE
                ? "library_standing_none"
                : ReviewState.valueOf(name()).key();
    }

    /** The class of its badge. */
    public String badge() {
        return switch (this) {
            case NONE -> "badge-quiet";
            case OPEN -> "badge-live";
            case APPROVED -> "badge-good";
            case REJECTED, WITHDRAWN -> "badge-bad";
        };
    }

    /** As addresses write it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
