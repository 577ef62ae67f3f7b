package io.lunbo.rotation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import static java.util.Objects.requireNonNull;

/**
 * What one spot asks of the loop.
 *
 * @param id names the spot in fixed plays, carried debts and refusals; unique in a request
 * @param durationMs the length of one play, never cut
 * @param demand how often
 * @param group spots of the same group are kept from being neighbours; null means none
 * @param windows where the spot may play, whole plays only; empty means always
 * @param distanceMs from the start of a play to the next of the spot or its group at least so long, where fairness leaves the choice; 0: none
 */
public record SpotDemand(String id, long durationMs, Demand demand, String group, List<Span> windows, long distanceMs) {

    public SpotDemand {
        requireNonNull(id, "id is null");
        requireNonNull(demand, "demand is null");
        windows = merged(windows);
        if (durationMs < 1_000 || durationMs > 86_400_000L) {
            throw new IllegalArgumentException(
                    "Spot " + id + " must last between a second and a day, but was " + durationMs + " ms");
        }
        requireBetween("distance in milliseconds", distanceMs, 0, 86_400_000L);
    }

    public SpotDemand(String id, long durationMs, Demand demand) {
        this(id, durationMs, demand, null, List.of(), 0);
    }

    public SpotDemand inGroup(String newGroup) {
        return new SpotDemand(id, durationMs, demand, newGroup, windows, distanceMs);
    }

    public SpotDemand within(List<Span> newWindows) {
        return new SpotDemand(id, durationMs, demand, group, newWindows, distanceMs);
    }

    public SpotDemand asking(Demand newDemand) {
        return new SpotDemand(id, durationMs, newDemand, group, windows, distanceMs);
    }

    public SpotDemand apart(long newDistanceMs) {
        return new SpotDemand(id, durationMs, demand, group, windows, newDistanceMs);
    }

    /** Whether one of the windows is open then. */
    boolean isOpenAt(long moment) {
        return windows.isEmpty() || windows.stream().anyMatch(window -> window.contains(moment, 1));
    }

    /** Whether a whole play that begins then is inside one of the windows. */
    boolean mayStart(long at) {
        return windows.isEmpty() || windows.stream().anyMatch(window -> window.contains(at, durationMs));
    }

    /** The first instant from then on at which a window is open for a whole play, or begins. */
    long nextStart(long at) {
        if (mayStart(at)) {
            return at;
        }
        return windows.stream()
                .mapToLong(Span::fromMs)
                .filter(from -> from > at)
                .min()
                .orElse(Long.MAX_VALUE);
    }

    /** How often a spot wants to play. */
    public sealed interface Demand {}

    /** Competes with the other weights for what shares, counts and fixed times leave. */
    public record Weight(long weight) implements Demand {
        public Weight {
            requireBetween("weight", weight, 1, 1_000_000);
        }
    }

    /**
     * A part of the whole loop, in millionths of its plays or of its time (by the request's mode). Weights get what the shares leave; shares
     * without any weight beside them are scaled up to the whole.
     */
    public record Share(long millionths) implements Demand {
        public Share {
            requireBetween("share in millionths", millionths, 1, 1_000_000);
        }
    }

    /** Exactly so many plays in every hour in which the spot may play, evenly spread. */
    public record PerHour(int plays) implements Demand {
        public PerHour {
            requireBetween("plays per hour", plays, 1, 3_600);
        }
    }

    /** Exactly so many plays in all the time in which the spot may play, evenly spread. */
    public record PerDay(int plays) implements Demand {
        public PerDay {
            requireBetween("plays per day", plays, 1, 86_400);
        }
    }

    /** Plays only at its fixed times, if any. Also for a spot that is only still in the request because it is in the history. */
    public record FixedOnly() implements Demand {}

    /** Ascending, and one where several touch. */
    private static List<Span> merged(List<Span> windows) {
        List<Span> merged = new ArrayList<>();
        for (Span next :
                windows.stream().sorted(Comparator.comparingLong(Span::fromMs)).toList()) {
            Span last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
            if (last != null && next.fromMs() <= last.untilMs()) {
                merged.set(merged.size() - 1, new Span(last.fromMs(), Math.max(last.untilMs(), next.untilMs())));
            } else {
                merged.add(next);
            }
        }
        return List.copyOf(merged);
    }

    private static void requireBetween(String what, long value, long min, long max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException("The " + what + " must be " + min + " to " + max + ", but was " + value);
        }
    }
}
