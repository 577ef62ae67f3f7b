package io.lunbo.viewing;

import io.lunbo.film.MediaRefusal;
import io.lunbo.media.Media;
import io.lunbo.media.MediaRepository;
import io.lunbo.media.MediaTransfer;
import io.lunbo.web.Language;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.lunbo.work.WorkOrders;
import io.lunbo.work.WorkStatus;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import io.vertx.ext.web.RoutingContext;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;

/** The copy that people watch of a film that no browser plays, and the line that says so. */
@Path("/viewings/{mediaId}")
@Authenticated
public class ViewingPages {
    private final ViewingRepository viewings;
    private final MediaRepository media;
    private final MediaTransfer transfer;
    private final WorkOrders orders;
    private final Language language;

    ViewingPages(
            ViewingRepository viewings,
            MediaRepository media,
            MediaTransfer transfer,
            WorkOrders orders,
            Language language) {
        this.viewings = viewings;
        this.media = media;
        this.transfer = transfer;
        this.orders = orders;
        this.language = language;
    }

    /**
     * How far the copy is.
     *
     * @param viewing null until it is made
     * @param percent how much of it is made
     * @param failed why it cannot be made, as a sentence; null where it was or will be
     */
    record Shown(Media media, Viewing viewing, int percent, String failed) {
        public String beginning() {
            return media.sha256().substring(0, 16);
        }
    }

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance note(Shown shown);

        private Templates() {}
    }

    /** The line beneath the film; it comes again by itself until the copy is made. */
    @GET
    @Produces(MediaType.TEXT_HTML)
    @Transactional
    public TemplateInstance note(@RestPath UUID mediaId) {
        Media one = media.findByIdOptional(mediaId).orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
        Viewing viewing = viewings.findById(mediaId);
        WorkStatus work = orders.status(ViewingWork.KIND, mediaId).orElse(null);
        boolean failed = viewing == null && work != null && work.state() == WorkStatus.State.FAILED;
        return Templates.note(
                new Shown(one, viewing, work == null ? 0 : work.percent(), failed ? sentence(work) : null));
    }

    /** The copy, whole or a range of it. */
    @GET
    @Path("/film")
    @Produces(MediaType.WILDCARD)
    public Response film(@RestPath UUID mediaId, RoutingContext context) throws IOException {
        Viewing viewing = viewings.findByIdOptional(mediaId).orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
        return transfer.stored(viewing.sha256(), "video/mp4", context);
    }

    private String sentence(WorkStatus work) {
        for (MediaRefusal.Reason known : MediaRefusal.Reason.values()) {
            if (known.name().equals(work.reason())) {
                return new MediaRefusal(known, work.detail()).problem().sentence(language);
            }
        }
        return language.text("viewing_failed_plainly");
    }
}
