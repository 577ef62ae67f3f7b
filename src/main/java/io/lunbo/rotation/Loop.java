package io.lunbo.rotation;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import static java.util.Objects.requireNonNull;

/**
 * The plan: every play in order, what was refused and why, what the sequence is worth in numbers, and what it leaves owing.
 */
public record Loop(List<Slot> slots, List<Unplaced> unplaced, LoopFigures figures, Carry carry) {

    public Loop {
        slots = List.copyOf(slots);
        unplaced = List.copyOf(unplaced);
        requireNonNull(figures, "figures is null");
        requireNonNull(carry, "carry is null");
    }

    /**
     * What every competing spot is owed (positive) or has had too early (negative): {@code owed / denominator} plays, or milliseconds in
     * {@link LoopRequest.Mode#TIME}.
     *
     * @param lastSpot the spot of the last play, so that the next day does not begin with it; null means unknown
     */
    public record Carry(LoopRequest.Mode mode, long denominator, Map<String, Long> owed, String lastSpot) {

        public Carry {
            requireNonNull(mode, "mode is null");
            owed = Collections.unmodifiableMap(new TreeMap<>(owed));
            if (denominator <= 0) {
                throw new IllegalArgumentException("The denominator must be positive, but was " + denominator);
            }
        }

        /** Nothing owed. */
        public static Carry none() {
            return new Carry(LoopRequest.Mode.PLAYS, 1, Map.of(), null);
        }

        public boolean isEmpty() {
            return owed.isEmpty();
        }
    }
}
