package io.lunbo.daypart;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

import static java.util.Objects.requireNonNull;

/**
 * When something is open on a date: by its weekday, unless that date is an exception.
 *
 * <p>An exception replaces what its own date begins. What the evening before leaves open after midnight belongs to the evening before.
 */
public record OpeningHours(WeeklyHours weekly, SortedMap<LocalDate, DateHours> exceptions) {
    private static final String CLOSED = "closed";

    /**
     * What a date is instead of its weekday.
     *
     * @param ranges when it is open; none: closed
     * @param reason why, on one line
     */
    public record DateHours(List<Daypart> ranges, String reason) {
        public DateHours {
            ranges = ranges.stream().sorted().toList();
            reason = requireNonNull(reason, "reason is null").strip();
            if (reason.isEmpty() || reason.chars().anyMatch(Character::isISOControl)) {
                throw new IllegalArgumentException("A reason must be one line, but was \"" + reason + "\"");
            }
        }

        /** Reads {@code closed} or ranges such as {@code 10:00-18:00}. */
        public static DateHours of(String hours, String reason) {
            boolean shut = hours.strip().equalsIgnoreCase(CLOSED);
            return new DateHours(shut ? List.of() : Daypart.parseList(hours.strip()), reason);
        }

        /** The form that {@link #of} reads. */
        public String hours() {
            return ranges.isEmpty()
                    ? CLOSED
                    : ranges.stream().map(Daypart::toString).collect(Collectors.joining(","));
        }

        /** Whether it is not open at all. */
        public boolean closed() {
            return ranges.isEmpty();
        }
    }

    public OpeningHours {
        requireNonNull(weekly, "weekly is null");
        exceptions = Collections.unmodifiableSortedMap(new TreeMap<>(exceptions));
    }

    /** Hours without exceptions. */
    public static OpeningHours of(WeeklyHours weekly) {
        return new OpeningHours(weekly, new TreeMap<>());
    }

    /** Reads lines such as {@code 2023-04-22 10:00-18:00 Repair}, in any order; an empty text has none. */
    public static OpeningHours parse(String weekly, String exceptions) {
        SortedMap<LocalDate, DateHours> all = new TreeMap<>();
        exceptions.lines().forEach(line -> {
            String[] parts = line.split(" ", 3);
            if (parts.length != 3) {
                throw new IllegalArgumentException("An exception is date, hours and reason, but was \"" + line + "\"");
            }
            all.put(date(parts[0]), DateHours.of(parts[1], parts[2]));
        });
        return new OpeningHours(WeeklyHours.parse(weekly), all);
    }

    /** The exceptions in the form that {@link #parse} reads. */
    public String printExceptions() {
        List<String> lines = new ArrayList<>();
        exceptions.forEach((date, one) -> lines.add(date + " " + one.hours() + " " + one.reason()));
        return String.join("\n", lines);
    }

    /** The same with another exception, in place of the one of that date. */
    public OpeningHours with(LocalDate date, DateHours exception) {
        SortedMap<LocalDate, DateHours> more = new TreeMap<>(exceptions);
        more.put(date, exception);
        return new OpeningHours(weekly, more);
    }

    /** The same, but that date goes by its weekday. */
    public OpeningHours without(LocalDate date) {
        SortedMap<LocalDate, DateHours> fewer = new TreeMap<>(exceptions);
        fewer.remove(date);
        return new OpeningHours(weekly, fewer);
    }

    /** What begins on that date. */
    public List<Daypart> on(LocalDate date) {
        DateHours exception = exceptions.get(date);
        return exception == null ? weekly.on(date.getDayOfWeek()) : exception.ranges();
    }

    private static LocalDate date(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("\"" + text + "\" is no date", e);
        }
    }
}
