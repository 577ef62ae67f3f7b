package io.lunbo.front;

import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.Set;

/** Keeps what the platform tells of the service's inside for this machine and for whoever shows the token. */
@Singleton
final class MetricsDoor {
    private static final String BEARER = "bearer ";
    // What a load balancer asks: one word, by the status.
    private static final Set<String> OPEN = Set.of("/q/health/ready", "/q/health/live", "/q/health/started");

    private final Optional<byte[]> token;

    MetricsDoor(MetricsConfig config) {
        this.token = config.token().map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    void install(@Observes Router router) {
        router.route("/q/metrics*").order(Integer.MIN_VALUE + 1).handler(this::admit);
        router.route("/q/health*").order(Integer.MIN_VALUE + 1).handler(this::admit);
    }

    private void admit(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (OPEN.contains(context.normalizedPath())
                || local(request.remoteAddress())
                || knows(request.getHeader(HttpHeaders.AUTHORIZATION))) {
            context.next();
        } else {
            context.response().putHeader("WWW-Authenticate", "Bearer");
            throw Problem.of(ProblemType.UNAUTHENTICATED);
        }
    }

    private static boolean local(SocketAddress remote) {
        String address = remote == null ? null : remote.hostAddress();
        return address != null
                && (address.startsWith("127.") || address.equals("::1") || address.equals("0:0:0:0:0:0:0:1"));
    }

    private boolean knows(String header) {
        return token.isPresent()
                && header != null
                && header.regionMatches(true, 0, BEARER, 0, BEARER.length())
                && MessageDigest.isEqual(
                        token.get(), header.substring(BEARER.length()).trim().getBytes(StandardCharsets.UTF_8));
    }
}
