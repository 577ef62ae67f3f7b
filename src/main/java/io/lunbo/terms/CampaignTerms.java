package io.lunbo.terms;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.lunbo.flight.RunDates;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What is agreed of a campaign. Everything may be missing.
 *
 * @param dates its flights, weekdays, days left out and the rule of public holidays
 * @param dayparts times of the day with names, which spots may be limited to
 * @param campaignClass who gives way; CAMPAIGN where nobody said it
 * @param sharePercent the part of the loop's time that its spots with weights divide among them; null: by their weights alone
 * @param targets screens that are meant without being named
 * @param template whether it is only there to be copied; it is never planned
 */
public record CampaignTerms(
        RunDates dates,
        @Size(max = 24) List<@NotNull @Valid NamedDaypart> dayparts,
        CampaignClass campaignClass,

        @DecimalMin("0.01") @DecimalMax("100") @Digits(integer = 3, fraction = 2)
        BigDecimal sharePercent,

        @Size(max = 100) Set<@NotNull @Valid Target> targets,
        Boolean template) {
    static final String PLAIN = "[^\\p{Cc}\\p{Cs}]*";
    private static final int MOST_DATES = 400;

    /** What campaigns had before there were terms. */
    public static final CampaignTerms NONE = new CampaignTerms(null, null, null, null, null, false);

    /** Leaves no nulls where there is something to go through. */
    public CampaignTerms {
        dates = dates == null ? RunDates.ALWAYS : dates;
        dayparts = dayparts == null ? List.of() : List.copyOf(dayparts);
        campaignClass = campaignClass == null ? CampaignClass.CAMPAIGN : campaignClass;
        sharePercent = plain(sharePercent);
        template = template != null && template;
        targets = targets == null ? Set.of() : new TreeSet<>(targets);
    }

    /** Whether its dates are few, and such as a database can keep. */
    @JsonIgnore
    @AssertTrue(message = "{lunbo.fewDates}")
    public boolean isFewDates() {
        return areFew(dates);
    }

    /** Whether no name stands for two dayparts. */
    @JsonIgnore
    @AssertTrue(message = "{lunbo.eachNameOnce}")
    public boolean isEachNameOnce() {
        return dayparts.stream().map(NamedDaypart::name).distinct().count() == dayparts.size();
    }

    /** The same number is the same record, and no 2E+1. */
    static BigDecimal plain(BigDecimal percent) {
        if (percent == null) {
            return null;
        }
        BigDecimal stripped = percent.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    static boolean areFew(RunDates dates) {
        return dates.flights().size() + dates.excluded().size() <= MOST_DATES
                && dates.flights().stream()
                        .allMatch(one -> one.from() != null
                                && one.until() != null
                                && !one.until().isBefore(one.from())
                                && keepable(one.from())
                                && keepable(one.until()))
                && dates.excluded().stream().allMatch(CampaignTerms::keepable);
    }

    private static boolean keepable(LocalDate date) {
        return date.getYear() >= 1900 && date.getYear() < 3000;
    }

    /** The same, but that daypart has other hours; empty where there is none of that name. */
    public Optional<CampaignTerms> resized(String name, String hours) {
        if (dayparts.stream().noneMatch(one -> one.name().equals(name))) {
            return Optional.empty();
        }
        List<NamedDaypart> others = dayparts.stream()
                .map(one -> one.name().equals(name) ? new NamedDaypart(name, hours) : one)
                .toList();
        return Optional.of(new CampaignTerms(dates, others, campaignClass, sharePercent, targets, template));
    }

    /** The same on other dates. */
    public CampaignTerms running(RunDates otherDates, boolean asTemplate) {
        return new CampaignTerms(otherDates, dayparts, campaignClass, sharePercent, targets, asTemplate);
    }
}
