package io.lunbo.alarm;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.lunbo.dayplan.SheetContent;
import io.lunbo.dayplan.SheetContent.PlannedPlay;
import io.lunbo.schedule.Sheet;
import io.lunbo.schedule.SheetRepository;
import io.lunbo.screen.Screen;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/** What the published sheets have on, for thousands of screens at once: each sheet is read once and kept as bare numbers. */
@ApplicationScoped
public class OnAir {
    private static final long MOST_PLAYS_KEPT = 4_000_000;

    private final EntityManager entities;
    private final SheetRepository sheets;
    private final Cache<String, Timetable> timetables = Caffeine.newBuilder()
            .maximumWeight(MOST_PLAYS_KEPT)
            .weigher((String hash, Timetable table) -> table.starts().length + 1)
            .build();

    /** Starts and ends in milliseconds from {@code from}, in order. */
    private record Timetable(Instant from, int[] starts, int[] ends, int[] index, List<String> media) {
        static Timetable of(SheetContent content) {
            List<PlannedPlay> plays = content.plays();
            return new Timetable(
                    content.from(),
                    plays.stream().mapToInt(PlannedPlay::startMs).toArray(),
                    plays.stream()
                            .mapToInt(play -> play.startMs() + play.durationMs())
                            .toArray(),
                    plays.stream().mapToInt(PlannedPlay::media).toArray(),
                    content.media());
        }

        String at(Instant instant) {
            long ms = Duration.between(from, instant).toMillis();
            if (ms < 0 || ms > Integer.MAX_VALUE) {
                return null;
            }
            int found = Arrays.binarySearch(starts, (int) ms);
            int last = found >= 0 ? found : -found - 2;
            return last >= 0 && ms < ends[last] ? media.get(index[last]) : null;
        }
    }

    OnAir(EntityManager entities, SheetRepository sheets) {
        this.entities = entities;
        this.sheets = sheets;
    }

    /**
     * The day's sheets of many screens.
     *
     * @param hashes of the sheets, by screen
     */
    public final class Day {
        private final Map<UUID, String> hashes;

        private Day(Map<UUID, String> hashes) {
            this.hashes = hashes;
        }

        /** The hash of what is planned on a screen at that moment; null where nothing is. */
        public String planned(UUID screenId, Instant instant) {
            String hash = hashes.get(screenId);
            return hash == null ? null : timetable(hash).at(instant);
        }
    }

    /** What is published for the days on which these screens are. */
    public Day day(Collection<Screen> screens, Instant now) {
        Map<UUID, LocalDate> dates = new HashMap<>();
        Set<LocalDate> all = new TreeSet<>();
        for (Screen screen : screens) {
            LocalDate date = LocalDate.ofInstant(now, screen.timeZone());
            dates.put(screen.id(), date);
            all.add(date);
        }
        Map<UUID, String> hashes = new HashMap<>();
        if (!all.isEmpty()) {
            entities.createQuery(
                            "select s.screenId, s.date, s.sha256 from Sheet s where s.state = :state and s.date in :dates",
                            Object[].class)
                    .setParameter("state", Sheet.State.PUBLISHED)
                    .setParameter("dates", all)
                    .getResultList()
                    .forEach(row -> {
                        if (row[1].equals(dates.get(row[0]))) {
                            hashes.put((UUID) row[0], (String) row[2]);
                        }
                    });
        }
        return new Day(hashes);
    }

    private Timetable timetable(String hash) {
        return timetables.get(
                hash,
                missing -> Timetable.of(SheetContent.read(
                        sheets.publishedBySha256(missing).orElseThrow().gzipBody())));
    }
}
