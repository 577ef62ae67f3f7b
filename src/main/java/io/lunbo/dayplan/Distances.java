package io.lunbo.dayplan;

import io.lunbo.dayplan.ScreenDay.BookedSpot;
import io.lunbo.rotation.Loop.Slot;
import io.lunbo.rotation.Loop.Unplaced;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Counts what comes sooner after its like than was agreed: the engine keeps likes apart, but promises no distance. */
final class Distances {
    private Distances() {}

    /** For each spot with a distance: how often it followed itself or its group, and how often far enough. */
    static List<Unplaced> tooClose(List<Slot> slots, List<BookedSpot> spots) {
        List<Unplaced> found = new ArrayList<>();
        for (int i = 0; i < spots.size(); i++) {
            BookedSpot spot = spots.get(i);
            if (spot.agreed().minDistanceMs() > 0) {
                long last = Long.MIN_VALUE;
                long asked = 0;
                long kept = 0;
                for (Slot slot : slots) {
                    BookedSpot other = spots.get(slot.spotIndex());
                    boolean own = other.id().equals(spot.id());
                    boolean like = own || spot.group() != null && Objects.equals(spot.group(), other.group());
                    if (own && last != Long.MIN_VALUE) {
                        asked++;
                        kept += slot.startMs() - last >= spot.agreed().minDistanceMs() ? 1 : 0;
                    }
                    last = like ? slot.startMs() : last;
                }
                if (kept < asked) {
                    found.add(new Unplaced(spot.id().toString(), Unplaced.Reason.TOO_CLOSE, asked, kept));
                }
            }
        }
        return found;
    }
}
