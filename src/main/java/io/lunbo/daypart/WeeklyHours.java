package io.lunbo.daypart;

import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import static java.util.Objects.requireNonNull;

/**
 * Opening hours per day of the week, several ranges a day if wished. A range that wraps over midnight belongs to the day it begins on.
 *
 * <p>Written as {@code "08:00-22:00"} when all days are alike, else {@code "Mon-Fri 08:00-12:00,14:00-22:00; Sat,Sun 09:00-23:00"}; days
 * that are not named are closed, and {@code "closed"} alone is never open.
 */
public record WeeklyHours(Map<DayOfWeek, List<Daypart>> ranges) {

    private static final List<String> DAY_NAMES = List.of("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun");
    private static final String CLOSED = "closed";

    public WeeklyHours {
        requireNonNull(ranges, "ranges is null");
        Map<DayOfWeek, List<Daypart>> copy = new EnumMap<>(DayOfWeek.class);
        for (DayOfWeek day : DayOfWeek.values()) {
            List<Daypart> ofDay = ranges.getOrDefault(day, List.of());
            copy.put(day, ofDay.stream().sorted().toList());
        }
        ranges = Collections.unmodifiableMap(copy);
    }

    /** The same ranges on every day. */
    public static WeeklyHours daily(Daypart... dayparts) {
        Map<DayOfWeek, List<Daypart>> ranges = new EnumMap<>(DayOfWeek.class);
        for (DayOfWeek day : DayOfWeek.values()) {
            ranges.put(day, List.of(dayparts));
        }
        return new WeeklyHours(ranges);
    }

    public static WeeklyHours always() {
        return daily(Daypart.ALL_DAY);
    }

    /** Reads the form described above. */
    public static WeeklyHours parse(String text) {
        if (text.strip().equalsIgnoreCase(CLOSED)) {
            return new WeeklyHours(Map.of());
        }
        if (!text.isBlank() && Character.isDigit(text.strip().charAt(0))) {
            return daily(Daypart.parseList(text).toArray(Daypart[]::new));
        }
        Map<DayOfWeek, List<Daypart>> ranges = new EnumMap<>(DayOfWeek.class);
        for (String entry : text.split(";", -1)) {
            readEntry(entry.strip(), ranges);
        }
        return new WeeklyHours(ranges);
    }

    public List<Daypart> on(DayOfWeek day) {
        return ranges.get(day);
    }

    /** The form that {@link #parse} reads. */
    @Override
    public String toString() {
        Map<List<Daypart>, Set<DayOfWeek>> daysByRanges = new LinkedHashMap<>();
        ranges.forEach((day, ofDay) -> daysByRanges
                .computeIfAbsent(ofDay, r -> EnumSet.noneOf(DayOfWeek.class))
                .add(day));
        daysByRanges.remove(List.<Daypart>of());
        if (daysByRanges.isEmpty()) {
            return CLOSED;
        }
        List<String> entries = new ArrayList<>();
        daysByRanges.forEach((ofDay, days) -> {
            String hours =
                    String.join(",", ofDay.stream().map(Daypart::toString).toList());
            entries.add(days.size() == 7 ? hours : printDays(days) + " " + hours);
        });
        return String.join("; ", entries);
    }

    private static void readEntry(String entry, Map<DayOfWeek, List<Daypart>> ranges) {
        String[] daysAndHours = entry.split("\\s+", 2);
        if (daysAndHours.length != 2) {
            throw new IllegalArgumentException(
                    "Opening hours are written Mon-Fri 08:00-22:00, but were \"" + entry + "\"");
        }
        List<Daypart> ofDay = daysAndHours[1].equalsIgnoreCase(CLOSED) ? List.of() : Daypart.parseList(daysAndHours[1]);
        for (DayOfWeek day : readDays(daysAndHours[0])) {
            if (ranges.putIfAbsent(day, ofDay) != null) {
                throw new IllegalArgumentException("Opening hours name " + DAY_NAMES.get(day.ordinal()) + " twice");
            }
        }
    }

    private static List<DayOfWeek> readDays(String text) {
        List<DayOfWeek> days = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            String[] ends = part.split("-", -1);
            DayOfWeek last = readDay(ends[ends.length - 1]);
            DayOfWeek day = readDay(ends[0]);
            days.add(day);
            while (day != last) {
                day = day.plus(1);
                days.add(day);
            }
        }
        return days;
    }

    private static DayOfWeek readDay(String text) {
        int index = DAY_NAMES.indexOf(text);
        if (index < 0) {
            throw new IllegalArgumentException("\"" + text + "\" is no day of the week; they are " + DAY_NAMES);
        }
        return DayOfWeek.of(index + 1);
    }

    /** Consecutive days as Mon-Fri, others by commas. */
    private static String printDays(Set<DayOfWeek> days) {
        List<String> parts = new ArrayList<>();
        List<DayOfWeek> run = new ArrayList<>();
        for (DayOfWeek day : DayOfWeek.values()) {
            if (days.contains(day)) {
                run.add(day);
            } else {
                closeRun(run, parts);
            }
        }
        closeRun(run, parts);
        return String.join(",", parts);
    }

    private static void closeRun(List<DayOfWeek> run, List<String> parts) {
        if (run.size() > 2) {
            parts.add(name(run.get(0)) + "-" + name(run.get(run.size() - 1)));
        } else {
            run.forEach(day -> parts.add(name(day)));
        }
        run.clear();
    }

    private static String name(DayOfWeek day) {
        return DAY_NAMES.get(day.ordinal());
    }
}
