package io.lunbo.web;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Refuses what another site makes a browser send (CSRF): a page's change must come from a page of this very origin.
 *
 * <p>Judged by {@code Sec-Fetch-Site}, and by {@code Origin} where the browser sends none because the address is plain
 * http. The programs' doors {@code /api} and {@code /player} take no cookie, so nothing can be forged there.
 */
final class SameOriginFilter {
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

    @ServerRequestFilter(preMatching = true)
    void refuseOtherOrigins(RoutingContext context) {
        HttpServerRequest request = context.request();
        String path = context.normalizedPath();
        boolean program = path.startsWith("/api/") || path.startsWith("/player/");
        if (program || SAFE.contains(request.method().name()) || sameOrigin(request)) {
            return;
        }
        throw Problem.of(ProblemType.CROSS_ORIGIN);
    }

    private static boolean sameOrigin(HttpServerRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        if (site != null) {
            return site.equals("same-origin");
        }
        return originAuthority(request.getHeader("Origin"))
                .filter(authority -> authority.equalsIgnoreCase(String.valueOf(request.authority())))
                .isPresent();
    }

    private static Optional<String> originAuthority(String origin) {
        try {
            return Optional.ofNullable(origin).map(URI::create).map(URI::getAuthority);
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // what is no address is not ours
        }
    }
}
