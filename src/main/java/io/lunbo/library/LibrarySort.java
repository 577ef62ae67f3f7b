package io.lunbo.library;

import java.util.Locale;

/** In which order the library shows its media. */
public enum LibrarySort {
    /** The newest first. */
    NEWEST,
    /** The oldest first. */
    OLDEST,
    /** By title. */
    TITLE,
    /** What may be shown for the shortest time first. */
    ENDING;

    /** The message key of its name. */
    public String key() {
        return "library_sort_" + word();
    }

    /** As addresses write it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
