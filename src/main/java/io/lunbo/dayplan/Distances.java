package io.lunbo.dayplan;

import io.lunbo.dayplan.ScreenDay.BookedSpot;
import io.lunbo.rotation.Loop.Slot;
import io.lunbo.rotation.Loop.Unplaced;
import java.util.ArrayList;
import java.util.List;

/** Counts what comes sooner after its like than was agreed: the engine keeps distances only where fairness and fixed times leave it the choice. */
final class Distances {
    private Distances() {}

    /** For each spot with a distance: how often it followed its like or was followed by it, and how often far enough. */
    static List<Unplaced> tooClose(List<Slot> slots, List<BookedSpot> spots) {
        List<Unplaced> found = new ArrayList<>();
        for (int i = 0; i < spots.size(); i++) {
            if (spots.get(i).agreed().minDistanceMs() > 0) {
                Unplaced counted = tooClose(slots, spots, i);
                if (counted.possible() < counted.asked()) {
                    found.add(counted);
                }
            }
        }
        return found;
    }

    private static Unplaced tooClose(List<Slot> slots, List<BookedSpot> spots, int own) {
        BookedSpot spot = spots.get(own);
        Slot last = null;
        long asked = 0;
        long kept = 0;
        for (Slot slot : slots) {
            if (slot.spotIndex() != own && !isOfGroup(spot, spots.get(slot.spotIndex()))) {
                continue;
            }
            if (last != null && (slot.spotIndex() == own || last.spotIndex() == own)) {
                asked++;
                kept += slot.startMs() - last.startMs() >= spot.agreed().minDistanceMs() ? 1 : 0;
            }
            last = slot;
        }
        return new Unplaced(spot.id().toString(), Unplaced.Reason.TOO_CLOSE, asked, kept);
    }

    private static boolean isOfGroup(BookedSpot spot, BookedSpot other) {
        return spot.group() != null && spot.group().equals(other.group());
    }
}
