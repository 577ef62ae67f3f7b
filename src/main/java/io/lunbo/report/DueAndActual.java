package io.lunbo.report;

import io.lunbo.reconcile.DayVerdicts.LogVerdict;
import io.lunbo.report.DayFigures.Hour;
import io.lunbo.report.DayFigures.Item;
import io.lunbo.screen.Screen;
import io.lunbo.tally.DaySettling;
import io.lunbo.tally.DaySettling.Part;
import io.lunbo.tally.DaySettling.Settled;
import io.lunbo.tally.Tally;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Holds what the published sheets of a day say against what players logged, verdict by verdict. */
@ApplicationScoped
public class DueAndActual {
    private static final long HOUR_MS = Duration.ofHours(1).toMillis();

    private final DaySettling settling;

    /**
     * A day's numbers, and what each of its plays was.
     *
     * @param figures the numbers
     * @param verdicts by player and record id
     */
    record Day(DayFigures figures, Map<LogKey, LogVerdict> verdicts) {}

    /** What names a logged play. */
    record LogKey(UUID player, UUID id) {}

    DueAndActual(DaySettling settling) {
        this.settling = settling;
    }

    /** The figures of a screen's day: a play counts once it should be over and its log had time to come. */
    public DayFigures of(Screen screen, LocalDate date, Instant now) {
        return day(screen, date, now).figures();
    }

    Day day(Screen screen, LocalDate date, Instant now) {
        Settled settled = settling.of(screen, date, now);
        Map<LogKey, LogVerdict> verdicts = new HashMap<>();
        settled.verdicts()
                .logs()
                .forEach(log ->
                        verdicts.put(new LogKey(log.log().player(), log.log().id()), log));
        DayFigures figures = new DayFigures(
                date,
                settled.from(),
                settled.until(),
                settled.asOf(),
                settled.sheetVersion(),
                settled.total(),
                items(settled),
                hours(settled));
        return new Day(figures, verdicts);
    }

    private static List<Item> items(Settled settled) {
        Map<String, Tally> items = new LinkedHashMap<>();
        settled.verdicts().dues().forEach(due -> items.put(due.due().media(), Tally.NONE));
        settled.verdicts().logs().forEach(log -> items.put(log.log().media(), Tally.NONE));
        settled.parts().forEach(part -> items.merge(part.media(), part.tally(), Tally::plus));
        List<Item> found = new ArrayList<>();
        items.forEach((media, tally) -> found.add(new Item(media, tally)));
        return found;
    }

    private static List<Hour> hours(Settled settled) {
        int count = (int) -Math.floorDiv(
                -Duration.between(settled.from(), settled.until()).toMillis(), HOUR_MS);
        Tally[] tallies = new Tally[count];
        Arrays.fill(tallies, Tally.NONE);
        for (Part part : settled.parts()) {
            tallies[part.hour()] = tallies[part.hour()].plus(part.tally());
        }
        List<Hour> hours = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            hours.add(new Hour(settled.from().plusMillis(i * HOUR_MS), tallies[i]));
        }
        return hours;
    }
}
