package io.lunbo.daypart;

import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;

import static java.util.Objects.requireNonNull;

/**
 * A range of local time of day, {@code from} included, {@code until} not. It wraps over midnight when {@code until} is not after {@code from};
 * an {@code until} of 00:00 is the end of the day, and 00:00 to 00:00 the whole day.
 */
public record Daypart(LocalTime from, LocalTime until) implements Comparable<Daypart> {

    /** From midnight to midnight. */
    public static final Daypart ALL_DAY = new Daypart(LocalTime.MIDNIGHT, LocalTime.MIDNIGHT);

    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("HH:mm");

    public Daypart {
        requireNonNull(from, "from is null");
        requireNonNull(until, "until is null");
        if (from.equals(until) && !from.equals(LocalTime.MIDNIGHT)) {
            throw new IllegalArgumentException(
                    "A daypart must not end when it begins, but was " + from + " to " + until);
        }
    }

    /** Reads {@code "07:00-09:00"}; the end may be written 24:00. */
    public static Daypart parse(String text) {
        String[] ends = text.strip().split("\\s*[-–]\\s*", -1);
        if (ends.length != 2) {
            throw new IllegalArgumentException("A daypart is written 07:00-09:00, but was \"" + text + "\"");
        }
        return new Daypart(time(ends[0], text), ends[1].equals("24:00") ? LocalTime.MIDNIGHT : time(ends[1], text));
    }

    /** Reads {@code "08:00-12:00,14:00-22:00"}. */
    public static List<Daypart> parseList(String text) {
        List<Daypart> dayparts = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            dayparts.add(parse(part));
        }
        return List.copyOf(dayparts);
    }

    /** Whether it goes on after midnight, on the next date. */
    public boolean wrapsMidnight() {
        return !until.isAfter(from) && !until.equals(LocalTime.MIDNIGHT);
    }

    public boolean contains(LocalTime time) {
        boolean afterFrom = !time.isBefore(from);
        boolean beforeUntil = time.isBefore(until);
        return until.isAfter(from) ? afterFrom && beforeUntil : afterFrom || beforeUntil;
    }

    @Override
    public int compareTo(Daypart other) {
        int byFrom = from.compareTo(other.from);
        return byFrom != 0 ? byFrom : until.compareTo(other.until);
    }

    /** The form that {@link #parse} reads. */
    @Override
    public String toString() {
        return print(from) + "-" + (until.equals(LocalTime.MIDNIGHT) ? "24:00" : print(until));
    }

    private static String print(LocalTime time) {
        return time.getSecond() == 0 && time.getNano() == 0 ? MINUTES.format(time) : time.toString();
    }

    private static LocalTime time(String text, String whole) {
        try {
            return LocalTime.parse(text);
        } catch (DateTimeParseException notATime) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" in \"" + whole + "\" is no time of day such as 07:00", notATime);
        }
    }
}
