package io.lunbo.rules;

import io.lunbo.daypart.LocalDayTimeline;
import io.lunbo.daypart.LocalDayTimeline.Stretch;
import io.lunbo.daypart.WeeklyHours;
import io.lunbo.rules.JudgedDay.Item;
import io.lunbo.rules.JudgedDay.Shown;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;

/** Judges what a screen shows on a day: the same day and rules always give the same findings, in the order of the rules. */
public final class Judgement {
    private static final long OUTSIDE_NOWHERE = -1;

    private final JudgedDay judged;
    private final LocalDayTimeline day;
    private final List<Finding> findings = new ArrayList<>();

    private Judgement(JudgedDay judged) {
        this.judged = judged;
        this.day = judged.day();
    }

    /** What is not kept; a rule that no plan can break is never found. */
    public static List<Finding> of(List<Rule> rules, JudgedDay judged) {
        Judgement judgement = new Judgement(judged);
        rules.forEach(judgement::judge);
        return List.copyOf(judgement.findings);
    }

    private void judge(Rule rule) {
        if (rule.value() instanceof RuleValue.Within within) {
            switch (rule.kind()) {
                case HOURS -> within(rule, within.hours(), item -> true, List.of(new Stretch(0, day.lengthMs())));
                case MOTION -> within(rule, within.hours(), Item::moving, List.of(new Stretch(0, day.lengthMs())));
                default -> within(rule, within.hours(), Item::sounding, judged.loud());
            }
        } else if (rule.value() instanceof RuleValue.Share share) {
            ShareJudgement.of(rule, share, judged).ifPresent(findings::add);
        } else if (rule.kind() == RuleKind.DWELL && rule.value() instanceof RuleValue.Number least) {
            dwell(rule, least.value());
        }
    }

    /** Each item of that sort is shown, while {@code counting}, only in those hours. */
    private void within(Rule rule, WeeklyHours hours, Predicate<Item> sort, List<Stretch> counting) {
        List<Stretch> allowed = day.stretches(hours);
        for (int i = 0; i < judged.items().size(); i++) {
            if (!sort.test(judged.items().get(i))) {
                continue;
            }
            int times = 0;
            long first = Long.MAX_VALUE;
            for (Shown shown : of(i)) {
                long outside = counting.stream()
                        .mapToLong(part -> outside(
                                Math.max(shown.fromMs(), part.fromMs()),
                                Math.min(shown.untilMs(), part.untilMs()),
                                allowed))
                        .filter(at -> at != OUTSIDE_NOWHERE)
                        .min()
                        .orElse(OUTSIDE_NOWHERE);
                if (outside != OUTSIDE_NOWHERE) {
                    times++;
                    first = Math.min(first, outside);
                }
            }
            if (times > 0) {
                find(rule, judged.items().get(i), times, first, null);
            }
        }
    }

    private void dwell(Rule rule, int leastSeconds) {
        for (int i = 0; i < judged.items().size(); i++) {
            Item item = judged.items().get(i);
            List<Shown> shown = of(i);
            if (item.stillMs() != null && item.stillMs() < leastSeconds * 1000L && !shown.isEmpty()) {
                long first = shown.stream().mapToLong(Shown::fromMs).min().orElseThrow();
                find(rule, item, shown.size(), first, BigDecimal.valueOf(item.stillMs(), 3));
            }
        }
    }

    private List<Shown> of(int item) {
        return judged.shown().stream()
                .filter(shown -> shown.item() == item && shown.fromMs() >= judged.fromMs())
                .toList();
    }

    private void find(Rule rule, Item item, int times, long firstMs, BigDecimal measured) {
        Set<UUID> campaigns = item.campaign() == null ? Set.of() : Set.of(item.campaign());
        findings.add(new Finding(rule, item, campaigns, times, day.toInstant(firstMs), measured));
    }

    /** The first millisecond of a range that lies in none of the stretches, which are in order and do not touch. */
    private static long outside(long fromMs, long untilMs, List<Stretch> allowed) {
        long at = fromMs;
        for (Stretch stretch : allowed) {
            if (stretch.fromMs() <= at && at < stretch.untilMs()) {
                at = stretch.untilMs();
            }
        }
        return at < untilMs ? at : OUTSIDE_NOWHERE;
    }
}
