package io.lunbo.report;

import io.lunbo.playlog.PlayOutcome;
import java.time.Instant;
import java.util.UUID;

/**
 * One play as its player logged it (播放记录).
 *
 * @param id made by the player
 * @param playerId who logged it
 * @param screenId where it was shown
 * @param media SHA-256 of what was shown
 * @param startedAt when it started, corrected by what the player knew of its clock
 * @param saidAt when it started by the player's own clock
 * @param durationMs how long it was shown
 * @param outcome how it ended
 * @param receivedAt when the log arrived
 */
record Play(
        UUID id,
        UUID playerId,
        UUID screenId,
        String media,
        Instant startedAt,
        Instant saidAt,
        int durationMs,
        PlayOutcome outcome,
        Instant receivedAt) {

    PlayCursor cursor() {
        return new PlayCursor(startedAt, id, playerId);
    }

    boolean clockCorrected() {
        return !startedAt.equals(saidAt);
    }
}
