package io.lunbo.rendition;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How patiently files that are being made are waited for. */
@ConfigMapping(prefix = "lunbo.renditions")
public interface RenditionConfig {
    /** How long the publication of a sheet waits for files that are just being made, before it is refused. */
    @WithDefault("20s")
    Duration patience();
}
