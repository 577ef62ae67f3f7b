package io.lunbo.screen;

import io.lunbo.slogan.SloganText;
import io.lunbo.slogan.SloganText.Undisplayable;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.lunbo.web.Texts.Phrase;
import java.util.List;
import java.util.stream.Collectors;

/** What a screen cannot show of a text. */
public final class SignLimits {
    private SignLimits() {}

    /**
     * A character that a sign cannot show, as the API says it.
     *
     * @param index where it begins, in UTF-16 units
     * @param place the same as people count: characters from 1
     * @param character as a reader sees it
     * @param codePoints such as {@code U+2022}
     * @param repair what to write instead; null where nothing fits
     */
    public record Unshown(int index, int place, String character, String codePoints, String repair) {
        /** As a text says it. */
        public static Unshown of(Undisplayable one, SloganText text) {
            return new Unshown(
                    one.index(),
                    text.place(one.index()),
                    one.character(),
                    one.codePoints(),
                    one.repair().orElse(null));
        }
    }

    /** What the screen's font lacks; a wall has all. */
    public static List<Undisplayable> unshown(Screen screen, String text) {
        return screen.kind() == ScreenKind.LED_WALL
                ? List.of()
                : new SloganText(text).undisplayable(screen.sign().charset());
    }

    /** Refuses a text that the screen would show with holes in it. */
    public static void refuseUnshown(Screen screen, String text) {
        SloganText slogan = new SloganText(text);
        List<Unshown> unshown = unshown(screen, text).stream()
                .map(one -> Unshown.of(one, slogan))
                .toList();
        if (unshown.isEmpty()) {
            return;
        }
        String named = unshown.stream()
                .map(one -> "“%s” (%s, %d)".formatted(one.character(), one.codePoints(), one.place()))
                .collect(Collectors.joining(", "));
        Object repair = slogan.suggestion(screen.sign().charset())
                .map(repaired -> new Phrase("slogan_repaired", repaired))
                .orElseGet(() -> new Phrase("slogan_no_repair"));
        throw Problem.of(
                        ProblemType.SLOGAN_UNDISPLAYABLE,
                        screen.name(),
                        screen.sign().charset().label(),
                        text,
                        named,
                        repair)
                .with("screen", screen.code())
                .with("charset", screen.sign().charset().name())
                .with("undisplayable", unshown);
    }
}
