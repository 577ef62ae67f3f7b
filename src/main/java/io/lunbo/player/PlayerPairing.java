package io.lunbo.player;

import io.lunbo.access.CurrentOperator.Account;
import io.lunbo.access.PlayerTokens;
import io.lunbo.access.PlayerTokens.IssuedToken;
import io.lunbo.audit.AuditTrail;
import io.lunbo.audit.Change;
import io.lunbo.player.Pairing.PlayerFacts;
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

    /** A token on its way to its player, and the screen that it is for. */
    record Fetched(String token, Screen screen) {}

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

    /** Begins a pairing: anybody may, and gets no more than a code to show. */
    @Transactional
    Pairing begin(PlayerFacts player) {
        Instant now = now();
        entities.createQuery("delete from Pairing where expiresAt < :before")
                .setParameter("before", now.minus(KEPT))
                .executeUpdate();
        Pairing pairing = new Pairing(code(), player, now, now.plus(config.pairingLasts()));
        entities.persist(pairing);
        return pairing;
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
        IssuedToken issued = issueToken(pairing.screenId(), pairing.player());
        return Optional.of(new Fetched(issued.token(), screens.findById(pairing.screenId())));
    }

    /** Gives the player that shows this code a screen. */
    @Transactional
    public void claim(String code, Screen screen, Account actor) {
        Instant now = now();
        Pairing pairing = entities.createQuery("from Pairing where code = :code", Pairing.class)
                .setParameter("code", code.strip().replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT))
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultStream()
                .findFirst()
                .filter(found -> found.claimed() || !found.over(now))
                .orElseThrow(() -> Problem.of(ProblemType.PAIRING_UNKNOWN));
        if (pairing.claimed()) {
            throw Problem.of(ProblemType.PAIRING_CLAIMED);
        }
        pairing.claim(screen.id(), actor.id(), now);
        auditTrail.record(
                actor.id(), "player.claim", "screen:" + screen.code(), Change.made(Map.of("code", pairing.code())));
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
