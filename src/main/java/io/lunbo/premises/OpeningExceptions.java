package io.lunbo.premises;

import io.lunbo.access.CurrentOperator.Account;
import io.lunbo.audit.AuditTrail;
import io.lunbo.audit.Change;
import io.lunbo.daypart.OpeningHours.DateHours;
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
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.Map;

/** Says on which dates a screen is open otherwise than its weekday, and why. */
@ApplicationScoped
public class OpeningExceptions {
    private static final int MOST = 400;

    private final ScreenRepository screens;
    private final AuditTrail auditTrail;
    private final Event<ScreenChanged> changed;

    OpeningExceptions(ScreenRepository screens, AuditTrail auditTrail, Event<ScreenChanged> changed) {
        this.screens = screens;
        this.auditTrail = auditTrail;
        this.changed = changed;
    }

    /**
     * What is said of a date.
     *
     * @param day the date, in the screen's zone
     * @param hours {@code closed}, or ranges such as {@code 10:00-12:00,14:00-01:00}; one that ends after midnight belongs to this date
     * @param reason why
     */
    public record ExceptionFacts(
            @NotNull LocalDate day,

            @NotBlank @Size(max = 200) String hours,

            @NotBlank @Size(max = 200) @Pattern(regexp = "[^\\p{Cc}\\p{Cs}\\u0085\\u2028\\u2029]*")
            String reason) {
        /** Whether its date is one that a database and a calendar can keep. */
        @AssertTrue(message = "{lunbo.withinCalendar}")
        public boolean isWithinCalendar() {
            return day == null || day.getYear() >= 2000 && day.getYear() < 3000;
        }
    }

    /** Makes a date an exception, in place of what was said of it before; two people who name different dates both succeed. */
    @Transactional
    public Screen say(String code, @Valid ExceptionFacts facts, Account actor) {
        DateHours exception = read(facts);
        Screen screen = held(code);
        DateHours before = screen.openingHours().exceptions().get(facts.day());
        if (before == null && screen.openingHours().exceptions().size() >= MOST) {
            throw Problem.of(ProblemType.OPENING_EXCEPTIONS_TOO_MANY, Integer.toString(MOST));
        }
        screen.except(facts.day(), exception);
        tell("screen.except", screen, facts.day(), Change.of(state(before), state(exception)), actor);
        return screen;
    }

    /** Lets a date go by its weekday again. */
    @Transactional
    public void remove(String code, LocalDate day, Account actor) {
        Screen screen = held(code);
        DateHours before = screen.openingHours().exceptions().get(day);
        if (before == null) {
            throw Problem.of(ProblemType.NOT_FOUND);
        }
        screen.exceptNoMore(day);
        tell("screen.except-no-more", screen, day, Change.removed(state(before)), actor);
    }

    private void tell(String deed, Screen screen, LocalDate day, Change change, Account actor) {
        auditTrail.record(actor.id(), deed, "screen:" + screen.code(), change.with(Map.of("day", day.toString())));
        changed.fire(new ScreenChanged(screen.id()));
    }

    private Screen held(String code) {
        return screens.find("code", code)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResultOptional()
                .orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
    }

    private static Map<String, ?> state(DateHours hours) {
        return hours == null ? null : Map.of("hours", hours.hours(), "reason", hours.reason());
    }

    private static DateHours read(ExceptionFacts facts) {
        try {
            String hours = facts.hours().replace('，', ',').replace('：', ':').replaceAll("\\s", "");
            return DateHours.of(hours, facts.reason());
        } catch (IllegalArgumentException e) {
            throw Problem.of(ProblemType.OPENING_HOURS_INVALID, facts.hours());
        }
    }
}
