package io.lunbo.pairing;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;

/** A player on its way to a screen: it shows a code, an operator claims it, the player fetches its token once. */
@Entity
@Table(name = "pairings")
public class Pairing {
    @Id
    private UUID id;

    private String code;
    private String name;
    private String kind;

    @Column(name = "public_key")
    private String publicKey;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "expires_at")
    private Instant expiresAt;

    @Column(name = "screen_id")
    private UUID screenId;

    @Column(name = "claimed_by")
    private UUID claimedBy;

    @Column(name = "claimed_at")
    private Instant claimedAt;

    @Column(name = "fetched_at")
    private Instant fetchedAt;

    private boolean replaces;

    @Version
    private int version;

    /** For Hibernate. */
    protected Pairing() {}

    Pairing(String code, PlayerFacts player, Instant now, Instant expiresAt) {
        this.id = UUID.randomUUID(); // whoever knows it gets the token: all of it is chance
        this.code = code;
        this.name = player.name();
        this.kind = player.kind();
        this.publicKey = player.publicKey();
        this.createdAt = now;
        this.expiresAt = expiresAt;
    }

    /**
     * What a player says of itself when it asks to be paired.
     *
     * @param publicKey the JWK that its token will be bound to; null where it has none
     */
    public record PlayerFacts(String name, String kind, String publicKey) {}

    boolean over(Instant now) {
        return fetchedAt != null || !now.isBefore(expiresAt);
    }

    boolean claimed() {
        return screenId != null;
    }

    void claim(UUID screen, boolean inPlaceOfOthers, UUID operator, Instant now) {
        this.screenId = screen;
        this.replaces = inPlaceOfOthers;
        this.claimedBy = operator;
        this.claimedAt = now;
    }

    void fetched(Instant now) {
        this.fetchedAt = now;
    }

    /** Its id, which only its player knows. */
    UUID id() {
        return id;
    }

    String code() {
        return code;
    }

    /** What the player said of itself. */
    public PlayerFacts player() {
        return new PlayerFacts(name, kind, publicKey);
    }

    Instant expiresAt() {
        return expiresAt;
    }

    UUID screenId() {
        return screenId;
    }

    UUID claimedBy() {
        return claimedBy;
    }

    boolean replaces() {
        return replaces;
    }
}
