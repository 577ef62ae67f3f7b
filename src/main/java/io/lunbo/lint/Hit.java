package io.lunbo.lint;

/**
 * One thing that a reader would stumble over.
 *
 * @param rule what it goes against
 * @param position where it begins, in code points from 0
 * @param text as it stands there
 * @param repair what could stand there instead; null where a person has to find it
 * @param note what the list says of the word: its category, or why a unit has listed it; null where there is no list
 * @param forbidden whether a unit's list says that it must not be used, rather than that it should be looked at
 */
public record Hit(Rule rule, int position, String text, String repair, String note, boolean forbidden) {
    static Hit of(Rule rule, int position, String text, String repair) {
        return new Hit(rule, position, text, repair, null, false);
    }

    /** What it is called among the hits of the same text. */
    public String code() {
        return rule.name() + ":" + position + ":" + text.codePointCount(0, text.length());
    }

    /** The law, standard or list that says so. */
    public String source() {
        return note == null ? rule.source() : rule.source() + "：" + note;
    }

    /** The place as people count. */
    public int place() {
        return position + 1;
    }
}
