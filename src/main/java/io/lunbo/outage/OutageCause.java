package io.lunbo.outage;

import java.util.Locale;

/** Why a screen could not play. */
public enum OutageCause {
    /** Planned maintenance. */
    MAINTENANCE,
    /** No power. */
    POWER,
    /** Storm, rain, heat. */
    WEATHER,
    /** Ordered to stop until it is repaired. */
    REPAIR_ORDER,
    /** Something else; the evidence says what. */
    OTHER;

    /** The message bundle key of its word. */
    public String key() {
        return "outage_cause_" + name().toLowerCase(Locale.ROOT);
    }
}
