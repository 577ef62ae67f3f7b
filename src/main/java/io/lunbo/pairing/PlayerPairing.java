package io.lunbo.pairing;

import io.lunbo.access.CurrentOperator.Account;
import io.lunbo.access.Player;
import io.lunbo.access.PlayerPrincipal;
import io.lunbo.access.PlayerTokens;
import io.lunbo.access.PlayerTokens.Holder;
import io.lunbo.access.PlayerTokens.IssuedToken;
import io.lunbo.audit.AuditTrail;
import io.lunbo.audit.Change;
import io.lunbo.pairing.Pairing.PlayerFacts;
import io.lunbo.player.PlayerConfig;
import io.lunbo.possession.PlayerKey;
import io.lunbo.screen.Screen;
import io.lunbo.screen.ScreenRepository;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Brings players and screens together. */
@ApplicationScoped
public class PlayerPairing {
    /** Nothing that looks like something else, read from a screen on the other side of a square: no 0 O 1 I L 5 S 8 B 2 Z. */
    private static final String ALPHABET = "34679ACDEFGHJKMNPQRTUVWXY";

    private static final int CODE_LENGTH = 8;
    private static final Duration KEPT = Duration.ofDays(1);

    private final EntityManager entities;
    private final ScreenRepository screens;
    private final PlayerTokens tokens;
    private final AuditTrail auditTrail;
    private final PlayerConfig config;
    private final Clock clock;
    private final SecureRandom chance = new SecureRandom();

    /** A token on its way to its player, when to exchange it, and the screen that it is for. */
    record Fetched(String token, Instant exchangeAfter, Screen screen) {}

    PlayerPairing(
            EntityManager entities,
            ScreenRepository screens,
            PlayerTokens tokens,
            AuditTrail auditTrail,
            PlayerConfig config,
            Clock clock) {
        this.entities = entities;
        this.screens = screens;
        this.tokens = tokens;
        this.auditTrail = auditTrail;
        this.config = config;
        this.clock = clock;
    }

    /**
     * Begins a pairing: anybody may, and gets no more than a code to show.
     *
     * <p>422: the key is none that a proof can be made with; a player that believes itself bound must not be let in unbound.
     */
    @Transactional
    Pairing begin(PlayerFacts asked) {
        PlayerFacts player = new PlayerFacts(asked.name(), asked.kind(), usableKey(asked.publicKey()));
        Instant now = now();
        entities.createQuery("delete from Pairing where expiresAt < :before")
                .setParameter("before", now.minus(KEPT))
                .executeUpdate();
        Pairing pairing = new Pairing(code(), player, now, now.plus(config.pairingLasts()));
        entities.persist(pairing);
        return pairing;
    }

    /** The code of a pairing that is not over. */
    @Transactional
    String codeOf(UUID pairingId) {
        Pairing pairing = entities.find(Pairing.class, pairingId);
        if (pairing == null) {
            throw Problem.of(ProblemType.NOT_FOUND);
        }
        if (pairing.over(now())) {
            throw Problem.of(ProblemType.GONE);
        }
        return pairing.code();
    }

    /** The token, once; empty while nobody has claimed the code. */
    @Transactional
    Optional<Fetched> fetch(UUID pairingId) {
        // Of many who ask at once, one holds the row and gets the token; the others come too late.
        Pairing pairing = entities.find(Pairing.class, pairingId, LockModeType.PESSIMISTIC_WRITE);
        if (pairing == null) {
            throw Problem.of(ProblemType.NOT_FOUND);
        }
        Instant now = now();
        if (pairing.over(now)) {
            throw Problem.of(ProblemType.GONE);
        }
        if (!pairing.claimed()) {
            return Optional.empty();
        }
        pairing.fetched(now);
        // Locked before anything is written down: the end of the audit trail is locked last.
        List<Player> others =
                pairing.replaces() ? playersOf(pairing.screenId(), LockModeType.PESSIMISTIC_WRITE) : List.of();
        IssuedToken issued = issueToken(pairing.screenId(), pairing.player());
        others.forEach(other -> tokens.revoke(other.id(), pairing.claimedBy()));
        return Optional.of(new Fetched(
                issued.token(),
                exchangeAfter(issued.playerId(), pairing.player().publicKey() != null),
                screens.findById(pairing.screenId())));
    }

    /** The pairing whose code a player shows now; refused as unknown or claimed where it cannot be claimed. */
    @Transactional
    Pairing claimable(String code) {
        return claimable(code, LockModeType.NONE);
    }

    private Pairing claimable(String code, LockModeType lock) {
        Instant now = now();
        String read = code.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT);
        if (!read.chars().allMatch(letter -> ALPHABET.indexOf(letter) >= 0)) {
            throw Problem.of(ProblemType.PAIRING_UNKNOWN); // and the database is not asked for what it cannot compare
        }
        Pairing pairing = entities.createQuery("from Pairing where code = :code", Pairing.class)
                .setParameter("code", read)
                .setLockMode(lock)
                .getResultStream()
                .findFirst()
                .filter(found -> found.claimed() || !found.over(now))
                .orElseThrow(() -> Problem.of(ProblemType.PAIRING_UNKNOWN));
        if (pairing.claimed()) {
            throw Problem.of(ProblemType.PAIRING_CLAIMED);
        }
        return pairing;
    }

    /**
     * Gives the player that shows this code a screen. What the screen has played and shown is the screen's and stays.
     *
     * @param replaces whether the players that the screen has end when this one fetches its token; else it plays beside them
     */
    @Transactional
    public void claim(String code, Screen screen, boolean replaces, Account actor) {
        Pairing pairing = claimable(code, LockModeType.PESSIMISTIC_WRITE);
        pairing.claim(screen.id(), replaces, actor.id(), now());
        auditTrail.record(
                actor.id(),
                "player.claim",
                "screen:" + screen.code(),
                Change.made(Map.of(
                        "code",
                        pairing.code(),
                        "replaces",
                        replaces,
                        "bound",
                        pairing.player().publicKey() != null)));
    }

    /** Who plays on a screen now. */
    @Transactional
    List<Player> playersOf(UUID screenId) {
        return playersOf(screenId, LockModeType.NONE);
    }

    private List<Player> playersOf(UUID screenId, LockModeType lock) {
        return entities.createQuery(
                        "from Player where screenId = :screen and revokedAt is null order by createdAt", Player.class)
                .setParameter("screen", screenId)
                .setLockMode(lock)
                .getResultList();
    }

    /** Another token for a player, which the one that it shows leads to; with a new key where it names one. */
    @Transactional
    Fetched exchange(Holder holder, String publicKey) {
        IssuedToken issued = tokens.exchange(holder, usableKey(publicKey));
        return new Fetched(
                issued.token(),
                exchangeAfter(issued.playerId(), holder.bound() || publicKey != null),
                screens.findById(holder.player().screenId()));
    }

    /** Ends a player that comes off its screen by itself. */
    @Transactional
    void release(PlayerPrincipal player, String reason) {
        auditTrail.record(
                null,
                "player.release",
                "player:" + player.playerId(),
                Map.of("screen", player.screenId().toString(), "reason", reason == null ? "" : reason));
        tokens.revoke(player.playerId(), null);
    }

    /** Null where the token is bound to no key: then nobody asks unasked. A city's players come at once, but exchange their tokens over a quarter of the time. */
    private Instant exchangeAfter(UUID playerId, boolean bound) {
        if (!bound) {
            return null;
        }
        double own = (playerId.getLeastSignificantBits() & 0xff) / 255.0;
        return now().plusMillis(Math.round(config.exchangeTokenAfter().toMillis() * (0.75 + own / 4)));
    }

    private static String usableKey(String publicKey) {
        return publicKey == null
                ? null
                : PlayerKey.of(publicKey)
                        .orElseThrow(() -> Problem.of(ProblemType.PLAYER_KEY_UNUSABLE))
                        .jwk();
    }

    /** Lets a player in without a pairing: the token is handed over by whoever asked for it. */
    @Transactional
    public IssuedToken issue(Screen screen, String name, Account actor) {
        IssuedToken issued = issueToken(screen.id(), new PlayerFacts(name, "ISSUED", null));
        auditTrail.record(
                actor.id(),
                "player.issue",
                "screen:" + screen.code(),
                Change.made(Map.of("player", issued.playerId().toString(), "name", name == null ? "" : name)));
        return issued;
    }

    private IssuedToken issueToken(UUID screenId, PlayerFacts player) {
        return tokens.issue(screenId, player.name(), player.kind(), player.publicKey());
    }

    private String code() {
        StringBuilder code = new StringBuilder();
        chance.ints(CODE_LENGTH, 0, ALPHABET.length()).forEach(i -> code.append(ALPHABET.charAt(i)));
        return code.toString();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
