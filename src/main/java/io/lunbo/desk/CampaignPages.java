package io.lunbo.desk;

import io.lunbo.access.CurrentOperator;
import io.lunbo.access.Role;
import io.lunbo.campaign.Campaign;
import io.lunbo.campaign.CampaignBooking;
import io.lunbo.campaign.CampaignFacts;
import io.lunbo.campaign.CampaignRepository;
import io.lunbo.history.BookingStates;
import io.lunbo.history.BookingStates.Subject;
import io.lunbo.screen.ScreenRepository;
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
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jboss.resteasy.reactive.RestForm;

/** The campaigns, the form that creates and changes one, and the desk at which its content is booked. */
@Path("/campaigns")
@Authenticated
@Produces(MediaType.TEXT_HTML)
public class CampaignPages {
    private static final Map<ProblemType, String> FIELD_OF = Map.of(
            ProblemType.CAMPAIGN_CODE_TAKEN, "code",
            ProblemType.DATES_REVERSED, "until",
            ProblemType.DATES_TOO_FAR_APART, "until",
            ProblemType.SCREEN_UNKNOWN, "screens",
            ProblemType.CAMPAIGN_DAYPART_USED, "dayparts");

    private final CampaignRepository campaigns;
    private final CampaignDesk desk;
    private final ScreenRepository screens;
    private final CampaignBooking booking;
    private final BookingStates states;
    private final CurrentOperator operator;
    private final Language language;

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance list(List<Campaign> campaigns, Set<Campaign> running, LocalDate today);

        static native TemplateInstance form(CampaignForm.Editing editing);

        static native TemplateInstance detail(CampaignDesk.Sight sight);
    }

    CampaignPages(
            CampaignRepository campaigns,
            CampaignDesk desk,
            ScreenRepository screens,
            CampaignBooking booking,
            BookingStates states,
            CurrentOperator operator,
            Language language) {
        this.campaigns = campaigns;
        this.desk = desk;
        this.screens = screens;
        this.booking = booking;
        this.states = states;
        this.operator = operator;
        this.language = language;
    }

    @GET
    public TemplateInstance list() {
        List<Campaign> all = campaigns.all();
        return Templates.list(all, desk.running(all), desk.today());
    }

    @GET
    @Path("new")
    @RolesAllowed(Role.Names.SCHEDULER)
    public TemplateInstance blank() {
        return form(null, CampaignForm.blank(desk.today()), FormErrors.none());
    }

    @POST
    @RolesAllowed(Role.Names.SCHEDULER)
    public Response create(@BeanParam CampaignForm typed) {
        return save(null, typed, account -> booking.create(typed.facts(typed.code()), account));
    }

    @GET
    @Path("{code}/edit")
    @RolesAllowed(Role.Names.SCHEDULER)
    public TemplateInstance edit(String code) {
        return form(code, saved(known(code)), FormErrors.none());
    }

    @POST
    @Path("{code}")
    @RolesAllowed(Role.Names.SCHEDULER)
    public Response change(String code, @BeanParam CampaignForm typed) {
        known(code);
        return save(code, typed, account -> booking.change(code, typed.facts(code), typed.seenVersion(), account));
    }

    @GET
    @Path("{code}")
    public TemplateInstance detail(String code) {
        return Templates.detail(desk.sight(known(code), SpotForm.blank(), FormErrors.none()));
    }

    @POST
    @Path("{code}/submissions")
    @RolesAllowed({Role.Names.SUBMITTER, Role.Names.SCHEDULER})
    public Response submit(String code, @RestForm("mediaId") List<UUID> media) {
        Campaign campaign = known(code);
        return onDesk(campaign, SpotForm.blank(), () -> {
            if (media == null || media.isEmpty()) {
                throw Problem.of(ProblemType.NOTHING_CHOSEN);
            }
            booking.submitAll(campaign.id(), media, operator.account());
        });
    }

    @POST
    @Path("{code}/spots")
    @RolesAllowed(Role.Names.SCHEDULER)
    public Response book(String code, @BeanParam SpotForm typed) {
        Campaign campaign = known(code);
        return onDesk(
                campaign,
                typed,
                () -> booking.bookAll(
                        campaign.id(), typed.factsOfAll(CampaignDesk.zone(campaign)), operator.account()));
    }

    @POST
    @Path("{code}/spots/{id}/remove")
    @RolesAllowed(Role.Names.SCHEDULER)
    public Response remove(String code, UUID id, @RestForm Integer version) {
        Campaign campaign = known(code);
        int seen = version == null ? -1 : version;
        return onDesk(
                campaign, SpotForm.blank(), () -> booking.removeSpot(campaign.id(), id, seen, operator.account()));
    }

    private Response save(String code, CampaignForm typed, Function<CurrentOperator.Account, Campaign> deed) {
        try {
            Campaign saved = deed.apply(operator.account());
            return Response.seeOther(URI.create("/campaigns/" + saved.code())).build();
        } catch (ConstraintViolationException e) {
            return again(form(code, typed, FormErrors.of(e, "campaign", language)), 422);
        } catch (Problem problem) {
            if (problem.type() == ProblemType.CONFLICT) {
                return again(merging(known(code), typed, FormErrors.of(problem, FIELD_OF, language)), 409);
            }
            FormErrors errors = FormErrors.of(problem, FIELD_OF, language);
            return again(form(code, typed, errors), problem.type().status());
        }
    }

    /** What was typed stays, beside what the other changed: saving it is a choice made knowing of that. */
    private TemplateInstance merging(Campaign campaign, CampaignForm typed, FormErrors errors) {
        CampaignForm theirs = saved(campaign);
        Map<String, String> before = states.at(new Subject(campaign.id(), null), typed.seenVersion())
                .map(state -> TermsColumn.read(state.facts(), CampaignFacts.class))
                .map(facts -> CampaignForm.of(facts, "").rows())
                .orElse(null);
        return Templates.form(new CampaignForm.Editing(
                campaign.code(),
                typed.over(campaign.version()),
                screens.inUse(),
                errors.beside(before, theirs.rows(), typed.rows())));
    }

    private static CampaignForm saved(Campaign campaign) {
        return CampaignForm.of(CampaignFacts.of(campaign), Integer.toString(campaign.version()));
    }

    private Response onDesk(Campaign campaign, SpotForm typed, Runnable deed) {
        try {
            deed.run();
            return Response.seeOther(URI.create("/campaigns/" + campaign.code()))
                    .build();
        } catch (ConstraintViolationException e) {
            return again(Templates.detail(desk.sight(campaign, typed, FormErrors.of(e, "campaign", language))), 422);
        } catch (Problem problem) {
            FormErrors errors = FormErrors.of(problem, Map.of(), language);
            return again(
                    Templates.detail(desk.sight(campaign, typed, errors)),
                    problem.type().status());
        }
    }

    private static Response again(TemplateInstance page, int status) {
        return Response.status(status).entity(page).build();
    }

    private TemplateInstance form(String code, CampaignForm typed, FormErrors errors) {
        return Templates.form(new CampaignForm.Editing(code, typed, screens.inUse(), errors));
    }

    private Campaign known(String code) {
        return campaigns.byCode(code).orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
    }
}
