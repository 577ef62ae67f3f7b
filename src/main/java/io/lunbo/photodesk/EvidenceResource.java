package io.lunbo.photodesk;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.lunbo.access.CurrentOperator;
import io.lunbo.access.Role;
import io.lunbo.evidence.Photo;
import io.lunbo.evidence.PhotoRemoval;
import io.lunbo.evidence.PhotoRepository;
import io.lunbo.evidence.PhotoTaking;
import io.lunbo.evidence.Seen;
import io.lunbo.media.MediaStore;
import io.lunbo.photodesk.PhotoLimit.TakesPhoto;
import io.lunbo.reconcile.Cause;
import io.lunbo.screen.ScreenRepository;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.lunbo.web.Texts.Phrase;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;

/** Photos as JSON, and photos sent by programs. */
@Path("/api/v1/evidence")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.Names.INSPECTOR, Role.Names.PLAYOUT, Role.Names.SCHEDULER, Role.Names.ADMINISTRATOR})
@Tag(name = "evidence")
public class EvidenceResource {
    private static final int USUAL = 100;
    private static final int MOST = 500;

    private final PhotoRepository photos;
    private final PhotoTaking taking;
    private final PhotoRemoval removal;
    private final MediaStore store;
    private final EvidenceQuestion questions;
    private final ScreenRepository screens;
    private final CurrentOperator operator;

    /**
     * Some photos, newest first.
     *
     * @param next the cursor of the next page; null on the last
     */
    public record PhotoPage(List<PhotoDocument> items, UUID next) {}

    /**
     * A place, as a phone or a camera said it.
     *
     * @param accuracyM how sure it was, in metres
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record PlaceDocument(Double latitude, Double longitude, Double accuracyM) {}

    /**
     * What the published sheet had when the photo was taken.
     *
     * @param media SHA-256 of what was due
     * @param spot the booking
     * @param startedAt when that play began
     * @param absence why the sheet did not count then
     * @param likeness of the photo to the planned frame, 0 to 1: a hint
     * @param otherMedia the likest of the items around
     * @param otherLikeness how like
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record DueDocument(
            String media,
            UUID spot,
            Instant startedAt,
            Cause absence,
            Double likeness,
            String otherMedia,
            Double otherLikeness) {}

    /**
     * A photo.
     *
     * @param screen the screen's code
     * @param seen what the person says that the wall showed
     * @param sha256 of what is kept, also after a removal
     * @param originalSha256 of the bytes that came in, which nobody kept
     * @param receivedAt by the clock of the service
     * @param cameraAt by the clock of the camera
     * @param shotAt the moment that it counts for
     * @param place as the phone said
     * @param cameraPlace as the camera said
     * @param distanceM to the screen's site; missing where either is not known
     * @param faces found and made unreadable
     * @param plates found and made unreadable
     * @param drawn made unreadable because the person said so
     * @param released whether it may stand in reports
     * @param picture where what is kept can be fetched; missing where it was removed
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record PhotoDocument(
            UUID id,
            String screen,
            Seen seen,
            String remark,
            String takenBy,
            String sha256,
            String originalSha256,
            int widthPx,
            int heightPx,
            Instant receivedAt,
            Instant cameraAt,
            Instant shotAt,
            PlaceDocument place,
            PlaceDocument cameraPlace,
            Long distanceM,
            DueDocument due,
            int faces,
            int plates,
            int drawn,
            boolean released,
            String clearedBy,
            String removedBy,
            Instant removedAt,
            String removedWhy,
            String picture) {
        static PhotoDocument of(Photo photo, String screen) {
            var shot = photo.shot();
            var due = photo.due();
            return new PhotoDocument(
                    photo.id(),
                    screen,
                    photo.seen(),
                    photo.remark(),
                    photo.takenByName(),
                    photo.kept().storedSha256(),
                    photo.kept().originalSha256(),
                    photo.kept().widthPx(),
                    photo.kept().heightPx(),
                    shot.receivedAt(),
                    shot.cameraAt(),
                    shot.shotAt(),
                    shot.latitude() == null
                            ? null
                            : new PlaceDocument(shot.latitude(), shot.longitude(), shot.accuracyM()),
                    shot.cameraLatitude() == null
                            ? null
                            : new PlaceDocument(shot.cameraLatitude(), shot.cameraLongitude(), null),
                    shot.metres(),
                    new DueDocument(
                            due.media(),
                            due.spot(),
                            due.at(),
                            due.absence(),
                            due.likeness(),
                            due.otherMedia(),
                            due.otherLikeness()),
                    photo.kept().faces(),
                    photo.kept().plates(),
                    photo.kept().drawn(),
                    photo.released(),
                    photo.clearedByName(),
                    photo.removedByName(),
                    photo.removedAt(),
                    photo.removedWhy(),
                    photo.standing() ? "/api/v1/evidence/" + photo.id() + "/picture" : null);
        }
    }

    /** Why a photo goes. */
    public record Removal(@NotBlank @Size(max = 500) String why) {}

    EvidenceResource(
            PhotoRepository photos,
            PhotoTaking taking,
            PhotoRemoval removal,
            MediaStore store,
            EvidenceQuestion questions,
            ScreenRepository screens,
            CurrentOperator operator) {
        this.photos = photos;
        this.taking = taking;
        this.removal = removal;
        this.store = store;
        this.questions = questions;
        this.screens = screens;
        this.operator = operator;
    }

    /** The newest first. Pages stay what they are while new photos come in. */
    @GET
    @Operation(summary = "Photos of walls, newest first")
    public PhotoPage list(
            @BeanParam EvidenceQuestion.Asked asked,
            @QueryParam("released") @Parameter(description = "true: only photos that may stand in reports")
                    boolean released,
            @QueryParam("cursor") @Parameter(description = "What next said on the page before") String cursor,
            @QueryParam("limit") @Parameter(description = "1 to 500, 100 where absent") Integer limit) {
        int atMost = limit == null ? USUAL : limit;
        if (atMost < 1 || atMost > MOST) {
            throw EvidenceQuestion.unreadable("limit");
        }
        List<Photo> found = photos.page(
                questions.read(asked).filter(released), EvidenceQuestion.cursor("cursor", cursor), atMost + 1);
        boolean more = found.size() > atMost;
        List<Photo> page = more ? found.subList(0, atMost) : found;
        return new PhotoPage(
                page.stream().map(this::document).toList(),
                more ? page.get(atMost - 1).id() : null);
    }

    /** Takes one. */
    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @RolesAllowed({Role.Names.INSPECTOR, Role.Names.PLAYOUT})
    @TakesPhoto
    @Operation(summary = "Send a photo of a wall as a form: file, screen, seen, and what else is known")
    @APIResponseSchema(value = PhotoDocument.class, responseCode = "201", responseDescription = "Taken")
    public Response take(@RestForm("file") FileUpload file, @BeanParam EvidencePages.PhotoForm form)
            throws IOException {
        byte[] bytes = PhotoLimit.bytes(file);
        if (bytes == null) {
            throw Problem.of(ProblemType.INVALID_INPUT).field("file", new Phrase("evidence_file_missing"));
        }
        Photo photo = taking.take(bytes, form.said(), operator.account());
        return Response.created(URI.create("/api/v1/evidence/" + photo.id()))
                .entity(document(photo))
                .build();
    }

    /** One. */
    @GET
    @Path("{id}")
    @Operation(summary = "One photo with all that is known of it")
    public PhotoDocument one(UUID id) {
        return document(known(id));
    }

    /** What is kept of it. */
    @GET
    @Path("{id}/picture")
    @Produces("image/jpeg")
    @Operation(summary = "What is kept of a photo: pixels and nothing beside them")
    public Response picture(UUID id) {
        Photo photo = known(id);
        if (!photo.standing()) {
            throw Problem.of(ProblemType.PHOTO_REMOVED);
        }
        return store.find(photo.kept().sha256())
                .map(path -> Response.ok(path.toFile()).build())
                .orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
    }

    /** Releases it. */
    @POST
    @Path("{id}/clear")
    @RolesAllowed({Role.Names.INSPECTOR, Role.Names.PLAYOUT})
    @Operation(summary = "Say that no face and no plate can be recognised in it; it may stand in reports then")
    public PhotoDocument clear(UUID id) {
        return document(removal.clear(id, operator.account()));
    }

    /** Removes it. */
    @POST
    @Path("{id}/remove")
    @RolesAllowed(Role.Names.ADMINISTRATOR)
    @Operation(summary = "Remove a photo; its hash and the reason stay")
    public PhotoDocument remove(UUID id, @NotNull @Valid Removal body) {
        return document(removal.remove(id, body.why(), operator.account()));
    }

    private Photo known(UUID id) {
        return photos.findByIdOptional(id).orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
    }

    private PhotoDocument document(Photo photo) {
        return PhotoDocument.of(photo, screens.findById(photo.screenId()).code());
    }
}
