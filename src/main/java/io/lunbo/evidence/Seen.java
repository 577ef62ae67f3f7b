package io.lunbo.evidence;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a person before the wall says that it showed. */
public enum Seen {
    /** What was planned. */
    AS_PLANNED,
    /** Something else. */
    OTHER_CONTENT,
    /** Nothing. */
    DARK,
    /** Broken panels, colours or lines. */
    DAMAGED,
    /** The person cannot tell. */
    UNSURE;

    static Optional<Seen> of(String typed) {
        return Arrays.stream(values()).filter(one -> one.name().equals(typed)).findFirst();
    }

    /** The message bundle key of its words. */
    public String key() {
        return "evidence_seen_" + name().toLowerCase(Locale.ROOT);
    }

    /** The look of it. */
    public String badge() {
        return switch (this) {
            case AS_PLANNED -> "badge-good";
            case UNSURE -> "badge-quiet";
            case OTHER_CONTENT, DARK, DAMAGED -> "badge-bad";
        };
    }
}
