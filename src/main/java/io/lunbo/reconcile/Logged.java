package io.lunbo.reconcile;

import java.util.Comparator;
import java.util.UUID;

/**
 * A play as a player logged it.
 *
 * @param player who logged it
 * @param id made by the player
 * @param media SHA-256 of what was shown
 * @param startMs when it began, corrected by what the player knew of its clock
 * @param durationMs how long it was shown
 * @param outcome how it ended
 * @param spot the booking that the player named; may be null
 * @param sheet SHA-256 of the sheet that the player named; may be null
 * @param takeover the order that the player named; may be null
 */
public record Logged(
        UUID player,
        UUID id,
        String media,
        long startMs,
        int durationMs,
        Outcome outcome,
        UUID spot,
        String sheet,
        UUID takeover) {

    /** How it ended, as the player says. */
    public enum Outcome {
        /** Shown from beginning to end. */
        COMPLETED,
        /** Cut, or begun in its middle. */
        PARTIAL,
        /** Could not be shown. */
        FAILED
    }

    /** One order for everybody, whatever the order of arrival: by time, the longer first, then by their names. */
    static final Comparator<Logged> ORDER = Comparator.comparingLong(Logged::startMs)
            .thenComparing(Logged::durationMs, Comparator.reverseOrder())
            .thenComparing(log -> log.player().toString())
            .thenComparing(log -> log.id().toString());

    /** When it was over. */
    public long endMs() {
        return startMs + durationMs;
    }
}
