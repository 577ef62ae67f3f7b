package io.lunbo.occasion;

import io.lunbo.occasion.OccasionDates.Span;
import io.lunbo.web.Texts.Phrase;
import java.text.Normalizer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether what a text speaks of is over: a year, or an occasion that is neither going on nor near.
 *
 * <p>An occasion of a year that the text names is over after its last day of that year. One without a year is over when
 * it has been and does not come again within sixty days: then people prepare for the next one.
 */
public final class Timeliness {
    private static final int NEAR_DAYS = 60;
    private static final String DIGITS = "〇一二三四五六七八九";
    private static final Pattern YEAR = Pattern.compile("(?<!\\d)((?:19|20)\\d{2})年");
    private static final Pattern YEAR_ALONE = Pattern.compile("(?<!\\d)(20\\d{2})(?!\\d)");
    private static final Pattern YEAR_IN_WORDS = Pattern.compile("([一二][〇○零一二三四五六七八九]{3})年");

    private Timeliness() {}

    /**
     * An occasion as it is asked for here.
     *
     * @param words by which texts speak of it; kept as they are looked for
     */
    public record Known(String name, List<String> words, OccasionDates dates) {
        public Known {
            words = words.stream()
                    .map(Timeliness::plain)
                    .filter(word -> !word.isEmpty())
                    .toList();
        }
    }

    /**
     * What is over.
     *
     * @param what the occasion, or the year
     * @param ended its last day
     * @param next when it begins again; null where that is not known, or not meant
     */
    public record Over(String what, LocalDate ended, LocalDate next) {
        /** The same in a reader's language. */
        public Phrase phrase() {
            return next == null
                    ? new Phrase("occasion_over", what, ended.toString())
                    : new Phrase("occasion_over_next", what, ended.toString(), next.toString());
        }
    }

    /** What is over of that which a text speaks of; empty where nothing is. */
    public static Optional<Over> over(String text, List<Known> occasions, LocalDate today) {
        String plain = plain(text);
        List<Known> spokenOf = occasions.stream()
                .filter(one -> one.words().stream().anyMatch(word -> speaksOf(plain, word)))
                .toList();
        Optional<Integer> year = latestYear(plain, !spokenOf.isEmpty());
        return year.isPresent()
                ? ofYear(year.get(), spokenOf, today)
                : spokenOf.stream().flatMap(one -> over(one, today).stream()).findFirst();
    }

    private static Optional<Over> ofYear(int year, List<Known> spokenOf, LocalDate today) {
        for (Known one : spokenOf) {
            Optional<Span> then = one.dates().in(year);
            if (then.isPresent()) {
                return then.filter(span -> span.until().isBefore(today))
                        .map(span -> new Over(year + " " + one.name(), span.until(), null));
            }
        }
        return Optional.of(new Over(Integer.toString(year), LocalDate.of(year, 12, 31), null))
                .filter(over -> over.ended().isBefore(today));
    }

    private static Optional<Over> over(Known one, LocalDate today) {
        Optional<Span> next = one.dates().nextAfter(today);
        boolean near = next.filter(span -> !span.from().isAfter(today.plusDays(NEAR_DAYS)))
                .isPresent();
        if (one.dates().has(today) || near) {
            return Optional.empty();
        }
        return one.dates()
                .lastBefore(today)
                .map(last ->
                        new Over(one.name(), last.until(), next.map(Span::from).orElse(null)));
    }

    /** Of a span of years the last one counts. A number without 年 is a year only beside an occasion. */
    private static Optional<Integer> latestYear(String plain, boolean besideAnOccasion) {
        List<Integer> years = new ArrayList<>();
        YEAR.matcher(plain).results().forEach(found -> years.add(Integer.valueOf(found.group(1))));
        YEAR_IN_WORDS.matcher(plain).results().forEach(found -> years.add(inDigits(found.group(1))));
        Matcher alone = YEAR_ALONE.matcher(plain);
        while (besideAnOccasion && alone.find()) {
            years.add(Integer.valueOf(alone.group(1)));
        }
        return years.stream().max(Integer::compare);
    }

    private static int inDigits(String words) {
        return words.replace('○', '〇')
                .replace('零', '〇')
                .chars()
                .map(DIGITS::indexOf)
                .reduce(0, (number, digit) -> 10 * number + digit);
    }

    /** A word that begins or ends with a digit is not part of a longer number. */
    private static boolean speaksOf(String plain, String word) {
        for (int at = plain.indexOf(word); at >= 0; at = plain.indexOf(word, at + 1)) {
            int end = at + word.length();
            boolean begins = at == 0 || !(digit(word, 0) && digit(plain, at - 1));
            boolean ends = end == plain.length() || !(digit(word, word.length() - 1) && digit(plain, end));
            if (begins && ends) {
                return true;
            }
        }
        return false;
    }

    private static boolean digit(String text, int at) {
        return Character.isDigit(text.charAt(at));
    }

    /** Without spaces and differences of width; every dot between two digits is the middle one. */
    private static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC)
                .replaceAll("[\\s\\p{Z}\\p{Cf}]", "")
                .replaceAll("(?<=\\d)[.•‧・∙⋅·。](?=\\d)", "·")
                .toLowerCase(Locale.ROOT);
    }
}
