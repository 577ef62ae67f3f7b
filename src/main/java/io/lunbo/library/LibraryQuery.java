package io.lunbo.library;

import io.lunbo.media.MediaKind;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.lunbo.web.Texts.Phrase;
import java.util.Locale;

/**
 * What somebody looks for. Whatever is null does not matter.
 *
 * @param q in title, text, tag, unit or the name of a standing
 * @param tag exactly this tag
 * @param unit the code of a unit that brought it
 * @param archived what lies in the archive, instead of what does not
 */
public record LibraryQuery(
        String q,
        String tag,
        String unit,
        Standing status,
        MediaKind kind,
        boolean archived,
        RightsEnd rights,
        LibrarySort sort) {
    /** Nothing typed is null. */
    public LibraryQuery {
        q = orNull(q);
        tag = orNull(tag);
        unit = orNull(unit);
        sort = sort == null ? LibrarySort.NEWEST : sort;
    }

    /** From the words of an address; an empty one is one that is not there, as forms send it. */
    static LibraryQuery of(LibraryAddress address) {
        return new LibraryQuery(
                address.q(),
                address.tag(),
                address.unit(),
                one(Standing.class, "status", address.status()),
                one(MediaKind.class, "kind", address.kind()),
                "true".equals(address.archived()),
                one(RightsEnd.class, "rights", address.rights()),
                one(LibrarySort.class, "sort", address.sort()));
    }

    private static <E extends Enum<E>> E one(Class<E> type, String field, String word) {
        String wanted = orNull(word);
        if (wanted == null) {
            return null;
        }
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(wanted.toUpperCase(Locale.ROOT))) {
                return constant;
            }
        }
        throw Problem.of(ProblemType.INVALID_INPUT).field(field, new Phrase("library_word_unknown"));
    }

    private static String orNull(String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    /** Whether anything but the order was asked for. */
    boolean narrow() {
        return q != null || tag != null || unit != null || status != null || kind != null || archived || rights != null;
    }
}
