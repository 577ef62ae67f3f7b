package io.lunbo.flight;

import java.util.Locale;

/** Which days count, by what the state says of them. */
public enum DayRule {
    /** Every day. */
    EVERY_DAY,
    /** Mondays to Fridays that are no public holiday, and the make-up working days (调休上班日). */
    WORKING_DAYS,
    /** All the others. */
    FREE_DAYS;

    /** The key of its name. */
    public String key() {
        return "campaign_rule_" + name().toLowerCase(Locale.ROOT);
    }
}
