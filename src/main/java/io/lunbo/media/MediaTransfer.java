package io.lunbo.media;

import io.lunbo.access.CurrentOperator.Account;
import io.lunbo.media.MediaIntake.Taken;
import io.lunbo.media.MediaUploads.Naming;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.lunbo.web.Texts.Phrase;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import jakarta.ws.rs.NameBinding;
import jakarta.ws.rs.core.Response;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.PathPart;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Files on their way through HTTP: which ones may come in, and how they go out. */
@Singleton
public class MediaTransfer {
    /** What a form has around its file. */
    private static final long FORM_BYTES = 128 * 1024;

    private static final long BETWEEN_DISK_CHECKS = 64L << 20;
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");
    private static final Map<String, String> ENDINGS = Map.ofEntries(
            Map.entry("video/mp4", ".mp4"),
            Map.entry("video/webm", ".webm"),
            Map.entry("video/x-matroska", ".mkv"),
            Map.entry("video/quicktime", ".mov"),
            Map.entry("video/x-msvideo", ".avi"),
            Map.entry("video/x-ms-wmv", ".wmv"),
            Map.entry("video/mpeg", ".mpg"),
            Map.entry("video/mp2t", ".ts"),
            Map.entry("image/jpeg", ".jpg"),
            Map.entry("image/png", ".png"),
            Map.entry("image/webp", ".webp"));

    // A request filter is made while the application is built, when there is no folder and no configuration yet.
    private final Instance<MediaStore> storeAtRunTime;
    private final Instance<MediaConfig> configAtRunTime;

    private final MediaIntake intake;

    MediaTransfer(Instance<MediaStore> store, Instance<MediaConfig> config, MediaIntake intake) {
        this.storeAtRunTime = store;
        this.configAtRunTime = config;
        this.intake = intake;
    }

    private MediaStore store() {
        return storeAtRunTime.get();
    }

    private MediaConfig config() {
        return configAtRunTime.get();
    }

    /** Marks endpoints that take a file: whether there is room for it is judged before its first byte is read. */
    @NameBinding
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @interface TakesFile {}

    /** Refuses a body that says itself that it is too large. */
    @TakesFile
    @ServerRequestFilter
    public void admit(RoutingContext context) throws IOException {
        String length = context.request().getHeader("Content-Length");
        long announced = length == null ? 0 : Long.parseLong(length);
        if (announced > config().maxUploadBytes() + FORM_BYTES) {
            throw Problem.of(ProblemType.BODY_TOO_LARGE);
        }
        requireRoomFor(announced);
    }

    private void requireRoomFor(long bytes) throws IOException {
        if (store().usableBytes() - config().reserveBytes() < bytes) {
            throw Problem.of(ProblemType.STORAGE_FULL);
        }
    }

    /** Takes the file of a form; nothing of it is left where the form had put it. */
    Taken take(FileUpload file, String title, Account actor) throws IOException {
        if (file == null || file.fileName() == null || file.fileName().isEmpty()) {
            throw Problem.of(ProblemType.INVALID_INPUT).field("file", new Phrase("media_file_missing"));
        }
        try {
            requireSize(file.size());
            return intake.takeFile(file.uploadedFile(), Naming.of(title, file.fileName()), actor);
        } finally {
            Files.deleteIfExists(file.uploadedFile());
        }
    }

    /** Takes a file that is the body itself: it goes to the disk as it comes. */
    Taken take(InputStream body, Naming naming, Account actor) throws IOException {
        Path file = receive(body);
        try {
            return intake.takeFile(file, naming, actor);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    /** Stops as soon as a body leaves the limits, whatever it said of itself. */
    private Path receive(InputStream body) throws IOException {
        return store().receive(new FilterInputStream(body) {
            private long received;
            private long nextCheck = BETWEEN_DISK_CHECKS;

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                int read = super.read(buffer, offset, length);
                received += Math.max(read, 0);
                requireSize(received);
                if (received > nextCheck) {
                    requireRoomFor(0);
                    nextCheck += BETWEEN_DISK_CHECKS;
                }
                return read;
            }
        });
    }

    private void requireSize(long bytes) {
        if (bytes > config().maxUploadBytes()) {
            throw Problem.of(ProblemType.BODY_TOO_LARGE);
        }
    }

    long largestBytes() {
        return config().maxUploadBytes();
    }

    /** The bytes of a media: all of them, or the range that is asked for. */
    Response content(Media media, RoutingContext context) throws IOException {
        String name = media.title()
                        .codePoints()
                        .limit(60)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                + ending(media);
        Response.ResponseBuilder response = media.kind() == MediaKind.SLOGAN
                ? Response.ok(media.text())
                : ranged(store().path(media.sha256()), media.sha256(), context);
        return response.header(
                        "Content-Type",
                        media.kind() == MediaKind.SLOGAN ? "text/plain;charset=UTF-8" : media.mimeType())
                .header(
                        "Content-Disposition",
                        "inline; filename=\"media" + ending(media) + "\"; filename*=UTF-8''" + encoded(name))
                .header("Content-Security-Policy", "sandbox")
                .build();
    }

    private static String ending(Media media) {
        return media.kind() == MediaKind.SLOGAN ? ".txt" : ENDINGS.getOrDefault(media.mimeType(), "");
    }

    /** A file of the store, whole or the range that is asked for. */
    public Response stored(String sha256, String type, RoutingContext context) throws IOException {
        if (store().find(sha256).isEmpty()) {
            throw Problem.of(ProblemType.NOT_FOUND);
        }
        return ranged(store().path(sha256), sha256, context)
                .header("Content-Type", type)
                .header("Content-Security-Policy", "sandbox")
                .build();
    }

    /** Any stored file of that type, whoever owns it: who may see it was asked before. */
    public Response file(String sha256, String mimeType, RoutingContext context) throws IOException {
        Path stored = store().find(sha256).orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
        return ranged(stored, sha256, context)
                .header("Content-Type", mimeType)
                .header("Content-Security-Policy", "sandbox")
                .build();
    }

    /** The still picture of a media. */
    Response poster(Media media, RoutingContext context) throws IOException {
        if (media.posterSha256() == null) {
            throw Problem.of(ProblemType.NOT_FOUND);
        }
        return ranged(store().path(media.posterSha256()), media.posterSha256(), context)
                .header("Content-Type", "image/jpeg")
                .build();
    }

    private static Response.ResponseBuilder ranged(Path file, String sha256, RoutingContext context)
            throws IOException {
        HttpServerRequest request = context.request();
        String tag = '"' + sha256 + '"';
        if (tag.equals(request.getHeader("If-None-Match"))) {
            return Response.notModified().header("ETag", tag);
        }
        long size = Files.size(file);
        String asked = request.getHeader("If-Range") == null || tag.equals(request.getHeader("If-Range"))
                ? request.getHeader("Range")
                : null;
        Matcher range = RANGE.matcher(asked == null ? "" : asked);
        boolean part = range.matches() && range.group().length() > "bytes=-".length();
        long[] bounds = part ? bounds(range.group(1), range.group(2), size) : new long[] {0, size - 1};
        if (bounds[0] > bounds[1] || bounds[0] >= size) {
            context.response().putHeader("Content-Range", "bytes */" + size);
            throw Problem.of(ProblemType.RANGE_NOT_SATISFIABLE);
        }
        Response.ResponseBuilder response = Response.status(part ? 206 : 200)
                .entity(new PathPart(file, bounds[0], bounds[1] - bounds[0] + 1))
                .header("ETag", tag)
                .header("Content-Length", bounds[1] - bounds[0] + 1)
                .header("Accept-Ranges", "bytes")
                .header("Cache-Control", "private, max-age=86400");
        return part ? response.header("Content-Range", "bytes " + bounds[0] + "-" + bounds[1] + "/" + size) : response;
    }

    /** First and last byte; {@code -500} means the last 500. */
    private static long[] bounds(String first, String last, long size) {
        if (first.isEmpty()) {
            return new long[] {Math.max(0, size - Long.parseLong(last)), size - 1};
        }
        return new long[] {Long.parseLong(first), last.isEmpty() ? size - 1 : Math.min(Long.parseLong(last), size - 1)};
    }

    /** As RFC 8187 wants it. */
    private static String encoded(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A");
    }
}
