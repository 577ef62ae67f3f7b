package io.lunbo.outage;

import io.lunbo.access.CurrentOperator.Account;
import io.lunbo.audit.AuditTrail;
import io.lunbo.audit.Change;
import io.lunbo.screen.Screen;
import io.lunbo.screen.ScreenRepository;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** Enters outages of screens, ends and withdraws them. */
@ApplicationScoped
public class Outages {
    private static final Duration LONGEST = Duration.ofDays(366);
    private static final Duration OLDEST = Duration.ofDays(400);

    private final OutageRepository outages;
    private final ScreenRepository screens;
    private final AuditTrail auditTrail;
    private final Event<OutageChanged> changed;
    private final Clock clock;

    Outages(
            OutageRepository outages,
            ScreenRepository screens,
            AuditTrail auditTrail,
            Event<OutageChanged> changed,
            Clock clock) {
        this.outages = outages;
        this.screens = screens;
        this.auditTrail = auditTrail;
        this.changed = changed;
        this.clock = clock;
    }

    /** Enters one; 422 where it ends before it begins, lasts longer than a year, or no log could be that old or that new. */
    @Transactional
    public Outage enter(String screenCode, @Valid OutageFacts facts, Account actor) {
        Screen screen = screens.byCode(screenCode).orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
        Instant now = now();
        Instant from = facts.from().truncatedTo(ChronoUnit.MILLIS);
        Instant until = facts.until() == null ? null : facts.until().truncatedTo(ChronoUnit.MILLIS);
        refuseOdd(from, until, now);
        Outage outage = new Outage(screen.id(), new OutageFacts(facts.cause(), from, until, facts.evidence()))
                .enteredBy(actor.id(), actor.name(), now);
        outages.persist(outage);
        auditTrail.record(actor.id(), "outage.enter", "screen:" + screen.code(), Change.made(state(outage)));
        tell(outage, now);
        return outage;
    }

    /** Ends one that goes on; 409 where it has an end or does not count any more. */
    @Transactional
    public Outage end(UUID id, Instant at, Account actor) {
        Outage outage = held(id);
        if (!outage.goingOn()) {
            throw Problem.of(ProblemType.OUTAGE_OVER);
        }
        Map<String, ?> before = state(outage);
        Instant now = now();
        Instant until = (at == null ? now : at).truncatedTo(ChronoUnit.MILLIS);
        refuseOdd(outage.fromAt(), until, now);
        outage.end(until);
        tell("outage.end", outage, Change.of(before, state(outage)), actor);
        changed.fire(new OutageChanged(outage.screenId(), outage.fromAt(), now.isAfter(until) ? now : until));
        return outage;
    }

    /** Takes one back that was entered wrongly; it stays to be seen. 409 where that was done already. */
    @Transactional
    public Outage withdraw(UUID id, Account actor) {
        Outage outage = held(id);
        if (!outage.standing()) {
            throw Problem.of(ProblemType.OUTAGE_OVER);
        }
        outage.withdraw(actor.name(), now());
        tell("outage.withdraw", outage, Change.removed(state(outage)), actor);
        tell(outage, now());
        return outage;
    }

    private Outage held(UUID id) {
        return outages.find("id", id)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResultOptional()
                .orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
    }

    private static void refuseOdd(Instant from, Instant until, Instant now) {
        Instant end = until == null ? from.plusMillis(1) : until;
        if (!end.isAfter(from)
                || Duration.between(from, end).compareTo(LONGEST) > 0
                || from.isBefore(now.minus(OLDEST))
                || from.isAfter(now.plus(LONGEST))) {
            throw Problem.of(ProblemType.OUTAGE_TIME_WRONG, LONGEST.toDays(), OLDEST.toDays());
        }
    }

    private void tell(Outage outage, Instant now) {
        Instant until =
                outage.untilAt() != null ? outage.untilAt() : outage.fromAt().isAfter(now) ? outage.fromAt() : now;
        changed.fire(new OutageChanged(outage.screenId(), outage.fromAt(), until));
    }

    private void tell(String deed, Outage outage, Change change, Account actor) {
        String code = screens.findById(outage.screenId()).code();
        auditTrail.record(
                actor.id(),
                deed,
                "screen:" + code,
                change.with(Map.of("outage", outage.id().toString())));
    }

    private static Map<String, ?> state(Outage outage) {
        Map<String, Object> state = new TreeMap<>();
        state.put("cause", outage.cause().name());
        state.put("from", outage.fromAt().toString());
        state.put("until", outage.untilAt() == null ? "" : outage.untilAt().toString());
        state.put("evidence", outage.evidence());
        return state;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
