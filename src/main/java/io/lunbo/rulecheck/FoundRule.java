package io.lunbo.rulecheck;

import io.lunbo.rules.Finding;
import io.lunbo.rules.RuleKind;
import io.lunbo.screen.Screen;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A rule that is not kept, as JSON says it.
 *
 * @param screen the screen's code
 * @param date the day
 * @param rule the rule's id
 * @param kind what the rule is about
 * @param demand what it demands, as profiles write it
 * @param source where it comes from
 * @param assumed whether nobody has confirmed it
 * @param refused whether what breaks it is refused
 * @param overruled whether somebody let it be
 * @param spot the booking that breaks it; null where it is not one
 * @param title what that shows
 * @param times how many plays break it, or in how many windows a share is not reached
 * @param first the first instant
 * @param measured the least share in percent, or the seconds of standing; null where nothing is measured
 */
@Schema(name = "RuleFinding")
public record FoundRule(
        String screen,
        LocalDate date,
        UUID rule,
        RuleKind kind,
        String demand,
        String source,
        boolean assumed,
        boolean refused,
        boolean overruled,
        UUID spot,
        String title,
        int times,
        Instant first,
        BigDecimal measured) {
    static FoundRule of(Finding finding, Screen screen, LocalDate date, boolean overruled) {
        return new FoundRule(
                screen.code(),
                date,
                finding.rule().id(),
                finding.rule().kind(),
                finding.rule().value().text(),
                finding.rule().source(),
                finding.rule().assumed(),
                finding.rule().refused(),
                overruled,
                finding.item() == null ? null : finding.item().spot(),
                finding.item() == null ? null : finding.item().title(),
                finding.times(),
                finding.first(),
                finding.measured());
    }
}
