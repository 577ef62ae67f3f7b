package io.lunbo.rules;

import java.util.Locale;

/** What rules there are. */
public enum RuleKind {
    /** When anything may be shown at all (允许时段): weekly hours. */
    HOURS,
    /** When moving pictures may be shown (动态画面): weekly hours. */
    MOTION,
    /** When there may be sound (声音时段): weekly hours. */
    SOUND,
    /** How long a still picture, or a page of a sign, stands at least (最短停留): seconds. */
    DWELL,
    /** How much of what is shown is for the public benefit at least (公益占比). */
    PUBLIC_SHARE,
    /** The brightness of the night at most (夜间亮度), in candela per square metre: a note, which no plan can keep or break. */
    NIGHT_BRIGHTNESS;

    /** The key of its name. */
    public String key() {
        return "rules_kind_" + name().toLowerCase(Locale.ROOT);
    }

    /** Whether it is said in weekly hours. */
    public boolean hours() {
        return this == HOURS || this == MOTION || this == SOUND;
    }

    /** Whether a plan can break it. */
    public boolean judged() {
        return this != NIGHT_BRIGHTNESS;
    }
}
