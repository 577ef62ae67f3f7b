package io.lunbo.player;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** How many pairings each address has begun lately: nobody can fill the table or wait for a lucky code. */
@ApplicationScoped
class PairingLimit {
    private static final int ADDRESSES = 100_000;

    private final int allowed;
    private final Duration window;
    private final Cache<String, AtomicInteger> begun;

    PairingLimit(PlayerConfig config) {
        this.allowed = config.pairingsPerAddress();
        this.window = config.pairingLasts();
        this.begun = Caffeine.newBuilder()
                .maximumSize(ADDRESSES)
                .expireAfterWrite(window)
                .build();
    }

    /** Counts one more; refused where it is one too many. */
    void count(String address) {
        if (begun.get(address, unseen -> new AtomicInteger()).incrementAndGet() > allowed) {
            throw Problem.of(ProblemType.TOO_MANY_ATTEMPTS, window.toSeconds())
                    .with("retryAfterSeconds", window.toSeconds());
        }
    }
}
