package io.lunbo.upload;

import io.lunbo.access.CurrentOperator.Account;
import io.lunbo.media.MediaConfig;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.lunbo.web.Texts.Phrase;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.UUID;
import java.util.regex.Pattern;

/** What is said in tus 1.0: the same at the door of the pages, where cookies count, and at that of the programs. */
@ApplicationScoped
class TusDoor {
    static final String RESUMABLE = "Tus-Resumable";
    static final String VERSION = "1.0.0";
    private static final String EXTENSIONS = "creation,creation-with-upload,termination,checksum,expiration";
    private static final String BYTES = "application/offset+octet-stream";
    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

    private final UploadReceiving receiving;
    private final MediaConfig media;

    TusDoor(UploadReceiving receiving, MediaConfig media) {
        this.receiving = receiving;
        this.media = media;
    }

    Response options() {
        return said(Response.noContent())
                .header("Tus-Version", VERSION)
                .header("Tus-Extension", EXTENSIONS)
                .header("Tus-Max-Size", media.maxUploadBytes())
                .header("Tus-Checksum-Algorithm", PieceChecksum.SUPPORTED)
                .build();
    }

    Response create(String door, InputStream body, RoutingContext context, Account actor) throws IOException {
        requireVersion(context);
        HttpServerRequest request = context.request();
        UploadMetadata said = UploadMetadata.read(request.getHeader("Upload-Metadata"));
        Upload upload = receiving.begin(number(request, "Upload-Length"), said, actor);
        ResponseBuilder response =
                said(Response.status(Response.Status.CREATED)).location(URI.create(door + "/" + upload.id()));
        if (carriesBytes(request)) {
            PieceChecksum checksum = PieceChecksum.read(request.getHeader("Upload-Checksum"));
            response.header("Upload-Offset", receiving.append(upload.id(), 0, checksum, body, actor));
        }
        return response.header("Upload-Expires", expires(upload)).build();
    }

    Response head(UUID id, RoutingContext context, Account actor) {
        requireVersion(context);
        Upload upload = receiving.own(id, actor);
        return said(Response.ok())
                .header("Upload-Offset", upload.received())
                .header("Upload-Length", upload.length())
                .header("Upload-Metadata", upload.metadata())
                .header("Upload-Expires", expires(upload))
                .build();
    }

    Response append(UUID id, InputStream body, RoutingContext context, Account actor) throws IOException {
        requireVersion(context);
        HttpServerRequest request = context.request();
        if (!carriesBytes(request)) {
            throw Problem.of(ProblemType.UNSUPPORTED_TYPE);
        }
        PieceChecksum checksum = PieceChecksum.read(request.getHeader("Upload-Checksum"));
        long offset = receiving.append(id, number(request, "Upload-Offset"), checksum, body, actor);
        return said(Response.noContent())
                .header("Upload-Offset", offset)
                .header("Upload-Expires", expires(receiving.own(id, actor)))
                .build();
    }

    Response end(UUID id, RoutingContext context, Account actor) throws IOException {
        requireVersion(context);
        receiving.end(id, actor);
        return said(Response.noContent()).build();
    }

    private static ResponseBuilder said(ResponseBuilder response) {
        return response.header(RESUMABLE, VERSION).header("Cache-Control", "no-store");
    }

    private String expires(Upload upload) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(
                receiving.expiry(upload).atOffset(ZoneOffset.UTC));
    }

    private static void requireVersion(RoutingContext context) {
        if (!VERSION.equals(context.request().getHeader(RESUMABLE))) {
            context.response().putHeader("Tus-Version", VERSION);
            throw Problem.of(ProblemType.UPLOAD_PROTOCOL, VERSION);
        }
    }

    private static boolean carriesBytes(HttpServerRequest request) {
        String type = request.getHeader("Content-Type");
        return type != null && type.split(";", 2)[0].strip().equalsIgnoreCase(BYTES);
    }

    private static long number(HttpServerRequest request, String header) {
        String value = request.getHeader(header);
        if (value == null || !NUMBER.matcher(value).matches()) {
            throw Problem.of(ProblemType.INVALID_INPUT).field(header, new Phrase("upload_number_missing"));
        }
        return Long.parseLong(value);
    }
}
