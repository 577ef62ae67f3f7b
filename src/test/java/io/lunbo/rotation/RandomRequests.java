package io.lunbo.rotation;

import io.lunbo.rotation.LoopRequest.Mode;
import io.lunbo.rotation.SpotDemand.Weight;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;

/** Instances for the property tests: everything comes from the seed. */
final class RandomRequests {

    static final long HOUR = 3_600_000;
    static final Span DAY = new Span(7 * HOUR, 22 * HOUR);
    private static final int[] USUAL_SECONDS = {5, 10, 15, 20, 30, 45, 60, 90, 120, 180, 240, 300};

    private final Random random;

    RandomRequests(long seed) {
        random = new Random(seed);
    }

    /** Up to {@code most} spots by weight, of which about half play in some of up to {@code parts} dayparts only. */
    LoopRequest weights(Mode mode, int most, int parts) {
        List<Long> cuts = cuts(1 + random.nextInt(parts));
        int n = 1 + random.nextInt(most);
        int skew = random.nextInt(3);
        List<SpotDemand> spots = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            SpotDemand spot = new SpotDemand("s" + i, 1_000L * seconds(), new Weight(weight(skew)));
            if (random.nextInt(3) == 0) {
                spot = spot.inGroup("g" + random.nextInt(Math.max(1, n / 3)));
            }
            spots.add(cuts.size() > 2 && random.nextBoolean() ? spot.within(windows(cuts)) : spot);
        }
        return LoopRequest.of(mode, DAY, spots).withSeed(random.nextInt(3));
    }

    /** 8 videos of 15 to 180 s, 12 slogans of 10 s, weights 1 to 10, 6 groups. */
    static LoopRequest campaign(Mode mode, long seed) {
        Random random = new Random(seed);
        int[] seconds = {15, 30, 45, 60, 90, 120, 150, 180};
        List<SpotDemand> spots = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            long length = 1_000L * (i < 8 ? seconds[i] : 10);
            spots.add(new SpotDemand("s" + i, length, new Weight(1 + random.nextInt(10)))
                    .inGroup("g" + (i < 8 ? i : i - 8) % 6));
        }
        return LoopRequest.of(mode, DAY, spots);
    }

    private List<Long> cuts(int parts) {
        TreeSet<Long> cuts = new TreeSet<>(List.of(DAY.fromMs(), DAY.untilMs()));
        while (cuts.size() < parts + 1) {
            cuts.add(DAY.fromMs() + random.nextInt(15 * 60) * 60_000L);
        }
        return new ArrayList<>(cuts);
    }

    private List<Span> windows(List<Long> cuts) {
        List<Span> windows = new ArrayList<>();
        while (windows.isEmpty()) {
            for (int k = 0; k + 1 < cuts.size(); k++) {
                if (random.nextBoolean()) {
                    windows.add(new Span(cuts.get(k), cuts.get(k + 1)));
                }
            }
        }
        return windows;
    }

    private int seconds() {
        return random.nextBoolean() ? USUAL_SECONDS[random.nextInt(USUAL_SECONDS.length)] : 5 + random.nextInt(296);
    }

    private long weight(int skew) {
        boolean heavy = random.nextInt(4) == 0;
        return switch (skew) {
            case 0 -> 1 + random.nextInt(10);
            case 1 -> 1 + random.nextInt(997);
            default -> heavy ? 900 + random.nextInt(98) : 1 + random.nextInt(9);
        };
    }
}
