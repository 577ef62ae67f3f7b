package io.lunbo.playlog;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.UUID;

/**
 * One record of a batch that says everything it must.
 *
 * @param position where it stood in the batch
 * @param id made by the player
 * @param media SHA-256 of what was shown
 * @param saidAt when it started, by the player's clock
 * @param startedAt when it started, corrected
 * @param durationMs how long it was shown
 * @param outcome how it ended
 * @param origin what it was shown for
 * @param source the record as it came
 */
record PlayRecord(
        int position,
        UUID id,
        String media,
        Instant saidAt,
        Instant startedAt,
        int durationMs,
        PlayOutcome outcome,
        Origin origin,
        JsonNode source) {

    /** What makes two records the same play, whatever their ids. */
    record Key(UUID id, String media, Instant saidAt) {}

    /**
     * Why it was shown; each may be null.
     *
     * @param spot the booking
     * @param sheet the SHA-256 of the sheet
     * @param takeover the order that overrode the sheet
     */
    record Origin(UUID spot, String sheet, UUID takeover) {}

    Key key() {
        return new Key(id, media, saidAt);
    }
}
