package io.lunbo.playlog;

import java.util.Locale;

/** How a play ended, as its player says. */
public enum PlayOutcome {
    /** Shown from beginning to end. */
    COMPLETED,
    /** Cut, or begun in its middle: power, takeover, start of the player. */
    PARTIAL,
    /** Due, but could not be shown. */
    FAILED;

    /** The message bundle key of its word. */
    public String key() {
        return "playlog_outcome_" + name().toLowerCase(Locale.ROOT);
    }
}
