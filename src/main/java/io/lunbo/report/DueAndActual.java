package io.lunbo.report;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.lunbo.dayplan.SheetContent;
import io.lunbo.dayplan.SheetContent.PlannedPlay;
import io.lunbo.playlog.PlayOutcome;
import io.lunbo.report.DayFigures.Hour;
import io.lunbo.report.DayFigures.Item;
import io.lunbo.report.PlayRepository.HourCount;
import io.lunbo.schedule.Sheet;
import io.lunbo.schedule.SheetRepository;
import io.lunbo.screen.Screen;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Holds what the published sheet of a day says against what players logged. */
@ApplicationScoped
public class DueAndActual {
    private static final long HOUR_MS = Duration.ofHours(1).toMillis();

    private final SheetRepository sheets;
    private final PlayRepository plays;
    // A sheet never changes under its hash; reading one takes milliseconds, and the pages ask for the same ones again.
    private final Cache<String, SheetContent> contents =
            Caffeine.newBuilder().maximumSize(64).build();

    private static final class Counts {
        private int due;
        private int dueSoFar;
        private final int[] logged = new int[PlayOutcome.values().length];

        private Figures figures() {
            return Figures.of(
                    due,
                    dueSoFar,
                    logged[PlayOutcome.COMPLETED.ordinal()],
                    logged[PlayOutcome.PARTIAL.ordinal()],
                    logged[PlayOutcome.FAILED.ordinal()]);
        }
    }

    DueAndActual(SheetRepository sheets, PlayRepository plays) {
        this.sheets = sheets;
        this.plays = plays;
    }

    /** The figures of a screen's day as of {@code now}: a play is due so far once it should be over. */
    @Transactional
    public DayFigures of(Screen screen, LocalDate date, Instant now) {
        Instant from = date.atStartOfDay(screen.timeZone()).toInstant();
        Instant until = date.plusDays(1).atStartOfDay(screen.timeZone()).toInstant();
        int hourCount = (int) -Math.floorDiv(-Duration.between(from, until).toMillis(), HOUR_MS);
        int[][] hours = new int[hourCount][3];
        Map<String, Counts> items = new LinkedHashMap<>();

        Optional<Sheet> sheet = sheets.published(screen.id(), date);
        sheet.map(this::content).ifPresent(content -> addPlanned(content, now, items, hours));
        for (HourCount count : plays.hours(screen.id(), from, until)) {
            items.computeIfAbsent(count.media(), media -> new Counts())
                            .logged[count.outcome().ordinal()] +=
                    count.plays();
            int hour = (int) (Duration.between(from, count.hour()).toMillis() / HOUR_MS);
            hours[hour][count.outcome() == PlayOutcome.COMPLETED ? 1 : 2] += count.plays();
        }
        List<Item> figures = new ArrayList<>();
        items.forEach((media, counts) -> figures.add(new Item(media, counts.figures())));
        Figures total = figures.stream().map(Item::figures).reduce(Figures.NONE, Figures::plus);
        return new DayFigures(
                date, from, until, sheet.map(Sheet::version).orElse(null), total, figures, hours(from, hours));
    }

    private SheetContent content(Sheet sheet) {
        return contents.get(sheet.sha256(), hash -> SheetContent.read(sheet.gzipBody()));
    }

    private static void addPlanned(SheetContent content, Instant now, Map<String, Counts> items, int[][] hours) {
        for (PlannedPlay play : content.plays()) {
            Counts counts = items.computeIfAbsent(content.media().get(play.media()), media -> new Counts());
            counts.due++;
            if (!content.startOf(play).plusMillis(play.durationMs()).isAfter(now)) {
                counts.dueSoFar++;
            }
            int hour = (int) (play.startMs() / HOUR_MS);
            if (hour < hours.length) {
                hours[hour][0]++;
            }
        }
    }

    private static List<Hour> hours(Instant from, int[][] counts) {
        List<Hour> hours = new ArrayList<>();
        for (int i = 0; i < counts.length; i++) {
            hours.add(new Hour(from.plusMillis(i * HOUR_MS), counts[i][0], counts[i][1], counts[i][2]));
        }
        return hours;
    }
}
