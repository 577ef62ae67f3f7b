package io.lunbo.spotimport;

import io.lunbo.desk.AlternativeLine;
import io.lunbo.desk.TargetChoice;
import io.lunbo.screen.Screen;
import io.lunbo.web.Texts;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Reads the other versions that a line books for some screens: {@code 竖屏=media}, one beside the other with semicolons between. */
@ApplicationScoped
class AlternativeCells {
    private final Texts texts;

    AlternativeCells(Texts texts) {
        this.texts = texts;
    }

    /**
     * What a cell says; empty where it is no such list, or names screens that the campaign does not have.
     *
     * @param screens the campaign's
     * @param mediaId the id of the media that a text names; refuses with a problem
     */
    Optional<List<AlternativeLine>> read(String cell, List<Screen> screens, UnaryOperator<String> mediaId) {
        List<TargetChoice> choices = TargetChoice.among(screens);
        List<Optional<AlternativeLine>> found = Arrays.stream(cell.split("[;；\\n]+"))
                .map(String::strip)
                .filter(one -> !one.isEmpty())
                .map(one -> one.split("[=＝]", 2))
                .map(sides -> sides.length < 2
                        ? Optional.<AlternativeLine>empty()
                        : choices.stream()
                                .filter(choice -> isNamed(choice, sides[0].strip()))
                                .findFirst()
                                .map(choice -> new AlternativeLine(
                                        mediaId.apply(sides[1].strip()),
                                        choice.target().toString())))
                .toList();
        return found.stream().allMatch(Optional::isPresent)
                ? Optional.of(found.stream().flatMap(Optional::stream).toList())
                : Optional.empty();
    }

    private boolean isNamed(TargetChoice choice, String said) {
        return said.equals(choice.name())
                || said.equals(choice.target().value())
                || said.equals(choice.target().toString())
                || choice.key() != null
                        && Texts.LANGUAGES.stream()
                                .anyMatch(language ->
                                        plain(texts.of(language, choice.key())).equals(plain(said)));
    }

    private static String plain(String text) {
        return text.replaceAll("\\s", "").toLowerCase(Locale.ROOT);
    }
}
