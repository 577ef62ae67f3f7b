package io.lunbo.access;

import io.lunbo.audit.AuditTrail;
import io.lunbo.audit.Change;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Lets players in. All valid tokens are known in memory, so that a poll asks no database.
 *
 * <p>This node learns of its own changes when they are committed, and of the other nodes' within a second or so.
 */
@Singleton
public class PlayerTokens {
    /** The role of a player in {@code @RolesAllowed}. */
    public static final String ROLE = "PLAYER";

    // A change is seen at the latest this long after its time stamp: clocks differ, and transactions take a while.
    private static final Duration OVERLAP = Duration.ofSeconds(30);

    private final EntityManager entities;
    private final AuditTrail auditTrail;
    private final Event<Changed> changed;
    private final Clock clock;
    // An empty value is a revoked token: once there it stays, whoever reports an older state later.
    private final Map<String, Optional<PlayerPrincipal>> known = new ConcurrentHashMap<>();
    // The valid tokens as they are shown, so that a poll need not hash; worth nothing once any token was revoked after
    // it was looked up.
    private final Map<String, Shown> shown = new ConcurrentHashMap<>();
    private final AtomicInteger revocations = new AtomicInteger();
    private volatile Instant readUntil = Instant.EPOCH;

    /**
     * A token in the one moment when it can be read.
     *
     * @param playerId the new player
     * @param token what it shows from now on
     */
    public record IssuedToken(UUID playerId, String token) {}

    record Changed(List<Player.Token> tokens) {}

    private record Shown(Optional<PlayerPrincipal> player, int revocations) {}

    PlayerTokens(EntityManager entities, AuditTrail auditTrail, Event<Changed> changed, Clock clock) {
        this.entities = entities;
        this.auditTrail = auditTrail;
        this.changed = changed;
        this.clock = clock;
    }

    /** Makes a player of a screen and its token, in the caller's transaction; the caller records who let it in. */
    @Transactional
    public IssuedToken issue(UUID screenId, String name, String kind, String publicKey) {
        Instant now = clock.instant();
        Player player = new Player(screenId, name, kind, publicKey, now);
        entities.persist(player);
        String secret = Secrets.token("lbp_");
        Player.Token token = new Player.Token(Secrets.fingerprint(secret), player, now);
        entities.persist(token);
        changed.fire(new Changed(List.of(token)));
        return new IssuedToken(player.id(), secret);
    }

    /** Makes a player that comes by another door and has no token here; the caller records who let it in. */
    @Transactional
    public UUID letIn(UUID screenId, String name, String kind) {
        Player player = new Player(screenId, name, kind, null, clock.instant());
        entities.persist(player);
        return player.id();
    }

    /** The player behind a token that is valid now; asks memory only. */
    public Optional<PlayerPrincipal> authenticate(String token) {
        if (token == null) {
            return Optional.empty();
        }
        int before = revocations.get();
        Shown last = shown.get(token);
        if (last != null && last.revocations == before) {
            return last.player;
        }
        Optional<PlayerPrincipal> player = known.getOrDefault(Secrets.fingerprint(token), Optional.empty());
        if (player.isPresent()) {
            shown.put(token, new Shown(player, before));
        } else {
            shown.remove(token);
        }
        return player;
    }

    /** Takes all tokens of a player away, for good. */
    @Transactional
    public void revoke(UUID playerId, UUID actor) {
        Player player = entities.find(Player.class, playerId);
        if (player == null) {
            throw Problem.of(ProblemType.NOT_FOUND);
        }
        Instant now = clock.instant();
        player.revoke(now);
        List<Player.Token> tokens = entities.createQuery("from PlayerToken where player = :player", Player.Token.class)
                .setParameter("player", player)
                .getResultList();
        tokens.forEach(token -> token.revoke(now));
        auditTrail.record(
                actor, "player.revoke", "player:" + playerId, Change.removed(Map.of("screen", player.screenId())));
        changed.fire(new Changed(tokens));
    }

    void learn(@Observes(during = TransactionPhase.AFTER_SUCCESS) Changed change) {
        change.tokens().forEach(this::learn);
    }

    void load(@Observes StartupEvent start) {
        readChanges();
    }

    /** Reads what has changed since the last time, here or on another node. */
    @Transactional
    void readChanges() {
        Instant now = clock.instant();
        // The demo's clock can be set back.
        Instant since = readUntil.isBefore(now) ? readUntil : now;
        entities.createQuery(
                        "from PlayerToken t join fetch t.player where t.issuedAt >= :since or t.revokedAt >= :since",
                        Player.Token.class)
                .setParameter("since", since.minus(OVERLAP))
                .getResultList()
                .forEach(this::learn);
        readUntil = now;
    }

    private void learn(Player.Token token) {
        if (token.revoked()) {
            Optional<PlayerPrincipal> before = known.put(token.fingerprint(), Optional.empty());
            if (before == null || before.isPresent()) {
                revocations.incrementAndGet();
            }
        } else {
            known.putIfAbsent(token.fingerprint(), Optional.of(token.principal()));
        }
    }

    /** Keeps this node's memory up with the other nodes. */
    @Singleton
    static final class RefreshJob {
        private final PlayerTokens tokens;

        RefreshJob(PlayerTokens tokens) {
            this.tokens = tokens;
        }

        @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
        void refresh() {
            tokens.readChanges();
        }
    }
}
