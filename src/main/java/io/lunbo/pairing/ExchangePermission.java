package io.lunbo.pairing;

import io.lunbo.access.Player;
import io.lunbo.access.PlayerTokens.Holder;
import io.lunbo.audit.AuditTrail;
import io.lunbo.command.CommandKind;
import io.lunbo.command.CommandRepository;
import io.lunbo.player.PlayerConfig;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * Whether a token may be exchanged for another one.
 *
 * <p>A token that is bound to a key is its player's: who proves the key may. One that is bound to none is whoever's who holds it: a thief
 * could exchange it for one that is bound to a key of his own, and the player would be out. So that takes an operator who has asked the
 * player for it, or is done in the first minutes after the pairing; who is refused keeps the token that he has, so no player is locked out.
 */
@ApplicationScoped
class ExchangePermission {
    /** One line on the audit trail for that long, however often somebody tries. */
    private static final Duration QUIET = Duration.ofHours(1);

    private final EntityManager entities;
    private final CommandRepository commands;
    private final AuditTrail auditTrail;
    private final PlayerConfig config;
    private final Clock clock;

    ExchangePermission(
            EntityManager entities,
            CommandRepository commands,
            AuditTrail auditTrail,
            PlayerConfig config,
            Clock clock) {
        this.entities = entities;
        this.commands = commands;
        this.auditTrail = auditTrail;
        this.config = config;
        this.clock = clock;
    }

    /** 409: nobody has asked for it. The attempt stays, for operators to see; not in the caller's transaction. */
    void require(Holder holder) {
        if (holder.bound() || QuarkusTransaction.requiringNew().call(() -> allowed(holder))) {
            return;
        }
        QuarkusTransaction.requiringNew().run(() -> note(holder));
        throw Problem.of(ProblemType.EXCHANGE_NOT_ALLOWED);
    }

    private boolean allowed(Holder holder) {
        Instant now = clock.instant();
        Player player = entities.find(Player.class, holder.player().playerId());
        // From the pairing, not from the token: else each exchange would allow the next one.
        return player.createdAt().plus(config.unboundExchangeWithin()).isAfter(now)
                || commands.open(player.screenId(), now).stream()
                        .anyMatch(command -> command.kind() == CommandKind.EXCHANGE_TOKEN);
    }

    private void note(Holder holder) {
        Instant now = clock.instant();
        int first = entities.createNativeQuery("update players set exchange_refused_at = :now where id = :player"
                        + " and (exchange_refused_at is null or exchange_refused_at < :before)")
                .setParameter("now", now)
                .setParameter("before", now.minus(QUIET))
                .setParameter("player", holder.player().playerId())
                .executeUpdate();
        if (first == 1) {
            auditTrail.record(
                    null,
                    "player.exchange-refused",
                    "player:" + holder.player().playerId(),
                    Map.of("screen", holder.player().screenId().toString()));
        }
    }
}
