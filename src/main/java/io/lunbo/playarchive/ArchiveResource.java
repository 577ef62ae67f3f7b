package io.lunbo.playarchive;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.lunbo.access.CurrentOperator;
import io.lunbo.access.Role;
import io.lunbo.screen.Screen;
import io.lunbo.screen.ScreenRepository;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;

/** Archives of plays, over REST. */
@Path("/api/v1/play-archives")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.Names.INSPECTOR, Role.Names.ADMINISTRATOR})
@Tag(name = "play archives")
public class ArchiveResource {
    private static final int LISTED = 1_000;

    private final PlayArchiveRepository archives;
    private final PlayArchiving archiving;
    private final ArchiveFolder folder;
    private final ScreenRepository screens;
    private final CurrentOperator operator;

    /**
     * An archive.
     *
     * @param screen the screen's code
     * @param month of UTC, by when plays began
     * @param file its name; what it holds is at {@code content}
     * @param sha256 of the compressed file
     * @param bytes of the compressed file
     * @param emptiedAt when its plays were gone from the database; missing before
     * @param restoredUntil until when they are back there; missing where they are not
     * @param fault what was wrong with the file when it was last compared; missing: nothing
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ArchiveDocument(
            UUID id,
            String screen,
            String month,
            String file,
            String sha256,
            long bytes,
            int plays,
            Instant firstAt,
            Instant lastAt,
            Instant writtenAt,
            Instant emptiedAt,
            Instant restoredUntil,
            PlayArchive.Fault fault) {}

    ArchiveResource(
            PlayArchiveRepository archives,
            PlayArchiving archiving,
            ArchiveFolder folder,
            ScreenRepository screens,
            CurrentOperator operator) {
        this.archives = archives;
        this.archiving = archiving;
        this.folder = folder;
        this.screens = screens;
        this.operator = operator;
    }

    /** The index. */
    @GET
    @Operation(summary = "The newest archives of plays, of one screen or of all")
    public List<ArchiveDocument> list(@RestQuery String screen) {
        UUID id = screen == null || screen.isEmpty()
                ? null
                : screens.byCode(screen)
                        .orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND))
                        .id();
        return archives.newest(id, LISTED).stream().map(this::document).toList();
    }

    /** One file, as it lies on the disk. */
    @GET
    @Path("{id}/content")
    @Produces("application/gzip")
    @Operation(summary = "The file of an archive: gzip of lines of JSON")
    public Response content(UUID id) {
        PlayArchive archive = archives.findByIdOptional(id).orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
        java.nio.file.Path file = folder.path(archive.file());
        if (!Files.exists(file)) {
            throw Problem.of(ProblemType.ARCHIVE_DAMAGED);
        }
        String name = file.getFileName().toString();
        return Response.ok(file.toFile())
                .header("Content-Disposition", "attachment; filename=\"" + name + "\"")
                .build();
    }

    /** Puts its plays back. */
    @POST
    @Path("{id}/restore")
    @RolesAllowed(Role.Names.ADMINISTRATOR)
    @Operation(summary = "Put the plays of an archive back into the database for 30 days")
    public ArchiveDocument restore(UUID id) throws IOException {
        return document(archiving.restore(id, operator.account()));
    }

    private ArchiveDocument document(PlayArchive archive) {
        Screen screen = screens.findById(archive.screenId());
        return new ArchiveDocument(
                archive.id(),
                screen == null ? null : screen.code(),
                archive.month(),
                archive.file(),
                archive.sha256(),
                archive.bytes(),
                archive.plays(),
                archive.firstAt(),
                archive.lastAt(),
                archive.writtenAt(),
                archive.emptiedAt(),
                archive.restoredUntil(),
                archive.fault());
    }
}
