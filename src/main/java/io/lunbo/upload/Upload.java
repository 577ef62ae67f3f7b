package io.lunbo.upload;

import io.lunbo.access.CurrentOperator.Account;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.UuidGenerator;

/** One file on its way in. */
@Entity
@Table(name = "uploads")
public class Upload {
    /** How far it has come. */
    public enum State {
        /** Bytes are missing. */
        OPEN,
        /** All bytes are there and are being looked at. */
        RECEIVED,
        /** It has become a media. */
        TAKEN,
        /** It is no media that a screen may show. */
        REFUSED
    }

    @Id
    @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
    private UUID id;

    @Column(name = "operator_id")
    private UUID operatorId;

    @Column(name = "unit_id")
    private UUID unitId;

    private String title;

    @Column(name = "file_name")
    private String fileName;

    private String metadata;
    private long length;
    private long received;

    @Column(name = "wanted_sha256")
    private String wantedSha256;

    @Enumerated(EnumType.STRING)
    private State state;

    @Column(name = "media_id")
    private UUID mediaId;

    private String sha256;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "touched_at")
    private Instant touchedAt;

    /** For Hibernate. */
    protected Upload() {}

    Upload(UploadMetadata said, long length, Account actor, Instant at) {
        this.title = said.title();
        this.fileName = said.fileName();
        this.metadata = said.raw();
        this.wantedSha256 = said.sha256();
        this.length = length;
        this.operatorId = actor.id();
        this.unitId = actor.unitId();
        this.state = State.OPEN;
        this.createdAt = at;
        this.touchedAt = at;
    }

    /** Counts what was flushed; with the last byte the upload is received. */
    void reach(long offset, Instant at) {
        this.received = offset;
        this.touchedAt = at;
        if (offset == length) {
            this.state = State.RECEIVED;
        }
    }

    void become(UUID media, String ofBytes, Instant at) {
        this.mediaId = media;
        this.sha256 = ofBytes;
        this.state = State.TAKEN;
        this.touchedAt = at;
    }

    void refuse(Instant at) {
        this.state = State.REFUSED;
        this.touchedAt = at;
    }

    UUID id() {
        return id;
    }

    UUID operatorId() {
        return operatorId;
    }

    UUID unitId() {
        return unitId;
    }

    String title() {
        return title;
    }

    String fileName() {
        return fileName;
    }

    String metadata() {
        return metadata;
    }

    long length() {
        return length;
    }

    long received() {
        return received;
    }

    String wantedSha256() {
        return wantedSha256;
    }

    State state() {
        return state;
    }

    UUID mediaId() {
        return mediaId;
    }

    String sha256() {
        return sha256;
    }

    Instant createdAt() {
        return createdAt;
    }

    Instant touchedAt() {
        return touchedAt;
    }
}
