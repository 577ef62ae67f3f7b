package io.lunbo.rotation;

import io.lunbo.rotation.Loop.Slot;
import io.lunbo.rotation.LoopRequest.FixedPlay;
import io.lunbo.rotation.LoopRequest.Mode;
import io.lunbo.rotation.SpotDemand.FixedOnly;
import io.lunbo.rotation.SpotDemand.PerDay;
import io.lunbo.rotation.SpotDemand.Weight;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The least distance from a play to the next like it: kept where fairness leaves the choice, and never at its cost. */
class DistancesTest {

    private static final long HOUR = RandomRequests.HOUR;
    private static final long SECOND = 1_000;

    @ParameterizedTest
    @EnumSource(Mode.class)
    void theFilmsOfOneBureauAreMinutesApartInTheCampaign(Mode mode) {
        for (long seed = 0; seed < 20; seed++) {
            LoopRequest without = withGroupOfThree(RandomRequests.campaign(mode, seed), 0);
            LoopRequest with = withGroupOfThree(RandomRequests.campaign(mode, seed), 60 * SECOND);

            Loop before = LoopPlanner.plan(without);
            Loop after = LoopPlanner.plan(with);

            assertThat(tooNear(with, before)).as("seed %d without", seed).isPositive();
            // shares of time leave less choice: there a few of a day's plays may have to be nearer
            assertThat(tooNear(with, after)).as("seed %d", seed).isLessThanOrEqualTo(mode == Mode.PLAYS ? 0 : 3);
            assertThat(after.figures().maxDeviation())
                    .as("seed %d", seed)
                    .isLessThanOrEqualTo(
                            Math.max(after.figures().bound(), before.figures().maxDeviation()));
            assertThat(after.figures().repeats()).isZero();
        }
    }

    @Test
    void fairnessGoesBeforeAnyDistance() {
        for (long seed = 0; seed < 300; seed++) {
            LoopRequest plain = new RandomRequests(seed).weights(Mode.PLAYS, 30, 1);
            LoopRequest apart = plain.withSpots(plain.spots().stream()
                    .map(spot -> spot.apart(1 + spot.durationMs() * (spot.id().hashCode() % 7)))
                    .toList());

            Loop loop = LoopPlanner.plan(apart);

            assertThat(loop.figures().maxDeviation())
                    .as("seed %d", seed)
                    .isLessThanOrEqualTo(loop.figures().bound() + 1e-9);
            assertThat(LoopPlanner.plan(apart).slots()).as("seed %d", seed).isEqualTo(loop.slots());
        }
    }

    @Test
    void pairsStandApartOnceTheyAskForIt() {
        Random random = new Random(7);
        int without = 0;
        int with = 0;
        for (int k = 0; k < 100; k++) {
            List<SpotDemand> spots = new ArrayList<>();
            long round = 0;
            for (int i = 0; i < 10 + random.nextInt(20); i++) {
                long length = (5 + random.nextInt(26)) * SECOND;
                round += length;
                spots.add(new SpotDemand("s" + i, length, new Weight(4 + random.nextInt(4))).inGroup("g" + i / 2));
            }
            LoopRequest plain = LoopRequest.of(Mode.PLAYS, new Span(0, 4 * HOUR), spots);
            long distance = round / 4;
            LoopRequest apart = plain.withSpots(
                    spots.stream().map(spot -> spot.apart(distance)).toList());
            without += tooNear(apart, LoopPlanner.plan(plain));
            with += tooNear(apart, LoopPlanner.plan(apart));
        }
        assertThat(with).as("of %d without", without).isLessThan(without / 20);
    }

    @Test
    void countedAndFixedPlaysAreKeptAwayFromAsWell() {
        List<SpotDemand> spots = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            spots.add(new SpotDemand("s" + i, 15 * SECOND, new Weight(1 + i % 3)));
        }
        spots.set(0, spots.get(0).inGroup("bureau").apart(60 * SECOND));
        spots.add(new SpotDemand("news", 30 * SECOND, new FixedOnly()).inGroup("bureau"));
        spots.add(new SpotDemand("daily", 10 * SECOND, new PerDay(40)).inGroup("bureau"));
        List<FixedPlay> fixed = new ArrayList<>();
        for (int k = 1; k < 30; k++) {
            fixed.add(new FixedPlay("news", 8 * HOUR + k * 600 * SECOND));
        }
        LoopRequest request =
                LoopRequest.of(Mode.PLAYS, new Span(8 * HOUR, 14 * HOUR), spots).withFixed(fixed);

        assertThat(tooNear(request, LoopPlanner.plan(request))).isZero();
    }

    @Test
    void whatCannotBeKeptIsPlayedAllTheSame() {
        LoopRequest request = LoopRequest.of(
                Mode.PLAYS,
                new Span(0, HOUR),
                List.of(
                        new SpotDemand("a", 10 * SECOND, new Weight(1)).apart(600 * SECOND),
                        new SpotDemand("b", 10 * SECOND, new Weight(1))));

        Loop loop = LoopPlanner.plan(request);

        assertThat(loop.slots()).hasSize(360);
        assertThat(loop.figures().repeats()).isZero();
    }

    @Test
    void aDistanceBelowNothingOrBeyondADayIsRefused() {
        SpotDemand spot = new SpotDemand("a", 10 * SECOND, new Weight(1));
        assertThatThrownBy(() -> spot.apart(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> spot.apart(24 * HOUR + 1)).isInstanceOf(IllegalArgumentException.class);
    }

    /** Three slogans that weigh the same and little, in one group of their own. */
    private static LoopRequest withGroupOfThree(LoopRequest request, long distanceMs) {
        List<SpotDemand> spots = new ArrayList<>(request.spots());
        for (int i = 17; i < 20; i++) {
            spots.set(i, spots.get(i).asking(new Weight(2)).inGroup("bureau").apart(distanceMs));
        }
        return request.withSpots(spots);
    }

    /** Counted anew, from the plays alone. */
    private static int tooNear(LoopRequest request, Loop loop) {
        int count = 0;
        for (int i = 0; i < loop.slots().size(); i++) {
            Slot slot = loop.slots().get(i);
            SpotDemand spot = request.spots().get(slot.spotIndex());
            boolean found = false;
            for (int j = i - 1;
                    j >= 0 && !found && slot.startMs() - loop.slots().get(j).startMs() < HOUR;
                    j--) {
                SpotDemand other = request.spots().get(loop.slots().get(j).spotIndex());
                boolean alike = other == spot || spot.group() != null && Objects.equals(spot.group(), other.group());
                found = alike
                        && slot.startMs() - loop.slots().get(j).startMs()
                                < Math.max(spot.distanceMs(), other.distanceMs());
            }
            count += found ? 1 : 0;
        }
        return count;
    }
}
