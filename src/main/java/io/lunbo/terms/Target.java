package io.lunbo.terms;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Arrays;
import java.util.Optional;

/**
 * Screens that are meant without being named: which they are is known on the day.
 *
 * @param type what is said of them
 * @param value the name of the kind or shape, or the code of the unit, group, site or rule profile
 */
public record Target(
        @NotNull Type type,

        @NotBlank @Size(max = 64) @Pattern(regexp = CampaignTerms.PLAIN, message = "{lunbo.plain}")
        String value)
        implements Comparable<Target> {
    /** What is said of screens. */
    public enum Type {
        /** All screens of a kind. */
        KIND,
        /** All screens of a unit. */
        UNIT,
        /** All screens that are in a group on the day. */
        GROUP,
        /** All screens that stand at a site on the day. */
        SITE,
        /** All screens of a shape: LANDSCAPE, PORTRAIT or SQUARE. */
        SHAPE,
        /** All screens that go by a rule profile on the day. */
        PROFILE
    }

    /** What {@link #toString} made; empty where it is none. */
    public static Optional<Target> parse(String written) {
        String[] parts = written.split(":", 2);
        return Arrays.stream(Type.values())
                .filter(type -> parts.length == 2 && type.name().equals(parts[0]))
                .map(type -> new Target(type, parts[1]))
                .filter(target -> target.value.matches(".{1,64}"))
                .findFirst();
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
