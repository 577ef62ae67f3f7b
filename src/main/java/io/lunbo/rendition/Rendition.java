package io.lunbo.rendition;

import io.lunbo.film.DeliveryShape;
import io.lunbo.film.MediaFacts;
import io.lunbo.media.Media;
import io.lunbo.media.MediaKind;
import io.lunbo.screen.Screen;
import io.lunbo.screen.ScreenFit;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.UuidGenerator;

/** What one original becomes for screens of one shape; without a hash until it is made, and never changed afterwards. */
@Entity
@Table(name = "renditions")
public class Rendition {
    @Id
    @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
    private UUID id;

    @ManyToOne(optional = false, fetch = FetchType.EAGER)
    @JoinColumn(name = "media_id")
    private Media media;

    @Column(name = "original_sha256")
    private String originalSha256;

    private String shape;

    @Column(name = "part_width")
    private int partWidth;

    @Column(name = "part_height")
    private int partHeight;

    @Column(name = "width_px")
    private int widthPx;

    @Column(name = "height_px")
    private int heightPx;

    @Column(name = "ordered_at")
    private Instant orderedAt;

    private String sha256;
    private Long bytes;

    @Column(name = "duration_ms")
    private Long durationMs;

    @Column(name = "mime_type")
    private String mimeType;

    private String recipe;

    @Column(name = "made_at")
    private Instant madeAt;

    private String statement;

    /** For Hibernate. */
    protected Rendition() {}

    /** Whether that media needs to be made anew for players; a slogan is a text and no file. */
    static boolean isNeededFor(Media media) {
        return media.kind() != MediaKind.SLOGAN;
    }

    /** The shape of a film or picture on a screen. */
    static DeliveryShape shape(Media media, Screen screen) {
        int width = media.widthPx() == null ? screen.widthPx() : media.widthPx();
        int height = media.heightPx() == null ? screen.heightPx() : media.heightPx();
        return screen.fit() == ScreenFit.FILL
                ? DeliveryShape.filling(width, height, screen.widthPx(), screen.heightPx())
                : DeliveryShape.fitting(width, height, screen.widthPx(), screen.heightPx());
    }

    void become(String fileSha256, MediaFacts facts, String madeBy, Instant at, String stated) {
        this.sha256 = fileSha256;
        this.bytes = facts.bytes();
        this.durationMs = facts.kind() == MediaFacts.Kind.VIDEO ? facts.durationMs() : null;
        this.mimeType = facts.mimeType();
        this.recipe = madeBy;
        this.madeAt = at;
        this.statement = stated;
    }

    void state(String stated) {
        this.statement = stated;
    }

    String statement() {
        return statement;
    }

    /** The rendition's id: the subject of the work on it. */
    public UUID id() {
        return id;
    }

    /** What it is made of. */
    public Media media() {
        return media;
    }

    /** The hash of the original's bytes, which people have signed. */
    public String originalSha256() {
        return originalSha256;
    }

    /** Its size and the part of the original that it shows. */
    public DeliveryShape shape() {
        return new DeliveryShape(partWidth, partHeight, widthPx, heightPx);
    }

    /** Whether the file is there. */
    public boolean made() {
        return madeAt != null;
    }

    /** The hash of the file that players get; null until it is made. */
    public String sha256() {
        return sha256;
    }

    /** The file's size; null until it is made. */
    public Long bytes() {
        return bytes;
    }

    /** The file's length in milliseconds; null for a picture, and until it is made. */
    public Long durationMs() {
        return durationMs;
    }

    /** The type that the file is served as; null until it is made. */
    public String mimeType() {
        return mimeType;
    }

    /** Width of its picture. */
    public int widthPx() {
        return widthPx;
    }

    /** Height of its picture. */
    public int heightPx() {
        return heightPx;
    }

    /** How and with which tools it was made; null until then. */
    public String recipe() {
        return recipe;
    }

    /** When it was ordered. */
    public Instant orderedAt() {
        return orderedAt;
    }

    /** When it was made; null until then. */
    public Instant madeAt() {
        return madeAt;
    }
}
