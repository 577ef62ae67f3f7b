package io.lunbo.dayplan;

import io.lunbo.dayplan.ScreenDay.BookedSpot;
import io.lunbo.rotation.Loop;
import io.lunbo.rotation.Loop.Slot;
import io.lunbo.rotation.LoopPlanner;
import io.lunbo.rotation.LoopRequest;
import io.lunbo.rotation.Span;
import io.lunbo.rotation.SpotDemand;
import io.lunbo.terms.CampaignClass;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What fills only what the others leave. Where they ask for shares and nobody for the rest, fillers compete for the rest; else
 * they get the gaps between the plays of the others, anew each day.
 */
final class Fillers {
    private final List<BookedSpot> spots;
    private final boolean compete;

    Fillers(List<BookedSpot> spots, boolean sharesLeaveSome) {
        this.spots = spots;
        this.compete = sharesLeaveSome && spots.stream().noneMatch(Fillers::isWeighted);
    }

    private static boolean isWeighted(BookedSpot spot) {
        return byWeightAlone(spot) && spot.agreed().campaignClass() != CampaignClass.FILLER;
    }

    private static boolean isFiller(BookedSpot spot) {
        return byWeightAlone(spot) && spot.agreed().campaignClass() == CampaignClass.FILLER;
    }

    private static boolean byWeightAlone(BookedSpot spot) {
        return spot.demand() instanceof SpotDemand.Weight
                && spot.agreed().campaignSharePercent() == null
                && spot.agreed().sharePercent() == null;
    }

    /** Whether a spot is in the loop with the others. */
    boolean competes(BookedSpot spot) {
        return compete || !isFiller(spot);
    }

    /** The same loop with its gaps filled. */
    Loop fill(Loop loop, LoopRequest request) {
        List<SpotDemand> fillers = new ArrayList<>();
        long shortest = Long.MAX_VALUE;
        for (int i = 0; i < spots.size(); i++) {
            boolean fills = !compete && isFiller(spots.get(i));
            shortest = fills ? Math.min(shortest, spots.get(i).durationMs()) : shortest;
            fillers.add(request.spots().get(i).asking(fills ? spots.get(i).demand() : new SpotDemand.FixedOnly()));
        }
        List<Span> gaps = gaps(request, loop.slots(), shortest);
        if (gaps.isEmpty()) {
            return loop;
        }
        List<Slot> slots = new ArrayList<>(loop.slots());
        slots.addAll(LoopPlanner.plan(LoopRequest.of(LoopRequest.Mode.PLAYS, gaps, fillers))
                .slots());
        slots.sort(Comparator.comparingLong(Slot::startMs));
        return new Loop(slots, loop.unplaced(), loop.figures(), loop.carry());
    }

    private static List<Span> gaps(LoopRequest request, List<Slot> slots, long shortest) {
        List<Span> gaps = new ArrayList<>();
        for (Span stretch : request.stretches()) {
            long at = Math.max(stretch.fromMs(), request.fromMs());
            for (Slot slot : slots) {
                if (slot.endMs() > at && slot.startMs() < stretch.untilMs()) {
                    addGap(gaps, at, slot.startMs(), shortest);
                    at = slot.endMs();
                }
            }
            addGap(gaps, at, stretch.untilMs(), shortest);
        }
        return gaps;
    }

    private static void addGap(List<Span> gaps, long fromMs, long untilMs, long shortest) {
        if (shortest <= untilMs - fromMs) {
            gaps.add(new Span(fromMs, untilMs));
        }
    }
}
