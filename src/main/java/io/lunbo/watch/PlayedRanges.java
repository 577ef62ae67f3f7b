package io.lunbo.watch;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Which parts were looked at: merged, in order, in milliseconds from the beginning.
 *
 * @param ranges neither overlapping nor touching
 */
public record PlayedRanges(List<Range> ranges) {
    /** A decoder's last picture and a browser's clock: what lies between two pictures is no gap. */
    static final long GAP_MS = 500;

    /** From where to where. */
    public record Range(long fromMs, long untilMs) {}

    static PlayedRanges of(List<Range> any, long lengthMs) {
        List<Range> sorted = any.stream()
                .map(range -> new Range(Math.max(0, range.fromMs), Math.min(lengthMs, range.untilMs)))
                .filter(range -> range.fromMs < range.untilMs)
                .sorted(Comparator.comparingLong(Range::fromMs))
                .toList();
        List<Range> merged = new ArrayList<>();
        for (Range range : sorted) {
            Range last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
            if (last != null && range.fromMs <= last.untilMs) {
                merged.set(merged.size() - 1, new Range(last.fromMs, Math.max(last.untilMs, range.untilMs)));
            } else {
                merged.add(range);
            }
        }
        return new PlayedRanges(List.copyOf(merged));
    }

    static PlayedRanges read(String stored) {
        List<Range> ranges = new ArrayList<>();
        for (String part : stored.isEmpty() ? new String[0] : stored.split(",")) {
            String[] ends = part.split("-");
            ranges.add(new Range(Long.parseLong(ends[0]), Long.parseLong(ends[1])));
        }
        return new PlayedRanges(List.copyOf(ranges));
    }

    String stored() {
        return ranges.stream().map(range -> range.fromMs + "-" + range.untilMs).collect(Collectors.joining(","));
    }

    PlayedRanges with(List<Range> more, long lengthMs) {
        List<Range> all = new ArrayList<>(ranges);
        all.addAll(more);
        return of(all, lengthMs);
    }

    /** How much was looked at in all. */
    public long totalMs() {
        return ranges.stream().mapToLong(range -> range.untilMs - range.fromMs).sum();
    }

    /** Whether nothing is missing that an eye would have seen. */
    boolean cover(long lengthMs) {
        long at = 0;
        for (Range range : ranges) {
            if (range.fromMs - at > GAP_MS) {
                return false;
            }
            at = range.untilMs;
        }
        return lengthMs - at <= GAP_MS;
    }
}
