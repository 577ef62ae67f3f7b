package io.lunbo.reconcile;

import java.util.Locale;

/** What became of a due play, or what a logged play was. */
public enum Verdict {
    /** Due and shown in full at its time. */
    PLAYED,
    /** Due and shown in part; counts by its seconds and never as played. */
    PARTIAL,
    /** Due and not shown, without a cause that excuses it (漏播). */
    MISSED,
    /** Something else was shown: another media, or one of another version of the sheet (错播). */
    WRONG,
    /** Shown although nothing of the kind was due. Logged plays only. */
    EXTRA,
    /** Missed at its time and shown in full later on the same day, or by an order that was accepted (补播). */
    MADE_GOOD,
    /** Due by the sheet, but taken out of what counts because of a {@link Cause}; a logged play: shown for a takeover. */
    EXCUSED,
    /** Not over yet. Due plays only. */
    NOT_YET_DUE,
    /** Due on a screen that has no player that could log it: neither played nor missed. Due plays only. */
    ASSUMED,
    /** The player said that it could not show it. Logged plays only; what was due is then missed. */
    FAILED;

    /** The message bundle key of its word. */
    public String key() {
        return "tally_verdict_" + name().toLowerCase(Locale.ROOT);
    }
}
