package io.lunbo.share;

import io.lunbo.inspect.SharedSight;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Where a shared campaign is read: the token in the path opens its figures and nothing else. */
@Path("/shared/{token}")
@PermitAll
public class SharedDoor {
    private final CampaignLinks links;
    private final SharedSight sight;

    /** What the page shows. */
    public record View(CampaignLink link, SharedSight.Figures figures) {}

    @CheckedTemplate
    static final class Templates {
        static native TemplateInstance shared(View view);

        private Templates() {}
    }

    SharedDoor(CampaignLinks links, SharedSight sight) {
        this.links = links;
        this.sight = sight;
    }

    /** The figures; not found where the address was never given, is over or revoked. */
    @GET
    @Produces(MediaType.TEXT_HTML)
    public Response read(String token, @Context RoutingContext context) {
        String origin = context.request().remoteAddress() == null
                ? ""
                : context.request().remoteAddress().host();
        CampaignLink link = links.visit(token, origin).orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
        return Response.ok(Templates.shared(new View(link, sight.of(link.campaign()))))
                .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
                .header("Referrer-Policy", "no-referrer")
                .header("X-Robots-Tag", "noindex")
                .build();
    }
}
