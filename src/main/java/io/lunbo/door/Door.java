package io.lunbo.door;

import io.lunbo.access.PlayerPrincipal;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.hibernate.annotations.UuidGenerator;

/** A private address at which one player that others made finds its screen's programme; the address is kept as a hash. */
@Entity
@Table(name = "player_doors")
public class Door {
    /** What is spoken behind the door. */
    public enum Kind {
        /** A-SMIL with play logs: garlic-player, IAdea. */
        SMIL,
        /** M3U and XSPF of the coming hour, without logs: mpv, VLC, ffplay. */
        LIST;

        /** The key of its name in the language files. */
        public String key() {
            return "door_kind_" + name().toLowerCase(Locale.ROOT);
        }
    }

    @Id
    @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
    private UUID id;

    @Column(name = "player_id")
    private UUID playerId;

    @Column(name = "screen_id")
    private UUID screenId;

    @Enumerated(EnumType.STRING)
    private Kind kind;

    @Column(name = "token_sha256")
    private String tokenSha256;

    @Column(name = "made_by")
    private UUID madeBy;

    @Column(name = "made_at")
    private Instant madeAt;

    @Column(name = "revoked_at")
    private Instant revokedAt;

    /** For Hibernate. */
    protected Door() {}

    Door(PlayerPrincipal player, Kind kind, String tokenSha256, UUID madeBy, Instant madeAt) {
        this.playerId = player.playerId();
        this.screenId = player.screenId();
        this.kind = kind;
        this.tokenSha256 = tokenSha256;
        this.madeBy = madeBy;
        this.madeAt = madeAt;
    }

    void revoke(Instant at) {
        this.revokedAt = at;
    }

    PlayerPrincipal player() {
        return new PlayerPrincipal(playerId, screenId);
    }

    /** Its id; opens nothing. */
    public UUID id() {
        return id;
    }

    /** The player that it is for. */
    public UUID playerId() {
        return playerId;
    }

    /** The screen that the player plays for. */
    public UUID screenId() {
        return screenId;
    }

    /** What is spoken there. */
    public Kind kind() {
        return kind;
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
