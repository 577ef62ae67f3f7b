package io.lunbo.front;

import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Speaks HTTP/1.1 only where there is no TLS.
 *
 * <p>No browser and no player of ours upgrades a plain connection to HTTP/2 (h2c). What does is a request smuggled past a proxy
 * that hands the upgrade on, after which the proxy no longer sees which paths are asked for; and an answer that is ready at once,
 * as the manifest is, was now and then cut off in the middle of the upgrade.
 */
@ApplicationScoped
public class PlainHttp implements HttpServerOptionsCustomizer {
    @Override
    public void customizeHttpServer(HttpServerOptions options) {
        options.setHttp2ClearTextEnabled(false);
    }
}
