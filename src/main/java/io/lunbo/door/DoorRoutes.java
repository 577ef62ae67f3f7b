package io.lunbo.door;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.lunbo.dayplan.SheetContent;
import io.lunbo.delivery.ReleasedFiles;
import io.lunbo.manifest.ManifestBoard;
import io.lunbo.manifest.ManifestBoard.Posted;
import io.lunbo.warning.WarningPicture;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.quarkus.logging.Log;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.persistence.PersistenceException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Function;

/**
 * {@code GET,HEAD} on the doors for players that others made: their lists and their files.
 *
 * <p>The token is in the path, since such players know no other place for it; nothing here writes a path to a log.
 */
@Singleton
final class DoorRoutes {
    private static final int BEFORE_ENDPOINTS = Integer.MIN_VALUE + 1;
    private static final Duration LIST_COVERS = Duration.ofHours(1);
    private static final int CACHED_BYTES = 64 * 1024 * 1024;
    /** Files never change under their hash, so the day of their last change is any that is long ago. */
    private static final String LONG_AGO = "Sat, 01 Jan 2000 00:00:00 GMT";

    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private final Doors doors;
    private final DoorVisits visits;
    private final Programme programme;
    private final ManifestBoard board;
    private final ReleasedFiles files;
    private final WarningPicture pictures;
    private final Clock clock;
    private final Cache<Written, Buffer> written = Caffeine.newBuilder()
            .maximumWeight(CACHED_BYTES)
            .weigher((Written key, Buffer body) -> body.length())
            .build();

    private record Written(String base, String etag, LocalDate first) {}

    private record Document(String type, Buffer body, Instant changed) {}

    private interface Answer {
        void to(RoutingContext context, Door door);
    }

    DoorRoutes(
            Doors doors,
            DoorVisits visits,
            Programme programme,
            ManifestBoard board,
            ReleasedFiles files,
            WarningPicture pictures,
            Clock clock) {
        this.doors = doors;
        this.visits = visits;
        this.programme = programme;
        this.board = board;
        this.files = files;
        this.pictures = pictures;
        this.clock = clock;
    }

    void install(@Observes Router router) {
        serve(router.route("/player/smil/:token/index.smil"), Set.of("smil"), this::smil);
        serve(
                router.route("/player/m3u/:file"),
                Set.of("m3u"),
                list("m3u", "application/vnd.apple.mpegurl; charset=utf-8", PlayLists::m3u));
        serve(
                router.route("/player/xspf/:file"),
                Set.of("xspf"),
                list("xspf", "application/xspf+xml", PlayLists::xspf));
        Set<String> all = Set.of("smil", "m3u", "xspf");
        serve(router.route("/player/:door/:token/black.png"), all, this::black);
        serve(router.route("/player/:door/:token/media/:file"), all, this::file);
        serve(router.route("/player/:door/:token/notices/:file"), all, this::notice);
        serve(router.route("/player/:door/:token/slogans/:file"), Set.of("smil"), this::slogan);
    }

    private void serve(Route route, Set<String> names, Answer answer) {
        route.method(HttpMethod.GET)
                .method(HttpMethod.HEAD)
                .method(HttpMethod.OPTIONS)
                .order(BEFORE_ENDPOINTS)
                .handler(context -> {
                    String name = context.normalizedPath().split("/", 4)[2];
                    if (names.contains(name)) {
                        openTo(context, name, answer);
                    } else {
                        context.next();
                    }
                });
    }

    private void openTo(RoutingContext context, String name, Answer answer) {
        context.response()
                .putHeader("Access-Control-Allow-Origin", "*")
                .putHeader("Access-Control-Expose-Headers", "ETag, Last-Modified, Content-Length, Content-Range, Date")
                .putHeader("Referrer-Policy", "no-referrer");
        if (context.request().method() == HttpMethod.OPTIONS) {
            context.response()
                    .putHeader("Access-Control-Allow-Methods", "GET, HEAD")
                    .putHeader("Access-Control-Allow-Headers", "If-None-Match, Range, X-Signage-Agent")
                    .putHeader("Access-Control-Max-Age", "86400")
                    .setStatusCode(204)
                    .end();
            return;
        }
        Door.Kind kind = name.equals("smil") ? Door.Kind.SMIL : Door.Kind.LIST;
        context.vertx()
                .executeBlocking(
                        () -> doors.behind(token(context, name), kind)
                                .orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND)),
                        false)
                .onSuccess(door -> guarded(context, () -> answer.to(context, door)))
                .onFailure(failure -> refuse(context, failure));
    }

    private void smil(RoutingContext context, Door door) {
        document(context, () -> {
            Posted posted = posted(door);
            visits.note(door, posted.version(), context.request());
            JsonNode manifest = Programme.manifest(posted);
            ZoneId zone = ZoneId.of(manifest.at("/screen/timeZone").textValue());
            LocalDate today = LocalDate.ofInstant(clock.instant(), zone);
            Instant from = today.atStartOfDay(zone).toInstant();
            // Two days and not an hour: each new index lets such players begin anew, and one that is cut off goes on.
            Instant until = today.plusDays(2).atStartOfDay(zone).toInstant();
            String base = base(context, "smil");
            Buffer body = written.get(
                    new Written(base, posted.etag(), today),
                    key -> Buffer.buffer(
                            new SmilIndex(manifest, base).write(programme.between(manifest, from, until))));
            Instant changed = posted.issuedAt().isAfter(from) ? posted.issuedAt() : from;
            return new Document("application/smil", body, changed);
        });
    }

    private Answer list(String name, String type, Function<PlayLists, byte[]> written) {
        return (context, door) -> document(context, () -> {
            Posted posted = posted(door);
            visits.note(door, posted.version(), context.request());
            JsonNode manifest = Programme.manifest(posted);
            Instant now = clock.instant();
            Instant until = now.plus(LIST_COVERS);
            List<Programme.Stretch> coming = programme.between(manifest, now, until);
            PlayLists lists = new PlayLists(manifest, base(context, name), coming, now, until);
            return new Document(type, Buffer.buffer(written.apply(lists)), now);
        });
    }

    private Posted posted(Door door) {
        return board.of(door.screenId()).orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
    }

    /** The door's own address as the player sees it, with a slash at its end. */
    private static String base(RoutingContext context, String name) {
        String whole = context.request().absoluteURI();
        int path = whole.indexOf("/player/" + name + "/");
        return whole.substring(0, path) + "/player/" + name + "/" + token(context, name) + "/";
    }

    private static String token(RoutingContext context, String name) {
        String token = context.pathParam("token");
        return token == null ? withoutEnding(context.pathParam("file"), name.equals("m3u") ? ".m3u8" : ".xspf") : token;
    }

    private static String withoutEnding(String file, String ending) {
        return file.endsWith(ending) ? file.substring(0, file.length() - ending.length()) : "";
    }

    private void document(RoutingContext context, Callable<Document> work) {
        context.vertx()
                .executeBlocking(work, false)
                .onSuccess(document -> guarded(context, () -> send(context, document)))
                .onFailure(failure -> refuse(context, failure));
    }

    private static void send(RoutingContext context, Document document) {
        String etag = '"' + SheetContent.sha256(document.body().getBytes()) + '"';
        HttpServerResponse response = context.response()
                .putHeader(HttpHeaders.ETAG, etag)
                .putHeader(HttpHeaders.LAST_MODIFIED, HTTP_DATE.format(document.changed()))
                .putHeader(HttpHeaders.CACHE_CONTROL, "private, no-cache");
        if (knows(context.request().getHeader(HttpHeaders.IF_NONE_MATCH), etag)) {
            response.setStatusCode(304).end();
            return;
        }
        response.putHeader(HttpHeaders.CONTENT_TYPE, document.type())
                .putHeader(
                        HttpHeaders.CONTENT_LENGTH,
                        Integer.toString(document.body().length()));
        response.end(context.request().method() == HttpMethod.HEAD ? Buffer.buffer() : document.body());
    }

    /** Compared without quotes and {@code W/} on both sides: these players send what they got without them. */
    private static boolean knows(String header, String etag) {
        if (header == null) {
            return false;
        }
        for (String tag : header.split(",")) {
            String plain = tag.strip().replaceFirst("^W/", "").replace("\"", "");
            if (plain.equals("*") || plain.equals(etag.replace("\"", ""))) {
                return true;
            }
        }
        return false;
    }

    private void file(RoutingContext context, Door door) {
        String name = context.pathParam("file");
        int dot = name.indexOf('.');
        context.response().putHeader(HttpHeaders.LAST_MODIFIED, LONG_AGO);
        files.send(context, door.screenId(), dot < 0 ? name : name.substring(0, dot));
    }

    private void black(RoutingContext context, Door door) {
        document(context, () -> new Document("image/png", Buffer.buffer(DoorFile.BLACK), Instant.EPOCH));
    }

    /** A warning that the manifest orders, and no other. */
    private void notice(RoutingContext context, Door door) {
        document(context, () -> {
            Posted posted = posted(door);
            JsonNode manifest = Programme.manifest(posted);
            JsonNode notice = Programme.notice(manifest, withoutEnding(context.pathParam("file"), ".png"))
                    .orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
            byte[] picture = pictures.of(
                    DoorFile.warning(notice),
                    manifest.at("/screen/widthPx").asInt(),
                    manifest.at("/screen/heightPx").asInt());
            return new Document("image/png", Buffer.buffer(picture), posted.issuedAt());
        });
    }

    /** A slogan as a page, for players that show texts as pages only: one that the manifest names, and no other. */
    private void slogan(RoutingContext context, Door door) {
        document(context, () -> {
            Posted posted = posted(door);
            JsonNode item =
                    Programme.manifest(posted).path("media").path(withoutEnding(context.pathParam("file"), ".html"));
            if (!"SLOGAN".equals(item.path("kind").textValue())) {
                throw Problem.of(ProblemType.NOT_FOUND);
            }
            return new Document(
                    "text/html; charset=utf-8",
                    Buffer.buffer(DoorFile.page(item.path("title").asText())),
                    posted.issuedAt());
        });
    }

    private static void guarded(RoutingContext context, Runnable rest) {
        try {
            rest.run();
        } catch (RuntimeException failure) {
            refuse(context, failure);
        }
    }

    /** The platform would write the whole address of what it did not expect to its log. */
    private static void refuse(RoutingContext context, Throwable failure) {
        if (failure instanceof Problem || failure instanceof PersistenceException) {
            context.fail(failure);
            return;
        }
        String reference = UUID.randomUUID().toString();
        Log.errorf(failure, "A door was not answered, reference %s", reference);
        context.fail(Problem.of(ProblemType.UNEXPECTED, reference).with("reference", reference));
    }
}
