package io.lunbo.dayplan;

import io.lunbo.dayplan.ScreenDay.BookedSpot;
import io.lunbo.rotation.Loop.Unplaced;
import io.lunbo.rotation.SpotDemand;
import io.lunbo.rotation.SpotDemand.Demand;
import io.lunbo.rotation.SpotDemand.FixedOnly;
import io.lunbo.rotation.SpotDemand.Share;
import io.lunbo.rotation.SpotDemand.Weight;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Shares of screen time, as the engine wants them: in millionths of the plays of the loop.
 *
 * <p>A share is of the time that counted and fixed plays leave, while all that compete are open; s of the time is s / length of
 * the plays. A campaign's share is divided among its spots by their weights. Whole numbers only.
 */
final class Shares {
    private static final long WHOLE = 1_000_000;
    private static final BigInteger MILLION = BigInteger.valueOf(WHOLE);

    private final List<BookedSpot> spots;
    private final long[] ofTime;
    private final List<Unplaced> refused = new ArrayList<>();

    /** The demands of those spots, in their order: who gives way comes last, and is refused where there is more than the whole. */
    Shares(List<BookedSpot> spots) {
        this.spots = spots;
        this.ofTime = new long[spots.size()];
        Map<String, Long> weights = new HashMap<>();
        for (BookedSpot spot : spots) {
            if (spot.agreed().campaignSharePercent() != null
                    && spot.agreed().sharePercent() == null
                    && spot.demand() instanceof Weight weight) {
                weights.merge(spot.agreed().campaign(), weight.weight(), Long::sum);
            }
        }
        long asked = 0;
        for (int i = 0; i < ofTime.length; i++) {
            long own = askedBy(spots.get(i), weights);
            asked += own;
            if (asked > WHOLE) {
                refused.add(
                        new Unplaced(spots.get(i).id().toString(), Unplaced.Reason.SHARES_EXCEED_WHOLE, asked, WHOLE));
                asked -= own;
                own = -1;
            }
            ofTime[i] = own;
        }
    }

    private static long askedBy(BookedSpot spot, Map<String, Long> weights) {
        BigDecimal own = spot.agreed().sharePercent();
        if (own != null) {
            return own.movePointRight(4).longValue();
        }
        BigDecimal campaign = spot.agreed().campaignSharePercent();
        if (campaign != null && spot.demand() instanceof Weight weight) {
            long whole = campaign.movePointRight(4).longValue();
            return Math.max(
                    1, whole * weight.weight() / weights.get(spot.agreed().campaign()));
        }
        return 0;
    }

    /** What more than the whole was refused. */
    List<Unplaced> refused() {
        return refused;
    }

    /** Whether any share is asked, and whether the shares leave something. */
    boolean leaveSome() {
        long sum = 0;
        for (long own : ofTime) {
            sum += Math.max(0, own);
        }
        return sum > 0 && sum < WHOLE;
    }

    /** Each spot's demand; who does not compete asks for nothing. */
    List<Demand> demands(Predicate<BookedSpot> competing) {
        long weightSum = 0;
        long weightedMs = 0;
        long left = WHOLE;
        for (int i = 0; i < ofTime.length; i++) {
            left -= Math.max(0, ofTime[i]);
            if (ofTime[i] == 0 && competing.test(spots.get(i)) && spots.get(i).demand() instanceof Weight weight) {
                weightSum += weight.weight();
                weightedMs += weight.weight() * spots.get(i).durationMs();
            }
        }
        BigInteger whole = BigInteger.ZERO;
        BigInteger[] plays = new BigInteger[ofTime.length];
        for (int i = 0; i < plays.length; i++) {
            plays[i] = ofTime[i] <= 0
                    ? BigInteger.ZERO
                    : perHour(ofTime[i], spots.get(i).durationMs());
            whole = whole.add(plays[i]);
        }
        if (weightSum > 0 && left > 0) { // as many as fit with the mean length of the weights' plays
            whole = whole.add(
                    perHour(left, 1).multiply(BigInteger.valueOf(weightSum)).divide(BigInteger.valueOf(weightedMs)));
        }
        List<Demand> demands = new ArrayList<>();
        for (int i = 0; i < plays.length; i++) {
            boolean none = ofTime[i] < 0
                    || !competing.test(spots.get(i)) && spots.get(i).demand() instanceof Weight;
            SpotDemand.Demand own = none ? new FixedOnly() : spots.get(i).demand();
            demands.add(
                    ofTime[i] <= 0
                            ? own
                            : new Share(Math.max(
                                    1, plays[i].multiply(MILLION).divide(whole).longValue())));
        }
        return demands;
    }

    private static BigInteger perHour(long millionths, long durationMs) {
        return BigInteger.valueOf(millionths)
                .multiply(MILLION)
                .multiply(MILLION)
                .divide(BigInteger.valueOf(durationMs));
    }
}
