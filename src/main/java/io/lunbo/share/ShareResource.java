package io.lunbo.share;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.lunbo.access.CurrentOperator;
import io.lunbo.access.Role;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Private addresses of campaigns' figures, over REST. */
@Path("/api/v1/campaign-links")
@RolesAllowed({Role.Names.SCHEDULER, Role.Names.INSPECTOR, Role.Names.ADMINISTRATOR})
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "campaign links")
public class ShareResource {
    private final CampaignLinks links;
    private final CurrentOperator operator;

    /**
     * A link to be opened.
     *
     * @param campaign the campaign's code
     * @param name who is to read it
     * @param until the last day on which it opens, at most 400 days from now
     */
    public record NewLink(
            @NotBlank @Size(max = 100) String campaign,
            @NotBlank @Size(max = 100) String name,
            @NotNull LocalDate until) {}

    /**
     * A link.
     *
     * @param path where the figures are; told once, when it is made
     * @param revokedAt missing while it opens
     * @param visits how often it was opened
     * @param lastVisitAt missing where it never was
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record LinkDocument(
            UUID id,
            String campaign,
            String name,
            LocalDate until,
            Instant madeAt,
            Instant revokedAt,
            long visits,
            Instant lastVisitAt,
            String path) {
        static LinkDocument of(CampaignLinks.Visited seen, String path) {
            CampaignLink link = seen.link();
            return new LinkDocument(
                    link.id(),
                    link.campaign().code(),
                    link.name(),
                    link.until(),
                    link.madeAt(),
                    link.revokedAt(),
                    seen.visits(),
                    seen.last(),
                    path);
        }
    }

    ShareResource(CampaignLinks links, CurrentOperator operator) {
        this.links = links;
        this.operator = operator;
    }

    /** All of them. */
    @GET
    @Operation(summary = "The private addresses of campaigns' figures, newest first, without what opens them")
    public List<LinkDocument> list() {
        return links.all().stream().map(seen -> LinkDocument.of(seen, null)).toList();
    }

    /** Opens one. */
    @POST
    @Operation(summary = "Open the figures of a campaign to whoever has an address, which is told once")
    @APIResponseSchema(value = LinkDocument.class, responseCode = "201", responseDescription = "The address")
    public Response make(@NotNull @Valid NewLink body) {
        CampaignLinks.Made made = links.make(body.campaign(), body.name(), body.until(), operator.account());
        return Response.status(Response.Status.CREATED)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .entity(LinkDocument.of(new CampaignLinks.Visited(made.link(), 0, null), made.path()))
                .build();
    }

    /** Closes one for good. */
    @DELETE
    @Path("{id}")
    @Operation(summary = "Revoke an address of a campaign's figures")
    public void revoke(UUID id) {
        links.revoke(id, operator.account());
    }
}
