package io.lunbo.manifest;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** A screen's manifest as every node serves it, byte for byte. */
@Entity
@Table(name = "manifests")
public class IssuedManifest {
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
