package io.lunbo.access;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.UuidGenerator;

/** A play-out terminal (播放终端). It belongs to one screen for its whole life; another screen is another player. */
@Entity
@Table(name = "players")
public class Player {
    @Id
    @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
    private UUID id;

    @Column(name = "screen_id")
    private UUID screenId;

    private String name;
    private String kind;

    @Column(name = "public_key")
    private String publicKey;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "revoked_at")
    private Instant revokedAt;

    /** For Hibernate. */
    protected Player() {}

    Player(UUID screenId, String name, String kind, String publicKey, Instant createdAt) {
        this.screenId = screenId;
        this.name = name;
        this.kind = kind;
        this.publicKey = publicKey;
        this.createdAt = createdAt;
    }

    void revoke(Instant now) {
        this.revokedAt = now;
    }

    /** The player's id. */
    public UUID id() {
        return id;
    }

    /** The screen that it plays for. */
    public UUID screenId() {
        return screenId;
    }

    /** What people call it; may be null. */
    public String name() {
        return name;
    }

    /** What it is, e.g. {@code reference}. */
    public String kind() {
        return kind;
    }

    /** The key that it signs with, where it has one; else null. */
    public String publicKey() {
        return publicKey;
    }

    /** When it was let in. */
    public Instant createdAt() {
        return createdAt;
    }

    /** Whether its tokens were taken away. */
    public boolean revoked() {
        return revokedAt != null;
    }

    /** What one token may: be this player, until it is revoked. */
    @Entity(name = "PlayerToken")
    @Table(name = "player_tokens")
    static class Token {
        @Id
        @Column(name = "token_hash")
        private String fingerprint;

        @ManyToOne(optional = false)
        @JoinColumn(name = "player_id")
        private Player player;

        @Column(name = "issued_at")
        private Instant issuedAt;

        @Column(name = "revoked_at")
        private Instant revokedAt;

        /** For Hibernate. */
        protected Token() {}

        Token(String fingerprint, Player player, Instant issuedAt) {
            this.fingerprint = fingerprint;
            this.player = player;
            this.issuedAt = issuedAt;
        }

        void revoke(Instant now) {
            this.revokedAt = revokedAt == null ? now : revokedAt;
        }

        String fingerprint() {
            return fingerprint;
        }

        boolean revoked() {
            return revokedAt != null;
        }

        PlayerPrincipal principal() {
            return new PlayerPrincipal(player.id, player.screenId);
        }
    }
}
