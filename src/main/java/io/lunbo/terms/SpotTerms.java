package io.lunbo.terms;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.lunbo.daypart.Daypart;
import io.lunbo.daypart.LocalDayTimeline;
import io.lunbo.daypart.LocalDayTimeline.Stretch;
import io.lunbo.flight.Recurrence;
import io.lunbo.flight.RunDates;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What is agreed of a spot besides its weight, plays per day or fixed times. Everything may be missing.
 *
 * @param sharePercent its part of the loop's time
 * @param perHour plays in every hour in which it may play
 * @param repeat a fixed time that comes again by a rule, on the screen's wall clock
 * @param firstPlay no play begins earlier on a day
 * @param lastPlay no play begins later on a day
 * @param dayparts names of the campaign's dayparts that it is limited to; empty: not limited
 * @param windows times of the day of its own that it is limited to, e.g. {@code 07:00-09:00}; empty: not limited
 * @param dates its own dates inside the campaign's
 * @param minDistanceSeconds from the start of a play to the next of the spot or of its group; null: whatever comes
 */
public record SpotTerms(
        @DecimalMin("0.01") @DecimalMax("100") @Digits(integer = 3, fraction = 2)
        BigDecimal sharePercent,

        @Min(1) @Max(360) Integer perHour,
        Recurrence repeat,
        LocalTime firstPlay,
        LocalTime lastPlay,
        @Size(max = 24) Set<@NotNull String> dayparts,
        @Size(max = 24) List<@NotNull @Pattern(regexp = Hours.RANGE) String> windows,
        RunDates dates,
        @Min(1) @Max(86_400) Integer minDistanceSeconds) {
    /** What spots had before there were terms. */
    public static final SpotTerms NONE = new SpotTerms(null, null, null, null, null, null, null, null, null);

    /** Leaves no nulls where there is something to go through. */
    public SpotTerms {
        sharePercent = CampaignTerms.plain(sharePercent);
        dayparts = dayparts == null ? Set.of() : new TreeSet<>(dayparts);
        windows = windows == null ? List.of() : List.copyOf(windows);
        dates = dates == null ? RunDates.ALWAYS : dates;
    }

    /** Whether the last play is not before the first. */
    @JsonIgnore
    @AssertTrue(message = "{lunbo.lastAfterFirst}")
    public boolean isLastAfterFirst() {
        return firstPlay == null || lastPlay == null || !lastPlay.isBefore(firstPlay);
    }

    /** Whether its windows are of some length. */
    @JsonIgnore
    @AssertTrue(message = "{lunbo.someLength}")
    public boolean isWindowsOfSomeLength() {
        return windows.stream().allMatch(Hours::areSome);
    }

    /** Whether its dates are few, and such as a database can keep. */
    @JsonIgnore
    @AssertTrue(message = "{lunbo.fewDates}")
    public boolean isFewDates() {
        return CampaignTerms.areFew(dates);
    }

    /** How many ways of saying how often are used. */
    public int ways() {
        return (sharePercent == null ? 0 : 1) + (perHour == null ? 0 : 1);
    }

    /**
     * When it may play on a day: all its limits at once, whole plays only. Null: whenever the screen is open; empty: never.
     *
     * @param named the dayparts of its campaign
     */
    public List<Stretch> windowsOn(LocalDayTimeline day, long durationMs, List<NamedDaypart> named) {
        List<Stretch> found = null;
        if (!dayparts.isEmpty()) {
            found = both(
                    found,
                    day.stretches(named.stream()
                            .filter(daypart -> dayparts.contains(daypart.name()))
                            .map(NamedDaypart::daypart)
                            .toList()));
        }
        if (!windows.isEmpty()) {
            found = both(
                    found, day.stretches(windows.stream().map(Daypart::parse).toList()));
        }
        if (firstPlay != null || lastPlay != null) {
            long from = firstPlay == null ? 0 : day.toElapsedMs(firstPlay);
            long until = lastPlay == null ? day.lengthMs() : day.toElapsedMs(lastPlay) + durationMs;
            found = both(found, until > from ? List.of(new Stretch(from, until)) : List.of());
        }
        return found;
    }

    private static List<Stretch> both(List<Stretch> some, List<Stretch> others) {
        return some == null ? others : LocalDayTimeline.intersection(some, others);
    }

    /** The same, but one of its own windows is another; empty where it has no such window. */
    public Optional<SpotTerms> resized(String window, String hours) {
        int at = windows.indexOf(window);
        if (at < 0) {
            return Optional.empty();
        }
        List<String> others = new ArrayList<>(windows);
        others.set(at, hours);
        return Optional.of(new SpotTerms(
                sharePercent, perHour, repeat, firstPlay, lastPlay, dayparts, others, dates, minDistanceSeconds));
    }

    /** The same so many days later. */
    public SpotTerms movedBy(long days) {
        return new SpotTerms(
                sharePercent,
                perHour,
                repeat == null ? null : repeat.movedBy(days),
                firstPlay,
                lastPlay,
                dayparts,
                windows,
                dates.movedBy(days),
                minDistanceSeconds);
    }
}
