package io.lunbo.delivery;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.lunbo.schedule.Sheet;
import io.lunbo.schedule.SheetRepository;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/** {@code GET /player/v1/sheets/{sha256}}: a published sheet, compressed as it is stored. */
@Singleton
final class SheetRoute {
    private static final long CACHED_BYTES = 64L * 1024 * 1024;
    private static final CharSequence FOR_EVER = HttpHeaders.createOptimized("public, max-age=31536000, immutable");

    private final PlayerDoor door;
    private final SheetRepository sheets;
    private final Cache<String, Buffer> cache = Caffeine.newBuilder()
            .maximumWeight(CACHED_BYTES)
            .weigher((String sha256, Buffer gzip) -> gzip.length())
            .build();

    SheetRoute(PlayerDoor door, SheetRepository sheets) {
        this.door = door;
        this.sheets = sheets;
    }

    void install(@Observes Router router) {
        router.get("/player/v1/sheets/:sha256").order(PlayerDoor.FIRST).handler(this::answer);
    }

    private void answer(RoutingContext context) {
        door.admit(context, player -> give(context));
    }

    private void give(RoutingContext context) {
        String sha256 = context.pathParam("sha256");
        boolean compressed = acceptsGzip(context.request().getHeader(HttpHeaders.ACCEPT_ENCODING));
        Buffer cached = cache.getIfPresent(sha256);
        if (cached != null && compressed) {
            send(context.response(), cached, true);
            return;
        }
        context.vertx()
                .executeBlocking(() -> compressed ? load(sha256) : inflate(load(sha256)), false)
                .onSuccess(body -> send(context.response(), body, compressed))
                .onFailure(context::fail);
    }

    private Buffer load(String sha256) {
        Buffer gzip = cache.get(
                sha256,
                hash -> QuarkusTransaction.requiringNew()
                        .call(() -> sheets.publishedBySha256(hash)
                                .map(Sheet::gzipBody)
                                .map(Buffer::buffer))
                        .orElse(null));
        if (gzip == null) {
            throw Problem.of(ProblemType.NOT_FOUND);
        }
        return gzip;
    }

    private static void send(HttpServerResponse response, Buffer body, boolean compressed) {
        response.putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .putHeader(HttpHeaders.CONTENT_ENCODING, compressed ? "gzip" : "identity")
                .putHeader(HttpHeaders.VARY, "Accept-Encoding")
                .putHeader(HttpHeaders.CACHE_CONTROL, FOR_EVER)
                .end(body);
    }

    private static Buffer inflate(Buffer gzip) {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(gzip.getBytes()))) {
            return Buffer.buffer(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("a stored sheet cannot be read", e);
        }
    }

    /** {@code gzip} or {@code *}, and not with a weight of nothing. */
    static boolean acceptsGzip(String header) {
        if (header == null) {
            return false;
        }
        for (String coding : header.toLowerCase(Locale.ROOT).split(",")) {
            String[] parts = coding.replace(" ", "").split(";");
            boolean named = parts[0].equals("gzip") || parts[0].equals("x-gzip") || parts[0].equals("*");
            if (named && !(parts.length > 1 && parts[1].matches("q=0(\\.0*)?"))) {
                return true;
            }
        }
        return false;
    }
}
