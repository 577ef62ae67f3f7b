package io.lunbo.front;

import io.smallrye.config.ConfigMapping;
import jakarta.validation.constraints.Size;
import java.util.Optional;

/** Who may read the numbers about the service from another machine. */
@ConfigMapping(prefix = "lunbo.metrics")
public interface MetricsConfig {
    /**
     * What a monitoring system shows as {@code Authorization: Bearer …} to read metrics and the details of the health checks.
     * Absent: they are for this machine only.
     */
    Optional<@Size(min = 16) String> token();
}
