package io.lunbo.custody;

import java.util.Collection;
import java.util.List;
import java.util.Set;

/** Whoever keeps files in the media store. A file without an owner is an orphan. Called within a transaction. */
public interface FileOwner {
    /** What its files are, in one word of at most 16 capitals; {@code custody_owner_…} is the text of it. */
    String name();

    /** Those of these files that are its own. */
    Set<String> owned(Collection<String> sha256s);

    /** Its next files in the order of their names. */
    List<String> next(String after, int atMost);

    /** Has a file made anew that is lost or damaged; false where that cannot be done. */
    default boolean remake(String sha256) {
        return false;
    }
}
