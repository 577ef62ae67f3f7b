package io.lunbo.terms;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.lunbo.daypart.Daypart;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/**
 * A time of the day with a name (早高峰 07:00–09:00).
 *
 * @param name what people call it
 * @param hours {@code 07:00-09:00}; over midnight where it ends before it begins
 */
public record NamedDaypart(
        @NotBlank @Size(max = 40) @Pattern(regexp = CampaignTerms.PLAIN, message = "{lunbo.plain}")
        String name,

        @NotNull @Pattern(regexp = Hours.RANGE) String hours) {
    /** Whether it is of some length. */
    @JsonIgnore
    @AssertTrue(message = "{lunbo.someLength}")
    public boolean isOfSomeLength() {
        return Hours.areSome(hours);
    }

    /** The same in the words of wall clocks. */
    public Daypart daypart() {
        return Daypart.parse(hours);
    }
}
