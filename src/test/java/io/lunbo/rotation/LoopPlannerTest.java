package io.lunbo.rotation;

import io.lunbo.rotation.Loop.Slot;
import io.lunbo.rotation.Loop.Unplaced;
import io.lunbo.rotation.Loop.Unplaced.Reason;
import io.lunbo.rotation.LoopRequest.FixedPlay;
import io.lunbo.rotation.LoopRequest.Mode;
import io.lunbo.rotation.SpotDemand.FixedOnly;
import io.lunbo.rotation.SpotDemand.PerDay;
import io.lunbo.rotation.SpotDemand.PerHour;
import io.lunbo.rotation.SpotDemand.Share;
import io.lunbo.rotation.SpotDemand.Weight;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

class LoopPlannerTest {

    private static final long SECOND = 1_000;
    private static final long HOUR = 3_600 * SECOND;
    private static final Span DAY = new Span(8 * HOUR, 22 * HOUR);

    @Test
    void playsEverySpotByItsWeight() {
        Loop loop = LoopPlanner.plan(
                LoopRequest.of(Mode.PLAYS, new Span(0, 600 * SECOND), List.of(weight("a", 10, 1), weight("b", 10, 2))));

        assertThat(spots(loop)).startsWith(1, 0, 1).hasSize(60);
        assertThat(loop.figures().maxDeviation())
                .isLessThanOrEqualTo(loop.figures().bound());
        assertThat(loop.figures().bound()).isEqualTo(0.5);
    }

    @Test
    void aSingleSpotFillsItsStretch() {
        Loop loop = LoopPlanner.plan(LoopRequest.of(Mode.PLAYS, new Span(0, 35 * SECOND), List.of(weight("a", 10, 7))));

        assertThat(loop.slots())
                .containsExactly(new Slot(0, 0, 10_000), new Slot(10_000, 0, 10_000), new Slot(20_000, 0, 10_000));
        assertThat(loop.figures().idleMs()).isEqualTo(5 * SECOND);
    }

    @Test
    void sharesOfTimeGiveShortSpotsMorePlays() {
        LoopRequest request = LoopRequest.of(Mode.TIME, DAY, List.of(share("film", 60, 0.5), share("slogan", 10, 0.5)));

        Loop loop = LoopPlanner.plan(request);

        assertThat(count(loop, 1)).isCloseTo(6 * count(loop, 0), within(6L));
        assertThat(loop.figures().maxDeviation()).isLessThanOrEqualTo(1);
    }

    @Test
    void aDebtIsCarriedOverMidnight() {
        LoopRequest day =
                LoopRequest.of(Mode.PLAYS, new Span(0, 10 * SECOND), List.of(weight("a", 10, 1), weight("b", 10, 1)));

        Loop first = LoopPlanner.plan(day);
        Loop second = LoopPlanner.plan(day.withCarry(first.carry()));

        assertThat(spots(first)).containsExactly(0);
        assertThat(spots(second)).containsExactly(1);
        assertThat(second.carry().owed().values()).containsOnly(0L);
    }

    @Test
    void aDaypartSpotPlaysOnlyThereAndTheOthersKeepTheirDues() {
        Span morning = new Span(9 * HOUR, 11 * HOUR);
        LoopRequest request = LoopRequest.of(
                Mode.PLAYS,
                DAY,
                List.of(
                        weight("a", 15, 3),
                        weight("b", 30, 2),
                        weight("morning", 20, 5).within(List.of(morning)),
                        weight("c", 10, 1)));

        Loop loop = LoopPlanner.plan(request);

        assertThat(loop.slots())
                .filteredOn(slot -> slot.spotIndex() == 2)
                .isNotEmpty()
                .allMatch(slot -> morning.contains(slot.startMs(), 20_000));
        assertThat(loop.figures().maxDeviation())
                .isLessThanOrEqualTo(loop.figures().bound());
        assertThat(loop.figures().longIdles()).isZero();
    }

    @Test
    void countedPlaysAreExactAndEvenlySpread() {
        List<SpotDemand> spots = new ArrayList<>(films());
        spots.add(new SpotDemand("hourly", 15 * SECOND, new PerHour(8)));
        spots.add(new SpotDemand("daily", 10 * SECOND, new PerDay(120)));

        Loop loop = LoopPlanner.plan(LoopRequest.of(Mode.PLAYS, DAY, spots));

        assertThat(loop.unplaced()).isEmpty();
        assertThat(count(loop, 6)).isEqualTo(120);
        for (long hour = 8; hour < 22; hour++) {
            Span span = new Span(hour * HOUR, (hour + 1) * HOUR);
            assertThat(loop.slots())
                    .filteredOn(slot -> slot.spotIndex() == 5 && span.contains(slot.startMs(), 1))
                    .hasSize(8);
        }
        assertThat(largestGap(loop, 5)).isLessThanOrEqualTo(2 * HOUR / 8);
        assertThat(largestGap(loop, 6)).isLessThanOrEqualTo(2 * DAY.lengthMs() / 120);
    }

    @Test
    void nothingPlaysTwiceInARowWhenNobodyHasMostOfThePlays() {
        LoopRequest request =
                LoopRequest.of(Mode.PLAYS, DAY, List.of(weight("a", 10, 2), weight("b", 15, 1), weight("c", 20, 1)));

        assertThat(new LoopOracle(request, LoopPlanner.plan(request)).repeats()).isZero();
    }

    @Test
    void relatedSpotsAreKeptApart() {
        LoopRequest request = LoopRequest.of(
                Mode.PLAYS,
                DAY,
                List.of(
                        weight("a1", 10, 3).inGroup("a"),
                        weight("a2", 15, 2).inGroup("a"),
                        weight("b", 20, 4),
                        weight("c", 30, 3)));

        assertThat(new LoopOracle(request, LoopPlanner.plan(request)).groupNeighbours())
                .isZero();
    }

    @Test
    void relatedSpotsThatMustMeetAreCounted() {
        LoopRequest request = LoopRequest.of(
                Mode.PLAYS,
                DAY,
                List.of(weight("a", 10, 1).inGroup("a"), weight("b", 15, 1).inGroup("a")));

        Loop loop = LoopPlanner.plan(request);

        assertThat(loop.figures().groupNeighbours()).isEqualTo(loop.slots().size() - 1);
    }

    @Test
    void fixedPlaysStartAtTheirSecondAndNothingIsCutForThem() {
        List<FixedPlay> fixed = IntStream.range(0, 28)
                .mapToObj(i -> new FixedPlay("news", DAY.fromMs() + i * HOUR / 2 + 137_000))
                .toList();
        List<SpotDemand> spots = new ArrayList<>(films());
        spots.add(new SpotDemand("news", 45 * SECOND, new FixedOnly()));
        LoopRequest request = LoopRequest.of(Mode.PLAYS, DAY, spots).withFixed(fixed);

        Loop loop = LoopPlanner.plan(request);

        assertThat(loop.slots())
                .filteredOn(slot -> slot.spotIndex() == 5)
                .extracting(Slot::startMs)
                .containsExactlyElementsOf(fixed.stream().map(FixedPlay::atMs).toList());
        assertThat(new LoopOracle(request, loop).faults()).isEmpty();
        assertThat(new LoopOracle(request, loop).excessIdle())
                .filteredOn(excess -> excess > 0)
                .hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void aFixedPlayAtNightOrDuringAnotherIsRefused() {
        List<SpotDemand> spots = List.of(weight("a", 10, 1), new SpotDemand("news", 45 * SECOND, new FixedOnly()));
        long noon = 12 * HOUR;

        Loop loop = LoopPlanner.plan(LoopRequest.of(Mode.PLAYS, DAY, spots)
                .withFixed(List.of(
                        new FixedPlay("news", noon),
                        new FixedPlay("news", noon + 20 * SECOND),
                        new FixedPlay("news", 22 * HOUR - SECOND))));

        assertThat(loop.unplaced())
                .extracting(Unplaced::reason)
                .containsExactly(Reason.FIXED_OVERLAP, Reason.FIXED_OUTSIDE_HOURS);
        assertThat(loop.unplaced()).allMatch(unplaced -> unplaced.asked() > unplaced.possible());
    }

    @Test
    void nothingCrossesTheEndOfAStretch() {
        List<Span> stretches = List.of(new Span(8 * HOUR, 12 * HOUR), new Span(14 * HOUR, 22 * HOUR));
        LoopRequest request = LoopRequest.of(Mode.PLAYS, stretches, films());

        LoopOracle oracle = new LoopOracle(request, LoopPlanner.plan(request));

        assertThat(oracle.faults()).isEmpty();
        assertThat(oracle.excessIdle()).containsOnly(0L);
    }

    @Test
    void overDemandIsRefusedWithNumbersAndNothingIsThinned() {
        List<SpotDemand> spots = List.of(
                new SpotDemand("a", 12 * SECOND, new PerHour(200)),
                new SpotDemand("b", 12 * SECOND, new PerHour(160)),
                weight("c", 10, 1));

        Loop loop = LoopPlanner.plan(LoopRequest.of(Mode.PLAYS, new Span(0, HOUR), spots));

        assertThat(loop.unplaced()).containsExactly(new Unplaced("b", Reason.OVER_DEMAND, 4_320_000, 3_600_000));
        assertThat(count(loop, 0)).isEqualTo(200);
        assertThat(count(loop, 1)).isZero();
        assertThat(count(loop, 2)).isPositive();
    }

    @Test
    void sharesBeyondTheWholeAreRefused() {
        Loop loop = LoopPlanner.plan(LoopRequest.of(
                Mode.PLAYS, DAY, List.of(share("a", 10, 0.7), share("b", 10, 0.4), share("c", 10, 0.3))));

        assertThat(loop.unplaced())
                .containsExactly(new Unplaced("b", Reason.SHARES_EXCEED_WHOLE, 1_100_000, 1_000_000));
        assertThat((double) count(loop, 0) / loop.slots().size()).isCloseTo(0.7, within(0.001));
    }

    @Test
    void whatIsTooLongOrNeverOpenOrLeftNoRoomIsNamed() {
        Span hour = new Span(0, HOUR);
        assertThat(LoopPlanner.plan(LoopRequest.of(
                                Mode.PLAYS,
                                hour,
                                List.of(
                                        weight("a", 10, 1),
                                        weight("long", 3_601, 1),
                                        weight("night", 10, 1).within(List.of(new Span(2 * HOUR, 3 * HOUR))))))
                        .unplaced())
                .extracting(Unplaced::id, Unplaced::reason)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("long", Reason.TOO_LONG),
                        org.assertj.core.groups.Tuple.tuple("night", Reason.NEVER_OPEN));
        assertThat(LoopPlanner.plan(LoopRequest.of(
                                Mode.PLAYS,
                                hour,
                                List.of(weight("a", 10, 1), new SpotDemand("b", 10 * SECOND, new PerHour(360)))))
                        .unplaced())
                .containsExactly(new Unplaced("a", Reason.NO_ROOM_LEFT, 10_000, 0));
    }

    @Test
    void sharesTakeTheirPartAndWeightsDivideTheRest() {
        Loop loop = LoopPlanner.plan(
                LoopRequest.of(Mode.PLAYS, DAY, List.of(share("a", 10, 0.5), weight("b", 10, 3), weight("c", 10, 2))));

        assertThat((double) count(loop, 1) / loop.slots().size()).isCloseTo(0.3, within(0.001));
    }

    @Test
    void aRebuildKeepsWhatWasPlannedAndOwesWhatItLeft() {
        LoopRequest old = LoopRequest.of(Mode.PLAYS, DAY, films());
        Loop planned = LoopPlanner.plan(old);
        long noon = 12 * HOUR;
        List<Slot> before =
                planned.slots().stream().filter(slot -> slot.startMs() < noon).toList();
        List<SpotDemand> changed = new ArrayList<>(films());
        changed.set(2, changed.get(2).asking(new Weight(4)));

        LoopRequest rebuilt = old.withSpots(changed).rebuiltFrom(noon, before, LoopPlanner.carryAt(old, planned, noon));
        Loop loop = LoopPlanner.plan(rebuilt);

        assertThat(loop.slots().subList(0, before.size())).isEqualTo(before);
        assertThat(new LoopOracle(rebuilt, loop).maxDeviation())
                .isLessThanOrEqualTo(loop.figures().bound() + 1e-9);
        assertThat(new LoopOracle(rebuilt, loop).faults()).isEmpty();
    }

    @Test
    void aCountSoldPerDayIsExactAfterARebuild() {
        List<SpotDemand> spots = new ArrayList<>(films());
        spots.add(new SpotDemand("daily", 10 * SECOND, new PerDay(50)));
        LoopRequest old = LoopRequest.of(Mode.PLAYS, DAY, spots);
        List<Slot> before = LoopPlanner.plan(old).slots().stream()
                .filter(slot -> slot.startMs() < 15 * HOUR)
                .toList();

        Loop loop = LoopPlanner.plan(old.rebuiltFrom(15 * HOUR, before, Loop.Carry.none()));

        assertThat(count(loop, 5)).isEqualTo(50);
    }

    @Test
    void anEmptyRequestIsAnEmptyLoop() {
        assertThat(LoopPlanner.plan(LoopRequest.of(Mode.PLAYS, List.of(), films()))
                        .slots())
                .isEmpty();
        assertThat(LoopPlanner.plan(LoopRequest.of(Mode.TIME, DAY, List.of())).slots())
                .isEmpty();
    }

    @Test
    void programmingErrorsAreThrown() {
        assertThatThrownBy(() -> weight("a", -1, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a");
        assertThatThrownBy(() -> weight("a", 10, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> LoopRequest.of(Mode.PLAYS, DAY, List.of(weight("a", 10, 1), weight("a", 10, 1))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static List<SpotDemand> films() {
        return List.of(
                weight("a", 15, 5), weight("b", 30, 4), weight("c", 60, 3), weight("d", 180, 1), weight("e", 10, 6));
    }

    private static SpotDemand weight(String id, long seconds, long weight) {
        return new SpotDemand(id, seconds * SECOND, new Weight(weight));
    }

    private static SpotDemand share(String id, long seconds, double share) {
        return new SpotDemand(id, seconds * SECOND, new Share(Math.round(share * 1e6)));
    }

    private static List<Integer> spots(Loop loop) {
        return loop.slots().stream().map(Slot::spotIndex).toList();
    }

    private static long count(Loop loop, int spot) {
        return loop.slots().stream().filter(slot -> slot.spotIndex() == spot).count();
    }

    private static long largestGap(Loop loop, int spot) {
        List<Long> starts = loop.slots().stream()
                .filter(slot -> slot.spotIndex() == spot)
                .map(Slot::startMs)
                .toList();
        return IntStream.range(1, starts.size())
                .mapToLong(i -> starts.get(i) - starts.get(i - 1))
                .max()
                .orElse(0);
    }
}
