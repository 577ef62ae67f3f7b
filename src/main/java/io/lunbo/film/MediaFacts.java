package io.lunbo.film;

import java.util.Optional;

/**
 * What was measured of a file that is a playable film or picture.
 *
 * @param durationMs what a full decode gave; 0 for a picture, whose length is a matter of planning
 * @param widthPx as shown, after the turn that a phone notes in its films
 * @param frameRate pictures per second; 0 for a picture
 * @param direct whether a browser shows the file itself; a film for which this is false is watched in a copy
 */
public record MediaFacts(
        Kind kind,
        String mimeType,
        long bytes,
        long durationMs,
        int widthPx,
        int heightPx,
        String videoCodec,
        Optional<String> audioCodec,
        double frameRate,
        boolean direct) {

    /** What kind of file it is; slogans are no files. */
    public enum Kind {
        VIDEO,
        IMAGE
    }
}
