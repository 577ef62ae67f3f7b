package io.lunbo.site;

import io.lunbo.access.CurrentOperator;
import io.lunbo.access.Role;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.lunbo.web.VersionTag;
import io.quarkus.security.Authenticated;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.math.BigDecimal;
import java.net.URI;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestResponse;

/** The sites as JSON. */
@Path("/api/v1/sites")
@Authenticated
public class SiteResource {
    private final SiteRepository sites;
    private final SiteUpkeep upkeep;
    private final CurrentOperator operator;

    SiteResource(SiteRepository sites, SiteUpkeep upkeep, CurrentOperator operator) {
        this.sites = sites;
        this.upkeep = upkeep;
        this.operator = operator;
    }

    /**
     * A site, as it is written and answered.
     *
     * @param address the address in words; empty: not known
     * @param latitude degrees north (WGS 84); absent: not known
     * @param longitude degrees east
     * @param owner whose it is; empty: not known
     * @param operator who runs it
     * @param reviewer who reviews what is shown there
     */
    public record SiteDocument(
            String code,
            String name,
            String address,
            BigDecimal latitude,
            BigDecimal longitude,
            String owner,
            String operator,
            String reviewer) {
        static SiteDocument of(Site site) {
            return new SiteDocument(
                    site.code(),
                    site.name(),
                    site.address(),
                    site.latitude(),
                    site.longitude(),
                    site.owner(),
                    site.operator(),
                    site.reviewer());
        }

        SiteFacts facts(String knownCode) {
            return new SiteFacts(knownCode, name, address, latitude, longitude, owner, operator, reviewer);
        }
    }

    /** All sites. */
    public record SiteList(List<SiteDocument> items) {}

    @GET
    @Operation(summary = "All sites, by name")
    public SiteList list() {
        return new SiteList(sites.inOrder().stream().map(SiteDocument::of).toList());
    }

    @POST
    @Operation(summary = "Register a site")
    @Produces(MediaType.APPLICATION_JSON)
    @APIResponseSchema(value = SiteDocument.class, responseCode = "201")
    @RolesAllowed({Role.Names.SCHEDULER, Role.Names.ADMINISTRATOR})
    public RestResponse<SiteDocument> register(@NotNull SiteDocument body) {
        Site site = upkeep.register(body.facts(body.code()), operator.account());
        return RestResponse.ResponseBuilder.<SiteDocument>created(URI.create("/api/v1/sites/" + site.code()))
                .entity(SiteDocument.of(site))
                .tag(VersionTag.of(site.version()))
                .build();
    }

    @GET
    @Path("{code}")
    @Operation(summary = "One site")
    public RestResponse<SiteDocument> one(String code) {
        return answer(sites.byCode(code).orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND)));
    }

    @PUT
    @Path("{code}")
    @Operation(summary = "Change a site")
    @RolesAllowed({Role.Names.SCHEDULER, Role.Names.ADMINISTRATOR})
    public RestResponse<SiteDocument> change(
            String code, @NotNull SiteDocument body, @RestHeader("If-Match") String ifMatch) {
        int seen = VersionTag.required(ifMatch);
        return answer(VersionTag.guarded(() -> upkeep.change(code, body.facts(code), seen, operator.account())));
    }

    private static RestResponse<SiteDocument> answer(Site site) {
        return RestResponse.ResponseBuilder.ok(SiteDocument.of(site))
                .tag(VersionTag.of(site.version()))
                .build();
    }
}
