package io.lunbo.feed;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.UuidGenerator;

/** A private address of one calendar; the address itself is not kept, only its hash. */
@Entity
@Table(name = "feed_addresses")
public class FeedAddress {
    /** What a calendar is of. */
    public enum Kind {
        SCREEN,
        CAMPAIGN
    }

    @Id
    @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
    private UUID id;

    @Enumerated(EnumType.STRING)
    private Kind kind;

    @Column(name = "subject_id")
    private UUID subjectId;

    private String name;

    @Column(name = "token_sha256")
    private String tokenSha256;

    @Column(name = "made_by")
    private UUID madeBy;

    @Column(name = "made_at")
    private Instant madeAt;

    @Column(name = "revoked_at")
    private Instant revokedAt;

    /** For Hibernate. */
    protected FeedAddress() {}

    FeedAddress(Kind kind, UUID subjectId, String name, String tokenSha256, UUID madeBy, Instant madeAt) {
        this.kind = kind;
        this.subjectId = subjectId;
        this.name = name;
        this.tokenSha256 = tokenSha256;
        this.madeBy = madeBy;
        this.madeAt = madeAt;
    }

    void revoke(Instant at) {
        this.revokedAt = at;
    }

    /** Its id; opens nothing. */
    public UUID id() {
        return id;
    }

    /** What it is a calendar of. */
    public Kind kind() {
        return kind;
    }

    /** The screen's or campaign's id. */
    public UUID subjectId() {
        return subjectId;
    }

    /** Who is to read it. */
    public String name() {
        return name;
    }

    /** When it was made. */
    public Instant madeAt() {
        return madeAt;
    }

    /** When it was revoked; null while it is not. */
    public Instant revokedAt() {
        return revokedAt;
    }
}
