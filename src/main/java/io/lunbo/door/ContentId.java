package io.lunbo.door;

import io.lunbo.door.Programme.Stretch;
import java.time.Duration;
import java.util.UUID;

/**
 * What SMIL players write beside each play that they log, and give back as they got it:
 * {@code <media>/<duration in ms>/<spot or ->/<takeover or ->}.
 *
 * @param media the SHA-256
 * @param durationMs how long the play was to last; null where the id is none of ours
 * @param spot the booking; null where there is none
 * @param takeover the order; null where there is none
 */
record ContentId(String media, Long durationMs, String spot, String takeover) {
    private static final String NONE = "-";

    static String of(Stretch stretch, Duration run) {
        return String.join(
                "/", stretch.media(), Long.toString(run.toMillis()), text(stretch.spot()), text(stretch.takeover()));
    }

    /** Reads what a player gave back; whatever cannot be read stays in {@code media}, where the play log refuses it. */
    static ContentId read(String text) {
        String[] parts = text.split("/", -1);
        return parts.length == 4 && parts[1].matches("\\d{1,9}")
                ? new ContentId(parts[0], Long.valueOf(parts[1]), said(parts[2]), said(parts[3]))
                : new ContentId(text, null, null, null);
    }

    private static String text(UUID id) {
        return id == null ? NONE : id.toString();
    }

    private static String said(String part) {
        return part.equals(NONE) ? null : part;
    }
}
