package io.lunbo.review;

import java.util.Locale;

/** The three stages, in their order. */
public enum ReviewStage {
    /** 初审: language and facts. */
    FIRST,
    /** 复审: sources and basis. */
    SECOND,
    /** 终审: whether it is shown at all. */
    FINAL;

    /** The message key of its name. */
    public String key() {
        return "review_stage_" + name().toLowerCase(Locale.ROOT);
    }
}
