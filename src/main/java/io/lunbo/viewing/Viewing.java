package io.lunbo.viewing;

import io.lunbo.film.DeliveryMaking;
import io.lunbo.film.MediaFacts;
import io.lunbo.media.Media;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** The copy of a film that people watch. */
@Entity
@Table(name = "viewings")
public class Viewing {
    @Id
    @Column(name = "media_id")
    private UUID mediaId;

    @Column(name = "original_sha256")
    private String originalSha256;

    private String sha256;
    private long bytes;

    @Column(name = "width_px")
    private int widthPx;

    @Column(name = "height_px")
    private int heightPx;

    private String recipe;

    @Column(name = "made_at")
    private Instant madeAt;

    /** For Hibernate. */
    protected Viewing() {}

    Viewing(Media media, String sha256, MediaFacts made, Instant madeAt) {
        this.mediaId = media.id();
        this.originalSha256 = media.sha256();
        this.sha256 = sha256;
        this.bytes = made.bytes();
        this.widthPx = made.widthPx();
        this.heightPx = made.heightPx();
        this.recipe = DeliveryMaking.RECIPE;
        this.madeAt = madeAt;
    }

    UUID mediaId() {
        return mediaId;
    }

    /** The hash of what it was made of. */
    public String originalSha256() {
        return originalSha256;
    }

    /** The hash of the copy in the media store. */
    public String sha256() {
        return sha256;
    }

    /** Width of its picture. */
    public int widthPx() {
        return widthPx;
    }

    /** Height of its picture. */
    public int heightPx() {
        return heightPx;
    }
}
