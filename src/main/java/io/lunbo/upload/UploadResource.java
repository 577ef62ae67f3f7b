package io.lunbo.upload;

import io.lunbo.access.CurrentOperator;
import io.lunbo.access.Role;
import io.lunbo.upload.UploadListing.UploadDocument;
import io.lunbo.web.Language;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** Large files over tus 1.0, for programs. */
@Path("/api/v1/uploads")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.Names.SUBMITTER, Role.Names.SCHEDULER})
@Tag(name = "uploads")
public class UploadResource {
    private static final String DOOR = "/api/v1/uploads";

    private final TusDoor tus;
    private final UploadListing listing;
    private final CurrentOperator operator;
    private final Language language;

    UploadResource(TusDoor tus, UploadListing listing, CurrentOperator operator, Language language) {
        this.tus = tus;
        this.listing = listing;
        this.operator = operator;
        this.language = language;
    }

    /** Says what is understood. */
    @OPTIONS
    @PermitAll
    @Operation(summary = "What of tus is understood")
    public Response options() {
        return tus.options();
    }

    /** Begins an upload. */
    @POST
    @Operation(summary = "Begin an upload")
    public Response create(InputStream body, @Context RoutingContext context) throws IOException {
        return tus.create(DOOR, body, context, operator.account());
    }

    /** Lists one's newest uploads. */
    @GET
    @Operation(summary = "One's newest uploads")
    public List<UploadDocument> list() {
        return listing.newest(operator.account(), language);
    }

    /** Tells how far one is. */
    @GET
    @Path("/{id}")
    @Operation(summary = "How far an upload is, and what has become of it")
    public UploadDocument get(@RestPath UUID id) {
        return listing.one(id, operator.account(), language);
    }

    /** Tells from where to go on. */
    @HEAD
    @Path("/{id}")
    @Operation(summary = "From where to go on")
    public Response head(@RestPath UUID id, @Context RoutingContext context) {
        return tus.head(id, context, operator.account());
    }

    /** Goes on. */
    @PATCH
    @Path("/{id}")
    @Operation(summary = "Go on with an upload")
    public Response append(@RestPath UUID id, InputStream body, @Context RoutingContext context) throws IOException {
        return tus.append(id, body, context, operator.account());
    }

    /** Gives it up. */
    @DELETE
    @Path("/{id}")
    @Operation(summary = "Give an upload up")
    public Response end(@RestPath UUID id, @Context RoutingContext context) throws IOException {
        return tus.end(id, context, operator.account());
    }
}
