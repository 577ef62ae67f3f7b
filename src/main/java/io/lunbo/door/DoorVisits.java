package io.lunbo.door;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.lunbo.player.PlayerStates;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.UUID;

/** Notes that a player which sends no heartbeats was here: its polls are the only sign of life that it gives. */
@Singleton
class DoorVisits {
    private static final Duration AT_MOST_EVERY = Duration.ofSeconds(20);
    private static final int LONGEST_NAME = 100;

    private final PlayerStates states;
    private final Cache<UUID, Long> noted = Caffeine.newBuilder()
            .expireAfterWrite(AT_MOST_EVERY)
            .maximumSize(100_000)
            .build();

    DoorVisits(PlayerStates states) {
        this.states = states;
    }

    /** Notes a poll, which was answered out of that manifest; blocks now and then. */
    void note(Door door, long manifestVersion, HttpServerRequest request) {
        if (!Long.valueOf(manifestVersion).equals(noted.getIfPresent(door.id()))) {
            noted.put(door.id(), manifestVersion);
            states.heard(door.player(), manifestVersion, agent(request), null);
        }
    }

    /** Browser players cannot choose their {@code User-Agent} and send another header in its place. */
    static String agent(HttpServerRequest request) {
        String agent = request.getHeader("X-Signage-Agent");
        if (agent == null) {
            agent = request.getHeader("User-Agent");
        }
        if (agent == null) {
            return null;
        }
        String plain = DoorFile.plain(agent);
        return plain.substring(
                0, plain.offsetByCodePoints(0, Math.min(LONGEST_NAME, plain.codePointCount(0, plain.length()))));
    }
}
