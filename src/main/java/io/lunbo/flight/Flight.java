package io.lunbo.flight;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A stretch of days (档期).
 *
 * @param from the first day
 * @param until the last day, inclusive
 */
public record Flight(LocalDate from, LocalDate until) implements Comparable<Flight> {
    /** Both days are there. */
    public Flight {
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(until, "until");
    }

    /** Whether it has that date. */
    public boolean has(LocalDate date) {
        return !date.isBefore(from) && !date.isAfter(until);
    }

    /**
     * Reads {@code 2023-04-20..2023-04-26} or one date, several on lines of their own or with commas between; an
     * {@link IllegalArgumentException} names what is not understood.
     */
    public static List<Flight> parseList(String text) {
        List<Flight> flights = new ArrayList<>();
        for (String part : text.strip().split("[\\s,，;；、]+")) {
            if (!part.isEmpty()) {
                flights.add(parse(part));
            }
        }
        return flights;
    }

    private static Flight parse(String part) {
        String[] ends = part.split("\\.\\.|~|～|至", -1);
        try {
            LocalDate from = LocalDate.parse(ends[0]);
            LocalDate until = ends.length == 1 ? from : LocalDate.parse(ends[1]);
            if (ends.length > 2 || until.isBefore(from)) {
                throw new IllegalArgumentException(part);
            }
            return new Flight(from, until);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(part, e);
        }
    }

    @Override
    public int compareTo(Flight other) {
        int byFrom = from.compareTo(other.from);
        return byFrom != 0 ? byFrom : until.compareTo(other.until);
    }

    /** The form that {@link #parseList} reads. */
    @Override
    public String toString() {
        return from.equals(until) ? from.toString() : from + ".." + until;
    }
}
