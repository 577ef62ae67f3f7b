package io.lunbo.front;

import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextInternal;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Waits for the whole of a document or a form before a thread is taken for it: a hundred bodies that come slowly would
 * otherwise hold all threads there are. Files, which only people who are signed in send, go their own way.
 */
@Singleton
final class CollectedBodies {
    /** The largest document, compressed or not. */
    static final int MAX_BYTES = 1024 * 1024;

    private static final int BEFORE_ENDPOINTS = Integer.MIN_VALUE + 2;

    private final long room = Runtime.getRuntime().maxMemory() / 4;
    private final AtomicLong held = new AtomicLong();

    void install(@Observes Router router) {
        router.route().order(BEFORE_ENDPOINTS).handler(this::collect);
    }

    private void collect(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (!collected(request.getHeader(HttpHeaders.CONTENT_TYPE)) || request.isEnded()) {
            context.next();
            return;
        }
        long length = length(request.getHeader(HttpHeaders.CONTENT_LENGTH));
        if (length > MAX_BYTES) {
            throw Problem.of(ProblemType.BODY_TOO_LARGE);
        }
        // Over HTTP/2 the endpoints cannot be asked once the end was seen, so the length must say where it is.
        boolean byLength = request.version() == HttpVersion.HTTP_2;
        if (byLength && length <= 0) {
            context.next();
            return;
        }
        Body body = new Body(context, byLength ? length : Long.MAX_VALUE);
        request.handler(body::add).endHandler(end -> body.end()).exceptionHandler(body::cut);
        context.response().closeHandler(closed -> body.release());
        context.addEndHandler(over -> body.release());
        if (HttpHeaders.CONTINUE.toString().equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
            context.response().writeContinue();
        }
    }

    private static long length(String header) {
        if (header == null) {
            return -1;
        }
        return header.matches("\\d{1,9}") ? Long.parseLong(header) : Long.MAX_VALUE;
    }

    private static boolean collected(String contentType) {
        if (contentType == null) {
            return false;
        }
        String type = contentType.trim().toLowerCase(Locale.ROOT);
        return type.startsWith("application/json") || type.startsWith("application/x-www-form-urlencoded");
    }

    /** One body on its way; touched on its event loop only. */
    private final class Body {
        private final RoutingContext context;
        private final Buffer bytes = Buffer.buffer();
        private final long length;
        private long mine;
        private boolean over;

        Body(RoutingContext context, long length) {
            this.context = context;
            this.length = length;
        }

        void add(Buffer piece) {
            if (over) {
                return;
            }
            if (bytes.length() + piece.length() > MAX_BYTES) {
                refuse(ProblemType.BODY_TOO_LARGE);
            } else if (held.addAndGet(piece.length()) > room) {
                held.addAndGet(-piece.length());
                refuse(ProblemType.UNAVAILABLE);
            } else {
                mine += piece.length();
                bytes.appendBuffer(piece);
                if (bytes.length() >= length) {
                    context.request().pause();
                    goOn();
                }
            }
        }

        void end() {
            if (!over && length < Long.MAX_VALUE) {
                refuse(ProblemType.MALFORMED_REQUEST);
            } else if (!over) {
                goOn();
            }
        }

        private void goOn() {
            over = true;
            ((RoutingContextInternal) context).setBody(bytes);
            context.next();
        }

        private void refuse(ProblemType type) {
            cut(null);
            context.fail(Problem.of(type));
        }

        private void cut(Throwable reason) {
            over = true;
            release();
        }

        void release() {
            held.addAndGet(-mine);
            mine = 0;
        }
    }
}
