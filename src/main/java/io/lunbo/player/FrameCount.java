package io.lunbo.player;

import com.fasterxml.jackson.annotation.JsonIgnore;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;

/**
 * The frames of films on one day, as the player's browser counts them.
 *
 * @param date the day where the screen stands
 * @param shown how many came and were shown in time
 * @param dropped how many were never seen, because they came too late
 * @param items the same by film, those with the most dropped first; may be missing
 */
public record FrameCount(
        @NotNull LocalDate date,
        @PositiveOrZero long shown,
        @PositiveOrZero long dropped,
        @Size(max = 20) List<@NotNull @Valid Item> items) {

    /**
     * The frames of one film on that day.
     *
     * @param media its hash
     */
    public record Item(
            @NotNull @Pattern(regexp = "[0-9a-f]{64}") String media,
            @PositiveOrZero long shown,
            @PositiveOrZero long dropped) {}

    /** How many of ten thousand were dropped, rounded up: one is never none. */
    @JsonIgnore
    public long perTenThousand() {
        double all = (double) shown + dropped;
        return all == 0 ? 0 : (long) Math.ceil(dropped * 10_000 / all);
    }
}
