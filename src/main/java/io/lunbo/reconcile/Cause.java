package io.lunbo.reconcile;

import java.util.Locale;

/** Why a due play was not due after all; where several hold, the first counts. */
public enum Cause {
    /** The screen was dark by order. */
    BLACKOUT,
    /** An order put something else on the screen. */
    TAKEOVER,
    /** An outage was entered for the screen (停播). */
    OUTAGE,
    /** The screen was closed on that date by an exception from its hours. */
    CLOSED;

    /** The message bundle key of its word. */
    public String key() {
        return "tally_cause_" + name().toLowerCase(Locale.ROOT);
    }
}
