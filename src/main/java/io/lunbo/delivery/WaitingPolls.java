package io.lunbo.delivery;

import io.lunbo.access.PlayerTokens.Revoked;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The polls that are held, by player: a token that is taken away ends its poll at once, not when the answer would have come.
 * A revocation on another node is known here within a second or so, as for every call.
 */
@Singleton
final class WaitingPolls {
    private final PlayerDoor door;
    private final Map<UUID, Set<LongPoll>> byPlayer = new ConcurrentHashMap<>();

    WaitingPolls(PlayerDoor door) {
        this.door = door;
    }

    void add(UUID playerId, LongPoll poll) {
        byPlayer.compute(playerId, (id, present) -> {
            Set<LongPoll> polls = present == null ? ConcurrentHashMap.newKeySet() : present;
            polls.add(poll);
            return polls;
        });
    }

    void remove(UUID playerId, LongPoll poll) {
        byPlayer.computeIfPresent(playerId, (id, present) -> {
            present.remove(poll);
            return present.isEmpty() ? null : present;
        });
    }

    boolean stillAdmits(RoutingContext request) {
        return door.stillAdmits(request);
    }

    void revoked(@Observes Revoked change) {
        byPlayer.getOrDefault(change.playerId(), Set.of()).forEach(LongPoll::judgeToken);
    }
}
