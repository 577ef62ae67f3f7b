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

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "revoked_at")
    private Instant revokedAt;

    @Column(name = "exchange_refused_at")
    private Instant exchangeRefusedAt;

    /** For Hibernate. */
    protected Player() {}

    Player(UUID screenId, String name, String kind, Instant createdAt) {
        this.screenId = screenId;
        this.name = name;
        this.kind = kind;
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

    /** When it was let in. */
    public Instant createdAt() {
        return createdAt;
    }

    /** When somebody last wanted another token with one of it that is bound to no key, and was refused; null where nobody did. */
    public Instant exchangeRefusedAt() {
        return exchangeRefusedAt;
    }

    /** Whether its tokens were taken away. */
    public boolean revoked() {
        return revokedAt != null;
    }

    /** What one token may: be this player, until it is revoked; where it is bound to a key, only together with a proof. */
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

        @Column(name = "public_key")
        private String publicKey;

        private String replaces;

        /** For Hibernate. */
        protected Token() {}

        Token(String fingerprint, Player player, String publicKey, String replaces, Instant issuedAt) {
            this.fingerprint = fingerprint;
            this.player = player;
            this.publicKey = publicKey;
            this.replaces = replaces;
            this.issuedAt = issuedAt;
        }

        /** The one before it has ended. */
        void standAlone() {
            this.replaces = null;
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

        String replaces() {
            return replaces;
        }

        String publicKey() {
            return publicKey;
        }

        Instant issuedAt() {
            return issuedAt;
        }

        Player player() {
            return player;
        }

        PlayerTokens.Holder holder() {
            return new PlayerTokens.Holder(
                    new PlayerPrincipal(player.id, player.screenId), fingerprint, publicKey, replaces != null);
        }
    }
}
