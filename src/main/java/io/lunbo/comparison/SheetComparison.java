package io.lunbo.comparison;

import io.lunbo.dayplan.SheetContent;
import io.lunbo.dayplan.SheetContent.PlannedPlay;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * What is different between two versions, play by play.
 *
 * @param changes what moved, came or went, in order of time
 * @param counts how often each item plays in either, in order of first appearance
 * @param same plays that are in both at the same time
 */
public record SheetComparison(List<Change> changes, List<Count> counts, int same) {
    // Beyond this many pairs of one item, plays are paired in order instead of by the least distance.
    private static final long MOST_PAIRS = 1_000_000;

    /** What became of a play. */
    public enum Kind {
        MOVED,
        ADDED,
        REMOVED
    }

    /**
     * One play that is not the same in both.
     *
     * @param spot the spot
     * @param media the SHA-256 of its media
     * @param beforeMs its start in the first version, from midnight; null where it was added
     * @param afterMs its start in the second version; null where it was removed
     * @param durationMs how long it is shown
     */
    public record Change(Kind kind, UUID spot, String media, Integer beforeMs, Integer afterMs, int durationMs) {
        int firstMs() {
            if (beforeMs == null) {
                return afterMs;
            }
            return afterMs == null ? beforeMs : Math.min(beforeMs, afterMs);
        }
    }

    /** How often an item plays. */
    public record Count(UUID spot, String media, int before, int after) {
        /** How many more, or fewer where negative. */
        public int difference() {
            return after - before;
        }
    }

    /** What is one item: a spot that shows something for some time. */
    private record Item(UUID spot, String media, int durationMs) {}

    /** Compares two versions that name the same media by the same hashes. */
    public static SheetComparison of(SheetContent before, SheetContent after) {
        Map<Item, List<Integer>> first = starts(before);
        Map<Item, List<Integer>> second = starts(after);
        Set<Item> items = new LinkedHashSet<>(first.keySet());
        items.addAll(second.keySet());
        List<Change> changes = new ArrayList<>();
        int same = 0;
        for (Item item : items) {
            List<Integer> old = first.getOrDefault(item, List.of());
            List<Integer> now = second.getOrDefault(item, List.of());
            Set<Integer> both = new HashSet<>(old);
            both.retainAll(new HashSet<>(now));
            same += both.size();
            pair(item, without(old, both), without(now, both), changes);
        }
        changes.sort(Comparator.comparingInt(Change::firstMs));
        return new SheetComparison(List.copyOf(changes), counts(first, second), same);
    }

    /** How many changes are of that kind. */
    public long number(Kind kind) {
        return changes.stream().filter(change -> change.kind() == kind).count();
    }

    private static Map<Item, List<Integer>> starts(SheetContent content) {
        Map<Item, List<Integer>> starts = new LinkedHashMap<>();
        for (PlannedPlay play : content.plays()) {
            Item item =
                    new Item(content.spots().get(play.spot()), content.media().get(play.media()), play.durationMs());
            starts.computeIfAbsent(item, key -> new ArrayList<>()).add(play.startMs());
        }
        return starts;
    }

    private static List<Integer> without(List<Integer> some, Set<Integer> both) {
        return some.stream().filter(start -> !both.contains(start)).toList();
    }

    private static List<Count> counts(Map<Item, List<Integer>> first, Map<Item, List<Integer>> second) {
        record Shown(UUID spot, String media) {}
        Map<Shown, int[]> sums = new LinkedHashMap<>();
        first.forEach((item, starts) ->
                sums.computeIfAbsent(new Shown(item.spot, item.media), key -> new int[2])[0] += starts.size());
        second.forEach((item, starts) ->
                sums.computeIfAbsent(new Shown(item.spot, item.media), key -> new int[2])[1] += starts.size());
        return sums.entrySet().stream()
                .map(sum -> new Count(sum.getKey().spot(), sum.getKey().media(), sum.getValue()[0], sum.getValue()[1]))
                .toList();
    }

    /** Says of as many plays as possible that they moved, and as little as possible; the rest came or went. */
    private static void pair(Item item, List<Integer> old, List<Integer> now, List<Change> changes) {
        boolean fewerBefore = old.size() <= now.size();
        List<Integer> fewer = fewerBefore ? old : now;
        List<Integer> more = fewerBefore ? now : old;
        boolean[] paired = new boolean[more.size()];
        int[] partner = partners(fewer, more);
        for (int i = 0; i < fewer.size(); i++) {
            paired[partner[i]] = true;
            Integer a = fewer.get(i);
            Integer b = more.get(partner[i]);
            changes.add(new Change(
                    Kind.MOVED, item.spot, item.media, fewerBefore ? a : b, fewerBefore ? b : a, item.durationMs));
        }
        for (int j = 0; j < more.size(); j++) {
            if (!paired[j]) {
                Integer at = more.get(j);
                changes.add(
                        fewerBefore
                                ? new Change(Kind.ADDED, item.spot, item.media, null, at, item.durationMs)
                                : new Change(Kind.REMOVED, item.spot, item.media, at, null, item.durationMs));
            }
        }
    }

    /** For each of the fewer its partner among the more, in order, with the least sum of distances. */
    private static int[] partners(List<Integer> fewer, List<Integer> more) {
        int n = fewer.size();
        int spare = more.size() - n;
        int[] partner = new int[n];
        if (spare == 0 || (long) n * spare > MOST_PAIRS) {
            for (int i = 0; i < n; i++) {
                partner[i] = i;
            }
            return partner;
        }
        // cost[i][s]: the first i are paired and s of the more were left out before
        long[][] cost = new long[n + 1][spare + 1];
        for (int i = 1; i <= n; i++) {
            for (int s = 0; s <= spare; s++) {
                long with = cost[i - 1][s] + Math.abs(fewer.get(i - 1) - more.get(i - 1 + s));
                cost[i][s] = s == 0 ? with : Math.min(with, cost[i][s - 1]);
            }
        }
        int s = spare;
        for (int i = n; i > 0; i--) {
            while (s > 0 && cost[i][s] == cost[i][s - 1]) {
                s--;
            }
            partner[i - 1] = i - 1 + s;
        }
        return partner;
    }
}
