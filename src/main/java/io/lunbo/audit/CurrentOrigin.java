package io.lunbo.audit;

import io.quarkus.arc.Arc;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;

/** From where the deed that is being done was asked for. */
@ApplicationScoped
class CurrentOrigin {
    private final CurrentVertxRequest request;

    CurrentOrigin(CurrentVertxRequest request) {
        this.request = request;
    }

    Origin get() {
        if (!Arc.container().requestContext().isActive()) {
            return Origin.NOBODY;
        }
        RoutingContext call = request.getCurrent();
        if (call == null) {
            return Origin.NOBODY;
        }
        SocketAddress from = call.request().remoteAddress();
        return new Origin(Origin.Door.of(call.normalizedPath()), from == null ? null : from.hostAddress());
    }
}
