package io.lunbo.flight;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Map;

/**
 * What the state says of single dates.
 *
 * @param working for each date that it names: whether people work; the others go by their weekday
 */
public record PublicDays(Map<LocalDate, Boolean> working) {
    /** Nothing but weekdays. */
    public static final PublicDays NONE = new PublicDays(Map.of());

    public PublicDays {
        working = Map.copyOf(working);
    }

    /** Whether people work on that date. */
    public boolean isWorking(LocalDate date) {
        DayOfWeek day = date.getDayOfWeek();
        return working.getOrDefault(date, day != DayOfWeek.SATURDAY && day != DayOfWeek.SUNDAY);
    }
}
