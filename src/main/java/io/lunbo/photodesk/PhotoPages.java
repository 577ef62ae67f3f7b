package io.lunbo.photodesk;

import io.lunbo.access.CurrentOperator;
import io.lunbo.access.Role;
import io.lunbo.campaign.Campaign;
import io.lunbo.campaign.CampaignRepository;
import io.lunbo.evidence.Photo;
import io.lunbo.evidence.PhotoRemoval;
import io.lunbo.evidence.PhotoRepository;
import io.lunbo.media.MediaStore;
import io.lunbo.report.Titles;
import io.lunbo.screen.Screen;
import io.lunbo.screen.ScreenRepository;
import io.lunbo.web.Language;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;

/** One photo with all that is known of it. */
@Path("/evidence")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed({Role.Names.INSPECTOR, Role.Names.PLAYOUT, Role.Names.SCHEDULER, Role.Names.ADMINISTRATOR})
public class PhotoPages {
    private final PhotoRepository photos;
    private final PhotoRemoval removal;
    private final MediaStore store;
    private final ScreenRepository screens;
    private final CampaignRepository campaigns;
    private final Titles titles;
    private final CurrentOperator operator;
    private final Language language;

    /** The page; titles are null where nothing was due or is known. */
    public record Sight(
            Photo photo,
            Screen screen,
            Campaign campaign,
            String due,
            String other,
            boolean asks,
            boolean removes,
            String error) {}

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance photo(Sight sight);

        private Templates() {}
    }

    PhotoPages(
            PhotoRepository photos,
            PhotoRemoval removal,
            MediaStore store,
            ScreenRepository screens,
            CampaignRepository campaigns,
            Titles titles,
            CurrentOperator operator,
            Language language) {
        this.photos = photos;
        this.removal = removal;
        this.store = store;
        this.screens = screens;
        this.campaigns = campaigns;
        this.titles = titles;
        this.operator = operator;
        this.language = language;
    }

    /** The page. */
    @GET
    @Path("{id}")
    public TemplateInstance photo(UUID id) {
        return page(known(id), null);
    }

    /** What is kept of it; {@code save=1} offers it as a file. It has nothing beside its pixels. */
    @GET
    @Path("{id}/picture.jpg")
    @Produces("image/jpeg")
    public Response picture(UUID id, @RestQuery String save) {
        Photo photo = known(id);
        String disposition = save == null ? "inline" : "attachment";
        return file(photo.kept().sha256())
                .header(HttpHeaders.CONTENT_DISPOSITION, disposition + "; filename=\"photo-" + id + ".jpg\"")
                .build();
    }

    /** A small copy. */
    @GET
    @Path("{id}/small.jpg")
    @Produces("image/jpeg")
    public Response small(UUID id) {
        return file(known(id).kept().thumbSha256()).build();
    }

    private Response.ResponseBuilder file(String sha256) {
        if (sha256 == null) {
            throw Problem.of(ProblemType.PHOTO_REMOVED);
        }
        return store.find(sha256)
                .map(path -> Response.ok(path.toFile()).header(HttpHeaders.CACHE_CONTROL, "private, no-cache"))
                .orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
    }

    /** Nobody can be recognised. */
    @POST
    @Path("{id}/clear")
    @RolesAllowed({Role.Names.INSPECTOR, Role.Names.PLAYOUT})
    public Response clear(UUID id, @RestForm String clear) {
        if (clear == null || clear.isEmpty()) {
            return again(
                    id, Problem.of(ProblemType.INVALID_INPUT).field("why", language.text("evidence_clear_missing")));
        }
        try {
            return back(removal.clear(id, operator.account()));
        } catch (Problem problem) {
            return again(id, problem);
        }
    }

    /** Takes it away, with a reason. */
    @POST
    @Path("{id}/remove")
    @RolesAllowed(Role.Names.ADMINISTRATOR)
    public Response remove(UUID id, @RestForm String why) {
        try {
            return back(removal.remove(id, why, operator.account()));
        } catch (Problem problem) {
            return again(id, problem);
        }
    }

    private static Response back(Photo photo) {
        return Response.seeOther(URI.create("/evidence/" + photo.id())).build();
    }

    private Response again(UUID id, Problem problem) {
        String error = problem.sentence("why", language).orElseGet(() -> problem.sentence(language));
        return Response.status(problem.type().status())
                .entity(page(known(id), error))
                .build();
    }

    private TemplateInstance page(Photo photo, String error) {
        String due = photo.due().media();
        String other = photo.due().otherMedia();
        List<String> hashes = Stream.of(due, other).filter(Objects::nonNull).toList();
        var titleOf = titles.of(hashes);
        Campaign campaign = photo.due().campaign() == null
                ? null
                : campaigns.findById(photo.due().campaign());
        boolean takes = operator.is(Role.Names.INSPECTOR) || operator.is(Role.Names.PLAYOUT);
        return Templates.photo(new Sight(
                photo,
                screens.findById(photo.screenId()),
                campaign,
                due == null ? null : titleOf.getOrDefault(due, due.substring(0, 12)),
                other == null ? null : titleOf.getOrDefault(other, other.substring(0, 12)),
                takes && photo.standing() && photo.clearedAt() == null,
                operator.is(Role.Names.ADMINISTRATOR) && photo.standing(),
                error));
    }

    private Photo known(UUID id) {
        return photos.findByIdOptional(id).orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
    }
}
