package io.lunbo.reconcile;

import java.util.List;
import java.util.Locale;

/**
 * One verdict for each due and each logged play of a screen's day.
 *
 * @param dues in order of time
 * @param logs in order of time; a play just before or after midnight belongs to the day whose due play it was
 */
public record DayVerdicts(List<DueVerdict> dues, List<LogVerdict> logs) {
    /**
     * What became of a due play.
     *
     * @param due the play
     * @param verdict what became of it
     * @param cause why it is excused, else null
     * @param reference what excuses it, else null
     * @param shownMs how long it was shown, never more than was due
     * @param logs what was logged for it, or in its place, in order of time
     */
    public record DueVerdict(Due due, Verdict verdict, Cause cause, String reference, int shownMs, List<Logged> logs) {}

    /**
     * What a logged play was.
     *
     * @param log the play
     * @param verdict what it was
     * @param why why it is wrong, else null
     * @param due the due play that it was for, or whose place it took; may be null
     */
    public record LogVerdict(Logged log, Verdict verdict, Why why, Due due) {}

    /** Why a logged play is wrong. */
    public enum Why {
        /** The sheet in force has no such media. */
        MEDIA,
        /** The media, or the sheet that the player named, is of another version. */
        VERSION,
        /** The sheet has that media, but another one was due then and was not shown. */
        PLACE;

        /** The message bundle key of its word. */
        public String key() {
            return "tally_why_" + name().toLowerCase(Locale.ROOT);
        }
    }
}
