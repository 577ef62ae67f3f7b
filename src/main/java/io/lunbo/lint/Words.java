package io.lunbo.lint;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds words of a list in a text: the longest at each place, none inside another. */
final class Words<T> {
    private final Map<Integer, List<Entry<T>>> byFirst = new HashMap<>();

    private record Entry<T>(int[] word, T value) {}

    /** A word that was found, from the first code point to before the last. */
    record Found<T>(int from, int until, T value) {
        boolean within(List<Found<Boolean>> others) {
            return others.stream().anyMatch(other -> other.from() <= from && until <= other.until());
        }
    }

    Words<T> add(String word, T value) {
        int[] points = word.strip().codePoints().map(Characters::fold).toArray();
        if (points.length > 0) {
            byFirst.computeIfAbsent(points[0], first -> new ArrayList<>()).add(new Entry<>(points, value));
        }
        return this;
    }

    /** To be called when all are added. */
    Words<T> longestFirst() {
        Comparator<Entry<T>> byLength = Comparator.comparingInt(entry -> entry.word().length);
        byFirst.values().forEach(entries -> entries.sort(byLength.reversed()));
        return this;
    }

    List<Found<T>> in(Characters text) {
        List<Found<T>> found = new ArrayList<>();
        int next;
        for (int at = 0; at < text.length(); at = next) {
            next = at + 1;
            for (Entry<T> entry : byFirst.getOrDefault(text.folded(at), List.of())) {
                if (stands(entry.word(), text, at)) {
                    next = at + entry.word().length;
                    found.add(new Found<>(at, next, entry.value()));
                    break;
                }
            }
        }
        return found;
    }

    private static boolean stands(int[] word, Characters text, int at) {
        if (at + word.length > text.length()) {
            return false;
        }
        for (int i = 0; i < word.length; i++) {
            if (text.folded(at + i) != word[i]) {
                return false;
            }
        }
        return true;
    }
}
