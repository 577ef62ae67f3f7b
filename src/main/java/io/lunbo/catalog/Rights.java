package io.lunbo.catalog;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * Where a media comes from, what was agreed, and its last days.
 *
 * @param source who has the rights; may be null
 * @param licence what was agreed; may be null
 * @param rightsUntil the last day of the rights, inclusive; null: without an end
 * @param showUntil the last day on which its content is true, inclusive; null: always
 */
@Embeddable
public record Rights(
        @Size(max = 200) @Pattern(regexp = PLAIN, message = "{lunbo.plain}")
        String source,

        @Size(max = 500) @Pattern(regexp = PLAIN, message = "{lunbo.plain}")
        String licence,

        @Column(name = "rights_until") LocalDate rightsUntil,
        @Column(name = "show_until") LocalDate showUntil) {
    /** Nothing is known. */
    public static final Rights NONE = new Rights(null, null, null, null);

    private static final String PLAIN = "[^\\p{Cc}\\p{Cs}\\u202a-\\u202e\\u2066-\\u2069]*";

    /** The day after which it may not be shown for either reason; null where there is none. */
    public LocalDate lastDay() {
        return Stream.of(rightsUntil, showUntil)
                .filter(day -> day != null)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    /** Whether these end sooner than others: sheets may name a day that is lost. */
    boolean endsBefore(Rights others) {
        LocalDate mine = lastDay();
        LocalDate other = others.lastDay();
        return mine != null && (other == null || mine.isBefore(other));
    }

    static String textOrNull(String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
