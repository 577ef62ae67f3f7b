package io.lunbo.rulecheck;

import io.lunbo.daypart.Daypart;
import io.lunbo.daypart.LocalDayTimeline;
import io.lunbo.daypart.LocalDayTimeline.Stretch;
import io.lunbo.levels.LevelRepository;
import io.lunbo.levels.LevelRules;
import io.lunbo.manifest.ManifestConfig;
import io.lunbo.screen.Screen;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;

/** When a screen gives sound at all: what its volume, its evening and its mute windows leave. */
@ApplicationScoped
class LoudTimes {
    private final LevelRepository levels;
    private final ManifestConfig config;

    LoudTimes(LevelRepository levels, ManifestConfig config) {
        this.levels = levels;
        this.config = config;
    }

    List<Stretch> of(Screen screen, LocalDayTimeline day) {
        LevelRules own = levels.of(screen.id()).orElse(null);
        ManifestConfig.Levels usual = config.levels();
        if ((own == null ? usual.volume() : own.volume()) == 0) {
            return List.of();
        }
        LocalTime from = own == null ? usual.quietUntil() : own.quietUntil();
        LocalTime until = own == null ? usual.quietFrom() : own.quietFrom();
        List<Stretch> loud = day.stretches(List.of(new Daypart(from, until)));
        return own == null || own.mute().isEmpty() ? loud : without(loud, day.stretches(own.mute()));
    }

    private static List<Stretch> without(List<Stretch> loud, List<Stretch> mute) {
        List<Stretch> left = new ArrayList<>();
        for (Stretch stretch : loud) {
            long at = stretch.fromMs();
            for (Stretch gap : mute) {
                long end = Math.min(gap.fromMs(), stretch.untilMs());
                if (end > at) {
                    left.add(new Stretch(at, end));
                }
                at = Math.max(at, gap.untilMs());
            }
            if (at < stretch.untilMs()) {
                left.add(new Stretch(at, stretch.untilMs()));
            }
        }
        return left;
    }
}
