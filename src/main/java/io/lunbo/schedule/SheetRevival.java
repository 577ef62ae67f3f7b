package io.lunbo.schedule;

import io.lunbo.daypart.LocalDayTimeline;
import io.lunbo.daypart.LocalDayTimeline.Stretch;
import io.lunbo.daypart.OpeningHours;
import io.lunbo.dayplan.SheetContent;
import io.lunbo.dayplan.SheetContent.PlannedPlay;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The plays of an earlier version, behind those that were on air already. */
final class SheetRevival {
    private SheetRevival() {}

    /** What {@code present} starts before {@code from}, then what {@code earlier} starts from then on and after that. */
    static SheetContent of(SheetContent earlier, SheetContent present, Instant from, OpeningHours hours) {
        List<Stretch> open = new LocalDayTimeline(earlier.date(), earlier.timeZone()).stretches(hours);
        List<String> media = new ArrayList<>();
        List<UUID> spots = new ArrayList<>();
        List<PlannedPlay> plays = new ArrayList<>();
        long end = Math.max(0, from.toEpochMilli() - earlier.from().toEpochMilli());
        for (PlannedPlay play : present.plays()) {
            if (present.startOf(play).isBefore(from)) {
                plays.add(renamed(play, present, media, spots));
                end = Math.max(end, (long) play.startMs() + play.durationMs());
            }
        }
        for (PlannedPlay play : earlier.plays()) {
            if (play.startMs() >= end) {
                long stop = (long) play.startMs() + play.durationMs();
                if (open.stream().noneMatch(part -> play.startMs() >= part.fromMs() && stop <= part.untilMs())) {
                    throw Problem.of(
                            ProblemType.SHEET_OUTSIDE_HOURS, earlier.date().toString());
                }
                plays.add(renamed(play, earlier, media, spots));
            }
        }
        return new SheetContent(
                earlier.screen(),
                earlier.date(),
                earlier.timeZone(),
                earlier.from(),
                earlier.until(),
                List.copyOf(media),
                List.copyOf(spots),
                plays);
    }

    /** How long the screen is open on the day of a content, in milliseconds. */
    static long openMs(SheetContent content, OpeningHours hours) {
        return new LocalDayTimeline(content.date(), content.timeZone())
                .stretches(hours).stream().mapToLong(Stretch::lengthMs).sum();
    }

    private static PlannedPlay renamed(PlannedPlay play, SheetContent of, List<String> media, List<UUID> spots) {
        return new PlannedPlay(
                play.startMs(),
                index(media, of.media().get(play.media())),
                index(spots, of.spots().get(play.spot())),
                play.durationMs());
    }

    private static <T> int index(List<T> names, T name) {
        int known = names.indexOf(name);
        if (known >= 0) {
            return known;
        }
        names.add(name);
        return names.size() - 1;
    }
}
