package io.lunbo.screen;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/**
 * What is said of a screen when it is registered or changed.
 *
 * @param code a short stable name; never changes afterwards, players and sheets know the screen by it
 * @param name the name as people say it
 * @param kind what it is built for
 * @param widthPx width in pixels, as the controller has them
 * @param heightPx height in pixels
 * @param color the colours of its dots
 * @param timeZone the zone whose days it lives by, e.g. {@code Asia/Shanghai}
 * @param hours opening hours as {@code WeeklyHours} reads them
 * @param unit the code of the unit that runs it
 * @param assumed what its source did not say and must be confirmed; may be null
 * @param active whether it is in use
 * @param fit how films of another shape are shown on it
 * @param sign how texts are shown on it
 */
public record ScreenFacts(
        @NotNull @Pattern(regexp = "[a-z0-9-]{2,64}", message = "{lunbo.code}")
        String code,

        @NotBlank @Size(max = 100) @Pattern(regexp = PLAIN, message = "{lunbo.plain}")
        String name,

        @NotNull ScreenKind kind,
        @NotNull @Min(8) @Max(16384) Integer widthPx,
        @NotNull @Min(8) @Max(16384) Integer heightPx,
        @NotNull ScreenColor color,
        @NotNull @Size(max = 64) String timeZone,
        @NotBlank @Size(max = 500) String hours,
        @NotBlank @Size(max = 64) String unit,

        @Size(max = 500) @Pattern(regexp = PLAIN, message = "{lunbo.plain}")
        String assumed,

        boolean active,
        @NotNull ScreenFit fit,
        @NotNull @Valid SignSettings sign) {
    /** One line of text: no control characters and no halves of characters, which no database could keep. */
    static final String PLAIN = "[^\\p{Cc}\\p{Cs}]*";

    /** A screen that shows every film whole, and texts as usual. */
    public ScreenFacts(
            String code,
            String name,
            ScreenKind kind,
            Integer widthPx,
            Integer heightPx,
            ScreenColor color,
            String timeZone,
            String hours,
            String unit,
            String assumed,
            boolean active) {
        this(
                code,
                name,
                kind,
                widthPx,
                heightPx,
                color,
                timeZone,
                hours,
                unit,
                assumed,
                active,
                ScreenFit.FIT,
                SignSettings.USUAL);
    }
}
