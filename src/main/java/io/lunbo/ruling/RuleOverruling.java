package io.lunbo.ruling;

import io.lunbo.access.CurrentOperator.Account;
import io.lunbo.audit.AuditTrail;
import io.lunbo.audit.Change;
import io.lunbo.campaign.Campaign;
import io.lunbo.campaign.CampaignRepository;
import io.lunbo.history.BookingStates;
import io.lunbo.rules.Rule;
import io.lunbo.screen.Screen;
import io.lunbo.screen.ScreenRepository;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.lunbo.web.Texts.Phrase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;

/** Lets a campaign break a rule on a screen, with a reason, and takes that back. */
@ApplicationScoped
public class RuleOverruling {
    private static final int LONGEST_REASON = 500;

    private final ScreenRepository screens;
    private final CampaignRepository campaigns;
    private final RuleProfileRepository profiles;
    private final OverruleRepository overrules;
    private final BookingStates states;
    private final AuditTrail auditTrail;
    private final Clock clock;

    RuleOverruling(
            ScreenRepository screens,
            CampaignRepository campaigns,
            RuleProfileRepository profiles,
            OverruleRepository overrules,
            BookingStates states,
            AuditTrail auditTrail,
            Clock clock) {
        this.screens = screens;
        this.campaigns = campaigns;
        this.profiles = profiles;
        this.overrules = overrules;
        this.states = states;
        this.auditTrail = auditTrail;
        this.clock = clock;
    }

    /**
     * Lets it be. Refused to whoever booked or changed anything in that campaign, for a rule that only warns, and without a
     * reason.
     */
    @Transactional
    public Overrule overrule(String screenCode, UUID ruleId, String campaignCode, String reason, Account actor) {
        Screen screen = screens.byCode(screenCode).orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
        Campaign campaign = campaigns
                .byCode(campaignCode == null ? "" : campaignCode)
                .orElseThrow(() -> Problem.of(ProblemType.RULE_CAMPAIGN_UNKNOWN, String.valueOf(campaignCode)));
        Rule rule = profiles.of(screen)
                .rule(ruleId)
                .filter(Rule::refused)
                .orElseThrow(() -> Problem.of(ProblemType.RULE_NOT_OVERRULABLE, screen.name()));
        if (reason == null || reason.isBlank() || reason.length() > LONGEST_REASON) {
            throw Problem.of(ProblemType.RULE_OVERRULE_REASON);
        }
        if (states.since(campaign.id(), Instant.EPOCH).stream()
                .anyMatch(state -> state.operatorId().equals(actor.id()))) {
            throw Problem.of(ProblemType.RULE_OVERRULE_OWN, campaign.name());
        }
        if (overrules.of(screen).stream().anyMatch(one -> one.lets(rule, campaign.id()))) {
            throw Problem.of(
                    ProblemType.RULE_OVERRULED_ALREADY, new Phrase(rule.kind().key()), campaign.name());
        }
        Overrule made =
                new Overrule(screen.id(), campaign.id(), rule, reason.strip()).by(actor.id(), actor.name(), now());
        overrules.persistAndFlush(made);
        auditTrail.record(
                actor.id(),
                "rule.overrule",
                "screen:" + screenCode,
                Change.made(Map.of(
                        "rule", rule.kind() + " " + rule.value().text(),
                        "campaign", campaign.code(),
                        "reason", made.reason())));
        return made;
    }

    /** Takes it back: what is booked stays booked, but nothing that breaks the rule is published any more. */
    @Transactional
    public void revoke(String screenCode, UUID id, Account actor) {
        Screen screen = screens.byCode(screenCode).orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
        Overrule made = overrules
                .findByIdOptional(id)
                .filter(one -> one.screenId().equals(screen.id()) && one.revokedAt() == null)
                .orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
        made.revoke(actor.name(), now());
        auditTrail.record(
                actor.id(),
                "rule.revoke-overrule",
                "screen:" + screenCode,
                Change.removed(Map.of("rule", made.kind() + " " + made.demand(), "reason", made.reason())));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
