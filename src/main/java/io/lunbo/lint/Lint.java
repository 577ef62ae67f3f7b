package io.lunbo.lint;

import io.lunbo.lint.Words.Found;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Looks for what a reader would stumble over. */
public final class Lint {
    private static final Comparator<Hit> BY_PLACE =
            Comparator.comparingInt(Hit::position).thenComparing(Hit::rule);
    private static final int FEWEST_LETTERS = 2;

    private Lint() {}

    /** Every hit of a text that is shown to the public, by its place. */
    public static List<Hit> of(String text, Collection<ListedWord> listed) {
        Characters characters = new Characters(text);
        List<Hit> hits = words(characters, listed);
        hits.addAll(Widths.of(characters));
        hits.addAll(foreignOnly(characters));
        hits.sort(BY_PLACE);
        return hits;
    }

    /** Every hit of a title, which names something and is shown to nobody outside: its marks and its language are free. */
    public static List<Hit> ofTitle(String title, Collection<ListedWord> listed) {
        List<Hit> hits = words(new Characters(title), listed);
        hits.sort(BY_PLACE);
        return hits;
    }

    private static List<Hit> words(Characters text, Collection<ListedWord> listed) {
        List<Hit> hits = new ArrayList<>(Letterforms.of(text));
        hits.addAll(Sensitive.of(text));
        hits.addAll(Superlatives.of(text));
        hits.addAll(listed(text, listed));
        return hits;
    }

    private static List<Hit> listed(Characters text, Collection<ListedWord> listed) {
        Words<ListedWord> words = new Words<>();
        listed.forEach(word -> words.add(word.word(), word));
        return words.longestFirst().in(text).stream()
                .map(found -> listed(text, found))
                .toList();
    }

    private static Hit listed(Characters text, Found<ListedWord> found) {
        ListedWord word = found.value();
        String there = text.text(found.from(), found.until());
        return new Hit(Rule.LISTED, found.from(), there, null, word.reason(), word.forbidden());
    }

    private static List<Hit> foreignOnly(Characters text) {
        int letters = 0;
        for (int i = 0; i < text.length(); i++) {
            if (text.hanAt(i)) {
                return List.of();
            }
            letters += Character.isLetter(text.at(i)) ? 1 : 0;
        }
        return letters < FEWEST_LETTERS
                ? List.of()
                : List.of(Hit.of(Rule.FOREIGN_ONLY, 0, text.text(0, text.length()), null));
    }
}
