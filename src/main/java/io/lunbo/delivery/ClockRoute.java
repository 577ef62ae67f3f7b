package io.lunbo.delivery;

import io.lunbo.web.WireTime;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** {@code GET /player/v1/clock}: the time to the millisecond, for players that set their clocks by it. */
@Singleton
final class ClockRoute {
    private final PlayerDoor door;
    private final Clock clock;
    private final String rest;

    ClockRoute(
            PlayerDoor door, Clock clock, @ConfigProperty(name = "lunbo.demo", defaultValue = "false") boolean demo) {
        this.door = door;
        this.clock = clock;
        this.rest = demo ? "\",\"demo\":true}" : "\"}";
    }

    void install(@Observes Router router) {
        router.get("/player/v1/clock").order(PlayerDoor.FIRST).handler(this::answer);
    }

    private void answer(RoutingContext context) {
        door.admit(context, player -> tell(context));
    }

    private void tell(RoutingContext context) {
        context.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .end("{\"now\":\"" + WireTime.format(clock.instant()) + rest);
    }
}
