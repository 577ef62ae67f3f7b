package io.lunbo.campaign;

import io.lunbo.access.CurrentOperator;
import io.lunbo.access.Role;
import io.lunbo.review.ReviewResource.ReviewDocument;
import io.lunbo.screen.Screen;
import io.lunbo.terms.CampaignTerms;
import io.lunbo.web.VersionTag;
import io.quarkus.security.Authenticated;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestResponse;

/** The campaigns as JSON. */
@Path("/api/v1/campaigns")
@Authenticated
public class CampaignResource {
    private final CampaignRepository campaigns;
    private final Known known;
    private final CampaignBooking booking;
    private final CurrentOperator operator;

    /**
     * A campaign as a client writes it.
     *
     * @param screens the codes of the screens that it is for
     * @param terms flights, weekdays, days left out, dayparts, class, share and further targets; may be missing
     * @param version the version that is changed, where no {@code If-Match} names it
     */
    public record CampaignBody(
            String code,
            String name,
            String theme,
            String basis,
            LocalDate from,
            LocalDate until,
            LocalDate reportDue,
            Set<String> screens,
            CampaignTerms terms,
            Integer version) {
        CampaignFacts facts(String knownCode) {
            return new CampaignFacts(knownCode, name, theme, basis, from, until, reportDue, screens, terms);
        }
    }

    /** A media that is to be reviewed for the campaign. */
    public record SubmissionBody(@NotNull UUID mediaId) {}

    /**
     * A campaign as it is.
     *
     * @param reportDueTooEarly whether the report is due before the campaign is over: shown, never corrected
     * @param unit the code of the unit that created it
     */
    public record CampaignDocument(
            UUID id,
            String code,
            String name,
            String theme,
            String basis,
            LocalDate from,
            LocalDate until,
            LocalDate reportDue,
            boolean reportDueTooEarly,
            String unit,
            List<String> screens,
            CampaignTerms terms,
            int version) {
        /** The same of a campaign. */
        public static CampaignDocument of(Campaign campaign) {
            return new CampaignDocument(
                    campaign.id(),
                    campaign.code(),
                    campaign.name(),
                    campaign.theme(),
                    campaign.basis(),
                    campaign.from(),
                    campaign.until(),
                    campaign.reportDue(),
                    campaign.reportDueTooEarly(),
                    campaign.unit().code(),
                    campaign.screens().stream().map(Screen::code).toList(),
                    campaign.terms(),
                    campaign.version());
        }
    }

    /** All campaigns. */
    public record CampaignList(List<CampaignDocument> items) {}

    CampaignResource(CampaignRepository campaigns, Known known, CampaignBooking booking, CurrentOperator operator) {
        this.campaigns = campaigns;
        this.known = known;
        this.booking = booking;
        this.operator = operator;
    }

    @GET
    @Operation(summary = "All campaigns")
    public CampaignList list() {
        return new CampaignList(
                campaigns.all().stream().map(CampaignDocument::of).toList());
    }

    @POST
    @Operation(summary = "Create a campaign")
    @Produces(MediaType.APPLICATION_JSON)
    @APIResponseSchema(value = CampaignDocument.class, responseCode = "201")
    @RolesAllowed(Role.Names.SCHEDULER)
    public RestResponse<CampaignDocument> create(@NotNull CampaignBody body) {
        Campaign campaign = booking.create(body.facts(body.code()), operator.account());
        return RestResponse.ResponseBuilder.<CampaignDocument>created(
                        URI.create("/api/v1/campaigns/" + campaign.code()))
                .entity(CampaignDocument.of(campaign))
                .tag(VersionTag.of(campaign.version()))
                .build();
    }

    @GET
    @Operation(summary = "One campaign")
    @Path("{code}")
    public RestResponse<CampaignDocument> one(String code) {
        return answer(known.campaign(code));
    }

    @PUT
    @Operation(summary = "Change a campaign")
    @Path("{code}")
    @RolesAllowed(Role.Names.SCHEDULER)
    public RestResponse<CampaignDocument> change(
            String code, @NotNull CampaignBody body, @RestHeader("If-Match") String ifMatch) {
        int seen = VersionTag.required(ifMatch, body.version());
        return answer(VersionTag.guarded(
                () -> booking.change(code, body.facts(code), seen, operator.account()),
                body,
                () -> CampaignDocument.of(known.campaign(code))));
    }

    @POST
    @Operation(summary = "Submit a media for review")
    @Produces(MediaType.APPLICATION_JSON)
    @APIResponseSchema(value = ReviewDocument.class, responseCode = "201")
    @Path("{code}/submissions")
    @RolesAllowed({Role.Names.SUBMITTER, Role.Names.SCHEDULER})
    public RestResponse<ReviewDocument> submit(String code, @NotNull @Valid SubmissionBody body) {
        UUID campaign = known.campaign(code).id();
        ReviewDocument review = ReviewDocument.of(booking.submit(campaign, body.mediaId(), operator.account()));
        return RestResponse.ResponseBuilder.<ReviewDocument>created(URI.create("/api/v1/reviews/" + review.id()))
                .entity(review)
                .build();
    }

    private static RestResponse<CampaignDocument> answer(Campaign campaign) {
        return RestResponse.ResponseBuilder.ok(CampaignDocument.of(campaign))
                .tag(VersionTag.of(campaign.version()))
                .build();
    }
}
