package io.lunbo.rotation;

import io.lunbo.fairness.Portions;
import java.math.BigInteger;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

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

    /** Whose plays are nearer to their like than was asked, and how often: fairness comes first. */
    public List<Unplaced> tooClose(List<SpotDemand> demands) {
        return IntStream.range(0, demands.size())
                .filter(i -> demands.get(i).distanceMs() > 0)
                .mapToObj(i -> tooClose(demands, i))
                .filter(counted -> counted.possible() < counted.asked())
                .toList();
    }

    private Unplaced tooClose(List<SpotDemand> demands, int own) {
        SpotDemand spot = demands.get(own);
        Slot last = null;
        long asked = 0;
        long kept = 0;
        for (Slot slot : slots) {
            String group = demands.get(slot.spotIndex()).group();
            if (slot.spotIndex() != own && (group == null || !group.equals(spot.group()))) {
                continue;
            }
            if (last != null && (slot.spotIndex() == own || last.spotIndex() == own)) {
                asked++;
                kept += slot.startMs() - last.startMs() >= spot.distanceMs() ? 1 : 0;
            }
            last = slot;
        }
        return new Unplaced(spot.id(), Unplaced.Reason.TOO_CLOSE, asked, kept);
    }

    /** One planned play: when it starts, which spot of the request (by its index) and how long. */
    public record Slot(long startMs, int spotIndex, long durationMs) {

        public long endMs() {
            return startMs + durationMs;
        }
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

        /** What each present spot of the request is owed, over another scale, made to add up to nothing. */
        long[] debts(LoopRequest request, boolean[] present, long scale) {
            long[] debts = new long[present.length];
            if (mode != request.mode()) {
                return debts;
            }
            long sum = 0;
            for (int i = 0; i < debts.length; i++) {
                long own = owed.getOrDefault(request.spots().get(i).id(), 0L);
                if (present[i] && own != 0) {
                    BigInteger scaled = BigInteger.valueOf(own).multiply(BigInteger.valueOf(scale));
                    debts[i] = scaled.divide(BigInteger.valueOf(denominator)).longValue();
                    sum += debts[i];
                }
            }
            Portions.spread(sum, present, debts);
            return debts;
        }
    }

    /**
     * A demand that was refused, whole and with numbers.
     *
     * @param id the spot
     * @param asked what was asked, in the reason's unit
     * @param possible how much of it there was room for, in the same unit
     */
    public record Unplaced(String id, Reason reason, long asked, long possible) {

        /** Why a demand is not in the loop, and what the two numbers of the refusal count. */
        public enum Reason {
            /** The counted plays ask more time than there is: asked and possible in ms of the tightest window, counts admitted before included. */
            OVER_DEMAND,
            /** The shares of one moment add up to more than the whole: asked and possible in millionths. */
            SHARES_EXCEED_WHOLE,
            /** One play is longer than every stretch it could be in: its length and the longest stretch in ms. */
            TOO_LONG,
            /** Its windows and the opening hours have nothing in common: one play in ms, and 0. */
            NEVER_OPEN,
            /** The counted and fixed plays, or the fairness windows of longer spots, leave no room for any play: due plays, and 0. */
            NO_ROOM_LEFT,
            /** A fixed play outside the opening hours or its spot's windows, or longer than what is left of them: its length and the room in ms. */
            FIXED_OUTSIDE_HOURS,
            /** A fixed play that would begin while an earlier one runs: its length and the room in ms. */
            FIXED_OVERLAP,
            /** Plays nearer to their like than was asked, see {@link Loop#tooClose}: plays that have a like before them, and those far enough. */
            TOO_CLOSE
        }
    }
}
