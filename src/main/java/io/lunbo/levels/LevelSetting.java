package io.lunbo.levels;

import io.lunbo.access.CurrentOperator.Account;
import io.lunbo.audit.AuditTrail;
import io.lunbo.audit.Change;
import io.lunbo.screen.Screen;
import io.lunbo.screen.ScreenChanged;
import io.lunbo.screen.ScreenRepository;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import java.time.LocalTime;
import java.util.Map;
import java.util.Objects;

/** Gives a screen its own brightness and volume, or takes them back. */
@ApplicationScoped
public class LevelSetting {
    private final ScreenRepository screens;
    private final LevelRepository levels;
    private final AuditTrail auditTrail;
    private final Event<ScreenChanged> changed;

    LevelSetting(
            ScreenRepository screens, LevelRepository levels, AuditTrail auditTrail, Event<ScreenChanged> changed) {
        this.screens = screens;
        this.levels = levels;
        this.auditTrail = auditTrail;
        this.changed = changed;
    }

    /**
     * Sets a screen's rules; 422 for sound at night, and for a time that the controller cannot switch at.
     *
     * @param seen the version that the person saw; null: they saw that the screen has none. A conflict where that is not so
     */
    @Transactional
    public ScreenLevels set(String code, @Valid LevelRules rules, Integer seen, Account actor) {
        if (rules.soundsAtNight()) {
            throw Problem.of(ProblemType.SOUND_AT_NIGHT);
        }
        LocalTime odd = rules.offTheHalfHour();
        if (odd != null) {
            throw Problem.of(ProblemType.LEVEL_OFF_THE_HALF_HOUR, odd.toString());
        }
        Screen screen = held(code);
        ScreenLevels kept = levels.findById(screen.id());
        if (!Objects.equals(seen, kept == null ? null : kept.version())) {
            throw Problem.of(ProblemType.CONFLICT);
        }
        Map<String, ?> before = kept == null ? null : state(kept.rules());
        ScreenLevels now = kept == null ? new ScreenLevels(screen.id()) : kept;
        now.become(rules);
        levels.persistAndFlush(now);
        auditTrail.record(actor.id(), "screen.set-levels", "screen:" + code, Change.of(before, state(rules)));
        changed.fire(new ScreenChanged(screen.id()));
        return now;
    }

    /** Lets a screen go by the configuration again. */
    @Transactional
    public void forget(String code, Account actor) {
        Screen screen = held(code);
        ScreenLevels kept = levels.findByIdOptional(screen.id()).orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
        levels.delete(kept);
        auditTrail.record(actor.id(), "screen.forget-levels", "screen:" + code, Change.removed(state(kept.rules())));
        changed.fire(new ScreenChanged(screen.id()));
    }

    private Screen held(String code) {
        return screens.find("code", code)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResultOptional()
                .orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
    }

    private static Map<String, ?> state(LevelRules rules) {
        return Map.of("levels", rules.toString());
    }
}
