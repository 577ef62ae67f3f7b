package io.lunbo.ruling;

import io.lunbo.rules.Finding;
import io.lunbo.rules.Rule;
import io.lunbo.rules.RuleKind;
import io.lunbo.rules.RuleValue;
import io.lunbo.web.Texts.Phrase;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Rules and findings in words, for whoever knows the reader's language. */
public final class RuleWords {
    private static final DateTimeFormatter AT = DateTimeFormatter.ofPattern("MM-dd HH:mm:ss");

    private RuleWords() {}

    /** What a rule demands. */
    public static Phrase demand(Rule rule) {
        return demand(rule.kind(), rule.value());
    }

    /** The same of a value that may be another now. */
    static Phrase demand(RuleKind kind, RuleValue value) {
        String name = kind.name().toLowerCase(Locale.ROOT);
        if (value instanceof RuleValue.Share share) {
            return new Phrase(
                    "rules_demand_share",
                    share.percent().toPlainString(),
                    new Phrase("rules_basis_" + share.basis().name().toLowerCase(Locale.ROOT)),
                    new Phrase("rules_window_" + share.window().name().toLowerCase(Locale.ROOT)));
        }
        return value.text().equals("closed")
                ? new Phrase("rules_never_" + name)
                : new Phrase("rules_demand_" + name, value.text());
    }

    /** What a booking would not keep: when it could be shown although the rule forbids it. */
    public static Phrase possible(Finding finding, ZoneId zone) {
        boolean timed = finding.item() != null && finding.measured() == null;
        String name = finding.rule().kind().name().toLowerCase(Locale.ROOT);
        return timed
                ? new Phrase(
                        "rules_may_" + name,
                        finding.item().title(),
                        finding.first().atZone(zone).format(AT),
                        demand(finding.rule()))
                : sentence(finding, zone);
    }

    /** Where a rule comes from, and whether anybody confirmed it. */
    public static Phrase source(Rule rule) {
        return rule.assumed()
                ? new Phrase("rules_source_assumed", rule.source())
                : new Phrase(
                        "rules_source_confirmed",
                        rule.source(),
                        rule.confirmed().name());
    }

    /** What is not kept, with numbers; times on the wall clock of that zone. */
    public static Phrase sentence(Finding finding, ZoneId zone) {
        String at = finding.first().atZone(zone).format(AT);
        String name = finding.rule().kind().name().toLowerCase(Locale.ROOT);
        Object demand = demand(finding.rule());
        if (finding.rule().value() instanceof RuleValue.Share share) {
            String measured = finding.measured().toPlainString();
            return share.window() == RuleValue.Window.DAY
                    ? new Phrase("rules_found_share", measured, demand)
                    : new Phrase("rules_found_share_hours", measured, demand, Integer.toString(finding.times()), at);
        }
        if (finding.measured() != null) {
            return new Phrase(
                    "rules_found_dwell",
                    finding.item().title(),
                    finding.measured().stripTrailingZeros().toPlainString(),
                    demand,
                    Integer.toString(finding.times()));
        }
        return new Phrase("rules_found_" + name, finding.item().title(), Integer.toString(finding.times()), at, demand);
    }
}
