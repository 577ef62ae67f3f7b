package io.lunbo.evidence;

import io.lunbo.campaign.Spot;
import io.lunbo.campaign.SpotRepository;
import io.lunbo.picture.Likeness;
import io.lunbo.picture.Pixels;
import io.lunbo.reconcile.Absence;
import io.lunbo.reconcile.Cause;
import io.lunbo.reconcile.Due;
import io.lunbo.screen.Screen;
import io.lunbo.tally.DaySettling;
import io.lunbo.tally.DaySettling.Settled;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Notes beside a photo what the published sheet had at that moment, and how like the photo is to it. */
@ApplicationScoped
class DueReading {
    /** Other items count as around when they are due within that time. */
    private static final long AROUND_MS = 20 * 60_000;

    private static final int MOST_OTHERS = 16;

    private final DaySettling settling;
    private final SpotRepository spots;
    private final PlannedFrames frames;

    DueReading(DaySettling settling, SpotRepository spots, PlannedFrames frames) {
        this.settling = settling;
        this.spots = spots;
        this.frames = frames;
    }

    /** Reads it; outside of a transaction, for a day may have to be counted first. */
    DueThen read(Screen screen, Instant at, Instant now, Pixels photo) {
        LocalDate date = LocalDate.ofInstant(at, screen.timeZone());
        Settled day = settling.of(screen, date, now);
        long ms = at.toEpochMilli();
        Cause absence = day.facts().absences().stream()
                .filter(one -> one.fromMs() <= ms && ms < one.untilMs())
                .map(Absence::cause)
                .findFirst()
                .orElse(null);
        Optional<Due> due = day.facts().dues().stream()
                .filter(one -> one.startMs() <= ms && ms < one.endMs())
                .max(Comparator.comparingLong(Due::startMs));
        DueThen then = due.map(one -> noted(screen, one, day, absence)).orElseGet(() -> DueThen.nothing(absence));
        return compared(screen, then, due.orElse(null), around(day, ms), ms, photo);
    }

    private DueThen noted(Screen screen, Due due, Settled day, Cause absence) {
        UUID campaign = QuarkusTransaction.joiningExisting()
                .call(() -> spots.withIds(List.of(due.spot())).stream()
                        .findFirst()
                        .map(Spot::campaign)
                        .map(found -> found.id())
                        .orElse(null));
        Instant start = Instant.ofEpochMilli(due.startMs());
        return new DueThen(
                due.media(),
                due.spot(),
                campaign,
                start,
                LocalDate.ofInstant(start, screen.timeZone()),
                day.hourOf(due.startMs()),
                absence,
                null,
                null,
                null);
    }

    /** The items that are due around that moment, the nearest first. */
    private static List<String> around(Settled day, long ms) {
        return day.facts().dues().stream()
                .filter(one -> one.startMs() < ms + AROUND_MS && one.endMs() > ms - AROUND_MS)
                .sorted(Comparator.comparingLong(one -> Math.abs(one.startMs() - ms)))
                .map(Due::media)
                .distinct()
                .limit(MOST_OTHERS)
                .toList();
    }

    private DueThen compared(Screen screen, DueThen then, Due due, List<String> around, long ms, Pixels photo) {
        List<String> others =
                around.stream().filter(one -> !one.equals(then.media())).toList();
        List<List<byte[]>> pictures = new ArrayList<>();
        pictures.add(due == null ? List.of() : frames.around(screen, due.media(), ms - due.startMs()));
        others.forEach(one -> pictures.add(frames.all(screen, one)));
        double[] likeness = Likeness.of(photo, (double) screen.widthPx() / screen.heightPx(), pictures);
        int best = 0;
        for (int i = 1; i < likeness.length; i++) {
            best = best == 0 || likeness[i] > likeness[best] ? i : best;
        }
        boolean other = best > 0 && !pictures.get(best).isEmpty();
        return then.alike(
                pictures.get(0).isEmpty() ? null : likeness[0],
                other ? others.get(best - 1) : null,
                other ? likeness[best] : null);
    }
}
