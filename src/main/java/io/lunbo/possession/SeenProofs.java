package io.lunbo.possession;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.UUID;

/**
 * Lets every proof count once, as long as it is fresh.
 *
 * <p>In the memory of this node: with several nodes, a proof that somebody has cut off TLS can be used once more on each of the
 * others while it is fresh. A node that has just started believes only proofs that were made since.
 */
@Singleton
class SeenProofs {
    /** How far a player's clock may be off: it corrects itself by ours, but not before it has asked for the first time. */
    static final Duration FRESH = Duration.ofMinutes(2);

    /** For each player. Beyond, the oldest are forgotten, and whatever is not younger than those is refused. */
    static final int MOST = 2048;

    private final long startedAt;
    private final Cache<UUID, Window> windows =
            Caffeine.newBuilder().expireAfterAccess(FRESH.multipliedBy(3)).build();

    /** What is said of a proof that fits. */
    enum Verdict {
        FIRST,
        SEEN,
        OLD
    }

    SeenProofs(Clock clock) {
        this.startedAt = clock.instant().getEpochSecond();
    }

    /**
     * Notes a proof, whose signature fits.
     *
     * @param madeAt when the player made it, in seconds since 1970 by its clock
     * @param now the same by ours
     */
    Verdict note(UUID playerId, String id, long madeAt, long now) {
        // A clock that was set back (the demo's) would refuse everything until it is there again.
        boolean beforeTheStart = madeAt < startedAt && startedAt <= now;
        if (beforeTheStart || Math.abs(now - madeAt) > FRESH.toSeconds()) {
            return Verdict.OLD;
        }
        return windows.get(playerId, player -> new Window()).note(id, madeAt, now);
    }

    private static final class Window {
        private final Set<String> ids = new HashSet<>();
        private final PriorityQueue<Proof> byAge = new PriorityQueue<>(Comparator.comparingLong(Proof::madeAt));
        private long floor = Long.MIN_VALUE;

        private record Proof(String id, long madeAt) {}

        synchronized Verdict note(String id, long madeAt, long now) {
            while (!byAge.isEmpty() && byAge.peek().madeAt < now - FRESH.toSeconds()) {
                ids.remove(byAge.poll().id);
            }
            if (madeAt <= floor) {
                return Verdict.OLD;
            }
            if (!ids.add(id)) {
                return Verdict.SEEN;
            }
            byAge.add(new Proof(id, madeAt));
            if (ids.size() > MOST) {
                forget(now);
            }
            return Verdict.FIRST;
        }

        private void forget(long now) {
            byAge.removeIf(proof -> proof.madeAt > now + FRESH.toSeconds() && ids.remove(proof.id));
            while (ids.size() > MOST) {
                Proof oldest = byAge.poll();
                ids.remove(oldest.id);
                floor = Math.max(floor, oldest.madeAt);
            }
        }
    }
}
