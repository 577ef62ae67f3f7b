package io.lunbo.reconcile;

import java.util.List;
import java.util.Set;

/**
 * Everything that is known of one screen's day. Dues and logs of the neighbouring days may be among them; they are there to
 * be matched with each other and get no verdict here.
 *
 * @param fromMs when the day begins
 * @param untilMs when it ends
 * @param asOfMs the moment that the verdicts are of
 * @param hasPlayer whether anything could have logged plays of that day
 * @param versions the versions of its sheet that were in force, in order
 * @param dues the plays that were due
 * @param logs what was logged
 * @param absences when the sheet did not count
 */
public record DayFacts(
        long fromMs,
        long untilMs,
        long asOfMs,
        boolean hasPlayer,
        List<Version> versions,
        List<Due> dues,
        List<Logged> logs,
        List<Absence> absences) {

    /**
     * A published version of the day's sheet.
     *
     * @param number its number
     * @param sha256 its name
     * @param fromMs since when it is in force
     * @param untilMs until when
     * @param media everything that it shows
     */
    public record Version(int number, String sha256, long fromMs, long untilMs, Set<String> media) {}

    boolean has(Due due) {
        return fromMs <= due.startMs() && due.startMs() < untilMs;
    }

    boolean has(Logged log) {
        return fromMs <= log.startMs() && log.startMs() < untilMs;
    }

    /** The version in force at a moment; null where there was none. */
    Version inForce(long ms) {
        for (Version version : versions) {
            if (version.fromMs() <= ms && ms < version.untilMs()) {
                return version;
            }
        }
        return null;
    }
}
