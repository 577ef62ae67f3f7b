package io.lunbo.rulecheck;

import io.lunbo.access.CurrentOperator;
import io.lunbo.access.Role;
import io.lunbo.rules.Rule;
import io.lunbo.ruling.Overrule;
import io.lunbo.ruling.OverruleRepository;
import io.lunbo.ruling.ProfileKeeping;
import io.lunbo.ruling.ProfileResource.RuleDocument;
import io.lunbo.ruling.RuleOverruling;
import io.lunbo.screen.Screen;
import io.lunbo.screen.ScreenRepository;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.quarkus.security.Authenticated;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

/** The rules of a screen as JSON: which hold, what does not keep them, what is overruled. */
@Path("/api/v1/screens/{code}")
@Authenticated
public class ScreenRuleResource {
    private final ScreenRepository screens;
    private final ScreenDayRules dayRules;
    private final OverruleRepository overrules;
    private final RuleOverruling overruling;
    private final ProfileKeeping keeping;
    private final CurrentOperator operator;
    private final Clock clock;

    /**
     * A rule on a date.
     *
     * @param times its hours on the wall clock of that date; empty: never; absent: it has no hours
     */
    @Schema(name = "RuleOnDate")
    public record RuleOnDate(RuleDocument rule, List<String> times) {}

    /**
     * A screen's day under its rules.
     *
     * @param profile the code of the profile that it goes by
     * @param sheet the version that was judged; absent where none is built: then it is what is booked
     */
    @Schema(name = "ScreenDayRules")
    public record DayDocument(
            String screen,
            LocalDate date,
            String profile,
            List<RuleOnDate> rules,
            UUID sheet,
            List<FoundRule> findings) {}

    /** The profile that a screen is to go by. */
    @Schema(name = "ScreenRuleProfile")
    public record ProfileChoice(@NotNull String profile) {}

    /**
     * What is overruled.
     *
     * @param rule the rule's id
     * @param campaign the campaign's code
     * @param reason why
     */
    @Schema(name = "OverruleBody")
    public record OverruleBody(
            @NotNull UUID rule,
            @NotNull String campaign,
            @NotNull String reason) {}

    /**
     * What was overruled.
     *
     * @param campaign the campaign's id
     * @param demand what the rule demanded then: another demand is not overruled
     * @param revokedAt when it was taken back; absent: it holds
     */
    @Schema(name = "OverruleDocument")
    public record OverruleDocument(
            UUID id,
            UUID campaign,
            String kind,
            String demand,
            String reason,
            String madeBy,
            Instant madeAt,
            String revokedBy,
            Instant revokedAt) {
        static OverruleDocument of(Overrule made) {
            return new OverruleDocument(
                    made.id(),
                    made.campaignId(),
                    made.kind(),
                    made.demand(),
                    made.reason(),
                    made.madeName(),
                    made.madeAt(),
                    made.revokedName(),
                    made.revokedAt());
        }
    }

    /** All that was overruled on a screen, the newest first. */
    @Schema(name = "OverruleList")
    public record OverruleList(List<OverruleDocument> items) {}

    ScreenRuleResource(
            ScreenRepository screens,
            ScreenDayRules dayRules,
            OverruleRepository overrules,
            RuleOverruling overruling,
            ProfileKeeping keeping,
            CurrentOperator operator,
            Clock clock) {
        this.screens = screens;
        this.dayRules = dayRules;
        this.overrules = overrules;
        this.overruling = overruling;
        this.keeping = keeping;
        this.operator = operator;
        this.clock = clock;
    }

    @GET
    @Path("rules")
    @Operation(summary = "Which rules hold on a screen on a date, today by default, and what does not keep them")
    @Transactional
    public DayDocument rules(String code, @RestQuery LocalDate date) {
        Screen screen = known(code);
        ScreenDayRules.Ruled ruled = dayRules.of(screen, dayOf(screen, date, clock));
        return new DayDocument(
                code,
                ruled.date(),
                ruled.profile().code(),
                ruled.rules().stream()
                        .map(one -> new RuleOnDate(document(one.rule()), one.times()))
                        .toList(),
                ruled.sheet() == null ? null : ruled.sheet().id(),
                ruled.found().stream()
                        .map(one -> FoundRule.of(one.finding(), screen, ruled.date(), one.letBe()))
                        .toList());
    }

    @PUT
    @Path("rule-profile")
    @Operation(summary = "Let a screen go by a rule profile")
    @RolesAllowed(Role.Names.ADMINISTRATOR)
    public void assign(String code, @NotNull ProfileChoice body) {
        if (body.profile() == null) {
            throw Problem.of(ProblemType.RULE_PROFILE_UNKNOWN, "");
        }
        keeping.assign(code, body.profile(), operator.account());
    }

    @DELETE
    @Path("rule-profile")
    @Operation(summary = "Let a screen go by the standard rule profile")
    @RolesAllowed(Role.Names.ADMINISTRATOR)
    public void unassign(String code) {
        keeping.assign(code, null, operator.account());
    }

    @GET
    @Path("rule-overrules")
    @Operation(summary = "What was overruled on a screen, the newest first")
    @Transactional
    public OverruleList overruled(String code) {
        return new OverruleList(
                overrules.of(known(code)).stream().map(OverruleDocument::of).toList());
    }

    @POST
    @Path("rule-overrules")
    @Operation(summary = "Let a campaign break a rule on a screen")
    @Produces(MediaType.APPLICATION_JSON)
    @APIResponseSchema(value = OverruleDocument.class, responseCode = "201")
    @RolesAllowed(Role.Names.ADMINISTRATOR)
    public RestResponse<OverruleDocument> overrule(String code, @NotNull OverruleBody body) {
        if (body.rule() == null) {
            throw Problem.of(ProblemType.RULE_NOT_OVERRULABLE, known(code).name());
        }
        Overrule made = overruling.overrule(code, body.rule(), body.campaign(), body.reason(), operator.account());
        return RestResponse.status(RestResponse.Status.CREATED, OverruleDocument.of(made));
    }

    @DELETE
    @Path("rule-overrules/{id}")
    @Operation(summary = "Take an overruling back")
    @RolesAllowed(Role.Names.ADMINISTRATOR)
    public void revoke(String code, UUID id) {
        overruling.revoke(code, id, operator.account());
    }

    private Screen known(String code) {
        return screens.byCode(code).orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
    }

    private static RuleDocument document(Rule rule) {
        return RuleDocument.of(rule);
    }

    /** A day that is asked for, today where none is; a problem for one that no calendar of ours has. */
    static LocalDate dayOf(Screen screen, LocalDate asked, Clock clock) {
        if (asked != null && (asked.getYear() < 1900 || asked.getYear() >= 3000)) {
            throw Problem.of(ProblemType.NOT_FOUND);
        }
        return asked == null ? LocalDate.ofInstant(clock.instant(), screen.timeZone()) : asked;
    }
}
