package io.lunbo.delivery;

import io.lunbo.media.MediaStore;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.quarkus.logging.Log;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;

/** {@code GET,HEAD /player/v1/media/{sha256}}: released files by their hash, straight from the disk. */
@Singleton
final class MediaRoute {
    private static final CharSequence FOR_EVER = HttpHeaders.createOptimized("public, max-age=31536000, immutable");
    private static final CharSequence AS_IT_IS = HttpHeaders.createOptimized("identity");
    private static final CharSequence BYTES = HttpHeaders.createOptimized("bytes");

    private final PlayerDoor door;
    private final ReleasedMedia released;
    private final MediaStore store;

    MediaRoute(PlayerDoor door, ReleasedMedia released, MediaStore store) {
        this.door = door;
        this.released = released;
        this.store = store;
    }

    void install(@Observes Router router) {
        router.route("/player/v1/media/:sha256")
                .method(HttpMethod.GET)
                .method(HttpMethod.HEAD)
                .order(PlayerDoor.FIRST)
                .handler(this::answer);
    }

    private void answer(RoutingContext context) {
        UUID screenId = door.admit(context).screenId();
        String sha256 = context.pathParam("sha256");
        released.typeAtHand(screenId, sha256)
                .ifPresentOrElse(type -> send(context, sha256, type), () -> lookUp(context, sha256));
    }

    private void lookUp(RoutingContext context, String sha256) {
        context.vertx()
                .executeBlocking(
                        () -> released.type(sha256).orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND)), false)
                .onSuccess(type -> door.guard(context, () -> send(context, sha256, type)))
                .onFailure(context::fail);
    }

    private void send(RoutingContext context, String sha256, String type) {
        Path file = store.find(sha256).orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
        String etag = '"' + sha256 + '"';
        HttpServerResponse response = context.response()
                .putHeader(HttpHeaders.CONTENT_ENCODING, AS_IT_IS)
                .putHeader(HttpHeaders.ETAG, etag)
                .putHeader(HttpHeaders.CACHE_CONTROL, FOR_EVER)
                .putHeader(HttpHeaders.ACCEPT_RANGES, BYTES)
                .putHeader("X-Content-Type-Options", "nosniff");
        if (EntityTags.match(context.request().headers(), etag)) {
            response.setStatusCode(304).end();
            return;
        }
        response.putHeader(HttpHeaders.CONTENT_TYPE, type);
        sendBytes(context, file, etag);
    }

    private void sendBytes(RoutingContext context, Path file, String etag) {
        HttpServerResponse response = context.response();
        long size = file.toFile().length();
        if (context.request().method() == HttpMethod.HEAD) {
            response.putHeader(HttpHeaders.CONTENT_LENGTH, Long.toString(size)).end();
            return;
        }
        Optional<ByteRange> range = range(context, etag, size);
        range.ifPresent(
                part -> response.setStatusCode(206).putHeader(HttpHeaders.CONTENT_RANGE, part.contentRange(size)));
        response.sendFile(
                        file.toString(),
                        range.map(ByteRange::first).orElse(0L),
                        range.map(ByteRange::length).orElse(size))
                .onFailure(failure -> hangUp(context, failure));
    }

    private static Optional<ByteRange> range(RoutingContext context, String etag, long size) {
        if (!EntityTags.allowRange(context.request().headers(), etag)) {
            return Optional.empty();
        }
        try {
            return ByteRange.of(context.request().getHeader("Range"), size);
        } catch (Problem refused) {
            context.response().putHeader(HttpHeaders.CONTENT_RANGE, "bytes */" + size);
            throw refused;
        }
    }

    /** A player that has gone away in the middle is no fault of ours; anything else must not look like a whole file. */
    private static void hangUp(RoutingContext context, Throwable failure) {
        Log.debugf(failure, "Not sent to its end: %s", context.normalizedPath());
        context.request().connection().close();
    }
}
