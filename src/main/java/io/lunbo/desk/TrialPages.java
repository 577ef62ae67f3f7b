package io.lunbo.desk;

import io.lunbo.access.CurrentOperator;
import io.lunbo.access.Role;
import io.lunbo.admission.BookingTrial;
import io.lunbo.campaign.Campaign;
import io.lunbo.campaign.CampaignRepository;
import io.lunbo.rulecheck.RuleLines;
import io.lunbo.web.Language;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** What a booking would do to the screens, said while it is typed; nothing of it is kept. */
@Path("/campaigns/{code}/trial")
@Produces(MediaType.TEXT_HTML)
public class TrialPages {
    private final CampaignRepository campaigns;
    private final BookingTrial trial;
    private final RuleLines lines;
    private final CurrentOperator operator;
    private final Language language;

    /** One screen, and which of its rules are not kept there. */
    record Tried(BookingTrial.OnScreen on, List<RuleLines.Line> rules) {}

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance trial(String refused, List<Tried> screens);

        private Templates() {}
    }

    TrialPages(
            CampaignRepository campaigns,
            BookingTrial trial,
            RuleLines lines,
            CurrentOperator operator,
            Language language) {
        this.campaigns = campaigns;
        this.trial = trial;
        this.lines = lines;
        this.operator = operator;
        this.language = language;
    }

    /** Always an answer to be shown: what cannot be booked is told beside the form, not as an error of the page. */
    @POST
    @RolesAllowed(Role.Names.SCHEDULER)
    public TemplateInstance of(String code, @BeanParam SpotForm typed) {
        Campaign campaign = campaigns.byCode(code).orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
        try {
            BookingTrial.Outcome outcome =
                    trial.of(campaign.id(), typed.facts(CampaignDesk.zone(campaign)), operator.account());
            String refused =
                    outcome.refused() == null ? null : outcome.refused().sentence(language);
            return Templates.trial(
                    refused,
                    outcome.screens().stream()
                            .map(one -> new Tried(
                                    one, lines.of(one.findings(), one.screen().timeZone())))
                            .toList());
        } catch (ConstraintViolationException e) {
            return Templates.trial(language.text("admission_not_yet"), List.of());
        } catch (Problem problem) {
            return Templates.trial(problem.sentence(language), List.of());
        }
    }
}
