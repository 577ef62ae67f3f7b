package io.lunbo.tally;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** When due and logged plays are counted, and counted again. */
@ConfigMapping(prefix = "lunbo.tally")
public interface TallyConfig {
    /** How often what came since is counted; {@code off}: only when it is read. */
    @WithDefault("10s")
    String every();

    /** When kept counts are proved, as a cron expression of Quarkus; {@code off}: never. */
    @WithDefault("0 20 2 * * ?")
    String proveAt();

    /** For how long a night they are proved; the next night goes on where this one ended. */
    @WithDefault("2h")
    Duration proveFor();
}
