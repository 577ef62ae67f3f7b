package io.lunbo.rulecheck;

import io.lunbo.access.CurrentOperator.Account;
import io.lunbo.daypart.LocalDayTimeline;
import io.lunbo.dayplan.SheetContent;
import io.lunbo.rules.Finding;
import io.lunbo.rules.Rule;
import io.lunbo.ruling.OverruleRepository;
import io.lunbo.ruling.RuleProfile;
import io.lunbo.ruling.RuleProfileRepository;
import io.lunbo.schedule.Sheet;
import io.lunbo.schedule.SheetGate;
import io.lunbo.screen.Screen;
import io.lunbo.screen.ScreenRepository;
import io.lunbo.web.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Lets nothing be published that breaks a rule that refuses, unless somebody let that be. What was played is not judged again. */
@ApplicationScoped
class PublishingRules implements SheetGate {
    private static final int LISTED = 100;

    private final RuleProfileRepository profiles;
    private final OverruleRepository overrules;
    private final ScreenRepository screens;
    private final RuledDays ruledDays;

    PublishingRules(
            RuleProfileRepository profiles,
            OverruleRepository overrules,
            ScreenRepository screens,
            RuledDays ruledDays) {
        this.profiles = profiles;
        this.overrules = overrules;
        this.screens = screens;
        this.ruledDays = ruledDays;
    }

    @Override
    public void admit(List<Sheet> drafts, Account actor, Instant now) {
        Function<Screen, RuleProfile> profileOf = profiles.ofAll();
        List<FoundRule> found = new ArrayList<>();
        Problem refusal = null;
        for (Sheet draft : drafts) {
            Screen screen = screens.findById(draft.screenId());
            List<Rule> rules = profileOf.apply(screen).refusing();
            if (rules.isEmpty()) {
                continue;
            }
            SheetContent content = SheetContent.read(draft.gzipBody());
            long played = new LocalDayTimeline(content.date(), content.timeZone()).toElapsedMs(now);
            for (Finding finding : ruledDays.findings(screen, content, rules, Math.max(0, played))) {
                if (!overrules.lets(screen, finding)) {
                    refusal = refusal == null ? BookingRules.refusal(finding, screen, draft.date(), false) : refusal;
                    found.add(FoundRule.of(finding, screen, draft.date(), false));
                }
            }
        }
        if (refusal != null) {
            throw refusal.with("findings", found.subList(0, Math.min(LISTED, found.size())));
        }
    }
}
