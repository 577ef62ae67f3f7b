package io.lunbo.takeover;

import java.util.Locale;

/** What a takeover puts in the place of the sheet. */
public enum TakeoverKind {
    /** One reviewed media, shown instead of the sheet (插播). */
    INSERT,
    /** The text of a warning in its fixed layout (应急信息). */
    NOTICE,
    /** Nothing: the screen is dark (关屏). */
    BLACKOUT;

    /** The key of its name. */
    public String key() {
        return "emergency_kind_" + name().toLowerCase(Locale.ROOT);
    }
}
