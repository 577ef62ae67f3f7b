package io.lunbo.admission;

import io.lunbo.admission.DayLoad.ClassLoad;
import io.lunbo.admission.DayLoad.HourLoad;
import io.lunbo.admission.DayLoad.Missing;
import io.lunbo.admission.DayLoad.SpotLoad;
import io.lunbo.daypart.LocalDayTimeline;
import io.lunbo.daypart.LocalDayTimeline.Stretch;
import io.lunbo.dayplan.BookedDay;
import io.lunbo.dayplan.ScreenDay;
import io.lunbo.dayplan.ScreenDay.BookedSpot;
import io.lunbo.dayplan.SheetContent;
import io.lunbo.dayplan.SheetContent.PlannedPlay;
import io.lunbo.rotation.Loop.Unplaced;
import io.lunbo.screen.Screen;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Plans a screen's day without keeping it, and tells how full it is. */
@ApplicationScoped
public class LoadOfDay {
    private static final long HOUR_MS = 3_600_000;

    private final BookedDay bookedDay;

    LoadOfDay(BookedDay bookedDay) {
        this.bookedDay = bookedDay;
    }

    /** What is approved for that day by now, planned from midnight to midnight; no debts of the day before. */
    @Transactional
    public DayLoad of(Screen screen, LocalDate date) {
        return of(screen, date, bookedDay.seen(screen, date).spots());
    }

    /** The same with everything that is booked, signed or not yet. */
    @Transactional
    public DayLoad expected(Screen screen, LocalDate date) {
        return of(screen, date, bookedDay.expected(screen, date).spots());
    }

    /**
     * A day with everything that is booked.
     *
     * @param load how full it is
     * @param content its plays
     */
    record Planned(DayLoad load, SheetContent content) {}

    /** How full the day is with everything that is booked, and what plays when. */
    @Transactional
    Planned planned(Screen screen, LocalDate date) {
        return planned(screen, date, bookedDay.expected(screen, date).spots());
    }

    private static DayLoad of(Screen screen, LocalDate date, List<BookedSpot> spots) {
        return planned(screen, date, spots).load();
    }

    private static Planned planned(Screen screen, LocalDate date, List<BookedSpot> spots) {
        LocalDayTimeline day = new LocalDayTimeline(date, screen.timeZone());
        ScreenDay.Built built = new ScreenDay(screen.code(), day, screen.openingHours(), spots).build();
        return new Planned(load(screen, day, built, spots), built.content());
    }

    private static DayLoad load(Screen screen, LocalDayTimeline day, ScreenDay.Built built, List<BookedSpot> spots) {
        List<Stretch> open = day.stretches(screen.openingHours());
        Repairs repairs = new Repairs(screen, day, spots);
        return new DayLoad(
                screen.code(),
                day.date(),
                built.openMs(),
                classes(built, spots),
                hours(built, day, open),
                spots(built, spots),
                built.loop().unplaced().stream()
                        .map(unplaced -> missing(unplaced, spots, repairs))
                        .toList());
    }

    private static Missing missing(Unplaced unplaced, List<BookedSpot> spots, Repairs repairs) {
        BookedSpot spot = spots.stream()
                .filter(one -> one.id().toString().equals(unplaced.id()))
                .findFirst()
                .orElseThrow();
        return new Missing(
                spot.id(),
                spot.title(),
                unplaced.reason(),
                unplaced.asked(),
                unplaced.possible(),
                repairs.of(spot, unplaced));
    }

    private static List<ClassLoad> classes(ScreenDay.Built built, List<BookedSpot> spots) {
        Map<UUID, long[]> sums = built.playsAndTime();
        Map<String, ClassLoad> byCampaign = new LinkedHashMap<>();
        for (BookedSpot spot : spots) {
            long[] sum = sums.getOrDefault(spot.id(), new long[2]);
            ClassLoad before = byCampaign.get(spot.agreed().campaign());
            int plays = (int) sum[0] + (before == null ? 0 : before.plays());
            long timeMs = sum[1] + (before == null ? 0 : before.timeMs());
            byCampaign.put(
                    spot.agreed().campaign(),
                    new ClassLoad(
                            spot.agreed().campaignClass(),
                            spot.agreed().campaign(),
                            spot.agreed().campaignSharePercent(),
                            plays,
                            timeMs,
                            built.openMs() == 0 ? 0 : Math.round(timeMs * 10_000.0 / built.openMs()) / 100.0));
        }
        return byCampaign.values().stream()
                .sorted(Comparator.comparing(ClassLoad::campaignClass))
                .toList();
    }

    private static List<SpotLoad> spots(ScreenDay.Built built, List<BookedSpot> spots) {
        Map<UUID, long[]> sums = built.playsAndTime();
        return spots.stream()
                .map(spot -> {
                    long[] sum = sums.getOrDefault(spot.id(), new long[2]);
                    return new SpotLoad(spot.id(), spot.title(), spot.durationMs(), (int) sum[0], sum[1]);
                })
                .toList();
    }

    private static List<HourLoad> hours(ScreenDay.Built built, LocalDayTimeline day, List<Stretch> open) {
        List<HourLoad> hours = new ArrayList<>();
        for (long from = 0; from < day.lengthMs(); from += HOUR_MS) {
            long begin = from;
            long end = Math.min(day.lengthMs(), from + HOUR_MS);
            long openMs = open.stream()
                    .mapToLong(stretch -> common(stretch.fromMs(), stretch.untilMs(), begin, end))
                    .sum();
            long plannedMs = 0;
            int plays = 0;
            for (PlannedPlay play : built.content().plays()) {
                plannedMs += common(play.startMs(), (long) play.startMs() + play.durationMs(), begin, end);
                plays += play.startMs() >= begin && play.startMs() < end ? 1 : 0;
            }
            if (openMs > 0) {
                hours.add(new HourLoad(day.toInstant(from), openMs, plannedMs, plays));
            }
        }
        return hours;
    }

    private static long common(long fromMs, long untilMs, long begin, long end) {
        return Math.max(0, Math.min(untilMs, end) - Math.max(fromMs, begin));
    }
}
