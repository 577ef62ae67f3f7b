package io.lunbo.reconcile;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * What no honest player with a right clock logs. Marked for people and nothing more: a marked play keeps its verdict and counts
 * like any other.
 */
public enum Oddity {
    /** It began well before another play of the same player was over. */
    OVERLAP,
    /** Many plays of the same player began in the same second. */
    AT_ONCE,
    /** No sheet of the day has that media, and no order is named for it. */
    UNKNOWN_MEDIA;

    /** Two elements change over while both are shown; more than that is no change-over. */
    public static final int OVERLAP_MS = 2_000;

    /** As many as that in one second. */
    public static final int MANY = 5;

    /** A play and what is odd about it. */
    public record Marked(Logged log, Set<Oddity> oddities) {}

    /** The message bundle key of its word. */
    public String key() {
        return "tally_odd_" + name().toLowerCase(Locale.ROOT);
    }

    /** The plays of a day that something is odd about, in order of time. */
    public static List<Marked> of(DayFacts day) {
        List<Logged> logs =
                day.logs().stream().filter(day::has).sorted(Logged.ORDER).toList();
        Map<Logged, Set<Oddity>> found = new HashMap<>();
        overlaps(logs, found);
        atOnce(logs, found);
        Set<String> known = new HashSet<>();
        day.versions().forEach(version -> known.addAll(version.media()));
        day.dues().forEach(due -> known.add(due.media()));
        for (Logged log : logs) {
            if (log.takeover() == null && !known.contains(log.media())) {
                mark(found, log, UNKNOWN_MEDIA);
            }
        }
        return logs.stream()
                .filter(found::containsKey)
                .map(log -> new Marked(log, found.get(log)))
                .toList();
    }

    private static void overlaps(List<Logged> logs, Map<Logged, Set<Oddity>> found) {
        Map<UUID, Long> until = new HashMap<>();
        for (Logged log : logs) {
            if (log.outcome() != Logged.Outcome.FAILED) {
                if (log.startMs() + OVERLAP_MS < until.getOrDefault(log.player(), Long.MIN_VALUE)) {
                    mark(found, log, OVERLAP);
                }
                until.merge(log.player(), log.startMs() + log.durationMs(), Math::max);
            }
        }
    }

    private static void atOnce(List<Logged> logs, Map<Logged, Set<Oddity>> found) {
        Map<UUID, List<Logged>> second = new HashMap<>();
        for (Logged log : logs) {
            List<Logged> same = second.computeIfAbsent(log.player(), player -> new ArrayList<>());
            if (!same.isEmpty() && log.startMs() - same.get(0).startMs() >= 1_000) {
                same.clear();
            }
            same.add(log);
            if (same.size() >= MANY) {
                same.forEach(one -> mark(found, one, AT_ONCE));
            }
        }
    }

    private static void mark(Map<Logged, Set<Oddity>> found, Logged log, Oddity oddity) {
        found.computeIfAbsent(log, one -> EnumSet.noneOf(Oddity.class)).add(oddity);
    }
}
