package io.lunbo.admission;

import io.lunbo.admission.DayLoad.Repair;
import io.lunbo.daypart.LocalDayTimeline;
import io.lunbo.dayplan.ScreenDay;
import io.lunbo.dayplan.ScreenDay.BookedSpot;
import io.lunbo.rotation.Loop.Unplaced;
import io.lunbo.rotation.SpotDemand;
import io.lunbo.rotation.SpotDemand.PerDay;
import io.lunbo.rotation.SpotDemand.PerHour;
import io.lunbo.screen.Screen;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongFunction;

/** Looks for the smallest changes after which a counted spot fits, by planning the day with each of them. */
final class Repairs {
    private final Screen screen;
    private final LocalDayTimeline day;
    private final List<BookedSpot> spots;

    Repairs(Screen screen, LocalDayTimeline day, List<BookedSpot> spots) {
        this.screen = screen;
        this.day = day;
        this.spots = spots;
    }

    /** The least change first; none where counting is not what is wrong. */
    List<Repair> of(BookedSpot spot, Unplaced unplaced) {
        List<Repair> found = new ArrayList<>();
        long plays = plays(spot.demand());
        if (plays == 0 || unplaced.reason() == Unplaced.Reason.TOO_CLOSE) {
            return found;
        }
        if (spot.windows() != null && fits(with(spot, spot.durationMs(), spot.demand(), true))) {
            found.add(new Repair(Repair.Kind.OTHER_HOURS, null, 0));
        }
        long most = most(plays - 1, count -> with(spot, spot.durationMs(), asking(spot.demand(), count), false));
        if (most > 0) {
            found.add(new Repair(Repair.Kind.FEWER, most, percent(plays - most, plays)));
        }
        long seconds = spot.durationMs() / 1000;
        long longest = most(seconds - 1, length -> with(spot, length * 1000, spot.demand(), false));
        if (longest > 0) {
            found.add(new Repair(Repair.Kind.SHORTER, longest * 1000, percent(seconds - longest, seconds)));
        }
        found.sort(Comparator.comparingDouble(Repair::changedPercent));
        return found;
    }

    /** The largest number up to a limit with which it fits; 0 where none does. */
    private long most(long limit, LongFunction<BookedSpot> changed) {
        long fits = 0;
        long tooMany = limit + 1;
        while (tooMany - fits > 1) {
            long middle = (fits + tooMany) / 2;
            if (fits(changed.apply(middle))) {
                fits = middle;
            } else {
                tooMany = middle;
            }
        }
        return fits;
    }

    /** Whether the engine finds room for it; what gives way to it may have to. */
    private boolean fits(BookedSpot changed) {
        List<BookedSpot> others = spots.stream()
                .map(one -> one.id().equals(changed.id()) ? changed : one)
                .toList();
        return new ScreenDay(screen.code(), day, screen.openingHours(), others)
                .build().loop().unplaced().stream()
                        .noneMatch(one ->
                                one.id().equals(changed.id().toString()) && one.reason() != Unplaced.Reason.TOO_CLOSE);
    }

    private static BookedSpot with(BookedSpot spot, long durationMs, SpotDemand.Demand demand, boolean always) {
        return new BookedSpot(
                spot.id(),
                spot.mediaSha256(),
                spot.title(),
                durationMs,
                demand,
                spot.group(),
                spot.fixedTimes(),
                always ? null : spot.windows(),
                spot.agreed());
    }

    private static long plays(SpotDemand.Demand demand) {
        if (demand instanceof PerDay perDay) {
            return perDay.plays();
        }
        return demand instanceof PerHour perHour ? perHour.plays() : 0;
    }

    private static SpotDemand.Demand asking(SpotDemand.Demand demand, long plays) {
        return demand instanceof PerDay ? new PerDay((int) plays) : new PerHour((int) plays);
    }

    private static double percent(long part, long whole) {
        return Math.round(part * 1000.0 / whole) / 10.0;
    }
}
