package io.lunbo.library;

import java.util.Locale;

/** How near the last day of a media is. */
public enum RightsEnd {
    /** It comes within the days of the warning. */
    SOON,
    /** It is over. */
    OVER;

    /** The message key of its name. */
    public String key() {
        return "library_rights_" + word();
    }

    /** As addresses write it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
