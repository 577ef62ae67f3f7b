package io.lunbo.manifest;

import io.lunbo.daypart.Daypart;
import io.lunbo.daypart.LocalDayTimeline;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Brightness and volume by the wall clock: one entry for each change. */
final class LevelPlan {
    private final ManifestConfig.Levels rules;
    private final Daypart day;
    private final Daypart loud;

    LevelPlan(ManifestConfig.Levels rules) {
        this.rules = rules;
        this.day = new Daypart(rules.dayFrom(), rules.nightFrom());
        this.loud = new Daypart(rules.quietUntil(), rules.quietFrom());
    }

    /** The levels from the beginning of {@code from} to the end of {@code until}. */
    List<Manifest.Level> of(LocalDate from, LocalDate until, ZoneId zone) {
        List<LocalTime> turns = Stream.of(
                        LocalTime.MIDNIGHT, rules.quietUntil(), rules.dayFrom(), rules.nightFrom(), rules.quietFrom())
                .distinct()
                .sorted()
                .toList();
        List<Manifest.Level> levels = new ArrayList<>();
        from.datesUntil(until.plusDays(1))
                .map(date -> new LocalDayTimeline(date, zone))
                .forEach(line -> turns.stream()
                        .map(turn -> at(line, turn))
                        .filter(level -> levels.isEmpty() || !alike(levels.get(levels.size() - 1), level))
                        .forEach(levels::add));
        return levels;
    }

    private Manifest.Level at(LocalDayTimeline line, LocalTime turn) {
        return new Manifest.Level(
                line.toInstant(line.toElapsedMs(turn)),
                day.contains(turn) ? rules.day() : rules.night(),
                loud.contains(turn) ? rules.volume() : 0);
    }

    private static boolean alike(Manifest.Level one, Manifest.Level other) {
        return one.brightness() == other.brightness() && one.volume() == other.volume();
    }
}
