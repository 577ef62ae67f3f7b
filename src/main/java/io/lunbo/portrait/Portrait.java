package io.lunbo.portrait;

import io.lunbo.film.Loudness;
import io.lunbo.film.PortraitMaking;
import io.lunbo.media.Media;
import io.lunbo.media.MediaKind;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** What was seen and heard of a media. */
@Entity
@Table(name = "portraits")
public class Portrait {
    @Id
    @Column(name = "media_id")
    private UUID mediaId;

    @Enumerated(EnumType.STRING)
    private MediaKind kind;

    @Column(name = "duration_ms")
    private long durationMs;

    private int brightness;
    private byte[] fingerprint;

    @Column(name = "filmstrip_sha256")
    private String filmstripSha256;

    @Column(name = "sound_sha256")
    private String soundSha256;

    @Column(name = "loudness_lufs")
    private Double loudnessLufs;

    @Column(name = "true_peak_dbtp")
    private Double truePeak;

    @Column(name = "loudness_range")
    private Double loudnessRange;

    @Column(name = "made_at")
    private Instant madeAt;

    /** For Hibernate. */
    protected Portrait() {}

    Portrait(Media media, PortraitMaking.Portrait found, String filmstripSha256, String soundSha256, Instant madeAt) {
        this.mediaId = media.id();
        this.kind = media.kind();
        this.durationMs = media.facts().durationMs();
        this.brightness = new Fingerprint(found.samples()).brightness();
        this.fingerprint = found.samples();
        this.filmstripSha256 = filmstripSha256;
        this.soundSha256 = soundSha256;
        this.loudnessLufs = found.loudness().map(Loudness::integrated).orElse(null);
        this.truePeak = found.loudness().map(Loudness::truePeak).orElse(null);
        this.loudnessRange = found.loudness().map(Loudness::range).orElse(null);
        this.madeAt = madeAt;
    }

    UUID mediaId() {
        return mediaId;
    }

    MediaKind kind() {
        return kind;
    }

    long durationMs() {
        return durationMs;
    }

    int brightness() {
        return brightness;
    }

    Fingerprint fingerprint() {
        return new Fingerprint(fingerprint);
    }

    /** Ten pictures of a film in the media store; null for a picture. */
    public String filmstripSha256() {
        return filmstripSha256;
    }

    /** A picture of its sound in the media store; null where it has none. */
    public String soundSha256() {
        return soundSha256;
    }

    /** How loud it is, in LUFS; null where it is silent. */
    public Double loudnessLufs() {
        return loudnessLufs;
    }

    /** Its highest peak, in dBTP; null where it is silent. */
    public Double truePeak() {
        return truePeak;
    }

    /** Its loudness range, in LU; null where it is silent. */
    public Double loudnessRange() {
        return loudnessRange;
    }
}
