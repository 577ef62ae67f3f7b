package io.lunbo.portrait;

import io.lunbo.media.MediaStore;
import io.lunbo.portrait.PortraitView.Seen;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jboss.resteasy.reactive.RestPath;

/** The part of a media's page that shows how it looks and sounds. */
@Path("/portraits/{id}")
@Authenticated
public class PortraitPages {
    private final PortraitView view;
    private final MediaStore store;

    PortraitPages(PortraitView view, MediaStore store) {
        this.view = view;
        this.store = store;
    }

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance seen(Seen seen);

        static native TemplateInstance twins(Seen seen);

        private Templates() {}
    }

    /** The part; it comes again by itself until the portrait is made. */
    @GET
    @Produces(MediaType.TEXT_HTML)
    public TemplateInstance seen(@RestPath UUID id) {
        return Templates.seen(view.of(id));
    }

    /** The media that look alike, as a line of another page; it comes again by itself until that is known. */
    @GET
    @Path("/twins")
    @Produces(MediaType.TEXT_HTML)
    public TemplateInstance twins(@RestPath UUID id) {
        return Templates.twins(view.of(id));
    }

    /** Ten pictures of a film. */
    @GET
    @Path("/filmstrip")
    @Produces("image/jpeg")
    public Response filmstrip(@RestPath UUID id) {
        return picture(view.of(id).portrait(), Portrait::filmstripSha256, "image/jpeg");
    }

    /** A film's sound over the time. */
    @GET
    @Path("/sound")
    @Produces("image/png")
    public Response sound(@RestPath UUID id) {
        return picture(view.of(id).portrait(), Portrait::soundSha256, "image/png");
    }

    private Response picture(Portrait portrait, Function<Portrait, String> which, String type) {
        return Optional.ofNullable(portrait)
                .map(which)
                .flatMap(store::find)
                .map(file -> Response.ok(file.toFile())
                        .type(type)
                        .header("Cache-Control", "private, max-age=86400")
                        .build())
                .orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
    }
}
