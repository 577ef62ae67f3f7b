package io.lunbo.terms;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/**
 * Screens that are meant without being named: which they are is known on the day.
 *
 * @param type what is said of them
 * @param value the kind's name, or the code of the unit, group or site
 */
public record Target(
        @NotNull Type type,

        @NotBlank @Size(max = 64) @Pattern(regexp = CampaignTerms.PLAIN)
        String value) implements Comparable<Target> {
    /** What is said of screens. */
    public enum Type {
        /** All screens of a kind. */
        KIND,
        /** All screens of a unit. */
        UNIT,
        /** All screens that are in a group on the day. */
        GROUP,
        /** All screens that stand at a site on the day. */
        SITE
    }

    @Override
    public int compareTo(Target other) {
        return (type + value).compareTo(other.type + other.value);
    }

    /** {@code KIND:LED_WALL}, as forms send it. */
    @Override
    public String toString() {
        return type + ":" + value;
    }
}
