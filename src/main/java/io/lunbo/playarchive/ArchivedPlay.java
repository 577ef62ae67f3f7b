package io.lunbo.playarchive;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.Instant;
import java.util.UUID;

/**
 * One play as it is in the table and in a line of an archive.
 *
 * @param player who logged it
 * @param id made by the player
 * @param media SHA-256 of what was shown
 * @param startedAt corrected by the clock offset that the player reported
 * @param saidAt as the player wrote it
 * @param durationMs how long it was shown
 * @param outcome how it ended
 * @param spot the booking; may be null
 * @param sheet the SHA-256 of the sheet; may be null
 * @param takeover the order that overrode the sheet; may be null
 * @param receivedAt when it came in
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({
    "id",
    "player",
    "media",
    "startedAt",
    "saidAt",
    "durationMs",
    "outcome",
    "spot",
    "sheet",
    "takeover",
    "receivedAt"
})
public record ArchivedPlay(
        UUID player,
        UUID id,
        String media,
        Instant startedAt,
        Instant saidAt,
        int durationMs,
        String outcome,
        UUID spot,
        String sheet,
        UUID takeover,
        Instant receivedAt) {}
