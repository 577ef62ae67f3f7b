package io.lunbo.rotation;

import io.lunbo.rotation.LoopRequest.Mode;
import io.lunbo.rotation.SpotDemand.Weight;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Loops small enough to know the best one: every sequence of plays is tried, state by state. */
class SmallLoopsTest {

    private static final double ROUNDING = 1e-9;
    private static final int REPEAT = 1_000;

    @Test
    void noLoopHasFewerRepeatsAndHardlyOneFewerNeighbours() {
        int avoidable = 0;
        for (int seed = 0; seed < 200; seed++) {
            SmallLoop small = new SmallLoop(new Random(seed));
            LoopRequest request = small.request();
            LoopOracle oracle = new LoopOracle(request, LoopPlanner.plan(request));
            int best = small.leastConflicts();
            assertThat(oracle.repeats()).as("seed %d", seed).isEqualTo(best / REPEAT);
            assertThat(oracle.groupNeighbours()).as("seed %d", seed).isLessThanOrEqualTo(best % REPEAT + 2);
            avoidable += oracle.groupNeighbours() > best % REPEAT ? 1 : 0;
        }
        assertThat(avoidable).isLessThanOrEqualTo(12);
    }

    @Test
    void aLoopNeverLeavesTheBoundAlthoughTheBestOneIsOftenNearIt() {
        LongStream.range(0, 200).forEach(seed -> {
            SmallLoop small = new SmallLoop(new Random(seed));
            LoopRequest request = small.request();
            LoopOracle oracle = new LoopOracle(request, LoopPlanner.plan(request));
            double best = leastDeviation(List.of(new Part(small.weights, small.plays)));
            assertThat(best).as("seed %d", seed).isLessThanOrEqualTo(oracle.bound() + ROUNDING);
            assertThat(oracle.maxDeviation()).as("seed %d", seed).isBetween(best - ROUNDING, oracle.bound() + ROUNDING);
        });
    }

    /**
     * The bound 1 − 1/(2n − 2) is a theorem for one set of competitors. Where who competes changes during the day it is not: here three spots of
     * equal length, in five parts of 3, 4, 3, 5 and 3 plays, cannot do better than 23/30, and the bound would be 3/4. A part's end is planned
     * so that this is rare, and the figures say it where it happens.
     */
    @Test
    void acrossDaypartsTheTightestBoundCannotAlwaysBeKept() {
        double best = leastDeviation(List.of(
                new Part(new int[] {46, 3, 11}, 3),
                new Part(new int[] {44, 16, 0}, 4),
                new Part(new int[] {29, 31, 0}, 3),
                new Part(new int[] {0, 8, 52}, 5),
                new Part(new int[] {18, 35, 7}, 3)));

        assertThat(best).isGreaterThan(0.75 + ROUNDING).isLessThan(1);
    }

    /** Some plays during which every spot's weight stays; who has none does not compete. */
    private record Part(int[] weights, int plays) {}

    private record Deviations(List<Integer> counts, double[] owed, double worst) {}

    /** The smallest maximum over all plays and spots of |plays − ideal| that any sequence has. */
    private static double leastDeviation(List<Part> parts) {
        int n = parts.get(0).weights().length;
        Collection<Deviations> states =
                List.of(new Deviations(new ArrayList<>(Collections.nCopies(n, 0)), new double[n], 0));
        for (Part part : parts) {
            double total = Arrays.stream(part.weights()).sum();
            for (int play = 0; play < part.plays(); play++) {
                Map<List<Integer>, Deviations> next = new HashMap<>();
                for (Deviations state : states) {
                    for (int i = 0; i < n; i++) {
                        if (part.weights()[i] > 0) {
                            Deviations then = after(state, part, i, total);
                            next.merge(then.counts(), then, (a, b) -> a.worst() <= b.worst() ? a : b);
                        }
                    }
                }
                states = next.values();
            }
        }
        return states.stream().mapToDouble(Deviations::worst).min().orElseThrow();
    }

    private static Deviations after(Deviations state, Part part, int played, double total) {
        List<Integer> counts = new ArrayList<>(state.counts());
        counts.set(played, counts.get(played) + 1);
        double[] owed = state.owed().clone();
        double worst = state.worst();
        for (int i = 0; i < owed.length; i++) {
            owed[i] += part.weights()[i] / total - (i == played ? 1 : 0);
            worst = Math.max(worst, Math.abs(owed[i]));
        }
        return new Deviations(counts, owed, worst);
    }

    /** Two to five spots of ten seconds, some of them related, for ten to thirty plays. */
    private static final class SmallLoop {

        final int[] weights;
        final int plays;
        private final int[] groups;

        SmallLoop(Random random) {
            int n = 2 + random.nextInt(4);
            plays = 10 + random.nextInt(20);
            weights = new int[n];
            groups = new int[n];
            for (int i = 0; i < n; i++) {
                weights[i] = 1 + random.nextInt(6);
                groups[i] = random.nextInt(3);
            }
        }

        LoopRequest request() {
            List<SpotDemand> spots = new ArrayList<>();
            for (int i = 0; i < weights.length; i++) {
                SpotDemand spot = new SpotDemand("s" + i, 10_000, new Weight(weights[i]));
                spots.add(groups[i] == 0 ? spot : spot.inGroup("g" + groups[i]));
            }
            return LoopRequest.of(Mode.PLAYS, new Span(0, plays * 10_000L), spots);
        }

        /** Repeats × {@link #REPEAT} + neighbours of one group, of the best sequence inside the bound. */
        int leastConflicts() {
            Map<List<Integer>, Integer> states = new HashMap<>();
            List<Integer> none = new ArrayList<>(Collections.nCopies(weights.length, 0));
            none.add(-1);
            states.put(none, 0);
            for (int play = 1; play <= plays; play++) {
                Map<List<Integer>, Integer> next = new HashMap<>();
                for (Map.Entry<List<Integer>, Integer> state : states.entrySet()) {
                    for (int i = 0; i < weights.length; i++) {
                        List<Integer> then = new ArrayList<>(state.getKey());
                        then.set(i, then.get(i) + 1);
                        int last = then.set(weights.length, i);
                        if (isInside(then, play)) {
                            next.merge(then, state.getValue() + conflict(last, i), Math::min);
                        }
                    }
                }
                states = next;
            }
            return states.values().stream().mapToInt(cost -> cost).min().orElseThrow();
        }

        private boolean isInside(List<Integer> counts, int play) {
            double total = Arrays.stream(weights).sum();
            double bound = 1 - 1.0 / (2 * weights.length - 2) + ROUNDING;
            for (int i = 0; i < weights.length; i++) {
                if (Math.abs(weights[i] * play / total - counts.get(i)) > bound) {
                    return false;
                }
            }
            return true;
        }

        private int conflict(int last, int i) {
            return last == i ? REPEAT : last >= 0 && groups[i] > 0 && groups[i] == groups[last] ? 1 : 0;
        }
    }
}
