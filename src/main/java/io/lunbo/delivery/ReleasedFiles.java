package io.lunbo.delivery;

import io.lunbo.media.MediaStore;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.quarkus.logging.Log;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;

/** Sends released files straight from the disk, whole or in part, to whomever the caller has let in. */
@Singleton
public class ReleasedFiles {
    private static final CharSequence FOR_EVER = HttpHeaders.createOptimized("public, max-age=31536000, immutable");
    private static final CharSequence AS_IT_IS = HttpHeaders.createOptimized("identity");
    private static final CharSequence BYTES = HttpHeaders.createOptimized("bytes");

    private final ReleasedMedia released;
    private final MediaStore store;

    ReleasedFiles(ReleasedMedia released, MediaStore store) {
        this.released = released;
        this.store = store;
    }

    /** Answers GET or HEAD with a file that the screen's manifest or a published sheet names; fails as not found for any other. */
    public void send(RoutingContext context, UUID screenId, String sha256) {
        released.typeAtHand(screenId, sha256)
                .ifPresentOrElse(type -> send(context, sha256, type), () -> lookUp(context, sha256));
    }

    private void lookUp(RoutingContext context, String sha256) {
        context.vertx()
                .executeBlocking(
                        () -> released.type(sha256).orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND)), false)
                .onSuccess(type -> guard(context, () -> send(context, sha256, type)))
                .onFailure(context::fail);
    }

    /** A refusal after a wait becomes the answer as it would have before. */
    private static void guard(RoutingContext context, Runnable rest) {
        try {
            rest.run();
        } catch (RuntimeException failure) {
            context.fail(failure);
        }
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
        Log.debugf(failure, "Not sent to its end: %s", context.request().method());
        context.request().connection().close();
    }
}
