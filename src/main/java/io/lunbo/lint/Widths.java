package io.lunbo.lint;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Marks of the wrong width: half-width ones beside Chinese characters, and full-width letters and digits. */
final class Widths {
    private static final Map<Integer, String> FULL = Map.of(
            (int) ',', "，", (int) ';', "；", (int) ':', "：", (int) '?', "？", (int) '!', "！", (int) '(', "（", (int) ')',
            "）");

    private Widths() {}

    static List<Hit> of(Characters text) {
        List<Hit> hits = new ArrayList<>();
        int next;
        for (int at = 0; at < text.length(); at = next) {
            next = at + 1;
            if (isWideLetter(text.at(at))) {
                next = endOfWide(text, at);
                hits.add(Hit.of(Rule.MIXED_WIDTH, at, text.text(at, next), narrow(text, at, next)));
            } else if (isNarrowMark(text, at)) {
                String mark = text.text(at, next);
                String repair = mark.equals(".") ? "。" : FULL.get(text.at(at));
                hits.add(Hit.of(Rule.MIXED_WIDTH, at, mark, repair));
            }
        }
        return hits;
    }

    private static boolean isNarrowMark(Characters text, int at) {
        int point = text.at(at);
        boolean besideChinese = text.hanAt(at - 1) || text.hanAt(at + 1);
        if (point == '.') { // a full stop, not a decimal point nor an abbreviation
            return text.hanAt(at - 1) && (text.hanAt(at + 1) || at + 1 == text.length());
        }
        boolean betweenDigits = text.digitAt(at - 1) && text.digitAt(at + 1);
        return besideChinese && !betweenDigits && (FULL.containsKey(point) || point == '"');
    }

    private static boolean isWideLetter(int point) {
        return Characters.isFullWidthAscii(point) && Character.isLetterOrDigit(point);
    }

    private static int endOfWide(Characters text, int from) {
        int until = from;
        while (until < text.length() && isWideLetter(text.at(until))) {
            until++;
        }
        return until;
    }

    private static String narrow(Characters text, int from, int until) {
        StringBuilder narrow = new StringBuilder();
        for (int i = from; i < until; i++) {
            narrow.appendCodePoint(text.at(i) - ('Ａ' - 'A'));
        }
        return narrow.toString();
    }
}
