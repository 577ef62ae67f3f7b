package io.lunbo.levels;

import io.lunbo.daypart.Daypart;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalTime;
import java.util.List;
import java.util.stream.Stream;

/**
 * How bright and loud a screen is by the wall clock.
 *
 * @param dayFrom when the day's brightness begins
 * @param nightFrom when the night's brightness begins, unless the sun says so; after {@code dayFrom}
 * @param nightAtSunset whether the night begins at sunset where the coordinates of the site are known
 * @param day brightness of the day in percent
 * @param night brightness of the night in percent
 * @param volume volume in percent; 0 is mute
 * @param quietFrom when sound ends in the evening
 * @param quietUntil when sound may begin again
 * @param mute windows without sound besides
 * @param halfHours whether the controller switches on half-hours only
 */
public record LevelRules(
        @NotNull LocalTime dayFrom,
        @NotNull LocalTime nightFrom,
        boolean nightAtSunset,
        @Min(0) @Max(100) int day,
        @Min(0) @Max(100) int night,
        @Min(0) @Max(100) int volume,
        @NotNull LocalTime quietFrom,
        @NotNull LocalTime quietUntil,
        @NotNull @Size(max = 20) List<Daypart> mute,
        boolean halfHours) {
    /** Whether the day begins before the night does. */
    @AssertTrue(message = "{lunbo.dayBeforeNight}")
    public boolean isDayBeforeNight() {
        return dayFrom == null || nightFrom == null || dayFrom.isBefore(nightFrom);
    }

    /** Whether evening and morning are told apart. */
    @AssertTrue(message = "{lunbo.quietAtAll}")
    public boolean isQuietAtAll() {
        return quietFrom == null || quietUntil == null || quietFrom.isAfter(quietUntil);
    }

    /** Whether it would sound between 22:00 and 06:00, which the law against noise calls night. */
    boolean soundsAtNight() {
        return volume > 0 && (quietFrom.isAfter(LocalTime.of(22, 0)) || quietUntil.isBefore(LocalTime.of(6, 0)));
    }

    /** The first time of day that a controller of half-hours cannot switch at; null where there is none. */
    LocalTime offTheHalfHour() {
        return halfHours
                ? Stream.concat(
                                Stream.of(dayFrom, nightFrom, quietFrom, quietUntil),
                                mute.stream().flatMap(part -> Stream.of(part.from(), part.until())))
                        .filter(time -> time.toSecondOfDay() % 1800 != 0)
                        .findFirst()
                        .orElse(null)
                : null;
    }
}
