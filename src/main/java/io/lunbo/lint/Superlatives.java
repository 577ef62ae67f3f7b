package io.lunbo.lint;

import io.lunbo.lint.Words.Found;
import java.util.List;

/** Superlatives that advertising must not use, and the everyday words in which they hide. */
final class Superlatives {
    private static final Words<Boolean> FORBIDDEN = new Words<>();
    private static final Words<Boolean> EVERYDAY = new Words<>();

    static {
        Lists.lines("/lint/superlatives.txt").forEach(line -> {
            if (line.startsWith("-")) {
                EVERYDAY.add(line.substring(1), true);
            } else {
                FORBIDDEN.add(line, true);
            }
        });
        FORBIDDEN.longestFirst();
        EVERYDAY.longestFirst();
    }

    private Superlatives() {}

    static List<Hit> of(Characters text) {
        List<Found<Boolean>> everyday = EVERYDAY.in(text);
        return FORBIDDEN.in(text).stream()
                .filter(found -> !found.within(everyday))
                .map(found -> Hit.of(Rule.SUPERLATIVE, found.from(), text.text(found.from(), found.until()), null))
                .toList();
    }
}
