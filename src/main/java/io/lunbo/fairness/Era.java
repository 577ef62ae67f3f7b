package io.lunbo.fairness;

/** One era: who competes, in which proportion, and the bound that holds in all eras of the request. */
public record Era(
        boolean plays,
        int[] spots,
        long[] weights,
        long total,
        long[] units,

        long longest,
        long shortest,
        long boundNumerator,
        long boundDenominator) {

    /** Whether one spot has more than half of the plays, so that it must follow itself. */
    public boolean hasMajority() {
        double all = 0;
        double most = 0;
        for (int k = 0; k < spots.length; k++) {
            double share = (double) weights[k] / units[k];
            all += share;
            most = Math.max(most, share);
        }
        return most > all / 2;
    }

    /** For a trial of the counted plays alone. */
    public Era withoutSpots() {
        return new Era(plays, new int[0], new long[0], 1, new long[0], 0, Long.MAX_VALUE, 0, 1);
    }
}
