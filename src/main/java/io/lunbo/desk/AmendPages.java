package io.lunbo.desk;

import io.lunbo.access.CurrentOperator;
import io.lunbo.access.Role;
import io.lunbo.amend.BookingUndo;
import io.lunbo.amend.CampaignCopying;
import io.lunbo.amend.CampaignCopying.Copy;
import io.lunbo.campaign.Campaign;
import io.lunbo.campaign.CampaignRepository;
import io.lunbo.web.FormErrors;
import io.lunbo.web.Language;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Map;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestForm;

/** The form that copies a campaign, and the button that takes a change back. */
@Path("/campaigns/{code}")
@Authenticated
@Produces(MediaType.TEXT_HTML)
public class AmendPages {
    private static final Map<ProblemType, String> FIELD_OF =
            Map.of(ProblemType.CAMPAIGN_CODE_TAKEN, "code", ProblemType.DATES_TOO_FAR_APART, "from");

    private final CampaignRepository campaigns;
    private final CampaignDesk desk;
    private final CampaignCopying copying;
    private final BookingUndo undo;
    private final CurrentOperator operator;
    private final Language language;

    /** A copy as a person types it. */
    public record CopyForm(
            @RestForm String code,
            @RestForm String name,
            @RestForm String from,
            @RestForm String template) {
        Copy wanted() {
            return new Copy(code, name, Typed.date(from), template != null && !template.isEmpty());
        }
    }

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance copy(Campaign campaign, CopyForm form, FormErrors errors);
    }

    AmendPages(
            CampaignRepository campaigns,
            CampaignDesk desk,
            CampaignCopying copying,
            BookingUndo undo,
            CurrentOperator operator,
            Language language) {
        this.campaigns = campaigns;
        this.desk = desk;
        this.copying = copying;
        this.undo = undo;
        this.operator = operator;
        this.language = language;
    }

    @GET
    @Path("copy")
    @RolesAllowed(Role.Names.SCHEDULER)
    public TemplateInstance blank(String code) {
        Campaign campaign = known(code);
        CopyForm form = new CopyForm("", campaign.name(), desk.today().toString(), "");
        return Templates.copy(campaign, form, FormErrors.none());
    }

    @POST
    @Path("copy")
    @RolesAllowed(Role.Names.SCHEDULER)
    public Response copy(String code, @BeanParam CopyForm form) {
        try {
            Campaign copied = copying.copy(code, form.wanted(), operator.account());
            return seeOther(copied.code());
        } catch (ConstraintViolationException e) {
            return again(code, form, FormErrors.of(e, "campaign", language), 422);
        } catch (Problem problem) {
            FormErrors errors = FormErrors.of(problem, FIELD_OF, language);
            return again(code, form, errors, problem.type().status());
        }
    }

    @POST
    @Path("undo/{id}")
    @RolesAllowed(Role.Names.SCHEDULER)
    public Response undo(String code, UUID id) {
        undo.undo(known(code), id, operator.account());
        return seeOther(code);
    }

    private Response again(String code, CopyForm form, FormErrors errors, int status) {
        return Response.status(status)
                .entity(Templates.copy(known(code), form, errors))
                .build();
    }

    private static Response seeOther(String code) {
        return Response.seeOther(URI.create("/campaigns/" + code)).build();
    }

    private Campaign known(String code) {
        return campaigns.byCode(code).orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
    }
}
