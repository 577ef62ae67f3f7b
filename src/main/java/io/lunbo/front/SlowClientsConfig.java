package io.lunbo.front;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** Which clients are hung up on because they send too slowly. */
@ConfigMapping(prefix = "lunbo.slow-clients")
public interface SlowClientsConfig {
    /** Over how long a client is judged while it sends. Shorter is harder on lines that stall. */
    @WithDefault("30s")
    Duration window();

    /** How much a client that sends must send in a second, on average over the window. */
    @WithDefault("200")
    @Min(1)
    int bytesPerSecond();

    /** After how long without a byte in or out a connection is over. Long polls wait 60 s at most. */
    @WithDefault("90s")
    Duration silence();
}
