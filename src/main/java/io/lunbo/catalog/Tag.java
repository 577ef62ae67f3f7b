package io.lunbo.catalog;

import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.lunbo.web.Texts.Phrase;
import java.text.Normalizer;
import java.text.Normalizer.Form;

/**
 * A word by which media are found again.
 *
 * @param value composed (NFC), 1 to 40 characters that can be read, without line ends
 */
public record Tag(String value) {
    static final int LONGEST = 40;

    private static final int ZERO_WIDTH_JOINER = 0x200d;

    /** Checks what somebody typed. */
    public static Tag of(String typed) {
        String word = typed == null ? "" : Normalizer.normalize(typed, Form.NFC).strip();
        int length = word.codePointCount(0, word.length());
        if (length < 1 || length > LONGEST || !word.codePoints().allMatch(Tag::readable)) {
            throw Problem.of(ProblemType.INVALID_INPUT).field("tag", new Phrase("catalog_tag_invalid", LONGEST));
        }
        return new Tag(word);
    }

    private static boolean readable(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.UNASSIGNED -> false;
            case Character.FORMAT -> character == ZERO_WIDTH_JOINER;
            default -> true;
        };
    }
}
