package io.lunbo.flight;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The days on which something runs.
 *
 * @param flights the stretches of days, ascending; empty: no limit
 * @param weekdays the days of the week; empty: all
 * @param excluded days left out
 * @param rule which days count by what the state says of them
 */
public record RunDates(List<Flight> flights, Set<DayOfWeek> weekdays, Set<LocalDate> excluded, DayRule rule) {
    /** Every day without an end. */
    public static final RunDates ALWAYS = new RunDates(null, null, null, null);

    /** Orders everything and leaves no nulls, so that equal dates are equal records. */
    public RunDates {
        flights = flights == null
                ? List.of()
                : List.copyOf(flights).stream().distinct().sorted().toList();
        weekdays = ordered(weekdays);
        excluded = ordered(excluded);
        rule = rule == null ? DayRule.EVERY_DAY : rule;
    }

    private static <T> Set<T> ordered(Collection<T> some) {
        return Collections.unmodifiableSet(some == null ? new TreeSet<>() : new TreeSet<>(some));
    }

    /** Whether a date is one of them. */
    public boolean has(LocalDate date, PublicDays publicDays) {
        boolean inFlight = flights.isEmpty() || flights.stream().anyMatch(flight -> flight.has(date));
        boolean onWeekday = weekdays.isEmpty() || weekdays.contains(date.getDayOfWeek());
        boolean ruled = rule == DayRule.EVERY_DAY || publicDays.isWorking(date) == (rule == DayRule.WORKING_DAYS);
        return inFlight && onWeekday && ruled && !excluded.contains(date);
    }

    /** Whether every day without an end is meant. */
    @JsonIgnore
    public boolean isAlways() {
        return equals(ALWAYS);
    }

    /** The first day of the first flight; null without flights. */
    public LocalDate first() {
        return flights.isEmpty() ? null : flights.get(0).from();
    }

    /** The last day of the last flight; null without flights. */
    public LocalDate last() {
        return flights.stream().map(Flight::until).max(LocalDate::compareTo).orElse(null);
    }

    /** The same, so many days later; negative: earlier. */
    public RunDates movedBy(long days) {
        return new RunDates(
                flights.stream()
                        .map(flight -> new Flight(
                                flight.from().plusDays(days), flight.until().plusDays(days)))
                        .toList(),
                weekdays,
                new TreeSet<>(excluded.stream().map(date -> date.plusDays(days)).toList()),
                rule);
    }
}
