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
            BookedSpot spot = spots.get(i);
            if (spot.agreed().minDistanceMs() > 0) {
                Slot last = null;
                long asked = 0;
                long kept = 0;
                for (Slot slot : slots) {
                    BookedSpot other = spots.get(slot.spotIndex());
                    if (slot.spotIndex() == i
                            || spot.group() != null && spot.group().equals(other.group())) {
                        if (last != null && (slot.spotIndex() == i || last.spotIndex() == i)) {
                            asked++;
                            kept += slot.startMs() - last.startMs()
                                            >= spot.agreed().minDistanceMs()
                                    ? 1
                                    : 0;
                        }
                        last = slot;
                    }
                }
                if (kept < asked) {
                    found.add(new Unplaced(spot.id().toString(), Unplaced.Reason.TOO_CLOSE, asked, kept));
                }
            }
        }
        return found;
    }
}
