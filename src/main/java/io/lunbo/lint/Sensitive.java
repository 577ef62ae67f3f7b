package io.lunbo.lint;

import io.lunbo.lint.Words.Found;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Words of the list that the library sensitive-word keeps, for its categories drugs, pornography, gambling and crime.
 *
 * <p>Its political category is left out, and so is its engine with the untagged list: they take 法治, 人民广场 and 中国共产党
 * for sensitive. What stands right after a word such as 拒绝 or 打击 is what campaigns are about.
 */
final class Sensitive {
    private static final Map<Character, String> CATEGORIES = Map.of('1', "涉毒", '2', "涉黄", '3', "涉赌", '4', "涉违法");
    private static final int SURE_LENGTH = 3;
    private static final Words<String> WORDS = words();
    private static final Words<Boolean> AGAINST = new Words<>();

    static {
        Stream.of(
                        "拒绝", "远离", "禁止", "严禁", "打击", "反对", "抵制", "预防", "杜绝", "整治", "防范", "严防", "反", "禁", "扫除", "铲除",
                        "查处", "惩治", "整顿", "取缔", "警惕", "谨防")
                .forEach(word -> AGAINST.add(word, true));
        AGAINST.longestFirst();
    }

    private Sensitive() {}

    static List<Hit> of(Characters text) {
        Set<Integer> ends = AGAINST.in(text).stream().map(Found::until).collect(Collectors.toSet());
        return WORDS.in(text).stream()
                .filter(found -> !ends.contains(found.from()))
                .map(found -> new Hit(
                        Rule.SENSITIVE,
                        found.from(),
                        text.text(found.from(), found.until()),
                        null,
                        found.value(),
                        false))
                .toList();
    }

    private static Words<String> words() {
        Set<String> harmless = new HashSet<>(Lists.lines("/lint/harmless.txt"));
        Words<String> words = new Words<>();
        for (String line : Lists.lines("/sensitive_word_tags.txt")) {
            int space = line.lastIndexOf(' ');
            if (space > 0 && !harmless.contains(line.substring(0, space))) {
                String tags = line.substring(space + 1);
                String word = line.substring(0, space);
                if (isMeant(word, tags)) {
                    words.add(word, named(tags));
                }
            }
        }
        return words.longestFirst();
    }

    /** Short words of one category are everyday words as often as not. */
    private static boolean isMeant(String word, String tags) {
        boolean sure = tags.contains("1") || tags.contains("3") || tags.contains(",");
        int length = word.codePointCount(0, word.length());
        boolean chinese = word.codePoints().anyMatch(Characters::isHan);
        return !tags.contains("0") && chinese && length > 1 && (sure || length >= SURE_LENGTH);
    }

    private static String named(String tags) {
        return tags.chars()
                .mapToObj(tag -> CATEGORIES.get((char) tag))
                .filter(name -> name != null)
                .collect(Collectors.joining("、"));
    }
}
