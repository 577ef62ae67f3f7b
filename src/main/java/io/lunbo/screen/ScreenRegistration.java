package io.lunbo.screen;

import io.lunbo.access.CurrentOperator.Account;
import io.lunbo.access.Unit;
import io.lunbo.access.UnitRepository;
import io.lunbo.audit.AuditTrail;
import io.lunbo.audit.Change;
import io.lunbo.daypart.WeeklyHours;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.persistence.OptimisticLockException;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Map;
import org.hibernate.exception.ConstraintViolationException;

/** Registers screens and changes what is known of them. */
@ApplicationScoped
public class ScreenRegistration {
    private static final int LONGEST_HOURS = 500;

    private final ScreenRepository screens;
    private final UnitRepository units;
    private final AuditTrail auditTrail;
    private final Event<ScreenChanged> changed;

    ScreenRegistration(
            ScreenRepository screens, UnitRepository units, AuditTrail auditTrail, Event<ScreenChanged> changed) {
        this.screens = screens;
        this.units = units;
        this.auditTrail = auditTrail;
        this.changed = changed;
    }

    /** Adds a screen. */
    @Transactional
    public Screen register(@Valid ScreenFacts facts, Account actor) {
        check(facts);
        if (screens.byCode(facts.code()).isPresent()) {
            throw Problem.of(ProblemType.SCREEN_CODE_TAKEN, facts.code());
        }
        Screen screen = new Screen(facts.code(), unit(facts), facts);
        try {
            screens.persistAndFlush(screen);
        } catch (ConstraintViolationException e) { // somebody was faster; the unique key decides
            throw Problem.of(ProblemType.SCREEN_CODE_TAKEN, facts.code());
        }
        tell("screen.register", screen, null, actor);
        return screen;
    }

    /** Changes the facts of the screen of that code; refused when its version is not {@code seenVersion} any more. */
    @Transactional
    public Screen change(String code, @Valid ScreenFacts facts, int seenVersion, Account actor) {
        Screen screen = screens.byCode(code).orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
        if (screen.version() != seenVersion) {
            throw Problem.of(ProblemType.CONFLICT).with("currentVersion", screen.version());
        }
        check(facts);
        Map<String, ?> before = state(screen);
        screen.become(unit(facts), facts);
        try {
            screens.flush();
        } catch (OptimisticLockException e) {
            throw Problem.of(ProblemType.CONFLICT);
        }
        tell("screen.change", screen, before, actor);
        return screen;
    }

    private void tell(String deed, Screen screen, Map<String, ?> before, Account actor) {
        auditTrail.record(actor.id(), deed, "screen:" + screen.code(), Change.of(before, state(screen)));
        changed.fire(new ScreenChanged(screen.id()));
    }

    private static Map<String, ?> state(Screen screen) {
        return Map.of(
                "name", screen.name(),
                "kind", screen.kind().name(),
                "pixels", screen.widthPx() + "x" + screen.heightPx(),
                "hours", screen.hours(),
                "fit", screen.fit().name(),
                "timeZone", screen.timeZone().getId(),
                "active", screen.active(),
                "sign", inWords(screen.sign()));
    }

    private static String inWords(SignSettings sign) {
        return "%s, %d rows, %s characters/s, %d ms, %s mm"
                .formatted(
                        sign.charset(), sign.rows(), sign.charactersPerSecond(), sign.shortestHoldMs(), sign.pitchMm());
    }

    private Unit unit(ScreenFacts facts) {
        return units.byCode(facts.unit()).orElseThrow(() -> Problem.of(ProblemType.UNIT_UNKNOWN, facts.unit()));
    }

    private static void check(ScreenFacts facts) {
        facts.sign().refuseUnusable(facts.heightPx());
        try {
            ZoneId.of(facts.timeZone());
        } catch (DateTimeException e) {
            throw Problem.of(ProblemType.TIME_ZONE_UNKNOWN, facts.timeZone());
        }
        try {
            if (WeeklyHours.parse(facts.hours()).toString().length() > LONGEST_HOURS) {
                throw Problem.of(ProblemType.OPENING_HOURS_INVALID, facts.hours());
            }
        } catch (IllegalArgumentException e) {
            throw Problem.of(ProblemType.OPENING_HOURS_INVALID, facts.hours());
        }
    }
}
