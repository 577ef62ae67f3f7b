package io.lunbo.access;

import io.lunbo.audit.AuditTrail;
import io.lunbo.audit.Change;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

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

    // Enough for answers that are lost; a player that wants more fills the table.
    private static final Duration A_WHILE = Duration.ofHours(1);
    private static final int MOST_IN_A_WHILE = 6;

    private final EntityManager entities;
    private final AuditTrail auditTrail;
    private final Event<Changed> changed;
    private final Event<Revoked> revoked;
    private final Clock clock;
    // An empty value is a revoked token: once there it stays, whoever reports an older state later.
    private final Map<String, Optional<Holder>> known = new ConcurrentHashMap<>();
    // The valid tokens as they are shown, so that a poll need not hash; worth nothing once any token was changed after
    // it was looked up.
    private final Map<String, Shown> shown = new ConcurrentHashMap<>();
    private final AtomicInteger changes = new AtomicInteger();
    private final Set<String> usedFirst = ConcurrentHashMap.newKeySet();
    private volatile Instant readUntil = Instant.EPOCH;

    /**
     * A token in the one moment when it can be read.
     *
     * @param playerId the new player
     * @param token what it shows from now on
     */
    public record IssuedToken(UUID playerId, String token) {}

    /**
     * Whose a token is. Where there is a key, the token lets nobody in without a proof of possession.
     *
     * @param player the player
     * @param fingerprint what is stored of the token
     * @param publicKey the key as a JWK; null where the token lets in alone
     * @param replacing whether another token ends when this one is used
     */
    public record Holder(PlayerPrincipal player, String fingerprint, String publicKey, boolean replacing) {
        /** Whether every call needs a proof. */
        public boolean bound() {
            return publicKey != null;
        }
    }

    /** Fired on whatever thread when a token of the player is good no longer: whoever holds an open answer for it looks again. */
    public record Revoked(UUID playerId) {}

    record Changed(List<Player.Token> tokens) {}

    private record Shown(Optional<Holder> holder, int changes) {}

    PlayerTokens(
            EntityManager entities,
            AuditTrail auditTrail,
            Event<Changed> changed,
            Event<Revoked> revoked,
            Clock clock) {
        this.entities = entities;
        this.auditTrail = auditTrail;
        this.changed = changed;
        this.revoked = revoked;
        this.clock = clock;
    }

    /**
     * Makes a player of a screen and its token, in the caller's transaction; the caller records who let it in.
     *
     * @param publicKey the key as a JWK that must prove every call, judged by the caller; null where the token lets in alone
     */
    @Transactional
    public IssuedToken issue(UUID screenId, String name, String kind, String publicKey) {
        Player player = new Player(screenId, name, kind, clock.instant());
        entities.persist(player);
        String secret = Secrets.token("lbp_");
        changed.fire(new Changed(List.of(persisted(secret, player, publicKey, null))));
        return new IssuedToken(player.id(), secret);
    }

    private Player.Token persisted(String secret, Player player, String key, String replaces) {
        Player.Token token = new Player.Token(Secrets.fingerprint(secret), player, key, replaces, clock.instant());
        entities.persist(token);
        return token;
    }

    /**
     * Gives a player another token. The one that it shows stays good until the new one was used once, so an answer that is lost
     * on the way locks nobody out; one that was given before and never used ends here.
     *
     * @param publicKey a new key; null keeps that of the token that is shown
     */
    @Transactional
    public IssuedToken exchange(Holder shownNow, String publicKey) {
        // Of many that come at once, one goes first: there are never more than two good tokens.
        Player player = entities.find(Player.class, shownNow.player().playerId(), LockModeType.PESSIMISTIC_WRITE);
        List<Player.Token> all = tokensOf(player);
        Player.Token current = all.stream()
                .filter(token -> token.fingerprint().equals(shownNow.fingerprint()) && !token.revoked())
                .findFirst()
                .orElseThrow(() -> Problem.of(ProblemType.UNAUTHENTICATED));
        Instant now = clock.instant();
        requirePatience(all, now);
        List<Player.Token> others = all.stream()
                .filter(token -> token != current && !token.revoked())
                .toList();
        others.forEach(token -> token.revoke(now));
        current.standAlone();
        String secret = Secrets.token("lbp_");
        String key = publicKey == null ? current.publicKey() : publicKey;
        Player.Token fresh = persisted(secret, player, key, current.fingerprint());
        auditTrail.record(
                null,
                "player.exchange",
                "player:" + player.id(),
                Map.of("screen", player.screenId().toString(), "bound", key != null, "newKey", publicKey != null));
        changed.fire(new Changed(
                Stream.concat(others.stream(), Stream.of(current, fresh)).toList()));
        return new IssuedToken(player.id(), secret);
    }

    private static void requirePatience(List<Player.Token> all, Instant now) {
        long lately = all.stream()
                .filter(token -> token.issuedAt().isAfter(now.minus(A_WHILE)))
                .count();
        if (lately >= MOST_IN_A_WHILE) {
            throw Problem.of(ProblemType.TOO_MANY_ATTEMPTS, A_WHILE.toSeconds())
                    .with("retryAfterSeconds", A_WHILE.toSeconds());
        }
    }

    /** Makes a player that comes by another door and has no token here; the caller records who let it in. */
    @Transactional
    public UUID letIn(UUID screenId, String name, String kind) {
        Player player = new Player(screenId, name, kind, clock.instant());
        entities.persist(player);
        return player.id();
    }

    /** Whose a token is that is good now; asks memory only. Whoever lets the holder in asks for a proof first where it is bound. */
    public Optional<Holder> holder(String token) {
        if (token == null) {
            return Optional.empty();
        }
        int before = changes.get();
        Shown last = shown.get(token);
        if (last != null && last.changes == before) {
            return last.holder;
        }
        Optional<Holder> holder = known.getOrDefault(Secrets.fingerprint(token), Optional.empty());
        if (holder.isPresent()) {
            shown.put(token, new Shown(holder, before));
        } else {
            shown.remove(token);
        }
        return holder;
    }

    /** The holder was let in: the token that it replaces ends within a second or two. Never blocks. */
    public void used(Holder holder) {
        if (holder.replacing()) {
            usedFirst.add(holder.fingerprint());
        }
    }

    /** Takes all tokens of a player away, for good. */
    @Transactional
    public void revoke(UUID playerId, UUID actor) {
        Player player = entities.find(Player.class, playerId, LockModeType.PESSIMISTIC_WRITE);
        if (player == null) {
            throw Problem.of(ProblemType.NOT_FOUND);
        }
        Instant now = clock.instant();
        player.revoke(now);
        List<Player.Token> tokens = tokensOf(player);
        tokens.forEach(token -> token.revoke(now));
        auditTrail.record(
                actor, "player.revoke", "player:" + playerId, Change.removed(Map.of("screen", player.screenId())));
        changed.fire(new Changed(tokens));
    }

    private List<Player.Token> tokensOf(Player player) {
        return entities.createQuery("from PlayerToken where player = :player", Player.Token.class)
                .setParameter("player", player)
                .getResultList();
    }

    /** Ends the tokens whose successors were used, here or on another node; each by itself, so that nobody waits for two. */
    void endReplaced() {
        for (String fingerprint : List.copyOf(usedFirst)) {
            QuarkusTransaction.requiringNew().run(() -> endReplacedBy(fingerprint));
            usedFirst.remove(fingerprint);
        }
    }

    private void endReplacedBy(String fingerprint) {
        Player.Token token = entities.find(Player.Token.class, fingerprint);
        entities.lock(token.player(), LockModeType.PESSIMISTIC_WRITE);
        entities.refresh(token);
        Player.Token before = token.replaces() == null ? token : entities.find(Player.Token.class, token.replaces());
        if (before != token) {
            before.revoke(clock.instant());
            token.standAlone();
        }
        changed.fire(new Changed(List.of(before, token)));
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
        Optional<Holder> now = token.revoked() ? Optional.empty() : Optional.of(token.holder());
        Optional<Holder> before = known.get(token.fingerprint());
        if (now.equals(before) || before != null && before.isEmpty()) {
            return;
        }
        known.merge(token.fingerprint(), now, (known, news) -> known.isEmpty() ? known : news);
        if (before != null) {
            changes.incrementAndGet();
        }
        if (before != null && now.isEmpty()) {
            revoked.fire(new Revoked(before.get().player().playerId()));
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
            tokens.endReplaced();
        }
    }
}
