package io.lunbo.media;

import io.lunbo.film.MediaFacts;
import io.lunbo.slogan.SloganLayout;
import io.lunbo.slogan.SloganText;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.UuidGenerator;

/** A film, a picture or a slogan, known by its bytes. Never changes: other bytes are another media. */
@Entity
@Table(name = "media")
public class Media {
    @Id
    @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
    private UUID id;

    private String sha256;

    @Enumerated(EnumType.STRING)
    private MediaKind kind;

    private String title;

    @Column(name = "mime_type")
    private String mimeType;

    private long bytes;

    @Column(name = "duration_ms")
    private Long durationMs;

    @Column(name = "width_px")
    private Integer widthPx;

    @Column(name = "height_px")
    private Integer heightPx;

    @Column(name = "video_codec")
    private String videoCodec;

    @Column(name = "audio_codec")
    private String audioCodec;

    @Column(name = "frame_rate")
    private Double frameRate;

    @Column(name = "shown_directly")
    private boolean shownDirectly = true;

    @Column(name = "poster_sha256")
    private String posterSha256;

    private String text;
    private String likeness;

    @Column(name = "created_at")
    private Instant createdAt;

    /** For Hibernate. */
    protected Media() {}

    private Media(String sha256, MediaKind kind, String title, Instant createdAt) {
        this.sha256 = sha256;
        this.kind = kind;
        this.title = title;
        this.createdAt = createdAt;
    }

    static Media ofFile(String sha256, String title, MediaFacts facts, String posterSha256, Instant createdAt) {
        boolean film = facts.kind() == MediaFacts.Kind.VIDEO;
        Media media = new Media(sha256, film ? MediaKind.VIDEO : MediaKind.IMAGE, title, createdAt);
        media.mimeType = facts.mimeType();
        media.bytes = facts.bytes();
        media.durationMs = film ? facts.durationMs() : null;
        media.widthPx = facts.widthPx();
        media.heightPx = facts.heightPx();
        media.videoCodec = film ? facts.videoCodec() : null;
        media.audioCodec = facts.audioCodec().orElse(null);
        media.frameRate = film ? facts.frameRate() : null;
        media.shownDirectly = facts.direct();
        media.posterSha256 = posterSha256;
        return media;
    }

    static Media ofSlogan(SloganText slogan, Instant createdAt) {
        byte[] bytes = slogan.value().getBytes(StandardCharsets.UTF_8);
        Media media = new Media(MediaStore.hashOf(bytes), MediaKind.SLOGAN, slogan.value(), createdAt);
        media.mimeType = "text/plain";
        media.bytes = bytes.length;
        media.text = slogan.value();
        media.likeness = slogan.likeness().orElse(null);
        return media;
    }

    /** The row's id. */
    public UUID id() {
        return id;
    }

    /** SHA-256 of the bytes, lower-case hex; of a slogan: of its text in UTF-8. */
    public String sha256() {
        return sha256;
    }

    /** What it is. */
    public MediaKind kind() {
        return kind;
    }

    /** The title that it was first brought under; a slogan's is its text. */
    public String title() {
        return title;
    }

    /** The type that it is served as. */
    public String mimeType() {
        return mimeType;
    }

    /** The size in bytes. */
    public long bytes() {
        return bytes;
    }

    /** A film's length in milliseconds, else null. */
    public Long durationMs() {
        return durationMs;
    }

    /** The picture's width, null for a slogan. */
    public Integer widthPx() {
        return widthPx;
    }

    /** The picture's height, null for a slogan. */
    public Integer heightPx() {
        return heightPx;
    }

    /** A film's video codec as ffprobe names it, else null. */
    public String videoCodec() {
        return videoCodec;
    }

    /** A film's audio codec as ffprobe names it; null where it is silent. */
    public String audioCodec() {
        return audioCodec;
    }

    /** A film's frames per second, else null. */
    public Double frameRate() {
        return frameRate;
    }

    /** Whether a browser shows these very bytes; otherwise people watch a copy that is made of them. */
    public boolean shownDirectly() {
        return shownDirectly;
    }

    /** The hash of a still picture of it in the media store; null for a slogan. */
    public String posterSha256() {
        return posterSha256;
    }

    /** What was measured of a film or picture when it came in; only those have such facts. */
    public MediaFacts facts() {
        boolean film = kind == MediaKind.VIDEO;
        return new MediaFacts(
                film ? MediaFacts.Kind.VIDEO : MediaFacts.Kind.IMAGE,
                mimeType,
                bytes,
                film ? durationMs : 0,
                widthPx,
                heightPx,
                videoCodec,
                Optional.ofNullable(audioCodec),
                film ? frameRate : 0,
                shownDirectly);
    }

    /** A slogan's text, else null. */
    public String text() {
        return text;
    }

    /** Equal for slogans that differ only in punctuation, spaces or width; null for what is none. */
    public String likeness() {
        return likeness;
    }

    /** The slogan as that sign shows it; only a slogan has one. */
    public SloganLayout layout(SloganLayout.Sign sign, String color) {
        return SloganLayout.of(new SloganText(text), sign, color);
    }

    /** When the bytes came in first. */
    public Instant createdAt() {
        return createdAt;
    }
}
