package io.lunbo.desk;

import java.time.DayOfWeek;
import java.util.Arrays;
import java.util.List;

/**
 * A day of the week to tick.
 *
 * @param name what the form sends
 * @param key the key of its name
 */
public record Weekday(String name, String key) {
    static final List<Weekday> ALL =
            Arrays.stream(DayOfWeek.values()).map(Weekday::of).toList();

    static Weekday of(DayOfWeek day) {
        return new Weekday(day.name(), "campaign_day_" + day.getValue());
    }
}
