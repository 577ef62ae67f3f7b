package io.lunbo.rulecheck;

import io.lunbo.access.CurrentOperator;
import io.lunbo.access.Role;
import io.lunbo.campaign.Campaign;
import io.lunbo.campaign.CampaignRepository;
import io.lunbo.rulecheck.RuleLines.Line;
import io.lunbo.rulecheck.ScreenDayRules.OnDate;
import io.lunbo.rulecheck.ScreenDayRules.Ruled;
import io.lunbo.rules.Rule;
import io.lunbo.rules.RuleKind;
import io.lunbo.ruling.Overrule;
import io.lunbo.ruling.OverruleRepository;
import io.lunbo.ruling.RuleOverruling;
import io.lunbo.ruling.RuleWords;
import io.lunbo.screen.Screen;
import io.lunbo.screen.ScreenRepository;
import io.lunbo.web.Language;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.lunbo.web.WireTime;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;

/** Which rules hold on a screen on a date, what does not keep them, and what was overruled. */
@Path("/screens/{code}/rules")
@Authenticated
@Produces(MediaType.TEXT_HTML)
public class ScreenRulePages {
    private final ScreenRepository screens;
    private final CampaignRepository campaigns;
    private final ScreenDayRules dayRules;
    private final RuleLines lines;
    private final OverruleRepository overrules;
    private final RuleOverruling overruling;
    private final CurrentOperator operator;
    private final Language language;
    private final Clock clock;

    /** A rule in words. */
    record RuleLine(Rule rule, String demand, List<String> times) {}

    /** What was overruled, in words. */
    record OverruleLine(Overrule made, String kindKey, String campaign) {}

    /** What was typed to overrule a rule, and why it was refused; null where nothing was. */
    record Typed(String rule, String campaign, String reason, String error) {}

    /** The page. */
    record Sight(
            Ruled day,
            List<RuleLine> rules,
            List<Line> found,
            List<OverruleLine> overrules,
            List<RuleLine> refusing,
            List<Campaign> campaigns,
            Typed typed,
            boolean writable) {
        public LocalDate earlier() {
            return day.date().minusDays(1);
        }

        public LocalDate later() {
            return day.date().plusDays(1);
        }
    }

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance day(Sight sight);

        private Templates() {}
    }

    ScreenRulePages(
            ScreenRepository screens,
            CampaignRepository campaigns,
            ScreenDayRules dayRules,
            RuleLines lines,
            OverruleRepository overrules,
            RuleOverruling overruling,
            CurrentOperator operator,
            Language language,
            Clock clock) {
        this.screens = screens;
        this.campaigns = campaigns;
        this.dayRules = dayRules;
        this.lines = lines;
        this.overrules = overrules;
        this.overruling = overruling;
        this.operator = operator;
        this.language = language;
        this.clock = clock;
    }

    /** The day; today in the screen's zone where none is named. */
    @GET
    @Transactional
    public TemplateInstance day(String code, @RestQuery LocalDate date) {
        return page(code, WireTime.ofCalendar(date), new Typed(null, null, "", null));
    }

    /** Lets a campaign break a rule here. */
    @POST
    @Path("overrules")
    @RolesAllowed(Role.Names.ADMINISTRATOR)
    public Response overrule(String code, @RestForm String rule, @RestForm String campaign, @RestForm String reason) {
        try {
            overruling.overrule(code, id(rule), campaign, reason, operator.account());
            return back(code);
        } catch (Problem problem) {
            Typed typed = new Typed(rule, campaign, reason, problem.sentence(language));
            return Response.status(problem.type().status())
                    .entity(page(code, null, typed))
                    .build();
        }
    }

    /** Takes it back. */
    @POST
    @Path("overrules/{id}/revoke")
    @RolesAllowed(Role.Names.ADMINISTRATOR)
    public Response revoke(String code, UUID id) {
        overruling.revoke(code, id, operator.account());
        return back(code);
    }

    private static Response back(String code) {
        return Response.seeOther(URI.create("/screens/" + code + "/rules#overrules"))
                .build();
    }

    /** What is no id is the id of no rule. */
    private static UUID id(String typed) {
        boolean readable = typed != null && typed.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
        return readable ? UUID.fromString(typed) : new UUID(0, 0);
    }

    private TemplateInstance page(String code, LocalDate date, Typed typed) {
        Screen screen = screens.byCode(code).orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
        Ruled ruled = dayRules.of(screen, known(screen, date));
        List<RuleLine> rules = ruled.rules().stream().map(this::line).toList();
        boolean writable = operator.is(Role.Names.ADMINISTRATOR);
        return Templates.day(new Sight(
                ruled,
                rules,
                lines.found(ruled.found(), screen.timeZone()),
                overrules.of(screen).stream().map(this::line).toList(),
                rules.stream()
                        .filter(line ->
                                line.rule().refused() && line.rule().kind().judged())
                        .toList(),
                writable
                        ? campaigns.all().stream()
                                .filter(campaign -> !campaign.template() && campaign.isFor(screen))
                                .toList()
                        : List.of(),
                typed,
                writable));
    }

    private LocalDate known(Screen screen, LocalDate date) {
        return ScreenRuleResource.dayOf(screen, date, clock);
    }

    private RuleLine line(OnDate rule) {
        return new RuleLine(rule.rule(), language.text(RuleWords.demand(rule.rule())), rule.times());
    }

    private OverruleLine line(Overrule made) {
        Campaign campaign = campaigns.findById(made.campaignId());
        return new OverruleLine(made, RuleKind.valueOf(made.kind()).key(), campaign == null ? "" : campaign.name());
    }
}
