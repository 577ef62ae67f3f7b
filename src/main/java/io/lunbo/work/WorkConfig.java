package io.lunbo.work;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** How much is worked on at once, and when somebody who works is taken for dead. */
@ConfigMapping(prefix = "lunbo.work")
public interface WorkConfig {
    /** How many orders one node works on at once. Each keeps about one processor busy. */
    @WithDefault("2")
    int lanes();

    /** How long a claim holds without a sign of life. */
    @WithDefault("30s")
    Duration lease();

    /** How often an order is begun before it is given up. */
    @WithDefault("15")
    int attempts();

    /** This node's name; without one, the machine's with the data folder's. Claims of the same name end at a start. */
    Optional<String> node();
}
