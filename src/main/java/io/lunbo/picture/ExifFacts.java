package io.lunbo.picture;

import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * What a camera wrote beside a photo, and we keep apart from it. Names of cameras, owners and programs are not read at all.
 *
 * @param orientation how the picture has to be turned, 1 to 8
 * @param takenAt by the camera's clock; null where it did not say
 * @param offset of that clock; null where it did not say
 * @param latitude degrees north; null where it did not say
 * @param longitude degrees east; null where it did not say
 */
public record ExifFacts(int orientation, LocalDateTime takenAt, ZoneOffset offset, Double latitude, Double longitude) {
    /** Nothing is known. */
    public static final ExifFacts NONE = new ExifFacts(1, null, null, null, null);

    /** Whether the camera knew where it was. */
    public boolean located() {
        return latitude != null && longitude != null;
    }
}
