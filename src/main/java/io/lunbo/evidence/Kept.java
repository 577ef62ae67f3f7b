package io.lunbo.evidence;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;

/**
 * What is kept of a photo.
 *
 * @param sha256 of the file in the media store; null where it was removed
 * @param thumbSha256 of its small copy; null where it was removed
 * @param storedSha256 what {@code sha256} was, also after a removal
 * @param originalSha256 of the bytes that came in, which nobody kept
 * @param widthPx its width
 * @param heightPx its height
 * @param faces found and made unreadable
 * @param plates found and made unreadable
 * @param drawn made unreadable because the person said so
 */
@Embeddable
public record Kept(
        String sha256,
        @Column(name = "thumb_sha256") String thumbSha256,
        @Column(name = "stored_sha256") String storedSha256,
        @Column(name = "original_sha256") String originalSha256,
        @Column(name = "width_px") int widthPx,
        @Column(name = "height_px") int heightPx,
        int faces,
        int plates,
        int drawn) {
    /** The same without its files. */
    Kept gone() {
        return new Kept(null, null, storedSha256, originalSha256, widthPx, heightPx, faces, plates, drawn);
    }

    /** How many parts were found that may be of people. */
    public int found() {
        return faces + plates;
    }
}
