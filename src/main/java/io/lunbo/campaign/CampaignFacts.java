package io.lunbo.campaign;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What is said of a campaign when it is created or changed.
 *
 * @param code a short stable name; never changes afterwards
 * @param name the name as people say it
 * @param theme its theme (主题); may be null
 * @param basis the document that orders it (依据); may be null
 * @param from the first day
 * @param until the last day, inclusive
 * @param reportDue when the report is due, as the document says it; may be null
 * @param screens the codes of the screens that it is for
 */
public record CampaignFacts(
        @NotNull @Pattern(regexp = CODE) String code,
        @NotBlank @Size(max = 200) @Pattern(regexp = PLAIN) String name,
        @Size(max = 500) @Pattern(regexp = PLAIN) String theme,
        @Size(max = 500) @Pattern(regexp = PLAIN) String basis,
        @NotNull LocalDate from,
        @NotNull LocalDate until,
        LocalDate reportDue,
        @NotEmpty @Size(max = 1000) Set<@NotNull @Pattern(regexp = CODE) String> screens) {
    static final String CODE = "[a-z0-9-]{2,64}";

    /** One line of text: no control characters and no halves of characters, which no database could keep. */
    static final String PLAIN = "[^\\p{Cc}\\p{Cs}]*";

    /** Whether its dates are such as a database can keep. */
    @AssertTrue
    public boolean isWithinCalendar() {
        return Stream.of(from, until, reportDue)
                .allMatch(date -> date == null || date.getYear() >= 1900 && date.getYear() < 3000);
    }
}
