package io.lunbo.campaign;

import io.lunbo.screen.Screen;
import io.lunbo.terms.CampaignTerms;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
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
 * @param screens the codes of the screens that it is for; may be empty where its terms mean some
 * @param terms what else is agreed; null: nothing. Flights decide over {@code from} and {@code until}
 */
public record CampaignFacts(
        @NotNull @Pattern(regexp = CODE, message = "{lunbo.code}")
        String code,

        @NotBlank @Size(max = 200) @Pattern(regexp = PLAIN, message = "{lunbo.plain}")
        String name,

        @Size(max = 500) @Pattern(regexp = PLAIN, message = "{lunbo.plain}")
        String theme,

        @Size(max = 500) @Pattern(regexp = PLAIN, message = "{lunbo.plain}")
        String basis,

        @NotNull LocalDate from,
        @NotNull LocalDate until,
        LocalDate reportDue,
        @NotNull @Size(max = 1000) Set<@NotNull @Pattern(regexp = CODE, message = "{lunbo.code}") String> screens,
        @Valid CampaignTerms terms) {
    static final String CODE = "[a-z0-9-]{2,64}";

    /** One line of text: no control characters and no halves of characters, which no database could keep. */
    static final String PLAIN = "[^\\p{Cc}\\p{Cs}]*";

    private static final long LONGEST_DAYS = 366;

    /** The ends of its flights are its ends. */
    public CampaignFacts {
        terms = terms == null ? CampaignTerms.NONE : terms;
        screens = screens == null && !terms.targets().isEmpty() ? Set.of() : screens;
        from = terms.dates().first() == null ? from : terms.dates().first();
        until = terms.dates().last() == null ? until : terms.dates().last();
    }

    /** One stretch of days, named screens, nothing else agreed. */
    public CampaignFacts(
            String code,
            String name,
            String theme,
            String basis,
            LocalDate from,
            LocalDate until,
            LocalDate reportDue,
            Set<String> screens) {
        this(code, name, theme, basis, from, until, reportDue, screens, CampaignTerms.NONE);
    }

    /** What is said of a campaign now. */
    public static CampaignFacts of(Campaign campaign) {
        return new CampaignFacts(
                campaign.code(),
                campaign.name(),
                campaign.theme(),
                campaign.basis(),
                campaign.from(),
                campaign.until(),
                campaign.reportDue(),
                campaign.screens().stream().map(Screen::code).collect(Collectors.toCollection(TreeSet::new)),
                campaign.terms());
    }

    /** The same said, but for what else is agreed. */
    public CampaignFacts with(CampaignTerms other) {
        return new CampaignFacts(code, name, theme, basis, from, until, reportDue, screens, other);
    }

    /** Whether it is for any screen at all. */
    @AssertTrue(message = "{lunbo.somewhere}")
    public boolean isSomewhere() {
        return screens == null || !screens.isEmpty() || !terms.targets().isEmpty();
    }

    /** Whether its dates are such as a database can keep. */
    @AssertTrue(message = "{lunbo.withinCalendar}")
    public boolean isWithinCalendar() {
        return Stream.of(from, until, reportDue)
                .allMatch(date -> date == null || date.getYear() >= 1900 && date.getYear() < 3000);
    }

    /** Refuses dates that are reversed, or more than a year. */
    void refuseImpossibleDates() {
        if (until.isBefore(from)) {
            throw Problem.of(ProblemType.DATES_REVERSED, from.toString(), until.toString());
        }
        if (ChronoUnit.DAYS.between(from, until) >= LONGEST_DAYS) {
            throw Problem.of(ProblemType.DATES_TOO_FAR_APART, from.toString(), until.toString(), LONGEST_DAYS);
        }
    }
}
