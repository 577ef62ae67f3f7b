package io.lunbo.rules;

import io.lunbo.rules.JudgedDay.Item;
import io.lunbo.rules.JudgedDay.Shown;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/**
 * Whether enough is for the public benefit. Whole numbers only: what reaches the share exactly has reached it. Where nothing is
 * shown, nothing is missing.
 */
final class ShareJudgement {
    private static final long HOUR_MS = 3_600_000;
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final RuleValue.Share share;
    private final JudgedDay judged;
    private final Set<UUID> campaigns = new TreeSet<>();
    private int windows;
    private long firstMs;
    private BigDecimal least = HUNDRED;

    private ShareJudgement(RuleValue.Share share, JudgedDay judged) {
        this.share = share;
        this.judged = judged;
    }

    static Optional<Finding> of(Rule rule, RuleValue.Share share, JudgedDay judged) {
        ShareJudgement judgement = new ShareJudgement(share, judged);
        long dayMs = judged.day().lengthMs();
        long step = share.window() == RuleValue.Window.HOUR ? HOUR_MS : dayMs;
        for (long from = 0; from < dayMs; from += step) {
            long until = Math.min(dayMs, from + step);
            if (until > judged.fromMs()) {
                judgement.judge(from, until);
            }
        }
        return judgement.windows == 0
                ? Optional.empty()
                : Optional.of(new Finding(
                        rule,
                        null,
                        Set.copyOf(judgement.campaigns),
                        judgement.windows,
                        judged.day().toInstant(judgement.firstMs),
                        judgement.least));
    }

    private void judge(long fromMs, long untilMs) {
        long all = 0;
        long good = 0;
        Set<UUID> others = new TreeSet<>();
        for (Shown shown : judged.shown()) {
            long counted = counted(shown, fromMs, untilMs);
            Item item = judged.items().get(shown.item());
            all += counted;
            good += item.publicBenefit() ? counted : 0;
            if (counted > 0 && !item.publicBenefit() && item.campaign() != null) {
                others.add(item.campaign());
            }
        }
        BigDecimal reached = BigDecimal.valueOf(good).multiply(HUNDRED);
        if (all > 0 && reached.compareTo(share.percent().multiply(BigDecimal.valueOf(all))) < 0) {
            firstMs = windows == 0 ? fromMs : firstMs;
            windows++;
            campaigns.addAll(others);
            least = least.min(reached.divide(BigDecimal.valueOf(all), 2, RoundingMode.DOWN));
        }
    }

    private long counted(Shown shown, long fromMs, long untilMs) {
        if (share.basis() == RuleValue.Basis.PLAYS) {
            return shown.fromMs() >= fromMs && shown.fromMs() < untilMs ? 1 : 0;
        }
        return Math.max(0, Math.min(shown.untilMs(), untilMs) - Math.max(shown.fromMs(), fromMs));
    }
}
