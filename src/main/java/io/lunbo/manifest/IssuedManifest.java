package io.lunbo.manifest;

import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Base64;
import java.util.UUID;

/** A screen's manifest as every node serves it, byte for byte. */
@Entity
@Table(name = "manifests")
public class IssuedManifest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Id
    @Column(name = "screen_id")
    private UUID screenId;

    private long version;
    private String etag;

    @Column(name = "content_hash")
    private String contentHash;

    private String body;

    @Column(name = "issued_at")
    private Instant issuedAt;

    @Column(name = "valid_until")
    private Instant validUntil;

    private long stamp;

    /** For Hibernate. */
    protected IssuedManifest() {}

    IssuedManifest(UUID screenId) {
        this.screenId = screenId;
    }

    /** Whether it says the same, and half of its time is still to come. */
    boolean stillGood(String hash, Instant now) {
        return hash.equals(contentHash) && !halfUsed(now);
    }

    /** Whether nothing but its orders can have changed by themselves since. */
    boolean ofToday(Instant now, ZoneId zone) {
        return !halfUsed(now) && LocalDate.ofInstant(issuedAt, zone).equals(LocalDate.ofInstant(now, zone));
    }

    private boolean halfUsed(Instant now) {
        Duration half = Duration.between(issuedAt, validUntil).dividedBy(2);
        return !now.isBefore(issuedAt.plus(half));
    }

    void replace(Manifest manifest, String signedBody, String hash, String tag, long newStamp) {
        this.version = manifest.version();
        this.issuedAt = manifest.issuedAt();
        this.validUntil = manifest.validUntil();
        this.body = signedBody;
        this.contentHash = hash;
        this.etag = tag;
        this.stamp = newStamp;
    }

    /** What it says. */
    Manifest manifest() {
        try {
            String payload = JSON.readTree(body).get("payload").textValue();
            return Manifest.read(Base64.getUrlDecoder().decode(payload));
        } catch (IOException e) {
            throw new UncheckedIOException("a stored manifest cannot be read", e);
        }
    }

    UUID screenId() {
        return screenId;
    }

    long version() {
        return version;
    }

    String etag() {
        return etag;
    }

    String body() {
        return body;
    }

    Instant issuedAt() {
        return issuedAt;
    }

    Instant validUntil() {
        return validUntil;
    }

    long stamp() {
        return stamp;
    }
}
