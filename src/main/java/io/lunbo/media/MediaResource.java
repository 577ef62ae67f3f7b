package io.lunbo.media;

import io.lunbo.access.CurrentOperator;
import io.lunbo.access.Role;
import io.lunbo.media.MediaIntake.Taken;
import io.lunbo.media.MediaTransfer.TakesFile;
import io.lunbo.media.MediaUploads.Naming;
import io.lunbo.slogan.SloganText;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.quarkus.security.Authenticated;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.multipart.FileUpload;

/** Media over REST: bring films, pictures and slogans, find them, fetch their bytes. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@Tag(name = "media")
public class MediaResource {
    private static final int LARGEST_PAGE = 200;

    private final MediaRepository repository;
    private final MediaTransfer transfer;
    private final CurrentOperator operator;

    MediaResource(MediaRepository repository, MediaTransfer transfer, CurrentOperator operator) {
        this.repository = repository;
        this.transfer = transfer;
        this.operator = operator;
    }

    /**
     * Where more of a media is.
     *
     * @param poster a still picture; null for a slogan
     */
    public record Links(String self, String content, String poster) {}

    /**
     * A character of a slogan that text signs with GB 2312 fonts cannot show.
     *
     * @param index where it begins, in UTF-16 units
     * @param repair what to write instead; null where nothing fits
     */
    public record Undisplayable(int index, String character, String repair) {}

    /**
     * One media.
     *
     * @param sha256 over its bytes; of a slogan over its text in UTF-8
     * @param text a slogan's text, else null
     * @param undisplayable of a slogan, else null
     */
    public record MediaItem(
            UUID id,
            String sha256,
            MediaKind kind,
            String title,
            String type,
            long bytes,
            Long durationMs,
            Integer widthPx,
            Integer heightPx,
            String videoCodec,
            String audioCodec,
            Double frameRate,
            String text,
            List<Undisplayable> undisplayable,
            Instant createdAt,
            Links links) {
        static MediaItem of(Media media) {
            String self = "/api/v1/media/" + media.id();
            return new MediaItem(
                    media.id(),
                    media.sha256(),
                    media.kind(),
                    media.title(),
                    media.mimeType(),
                    media.bytes(),
                    media.durationMs(),
                    media.widthPx(),
                    media.heightPx(),
                    media.videoCodec(),
                    media.audioCodec(),
                    media.frameRate(),
                    media.text(),
                    media.text() == null ? null : undisplayableIn(new SloganText(media.text())),
                    media.createdAt(),
                    new Links(self, self + "/content", media.posterSha256() == null ? null : self + "/poster"));
        }

        private static List<Undisplayable> undisplayableIn(SloganText slogan) {
            return slogan.undisplayable().stream()
                    .map(one -> new Undisplayable(
                            one.index(), one.character(), one.repair().orElse(null)))
                    .toList();
        }
    }

    /**
     * A page of media.
     *
     * @param next the cursor of the next page; null on the last one
     */
    public record MediaList(List<MediaItem> items, UUID next) {}

    /** Takes a file that comes in a form. */
    @POST
    @Path("/media")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @RolesAllowed({Role.Names.SUBMITTER, Role.Names.SCHEDULER})
    @TakesFile
    @Operation(summary = "Bring a film or a picture as a form")
    @APIResponseSchema(value = MediaItem.class, responseCode = "201", responseDescription = "Taken")
    @APIResponse(
            responseCode = "200",
            description = "The same bytes were known",
            content = @Content(schema = @Schema(implementation = MediaItem.class)))
    public Response upload(@RestForm("file") FileUpload file, @RestForm("title") String title) throws IOException {
        return answer(transfer.take(file, title, operator.account()));
    }

    /** Takes a file that is the body itself. */
    @POST
    @Path("/media")
    @Consumes({"video/*", "image/*", MediaType.APPLICATION_OCTET_STREAM})
    @RolesAllowed({Role.Names.SUBMITTER, Role.Names.SCHEDULER})
    @TakesFile
    @Operation(summary = "Bring a film or a picture as the body")
    @APIResponseSchema(value = MediaItem.class, responseCode = "201", responseDescription = "Taken")
    @APIResponse(
            responseCode = "200",
            description = "The same bytes were known",
            content = @Content(schema = @Schema(implementation = MediaItem.class)))
    public Response upload(@RestQuery String title, @RestQuery String fileName, InputStream body) throws IOException {
        return answer(transfer.take(body, Naming.of(title, fileName), operator.account()));
    }

    /** What was taken, and where it is now. */
    public static Response answer(Taken taken) {
        MediaItem item = MediaItem.of(taken.media());
        return Response.status(taken.known() ? Response.Status.OK : Response.Status.CREATED)
                .location(URI.create(item.links().self()))
                .entity(item)
                .build();
    }

    /** Lists media, the newest first. */
    @GET
    @Path("/media")
    @Operation(summary = "Media, the newest first")
    public MediaList list(
            @RestQuery MediaKind kind,
            @RestQuery String q,
            @RestQuery @DefaultValue("false") boolean archived,
            @RestQuery UUID cursor,
            @RestQuery @DefaultValue("50") @Min(1) @Max(LARGEST_PAGE) int limit) {
        List<Media> found = repository.page(kind, q, archived, cursor, limit + 1);
        List<MediaItem> items = found.stream().limit(limit).map(MediaItem::of).toList();
        return new MediaList(items, found.size() > limit ? items.get(limit - 1).id() : null);
    }

    /** Tells about one media. */
    @GET
    @Path("/media/{id}")
    @Operation(summary = "One media")
    public MediaItem get(@RestPath UUID id) {
        return MediaItem.of(known(id));
    }

    /** Sends its bytes. */
    @GET
    @Path("/media/{id}/content")
    @Produces(MediaType.WILDCARD)
    @Operation(summary = "The bytes of a media, whole or a range")
    public Response content(@RestPath UUID id, @Context RoutingContext context) throws IOException {
        return transfer.content(known(id), context);
    }

    /** Sends a still picture of it. */
    @GET
    @Path("/media/{id}/poster")
    @Produces(MediaType.WILDCARD)
    @Operation(summary = "A still picture of a film or picture")
    public Response poster(@RestPath UUID id, @Context RoutingContext context) throws IOException {
        return transfer.poster(known(id), context);
    }

    private Media known(UUID id) {
        return repository.findByIdOptional(id).orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
    }
}
