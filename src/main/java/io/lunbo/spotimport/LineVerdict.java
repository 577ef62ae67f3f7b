package io.lunbo.spotimport;

import io.lunbo.spotimport.SpotTable.Line;
import io.lunbo.web.Texts.Phrase;
import java.util.List;
import java.util.Locale;

/**
 * What would become of a line.
 *
 * @param kind in a word
 * @param column the cell that is wrong; null where none is
 * @param why what is wrong with it, in the reader's language; null where nothing is
 * @param notes what should be known of a line that can be booked
 */
record LineVerdict(Line line, Kind kind, Column column, String why, List<Phrase> notes) {
    /** What a line is worth. */
    enum Kind {
        /** It can be booked. */
        GOOD,
        /** It can be booked, and there is something to know. */
        NOTED,
        /** It cannot be booked. */
        REFUSED,
        /** Not judged: too many lines before it do not fit together. */
        UNJUDGED;

        /** The key of its name. */
        public String key() {
            return "spotimport_kind_" + name().toLowerCase(Locale.ROOT);
        }
    }

    /** Whether it can be booked. */
    public boolean bookable() {
        return kind == Kind.GOOD || kind == Kind.NOTED;
    }
}
