package io.lunbo.spotcheck;

import io.lunbo.evidence.Seen;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What was found at a screen. */
public enum Finding {
    /** It showed what was planned. */
    AS_PLANNED(Seen.AS_PLANNED),
    /** It showed something else. */
    WRONG_CONTENT(Seen.OTHER_CONTENT),
    /** It showed nothing. */
    DARK(Seen.DARK),
    /** Panels, colours or lines were broken. */
    DAMAGED(Seen.DAMAGED),
    /** Nobody could get to see it. */
    NOT_REACHABLE(Seen.UNSURE);

    private final Seen seen;

    Finding(Seen seen) {
        this.seen = seen;
    }

    static Optional<Finding> of(String typed) {
        return Arrays.stream(values()).filter(one -> one.name().equals(typed)).findFirst();
    }

    /** What a photo that proves it shows. */
    public Seen seen() {
        return seen;
    }

    /** The message bundle key of its words. */
    public String key() {
        return "spotcheck_finding_" + name().toLowerCase(Locale.ROOT);
    }

    /** The look of it. */
    public String badge() {
        return switch (this) {
            case AS_PLANNED -> "badge-good";
            case NOT_REACHABLE -> "badge-quiet";
            case WRONG_CONTENT, DARK, DAMAGED -> "badge-bad";
        };
    }
}
