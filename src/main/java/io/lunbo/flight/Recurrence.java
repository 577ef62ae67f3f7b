package io.lunbo.flight;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.TimeZone;
import org.dmfs.rfc5545.DateTime;
import org.dmfs.rfc5545.recur.InvalidRecurrenceRuleException;
import org.dmfs.rfc5545.recur.RecurrenceRule;
import org.dmfs.rfc5545.recur.RecurrenceRuleIterator;

/**
 * A time that comes again by a rule of RFC 5545, on a wall clock without a zone.
 *
 * @param from when it is for the first time (DTSTART)
 * @param rule e.g. {@code FREQ=MINUTELY;INTERVAL=10;COUNT=4}
 */
public record Recurrence(LocalDateTime from, String rule) {
    /** More on one day is no plan for a screen. */
    public static final int MOST_A_DAY = 1440;

    private static final int MOST_STEPS = 500_000;

    /** Reads the rule; an {@link IllegalArgumentException} where it is none, or comes every second. */
    public Recurrence {
        if (parsed(rule).getFreq() == org.dmfs.rfc5545.recur.Freq.SECONDLY) {
            throw new IllegalArgumentException(rule);
        }
    }

    private static RecurrenceRule parsed(String rule) {
        try {
            return new RecurrenceRule(rule.strip().replaceFirst("^RRULE:", ""), RecurrenceRule.RfcMode.RFC5545_STRICT);
        } catch (InvalidRecurrenceRuleException | IllegalArgumentException e) {
            throw new IllegalArgumentException(rule, e);
        }
    }

    /** The times of one date, ascending; an {@link IllegalArgumentException} where they are too many or not to be found. */
    public List<LocalTime> on(LocalDate date) {
        List<LocalTime> times = new ArrayList<>();
        if (date.isBefore(from.toLocalDate())) {
            return times;
        }
        RecurrenceRule parsed = parsed(rule);
        long begin = date.atStartOfDay().toInstant(ZoneOffset.UTC).toEpochMilli();
        long end = date.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC).toEpochMilli();
        RecurrenceRuleIterator all = parsed.iterator(start(parsed));
        if (parsed.getCount() == null && begin > from.toInstant(ZoneOffset.UTC).toEpochMilli()) {
            all.fastForward(begin); // a counted rule has to be counted
        }
        for (int step = 0; all.hasNext(); step++) {
            long at = all.nextMillis();
            if (at >= end) {
                break;
            }
            if (at >= begin) {
                times.add(LocalDateTime.ofEpochSecond(at / 1000, 0, ZoneOffset.UTC)
                        .toLocalTime());
            }
            if (step > MOST_STEPS || times.size() > MOST_A_DAY) {
                throw new IllegalArgumentException(rule);
            }
        }
        return times;
    }

    /** An end that is written with a zone needs a beginning with one. */
    private DateTime start(RecurrenceRule parsed) {
        boolean floating = parsed.getUntil() == null || parsed.getUntil().isFloating();
        TimeZone zone = floating ? null : DateTime.UTC;
        return new DateTime(
                zone,
                from.getYear(),
                from.getMonthValue() - 1,
                from.getDayOfMonth(),
                from.getHour(),
                from.getMinute(),
                from.getSecond());
    }

    /** The same, so many days later. */
    public Recurrence movedBy(long days) {
        return new Recurrence(from.plusDays(days), rule);
    }
}
