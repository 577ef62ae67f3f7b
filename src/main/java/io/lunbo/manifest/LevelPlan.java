package io.lunbo.manifest;

import io.lunbo.daypart.Daypart;
import io.lunbo.daypart.LocalDayTimeline;
import io.lunbo.daypart.Sunset;
import io.lunbo.levels.LevelRules;
import io.lunbo.site.Site;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Brightness and volume by the wall clock and the sun: one entry for each change. */
final class LevelPlan {
    private final LevelRules rules;
    private final Sunset sunset;
    private final Daypart loud;

    /** By a screen's own rules; {@code site} may be null. */
    LevelPlan(LevelRules rules, Site site) {
        this.rules = rules;
        this.loud = new Daypart(rules.quietUntil(), rules.quietFrom());
        boolean bySun = rules.nightAtSunset() && site != null && site.located();
        this.sunset = bySun
                ? new Sunset(site.latitude().doubleValue(), site.longitude().doubleValue())
                : null;
    }

    /** By the configuration. */
    LevelPlan(ManifestConfig.Levels usual) {
        this(
                new LevelRules(
                        usual.dayFrom(),
                        usual.nightFrom(),
                        false,
                        usual.day(),
                        usual.night(),
                        usual.volume(),
                        usual.quietFrom(),
                        usual.quietUntil(),
                        List.of(),
                        false),
                null);
    }

    /** The levels from the beginning of {@code from} to the end of {@code until}. */
    List<Manifest.Level> of(LocalDate from, LocalDate until, ZoneId zone) {
        List<Manifest.Level> levels = new ArrayList<>();
        from.datesUntil(until.plusDays(1)).forEach(date -> {
            LocalDayTimeline line = new LocalDayTimeline(date, zone);
            LocalTime night = nightFrom(date, zone);
            turns(night).stream()
                    .map(turn -> at(line, turn, new Daypart(rules.dayFrom(), night)))
                    .filter(level -> levels.isEmpty() || !alike(levels.get(levels.size() - 1), level))
                    .forEach(levels::add);
        });
        return levels;
    }

    private TreeSet<LocalTime> turns(LocalTime night) {
        TreeSet<LocalTime> turns = new TreeSet<>(
                List.of(LocalTime.MIDNIGHT, rules.quietUntil(), rules.dayFrom(), night, rules.quietFrom()));
        rules.mute().forEach(part -> turns.addAll(List.of(part.from(), part.until())));
        return turns;
    }

    /** Sunset to the minute, or the half-hour before it; the fixed time where the sun says nothing that could be used. */
    private LocalTime nightFrom(LocalDate date, ZoneId zone) {
        return (sunset == null ? Optional.<Instant>empty() : sunset.on(date))
                .map(instant -> instant.atZone(zone))
                .filter(local -> local.toLocalDate().equals(date))
                .map(ZonedDateTime::toLocalTime)
                .map(this::switchable)
                .filter(time -> time.isAfter(rules.dayFrom()))
                .orElse(rules.nightFrom());
    }

    private LocalTime switchable(LocalTime time) {
        LocalTime minute = time.truncatedTo(ChronoUnit.MINUTES);
        return rules.halfHours() ? minute.withMinute(minute.getMinute() < 30 ? 0 : 30) : minute;
    }

    private Manifest.Level at(LocalDayTimeline line, LocalTime turn, Daypart day) {
        boolean sound = loud.contains(turn) && rules.mute().stream().noneMatch(part -> part.contains(turn));
        return new Manifest.Level(
                line.toInstant(line.toElapsedMs(turn)),
                day.contains(turn) ? rules.day() : rules.night(),
                sound ? rules.volume() : 0);
    }

    private static boolean alike(Manifest.Level one, Manifest.Level other) {
        return one.brightness() == other.brightness() && one.volume() == other.volume();
    }
}
