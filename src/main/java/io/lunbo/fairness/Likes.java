package io.lunbo.fairness;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Which plays are alike, and how far they must be apart: plays of one spot, and of one separation group. */
public final class Likes {
    private final int[] group;
    private final long[] distance;
    private final long farthest;

    /**
     * @param groups for each spot the name of its separation group, or null
     * @param distances for each spot the least milliseconds from start to start between a play of it and a play like it; 0 for none
     */
    public Likes(List<String> groups, long[] distances) {
        Map<String, Integer> names = new HashMap<>();
        group = groups.stream()
                .mapToInt(name -> name == null ? -1 : names.computeIfAbsent(name, unknown -> names.size()))
                .toArray();
        distance = distances.clone();
        farthest = Arrays.stream(distance).max().orElse(0);
    }

    /** 2 for the same spot, 1 for the same group, else 0. */
    public int conflict(int spot, int other) {
        return spot == other ? 2 : group[spot] >= 0 && group[spot] == group[other] ? 1 : 0;
    }

    /** Whether any spot asks for a distance. */
    public boolean haveDistances() {
        return farthest > 0;
    }

    /** Whether two plays, {@code apartMs} from start to start, are alike and nearer than either of them asks. */
    public boolean isTooNear(int spot, int other, long apartMs) {
        return apartMs < farthest && apartMs < Math.max(distance[spot], distance[other]) && conflict(spot, other) > 0;
    }

    /** Whether a play that begins then is too near to one of the first {@code size} plays, which begin before it, ascending. */
    public boolean isTooNear(int spot, long startMs, int[] spots, long[] starts, int size) {
        for (int i = Objects.checkIndex(size, spots.length + 1) - 1; i >= 0 && startMs - starts[i] < farthest; i--) {
            if (isTooNear(spot, spots[i], startMs - starts[i])) {
                return true;
            }
        }
        return false;
    }

    /** How many plays are too near to a like before them, of those for which what lies from a to b has a say in it. */
    public int tooNear(int a, int b, int[] spots, long[] starts, int size) {
        int count = 0;
        for (int i = a; i < size && (i <= b || starts[i] - starts[b] < farthest); i++) {
            count += isTooNear(spots[i], starts[i], spots, starts, Math.min(i, b + 1)) ? 1 : 0;
        }
        return count;
    }
}
