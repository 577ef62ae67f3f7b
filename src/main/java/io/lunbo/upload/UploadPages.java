package io.lunbo.upload;

import io.lunbo.access.CurrentOperator;
import io.lunbo.access.Role;
import io.lunbo.media.MediaConfig;
import io.lunbo.upload.UploadListing.UploadDocument;
import io.lunbo.web.Language;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;

/** The page on which files are dropped, and what its script says to the service. */
@Path("/uploads")
@RolesAllowed({Role.Names.SUBMITTER, Role.Names.SCHEDULER})
public class UploadPages {
    private static final String DOOR = "/uploads";

    private final TusDoor tus;
    private final UploadListing listing;
    private final MediaConfig media;
    private final CurrentOperator operator;
    private final Language language;

    UploadPages(TusDoor tus, UploadListing listing, MediaConfig media, CurrentOperator operator, Language language) {
        this.tus = tus;
        this.listing = listing;
        this.media = media;
        this.operator = operator;
        this.language = language;
    }

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance list(long largestBytes, String gigabytes);

        private Templates() {}
    }

    /** The page. */
    @GET
    @Produces(MediaType.TEXT_HTML)
    public TemplateInstance page() {
        String gigabytes = BigDecimal.valueOf(media.maxUploadBytes(), 9)
                .setScale(2, RoundingMode.DOWN)
                .stripTrailingZeros()
                .toPlainString();
        return Templates.list(media.maxUploadBytes(), gigabytes);
    }

    /** One's newest uploads. */
    @GET
    @Path("/list")
    @Produces(MediaType.APPLICATION_JSON)
    public List<UploadDocument> list() {
        return listing.newest(operator.account(), language);
    }

    /** How far one is. */
    @GET
    @Path("/{id}")
    @Produces(MediaType.APPLICATION_JSON)
    public UploadDocument get(@RestPath UUID id) {
        return listing.one(id, operator.account(), language);
    }

    /** Begins an upload. */
    @POST
    public Response create(InputStream body, RoutingContext context) throws IOException {
        return tus.create(DOOR, body, context, operator.account());
    }

    /** From where to go on. */
    @HEAD
    @Path("/{id}")
    public Response head(@RestPath UUID id, RoutingContext context) {
        return tus.head(id, context, operator.account());
    }

    /** Goes on. */
    @PATCH
    @Path("/{id}")
    public Response append(@RestPath UUID id, InputStream body, RoutingContext context) throws IOException {
        return tus.append(id, body, context, operator.account());
    }

    /** Gives it up. */
    @DELETE
    @Path("/{id}")
    public Response end(@RestPath UUID id, RoutingContext context) throws IOException {
        return tus.end(id, context, operator.account());
    }
}
