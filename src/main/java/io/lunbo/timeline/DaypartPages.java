package io.lunbo.timeline;

import io.lunbo.access.CurrentOperator;
import io.lunbo.access.Role;
import io.lunbo.campaign.Campaign;
import io.lunbo.campaign.CampaignBooking;
import io.lunbo.campaign.CampaignFacts;
import io.lunbo.campaign.CampaignRepository;
import io.lunbo.campaign.Spot;
import io.lunbo.campaign.SpotFacts;
import io.lunbo.campaign.SpotRepository;
import io.lunbo.campaign.Targeting;
import io.lunbo.history.BookingStates;
import io.lunbo.history.BookingStates.Subject;
import io.lunbo.terms.CampaignTerms;
import io.lunbo.terms.SpotTerms;
import io.lunbo.terms.TermsColumn;
import io.lunbo.web.FormErrors;
import io.lunbo.web.Language;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Gives one daypart other hours, as its edges were dragged; the same rules hold as where it is typed. */
@Path("/timeline/dayparts")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed(Role.Names.SCHEDULER)
public class DaypartPages {
    private final CampaignRepository campaigns;
    private final SpotRepository spots;
    private final CampaignBooking booking;
    private final Targeting targeting;
    private final BookingStates states;
    private final CurrentOperator operator;
    private final Language language;

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance daypart(DaypartForm.Editing editing);
    }

    DaypartPages(
            CampaignRepository campaigns,
            SpotRepository spots,
            CampaignBooking booking,
            Targeting targeting,
            BookingStates states,
            CurrentOperator operator,
            Language language) {
        this.campaigns = campaigns;
        this.spots = spots;
        this.booking = booking;
        this.targeting = targeting;
        this.states = states;
        this.operator = operator;
        this.language = language;
    }

    /** What is refused is shown again with the reason; where somebody else changed it, with what that was. */
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response resize(@BeanParam DaypartForm form) {
        Campaign campaign = campaign(form);
        Spot spot = form.spot() == null ? null : spot(form, campaign);
        try {
            if (form.seenVersion() != version(campaign, spot)) {
                throw Problem.of(ProblemType.CONFLICT).with("currentVersion", version(campaign, spot));
            }
            if (spot == null) {
                resizeOfCampaign(campaign, form);
            } else {
                resizeOfSpot(spot, form);
            }
            return Response.seeOther(TimelinePages.address(form.back())).build();
        } catch (ConstraintViolationException e) {
            return again(form, FormErrors.of(e, "campaign", language), 422);
        } catch (Problem problem) {
            FormErrors errors = FormErrors.of(problem, Map.of(), language);
            return problem.type() == ProblemType.CONFLICT
                    ? merging(form, errors)
                    : again(form, errors, problem.type().status());
        }
    }

    private void resizeOfCampaign(Campaign campaign, DaypartForm form) {
        CampaignTerms terms = campaign.terms()
                .resized(form.name(), form.hours())
                .orElseThrow(() -> Problem.of(ProblemType.SPOT_DAYPART_UNKNOWN, form.name()));
        booking.change(campaign.code(), CampaignFacts.of(campaign).with(terms), form.seenVersion(), operator.account());
    }

    private void resizeOfSpot(Spot spot, DaypartForm form) {
        SpotTerms terms = spot.terms()
                .resized(form.was(), form.hours())
                .orElseThrow(() -> Problem.of(ProblemType.SPOT_DAYPART_UNKNOWN, form.was()));
        booking.changeSpot(
                spot.campaign().id(),
                spot.id(),
                SpotFacts.of(spot).with(terms),
                form.seenVersion(),
                operator.account());
    }

    /** The new hours stay, beside what the other changed: saving them is a choice made knowing of that, and keeps the other's. */
    private Response merging(DaypartForm form, FormErrors errors) {
        Campaign campaign = campaign(form);
        Spot spot = form.spot() == null ? null : spot(form, campaign);
        Subject subject = new Subject(campaign.id(), form.spot());
        Map<String, String> before = states.at(subject, form.seenVersion())
                .map(state -> spot == null
                        ? rows(TermsColumn.read(state.facts(), CampaignFacts.class))
                        : rows(TermsColumn.read(state.facts(), SpotFacts.class)))
                .orElse(null);
        Map<String, String> theirs = spot == null ? rows(CampaignFacts.of(campaign)) : rows(SpotFacts.of(spot));
        Map<String, String> yours = spot == null
                ? rows(CampaignFacts.of(campaign)
                        .with(campaign.terms()
                                .resized(form.name(), form.hours())
                                .orElse(campaign.terms())))
                : rows(SpotFacts.of(spot)
                        .with(spot.terms().resized(form.was(), form.hours()).orElse(spot.terms())));
        DaypartForm over = form.over(version(campaign, spot), current(form, spot));
        return again(over, errors.beside(before, theirs, yours), ProblemType.CONFLICT.status());
    }

    /** A window that somebody else changed is the spot's only one, or it is not known which it was. */
    private static String current(DaypartForm form, Spot spot) {
        List<String> windows = spot == null ? List.of() : spot.terms().windows();
        return windows.size() == 1 ? windows.get(0) : form.was();
    }

    private static Map<String, String> rows(CampaignFacts facts) {
        Map<String, String> rows = new LinkedHashMap<>();
        rows.put("campaign_name", facts.name());
        rows.put("campaign_from", facts.from().toString());
        rows.put("campaign_until", facts.until().toString());
        rows.put(
                "campaign_dayparts",
                facts.terms().dayparts().stream()
                        .map(one -> one.name() + " " + one.hours())
                        .collect(Collectors.joining("; ")));
        rows.put("campaign_screens", String.join(", ", new TreeSet<>(facts.screens())));
        return rows;
    }

    private static Map<String, String> rows(SpotFacts facts) {
        Map<String, String> rows = new LinkedHashMap<>();
        rows.put("campaign_dayparts", String.join(", ", facts.terms().dayparts()));
        rows.put("campaign_windows", String.join("; ", facts.terms().windows()));
        rows.put("campaign_screens", String.join(", ", new TreeSet<>(facts.screens())));
        return rows;
    }

    private Response again(DaypartForm form, FormErrors errors, int status) {
        Campaign campaign = campaign(form);
        Spot spot = form.spot() == null ? null : spot(form, campaign);
        int screens = (spot == null ? targeting.screensOf(campaign) : targeting.screensOf(spot)).size();
        return Response.status(status)
                .entity(Templates.daypart(new DaypartForm.Editing(form, campaign, spot, screens, errors)))
                .build();
    }

    private static int version(Campaign campaign, Spot spot) {
        return spot == null ? campaign.version() : spot.version();
    }

    private Campaign campaign(DaypartForm form) {
        return campaigns.byCode(form.campaign()).orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
    }

    private Spot spot(DaypartForm form, Campaign campaign) {
        return spots.of(campaign).stream()
                .filter(spot -> spot.id().equals(form.spot()))
                .findFirst()
                .orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
    }
}
