package io.lunbo.daypart;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import static java.util.Objects.requireNonNull;

/**
 * One local date in one zone as a line of elapsed milliseconds, beginning with the instant that begins the date. It is 23, 24 or 25 hours
 * long where the clocks change.
 */
public record LocalDayTimeline(LocalDate date, ZoneId zone) {

    /** A range {@code [fromMs, untilMs)} of the line. */
    public record Stretch(long fromMs, long untilMs) {

        public Stretch {
            if (untilMs <= fromMs) {
                throw new IllegalArgumentException(
                        "A stretch must end after it begins, but was [" + fromMs + ", " + untilMs + ")");
            }
        }

        public long lengthMs() {
            return untilMs - fromMs;
        }
    }

    public LocalDayTimeline {
        requireNonNull(date, "date is null");
        requireNonNull(zone, "zone is null");
    }

    /** The date of the line that the instant is on. */
    public static LocalDayTimeline containing(Instant instant, ZoneId zone) {
        return new LocalDayTimeline(LocalDate.ofInstant(instant, zone), zone);
    }

    public Instant startOfDay() {
        return date.atStartOfDay(zone).toInstant();
    }

    public long lengthMs() {
        return toElapsedMs(date.plusDays(1).atStartOfDay(zone).toInstant());
    }

    public Instant toInstant(long elapsedMs) {
        return startOfDay().plusMillis(elapsedMs);
    }

    public long toElapsedMs(Instant instant) {
        return instant.toEpochMilli() - startOfDay().toEpochMilli();
    }

    /** When the wall clock shows the time: for a skipped time the change of the clocks, for a doubled one its first occurrence. */
    public long toElapsedMs(LocalTime time) {
        LocalDateTime local = date.atTime(time);
        ZoneOffsetTransition change = zone.getRules().getTransition(local);
        boolean skipped = change != null && change.isGap();
        Instant instant = skipped
                ? change.getInstant()
                : local.atZone(zone).withEarlierOffsetAtOverlap().toInstant();
        return Math.max(0, toElapsedMs(instant));
    }

    public ZonedDateTime toZoned(long elapsedMs) {
        return toInstant(elapsedMs).atZone(zone);
    }

    /** The opening hours of this date, and what the day before leaves open after midnight. */
    public List<Stretch> stretches(WeeklyHours hours) {
        return stretches(OpeningHours.of(hours));
    }

    /** The same where dates may be exceptions. */
    public List<Stretch> stretches(OpeningHours hours) {
        List<Stretch> stretches = new ArrayList<>();
        for (Daypart daypart : hours.on(date.minusDays(1))) {
            if (daypart.wrapsMidnight()) {
                add(stretches, 0, toElapsedMs(daypart.until()));
            }
        }
        for (Daypart daypart : hours.on(date)) {
            add(stretches, toElapsedMs(daypart.from()), endOf(daypart));
        }
        return merged(stretches);
    }

    /** Dayparts that hold on every date: one that wraps over midnight is both at the beginning and at the end of the line. */
    public List<Stretch> stretches(List<Daypart> dayparts) {
        return stretches(WeeklyHours.daily(dayparts.toArray(Daypart[]::new)));
    }

    /** What is in both. */
    public static List<Stretch> intersection(List<Stretch> some, List<Stretch> others) {
        List<Stretch> common = new ArrayList<>();
        for (Stretch one : some) {
            for (Stretch other : others) {
                add(common, Math.max(one.fromMs, other.fromMs), Math.min(one.untilMs, other.untilMs));
            }
        }
        return merged(common);
    }

    private long endOf(Daypart daypart) {
        return daypart.until().isAfter(daypart.from()) ? toElapsedMs(daypart.until()) : lengthMs();
    }

    private static void add(List<Stretch> stretches, long fromMs, long untilMs) {
        if (untilMs > fromMs) {
            stretches.add(new Stretch(fromMs, untilMs));
        }
    }

    private static List<Stretch> merged(List<Stretch> stretches) {
        List<Stretch> merged = new ArrayList<>();
        for (Stretch next : stretches.stream()
                .sorted(Comparator.comparingLong(Stretch::fromMs))
                .toList()) {
            Stretch last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
            if (last != null && next.fromMs <= last.untilMs) {
                merged.set(merged.size() - 1, new Stretch(last.fromMs, Math.max(last.untilMs, next.untilMs)));
            } else {
                merged.add(next);
            }
        }
        return List.copyOf(merged);
    }
}
