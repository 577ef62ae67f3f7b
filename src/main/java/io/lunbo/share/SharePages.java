package io.lunbo.share;

import io.lunbo.access.CurrentOperator;
import io.lunbo.access.Role;
import io.lunbo.campaign.Campaign;
import io.lunbo.campaign.CampaignRepository;
import io.lunbo.web.Language;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestForm;

/** Opens and revokes private addresses of campaigns' figures. */
@Path("/campaign-links")
@RolesAllowed({Role.Names.SCHEDULER, Role.Names.INSPECTOR, Role.Names.ADMINISTRATOR})
@Produces(MediaType.TEXT_HTML)
public class SharePages {
    private final CampaignLinks links;
    private final CampaignRepository campaigns;
    private final CurrentOperator operator;
    private final Language language;

    /** What a person types. */
    public record LinkForm(
            @RestForm String campaign,
            @RestForm String name,
            @RestForm String until) {}

    /** The page; {@code address} is told once, {@code error} says why nothing was opened. */
    public record Sight(
            List<CampaignLinks.Visited> links, List<Campaign> campaigns, LinkForm form, String address, String error) {}

    @CheckedTemplate
    static final class Templates {
        static native TemplateInstance list(Sight sight);

        private Templates() {}
    }

    SharePages(CampaignLinks links, CampaignRepository campaigns, CurrentOperator operator, Language language) {
        this.links = links;
        this.campaigns = campaigns;
        this.operator = operator;
        this.language = language;
    }

    /** All of them. */
    @GET
    public TemplateInstance list() {
        return page(new LinkForm(null, null, null), null, null);
    }

    /** Opens one and shows its address, this once. */
    @POST
    public Response make(@BeanParam LinkForm form, UriInfo uri) {
        try {
            String path = links.make(form.campaign(), form.name(), date(form.until()), operator.account())
                    .path();
            String address = uri.getBaseUri().resolve(path).toString();
            return Response.ok(page(new LinkForm(null, null, null), address, null))
                    .header(HttpHeaders.CACHE_CONTROL, "no-store")
                    .build();
        } catch (Problem problem) {
            return Response.status(problem.type().status())
                    .entity(page(form, null, problem.sentence(language)))
                    .build();
        }
    }

    /** Closes one. */
    @POST
    @Path("{id}/revoke")
    public Response revoke(UUID id) {
        links.revoke(id, operator.account());
        return Response.seeOther(URI.create("/campaign-links")).build();
    }

    private static LocalDate date(String text) {
        try {
            return text == null || text.isBlank() ? null : LocalDate.parse(text.strip());
        } catch (DateTimeException e) {
            throw Problem.of(ProblemType.LINK_UNCLEAR, 400);
        }
    }

    private TemplateInstance page(LinkForm form, String address, String error) {
        return Templates.list(new Sight(links.all(), campaigns.all(), form, address, error));
    }
}
