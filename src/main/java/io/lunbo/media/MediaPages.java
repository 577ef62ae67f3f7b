package io.lunbo.media;

import io.lunbo.access.CurrentOperator;
import io.lunbo.access.Role;
import io.lunbo.media.MediaTransfer.TakesFile;
import io.lunbo.media.MediaUploads.Brought;
import io.lunbo.occasion.OccasionRepository;
import io.lunbo.slogan.SloganText;
import io.lunbo.slogan.SloganText.Undisplayable;
import io.lunbo.web.Language;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.multipart.FileUpload;

/** The forms that bring new media, and each media with all that is known of it. */
@Path("/media")
@Produces(MediaType.TEXT_HTML)
@Authenticated
public class MediaPages {
    private final MediaRepository repository;
    private final MediaUploads uploads;
    private final MediaTransfer transfer;
    private final OccasionRepository occasions;
    private final CurrentOperator operator;
    private final Language language;

    MediaPages(
            MediaRepository repository,
            MediaUploads uploads,
            MediaTransfer transfer,
            OccasionRepository occasions,
            CurrentOperator operator,
            Language language) {
        this.repository = repository;
        this.uploads = uploads;
        this.transfer = transfer;
        this.occasions = occasions;
        this.operator = operator;
        this.language = language;
    }

    /** What signs show of a slogan. */
    record SloganCheck(int characters, List<Undisplayable> undisplayable, String suggestion) {
        static SloganCheck of(SloganText slogan) {
            String text = slogan.value();
            return new SloganCheck(
                    text.codePointCount(0, text.length()),
                    slogan.undisplayable(),
                    slogan.suggestion().orElse(null));
        }
    }

    /** What was typed into the form for a file, and what is wrong with it. */
    record Typed(String title, String titleError, String fileError) {
        static final Typed NOTHING = new Typed("", null, null);
    }

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance create(Typed typed, long largestBytes);

        static native TemplateInstance media(ShownMedia shown, List<Brought> brought, SloganCheck check, String over);

        private Templates() {}
    }

    /** The forms for a file and for a slogan. */
    @GET
    @Path("/new")
    @RolesAllowed({Role.Names.SUBMITTER, Role.Names.SCHEDULER})
    public TemplateInstance create() {
        return Templates.create(Typed.NOTHING, transfer.largestBytes());
    }

    /** Takes a file and shows it. */
    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @RolesAllowed({Role.Names.SUBMITTER, Role.Names.SCHEDULER})
    @TakesFile
    public Response upload(@RestForm("file") FileUpload file, @RestForm("title") String title) throws IOException {
        try {
            return shown(transfer.take(file, title, operator.account()).media());
        } catch (Problem problem) {
            String titleError = problem.sentence("title", language).orElse(null);
            String fileError = titleError != null
                    ? null
                    : problem.sentence("file", language)
                            .or(() -> problem.sentence("fileName", language))
                            .orElseGet(() -> problem.sentence(language));
            return refused(new Typed(title == null ? "" : title, titleError, fileError));
        }
    }

    private Response refused(Typed typed) {
        return Response.status(422)
                .entity(Templates.create(typed, transfer.largestBytes()))
                .build();
    }

    private static Response shown(Media media) {
        return Response.seeOther(URI.create("/media/" + media.id())).build();
    }

    /** One media. */
    @GET
    @Path("/{id}")
    public TemplateInstance media(@RestPath UUID id) {
        Media media = known(id);
        SloganCheck check = media.kind() == MediaKind.SLOGAN ? SloganCheck.of(new SloganText(media.text())) : null;
        String over = Optional.ofNullable(media.text())
                .flatMap(occasions::over)
                .map(what -> language.text(what.phrase()))
                .orElse(null);
        return Templates.media(new ShownMedia(media), uploads.of(id), check, over);
    }

    /** Its bytes. */
    @GET
    @Path("/{id}/content")
    @Produces(MediaType.WILDCARD)
    public Response content(@RestPath UUID id, RoutingContext context) throws IOException {
        return transfer.content(known(id), context);
    }

    /** A still picture of it. */
    @GET
    @Path("/{id}/poster")
    @Produces(MediaType.WILDCARD)
    public Response poster(@RestPath UUID id, RoutingContext context) throws IOException {
        return transfer.poster(known(id), context);
    }

    private Media known(UUID id) {
        return repository.findByIdOptional(id).orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
    }
}
