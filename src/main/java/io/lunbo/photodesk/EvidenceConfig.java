package io.lunbo.photodesk;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;

/** For how long what people and players saw is kept. */
@ConfigMapping(prefix = "lunbo.evidence")
public interface EvidenceConfig {
    /** For how many years photos are kept, from when they came in: proof is kept for three at least. */
    @WithDefault("3")
    @Min(3)
    int keepYears();

    /** For how many days the newest picture of a player is kept that has sent no newer one. */
    @WithDefault("400")
    @Min(30)
    int keepScreenshotDays();

    /** When what is older goes, as a cron expression of Quarkus; {@code off}: never. */
    @WithDefault("0 50 3 * * ?")
    String retentionAt();
}
