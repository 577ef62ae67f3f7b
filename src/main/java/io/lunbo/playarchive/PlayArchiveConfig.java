package io.lunbo.playarchive;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;

/** When single plays go to the archive. */
@ConfigMapping(prefix = "lunbo.play-archive")
public interface PlayArchiveConfig {
    /**
     * For how many whole months single plays stay in the database; six at least, which is what logs of a network must be kept for
     * (Cybersecurity Law, article 21). Below 14, plays are refused as too old before the 400 days of the protocol are over.
     */
    @WithDefault("14")
    @Min(6)
    int keepMonths();

    /** When older plays are archived, as a cron expression of Quarkus; {@code off}: never. */
    @WithDefault("0 40 3 * * ?")
    String at();
}
