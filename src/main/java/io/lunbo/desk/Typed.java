package io.lunbo.desk;

import io.lunbo.flight.DayRule;
import io.lunbo.flight.Flight;
import io.lunbo.flight.RunDates;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

/** What people type, read; what cannot be read becomes something that is refused with its field, never lost. */
final class Typed {
    /** What no calendar of ours has: it is refused like any other date that cannot be kept. */
    static final LocalDate NO_DATE = LocalDate.MIN;

    private static final List<Flight> NO_FLIGHTS = List.of(new Flight(NO_DATE, NO_DATE));
    private static final int NO_NUMBER = -1;

    private Typed() {}

    static String textOrNull(String typed) {
        return typed == null || typed.isBlank() ? null : typed.strip();
    }

    static LocalDate date(String typed) {
        try {
            return textOrNull(typed) == null ? null : LocalDate.parse(typed.strip());
        } catch (DateTimeException e) {
            return NO_DATE;
        }
    }

    static Integer number(String typed) {
        if (textOrNull(typed) == null) {
            return null;
        }
        return typed.strip().matches("\\d{1,7}") ? Integer.valueOf(typed.strip()) : NO_NUMBER;
    }

    static BigDecimal percent(String typed) {
        String text = textOrNull(typed);
        if (text == null) {
            return null;
        }
        return text.matches("\\d{1,3}(\\.\\d{1,2})?") ? new BigDecimal(text) : BigDecimal.valueOf(NO_NUMBER);
    }

    static List<Flight> flights(String typed) {
        try {
            return textOrNull(typed) == null ? List.of() : Flight.parseList(typed);
        } catch (IllegalArgumentException e) {
            return NO_FLIGHTS;
        }
    }

    static RunDates dates(List<Flight> flights, List<String> weekdays, String excluded, String rule) {
        Set<LocalDate> out = new TreeSet<>();
        for (Flight flight : flights(excluded)) {
            boolean readable =
                    flight.from().isAfter(NO_DATE) && flight.from().plusYears(2).isAfter(flight.until());
            out.addAll(
                    readable
                            ? flight.from()
                                    .datesUntil(flight.until().plusDays(1))
                                    .toList()
                            : List.of(NO_DATE));
        }
        Set<DayOfWeek> days = named(weekdays).stream()
                .filter(name -> Arrays.stream(DayOfWeek.values())
                        .anyMatch(day -> day.name().equals(name)))
                .map(DayOfWeek::valueOf)
                .collect(Collectors.toSet());
        DayRule found = Arrays.stream(DayRule.values())
                .filter(one -> one.name().equals(rule))
                .findFirst()
                .orElse(DayRule.EVERY_DAY);
        return new RunDates(flights, days, out, found);
    }

    static List<String> named(List<String> ticked) {
        return ticked == null ? List.of() : ticked;
    }

    static String lines(Collection<?> some) {
        return some.stream().map(Object::toString).collect(Collectors.joining("\n"));
    }

    static List<String> names(RunDates dates) {
        return dates.weekdays().stream().map(DayOfWeek::name).toList();
    }

    static String or(Object value) {
        return value == null ? "" : value.toString();
    }

    /** An id; null where it is none. */
    static UUID id(String typed) {
        boolean readable = typed != null && typed.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
        return readable ? UUID.fromString(typed) : null;
    }

    /** Wall clock times, one per line; what cannot be read becomes an instant that no campaign has, and is refused with its place. */
    static Set<Instant> instants(String typed, ZoneId zone) {
        return or(typed)
                .lines()
                .filter(line -> !line.isBlank())
                .map(line -> instant(line, zone))
                .collect(Collectors.toSet());
    }

    private static Instant instant(String line, ZoneId zone) {
        try {
            return LocalDateTime.parse(line.strip().replace(' ', 'T'))
                    .atZone(zone)
                    .toInstant();
        } catch (DateTimeException e) {
            return Instant.EPOCH;
        }
    }
}
