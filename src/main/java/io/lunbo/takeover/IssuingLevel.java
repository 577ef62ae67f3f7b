package io.lunbo.takeover;

import java.util.Locale;

/** Who stands behind an order, the lowest first: what a higher one says goes before what a lower one says (上级优先于下级). */
public enum IssuingLevel {
    /** 区县. */
    DISTRICT,
    /** 市. */
    CITY,
    /** 省. */
    PROVINCE,
    /** 国家. */
    NATIONAL;

    /** The key of its name. */
    public String key() {
        return "emergency_issuing_" + name().toLowerCase(Locale.ROOT);
    }
}
