package io.lunbo.slogan;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A text as it should be written, and every change that this took: offered to the person who typed it, never made in
 * silence.
 *
 * @param text with the trade's own signs in place of those that only look like them, without what nobody sees
 */
public record SloganNormalisation(String text, List<Change> changes) {
    private static final Pattern CHARACTER = Pattern.compile("\\X");
    private static final String NOTHING = "";
    private static final Map<Integer, Replaced> REPLACED = Map.ofEntries(
            dot(0x2022),
            dot(0x2027),
            dot(0x30fb),
            dot(0xff65),
            dot(0x2219),
            dot(0x22c5),
            Map.entry(0x2013, new Replaced(Kind.DASH, "—")),
            Map.entry(0x2015, new Replaced(Kind.DASH, "—")),
            Map.entry(0x301c, new Replaced(Kind.WAVE, "～")),
            space('\t'),
            space(0x00a0),
            space(0x2002),
            space(0x2003),
            space(0x2009),
            space(0x202f),
            invisible(0x00ad),
            invisible(0x200b),
            invisible(0x200c),
            invisible(0x200e),
            invisible(0x200f),
            invisible(0x2060),
            invisible(0xfeff));

    private record Replaced(Kind kind, String by) {}

    /** Why something is changed. */
    public enum Kind {
        /** White space before or after the text. */
        MARGIN,
        /** A dot that only looks like the middle dot (·), and that no dot font has. */
        MIDDLE_DOT,
        /** A dash that only looks like the Chinese one (—). */
        DASH,
        /** A wave that only looks like the Chinese one (～). */
        WAVE,
        /** A space that no sign has. */
        SPACE,
        /** A character that nobody sees. */
        INVISIBLE,
        /** A letter and its mark that are one character. */
        COMPOSED;

        /** The key of the sentence that says why. */
        public String key() {
            return "slogan_change_" + name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * One change.
     *
     * @param place where it is in the text as it was typed: characters as a reader sees them, from 1
     * @param from what was typed
     * @param to what is written instead; empty for nothing
     */
    public record Change(Kind kind, int place, String from, String to) {
        /** The code points of what was typed, such as {@code U+2022}. */
        public String codePoints() {
            return named(from);
        }

        /** The code points of what is written instead. */
        public String toCodePoints() {
            return named(to);
        }

        private static String named(String text) {
            return text.codePoints().mapToObj("U+%04X"::formatted).collect(Collectors.joining(" "));
        }

        /** Whether a reader would see the difference: margins and composed characters look the same. */
        public boolean shows() {
            return kind != Kind.MARGIN && kind != Kind.COMPOSED;
        }
    }

    public SloganNormalisation {
        changes = List.copyOf(changes);
    }

    /** How a text should be written. */
    public static SloganNormalisation of(String typed) {
        List<Change> changes = new ArrayList<>();
        StringBuilder written = new StringBuilder();
        Matcher characters = CHARACTER.matcher(typed);
        for (int place = 1; characters.find(); place++) {
            written.append(character(characters.group(), place, changes));
        }
        String stripped = written.toString().strip();
        if (stripped.length() < written.length()) {
            int before = written.length() - written.toString().stripLeading().length();
            changes.add(new Change(
                    Kind.MARGIN, before > 0 ? 1 : stripped.length() + 1, margin(written.toString(), before), NOTHING));
        }
        return new SloganNormalisation(stripped, changes);
    }

    private static String margin(String written, int before) {
        return before > 0
                ? written.substring(0, before)
                : written.substring(written.stripTrailing().length());
    }

    private static String character(String typed, int place, List<Change> changes) {
        StringBuilder written = new StringBuilder();
        typed.codePoints().forEach(one -> {
            Replaced replaced = REPLACED.get(one);
            String by = replaced == null ? Character.toString(one) : replaced.by();
            if (replaced != null) {
                changes.add(new Change(replaced.kind(), place, Character.toString(one), by));
            }
            written.append(by);
        });
        String composed = Normalizer.normalize(written, Normalizer.Form.NFC);
        if (!composed.contentEquals(written)) {
            changes.add(new Change(Kind.COMPOSED, place, written.toString(), composed));
        }
        return composed;
    }

    /** What one character should be written as; empty where it is right, or nothing comes in its place. */
    static Optional<String> instead(String character) {
        return character.codePointCount(0, character.length()) == 1
                ? Optional.ofNullable(REPLACED.get(character.codePointAt(0)))
                        .map(Replaced::by)
                        .filter(by -> !by.isEmpty())
                : Optional.empty();
    }

    private static Map.Entry<Integer, Replaced> dot(int codePoint) {
        return Map.entry(codePoint, new Replaced(Kind.MIDDLE_DOT, "·"));
    }

    private static Map.Entry<Integer, Replaced> space(int codePoint) {
        return Map.entry(codePoint, new Replaced(Kind.SPACE, " "));
    }

    private static Map.Entry<Integer, Replaced> invisible(int codePoint) {
        return Map.entry(codePoint, new Replaced(Kind.INVISIBLE, NOTHING));
    }
}
