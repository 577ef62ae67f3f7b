package io.lunbo.report;

import io.lunbo.playlog.PlayOutcome;
import io.lunbo.web.Language;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Base64;
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

    Cursor cursor() {
        return new Cursor(startedAt, id, playerId);
    }

    boolean clockCorrected() {
        return !startedAt.equals(saidAt);
    }

    /** Where a page of plays ended: a place in the order, not a number of rows, so that new rows never shift it. */
    record Cursor(Instant startedAt, UUID id, UUID playerId) {
        private static final int BYTES = 5 * Long.BYTES;

        /** As callers see it: opaque. */
        String text() {
            ByteBuffer bytes = ByteBuffer.allocate(BYTES)
                    .putLong(startedAt.toEpochMilli())
                    .putLong(id.getMostSignificantBits())
                    .putLong(id.getLeastSignificantBits())
                    .putLong(playerId.getMostSignificantBits())
                    .putLong(playerId.getLeastSignificantBits());
            return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
        }

        /** Null for none; refused where it is no cursor of ours. */
        static Cursor of(String text, Language language) {
            if (text == null || text.isEmpty()) {
                return null;
            }
            try {
                ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
                long millis = bytes.getLong();
                if (bytes.capacity() == BYTES && PlayFilter.inRange(Instant.ofEpochMilli(millis))) {
                    return new Cursor(
                            Instant.ofEpochMilli(millis),
                            new UUID(bytes.getLong(), bytes.getLong()),
                            new UUID(bytes.getLong(), bytes.getLong()));
                }
            } catch (IllegalArgumentException | BufferUnderflowException e) {
                throw refused(language);
            }
            throw refused(language);
        }

        private static Problem refused(Language language) {
            return Problem.of(ProblemType.INVALID_INPUT).field("cursor", language.text("problem_field_unreadable"));
        }
    }
}
