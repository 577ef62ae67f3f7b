package io.lunbo.rotation;

import io.lunbo.rotation.Loop.Slot;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import static java.util.Objects.requireNonNull;

/**
 * Everything the planner knows. All times are milliseconds from one origin that the caller chooses.
 *
 * @param mode what a weight or share is a share of
 * @param stretches when the screen is open, ascending and not overlapping
 * @param spots what wants to play; a slot names its spot by the index in this list
 * @param fixed plays at fixed times
 * @param fromMs plan from here on; what lies before is taken from the history
 * @param history the plays before {@code fromMs} that stand; they come back unchanged as the loop's first slots
 * @param carry the debts at {@code fromMs}: of yesterday ({@link Loop#carry()}) or of the plan that is being replaced
 *     ({@link LoopPlanner#carryAt}); {@link Loop.Carry#none()} with a history means: owe what this request's demand makes of the history
 * @param seed breaks ties between equal spots; 0 means in the request's order
 */
public record LoopRequest(
        Mode mode,
        List<Span> stretches,
        List<SpotDemand> spots,
        List<FixedPlay> fixed,
        long fromMs,
        List<Slot> history,
        Loop.Carry carry,
        long seed) {

    /** What the weights and shares divide. */
    public enum Mode {
        /** The number of plays. */
        PLAYS,
        /** The time on screen. */
        TIME
    }

    /** A play of the spot {@code id} that must start at exactly {@code atMs}. It comes on top of what the spot's demand asks for. */
    public record FixedPlay(String id, long atMs) {

        public FixedPlay {
            requireNonNull(id, "id is null");
        }
    }

    public LoopRequest {
        requireNonNull(mode, "mode is null");
        requireNonNull(carry, "carry is null");
        stretches = List.copyOf(stretches);
        spots = List.copyOf(spots);
        fixed = List.copyOf(fixed);
        history = List.copyOf(history);
        requireAscending(stretches);
        requireKnownSpots(spots, fixed, history);
    }

    /** One stretch, nothing fixed, nothing carried. */
    public static LoopRequest of(Mode mode, Span stretch, List<SpotDemand> spots) {
        return of(mode, List.of(stretch), spots);
    }

    /** Several stretches, nothing fixed, nothing carried. */
    public static LoopRequest of(Mode mode, List<Span> stretches, List<SpotDemand> spots) {
        return new LoopRequest(mode, stretches, spots, List.of(), Long.MIN_VALUE, List.of(), Loop.Carry.none(), 0);
    }

    public LoopRequest withFixed(List<FixedPlay> newFixed) {
        return new LoopRequest(mode, stretches, spots, newFixed, fromMs, history, carry, seed);
    }

    public LoopRequest withCarry(Loop.Carry newCarry) {
        return new LoopRequest(mode, stretches, spots, fixed, fromMs, history, newCarry, seed);
    }

    public LoopRequest withSpots(List<SpotDemand> newSpots) {
        return new LoopRequest(mode, stretches, newSpots, fixed, fromMs, history, carry, seed);
    }

    public LoopRequest withSeed(long newSeed) {
        return new LoopRequest(mode, stretches, spots, fixed, fromMs, history, carry, newSeed);
    }

    /** The same request from {@code newFromMs} on, in place of the rest of the plays given, with the debts at that instant. */
    public LoopRequest rebuiltFrom(long newFromMs, List<Slot> newHistory, Loop.Carry newCarry) {
        return new LoopRequest(mode, stretches, spots, fixed, newFromMs, newHistory, newCarry, seed);
    }

    /** Whether a slot of the history was a fixed play and so did not count. */
    boolean wasFixed(Slot slot) {
        return fixed.contains(new FixedPlay(spots.get(slot.spotIndex()).id(), slot.startMs()));
    }

    /** The order among equals: the request's, or with a seed another one. */
    int[] ranks() {
        int[] ranks = new int[spots.size()];
        for (int i = 0; i < ranks.length; i++) {
            long mixed = (seed + spots.get(i).id().hashCode()) * 0x9E3779B97F4A7C15L;
            ranks[i] = seed == 0 ? i : (int) ((mixed ^ mixed >>> 31) * 0xBF58476D1CE4E5B9L >>> 33);
        }
        return ranks;
    }

    /** A spot whose time is over when the rest of a day is rebuilt. */
    boolean wasOpenBefore(SpotDemand spot, long instant) {
        return stretches.stream()
                .anyMatch(stretch -> stretch.fromMs() < instant
                        && spot.nextStart(stretch.fromMs()) + spot.durationMs()
                                <= Math.min(instant, stretch.untilMs()));
    }

    /** What stands. */
    List<Slot> past() {
        return history.stream().filter(slot -> slot.startMs() < fromMs).toList();
    }

    /** What is replaced. */
    List<Slot> former() {
        return history.stream().filter(slot -> slot.startMs() >= fromMs).toList();
    }

    private static void requireAscending(List<Span> stretches) {
        for (int k = 1; k < stretches.size(); k++) {
            if (stretches.get(k).fromMs() < stretches.get(k - 1).untilMs()) {
                throw new IllegalArgumentException("Stretches must be ascending and apart, but " + stretches.get(k)
                        + " follows " + stretches.get(k - 1));
            }
        }
    }

    private static void requireKnownSpots(List<SpotDemand> spots, List<FixedPlay> fixed, List<Slot> history) {
        Set<String> ids = new HashSet<>();
        for (SpotDemand spot : spots) {
            if (!ids.add(spot.id())) {
                throw new IllegalArgumentException("Two spots have the id " + spot.id());
            }
        }
        for (FixedPlay play : fixed) {
            if (!ids.contains(play.id())) {
                throw new IllegalArgumentException(
                        "The fixed play at " + play.atMs() + " ms names the unknown spot " + play.id());
            }
        }
        for (Slot slot : history) {
            if (slot.spotIndex() < 0 || slot.spotIndex() >= spots.size()) {
                throw new IllegalArgumentException("The history names the unknown spot index " + slot.spotIndex());
            }
        }
    }
}
