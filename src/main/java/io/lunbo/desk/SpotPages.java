package io.lunbo.desk;

import io.lunbo.access.CurrentOperator;
import io.lunbo.access.Role;
import io.lunbo.campaign.Campaign;
import io.lunbo.campaign.CampaignBooking;
import io.lunbo.campaign.CampaignRepository;
import io.lunbo.campaign.Spot;
import io.lunbo.campaign.SpotFacts;
import io.lunbo.campaign.SpotRepository;
import io.lunbo.history.BookingStates;
import io.lunbo.history.BookingStates.Subject;
import io.lunbo.terms.TermsColumn;
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
import java.time.ZoneId;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** The form that changes one spot. */
@Path("/campaigns/{code}/spots/{id}")
@Authenticated
@Produces(MediaType.TEXT_HTML)
public class SpotPages {
    private final CampaignRepository campaigns;
    private final SpotRepository spots;
    private final CampaignDesk desk;
    private final CampaignBooking booking;
    private final BookingStates states;
    private final CurrentOperator operator;
    private final Language language;

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance spot(CampaignDesk.Sight sight, Spot spot);
    }

    SpotPages(
            CampaignRepository campaigns,
            SpotRepository spots,
            CampaignDesk desk,
            CampaignBooking booking,
            BookingStates states,
            CurrentOperator operator,
            Language language) {
        this.campaigns = campaigns;
        this.spots = spots;
        this.desk = desk;
        this.booking = booking;
        this.states = states;
        this.operator = operator;
        this.language = language;
    }

    @GET
    @Path("edit")
    @RolesAllowed(Role.Names.SCHEDULER)
    public TemplateInstance edit(String code, UUID id) {
        Spot spot = known(code, id);
        return page(spot, saved(spot), FormErrors.none());
    }

    @POST
    @RolesAllowed(Role.Names.SCHEDULER)
    public Response change(String code, UUID id, @BeanParam SpotForm typed) {
        Campaign campaign = known(code, id).campaign();
        ZoneId zone = CampaignDesk.zone(campaign);
        try {
            booking.changeSpot(campaign.id(), id, typed.facts(zone), typed.seenVersion(), operator.account());
            return Response.seeOther(URI.create("/campaigns/" + code)).build();
        } catch (ConstraintViolationException e) {
            return again(page(known(code, id), typed, FormErrors.of(e, "campaign", language)), 422);
        } catch (Problem problem) {
            FormErrors errors = FormErrors.of(problem, Map.of(), language);
            TemplateInstance page = problem.type() == ProblemType.CONFLICT
                    ? merging(known(code, id), typed, errors)
                    : page(known(code, id), typed, errors);
            return again(page, problem.type().status());
        }
    }

    /** What was typed stays, beside what the other changed: saving it is a choice made knowing of that. */
    private TemplateInstance merging(Spot spot, SpotForm typed, FormErrors errors) {
        ZoneId zone = CampaignDesk.zone(spot.campaign());
        CampaignDesk.Sight seen = desk.sight(spot.campaign(), typed, errors);
        UnaryOperator<String> words =
                said -> seen.choice(said).map(choice -> choice.in(language)).orElseGet(() -> seen.titleOf(said));
        Map<String, String> before = states.at(new Subject(spot.campaign().id(), spot.id()), typed.seenVersion())
                .map(state -> TermsColumn.read(state.facts(), SpotFacts.class))
                .map(facts -> SpotForm.of(facts, zone, "").rows(words))
                .orElse(null);
        return page(
                spot,
                typed.over(spot.version()),
                errors.beside(before, saved(spot).rows(words), typed.rows(words)));
    }

    private TemplateInstance page(Spot spot, SpotForm form, FormErrors errors) {
        return Templates.spot(desk.sight(spot.campaign(), form, errors), spot);
    }

    private static SpotForm saved(Spot spot) {
        return SpotForm.of(SpotFacts.of(spot), CampaignDesk.zone(spot.campaign()), Integer.toString(spot.version()));
    }

    private static Response again(TemplateInstance page, int status) {
        return Response.status(status).entity(page).build();
    }

    private Spot known(String code, UUID id) {
        Campaign campaign = campaigns.byCode(code).orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
        return spots.of(campaign).stream()
                .filter(spot -> spot.id().equals(id))
                .findFirst()
                .orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
    }
}
