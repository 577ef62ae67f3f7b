package io.lunbo.subscription;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;

/** When reports are due, and of which days. */
public enum Rhythm {
    DAILY,
    WEEKLY,
    MONTHLY,
    /** Once, on the day after the campaign's last. */
    AT_END;

    /** The days of a report, the last one inclusive. */
    public record Period(LocalDate from, LocalDate until) {}

    /** The first day after {@code today} on which a report is due; with {@code last} the campaign's last day, else null. */
    LocalDate after(LocalDate today, LocalDate last) {
        return switch (this) {
            case DAILY -> today.plusDays(1);
            case WEEKLY -> today.with(TemporalAdjusters.next(DayOfWeek.MONDAY));
            case MONTHLY -> today.with(TemporalAdjusters.firstDayOfNextMonth());
            case AT_END -> last != null && !last.isBefore(today) ? last.plusDays(1) : null;
        };
    }

    /** What a report is of that is due on a day. */
    Period before(LocalDate due, LocalDate first, LocalDate last) {
        LocalDate from = switch (this) {
            case DAILY -> due.minusDays(1);
            case WEEKLY -> due.minusWeeks(1);
            case MONTHLY -> due.minusMonths(1);
            case AT_END -> first;
        };
        LocalDate until = due.minusDays(1);
        return new Period(
                first != null && first.isAfter(from) ? first : from,
                last != null && last.isBefore(until) ? last : until);
    }

    /** The message bundle key of its word. */
    public String key() {
        return "subscription_rhythm_" + name().toLowerCase(Locale.ROOT);
    }
}
