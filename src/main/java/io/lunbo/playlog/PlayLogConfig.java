package io.lunbo.playlog;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How much of the play log is taken in at once. */
@ConfigMapping(prefix = "lunbo.play-log")
public interface PlayLogConfig {
    /** How many batches one node stores at the same time; others are asked to come again (503 with Retry-After). */
    @WithDefault("16")
    int concurrentBatches();

    /** How long a transaction is tried again after a deadlock or a lost connection before the player is asked to come again. */
    @WithDefault("5s")
    Duration retryFor();
}
