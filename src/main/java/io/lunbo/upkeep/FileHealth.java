package io.lunbo.upkeep;

import io.lunbo.custody.Damages;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Tells whoever watches the service how many stored files are damaged. A node stays ready: the others have the same files,
 * and players must be served what is whole.
 */
@Readiness
@ApplicationScoped
class FileHealth implements HealthCheck {
    private final Damages damages;
    private final MeterRegistry meters;

    FileHealth(Damages damages, MeterRegistry meters) {
        this.damages = damages;
        this.meters = meters;
    }

    void count(@Observes StartupEvent start) {
        Gauge.builder("lunbo.storage.damaged", damages, Damages::openCount)
                .description("Stored files that are missing or differ from what they should be")
                .register(meters);
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("stored files")
                .withData("damaged", damages.openCount())
                .up()
                .build();
    }
}
