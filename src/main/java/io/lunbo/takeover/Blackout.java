package io.lunbo.takeover;

import io.lunbo.access.CurrentOperator.Account;
import io.lunbo.audit.AuditTrail;
import io.lunbo.audit.Change;
import io.lunbo.screen.Screen;
import io.lunbo.screen.ScreenRepository;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/** Makes screens dark, at once and without an approval, and lets them play again. */
@ApplicationScoped
public class Blackout {
    private final TakeoverRepository takeovers;
    private final ScreenRepository screens;
    private final AuditTrail auditTrail;
    private final Event<TakeoverChanged> changed;
    private final Clock clock;

    Blackout(
            TakeoverRepository takeovers,
            ScreenRepository screens,
            AuditTrail auditTrail,
            Event<TakeoverChanged> changed,
            Clock clock) {
        this.takeovers = takeovers;
        this.screens = screens;
        this.auditTrail = auditTrail;
        this.changed = changed;
        this.clock = clock;
    }

    /**
     * Makes these screens dark until somebody lifts it. A screen that is dark already stays so under the order that stands.
     *
     * @param reason why, may be null
     * @return for each screen the order that stands
     */
    @Transactional
    public List<Takeover> order(Set<UUID> screenIds, String reason, Account actor) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        List<Takeover> orders = new ArrayList<>();
        Set<UUID> dark = new TreeSet<>();
        for (UUID screenId : new TreeSet<>(screenIds)) {
            Screen screen = screens.findByIdOptional(screenId).orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
            List<Takeover> standing = takeovers.blackouts(screenId);
            if (standing.isEmpty()) {
                orders.add(blackOut(screen, reason, actor, now));
                dark.add(screenId);
            } else {
                orders.add(standing.get(0));
            }
        }
        changed.fire(new TakeoverChanged(dark));
        return orders;
    }

    private Takeover blackOut(Screen screen, String reason, Account actor, Instant now) {
        Takeover blackout = Takeover.blackout(screen.id(), reason, actor.id(), now);
        takeovers.persist(blackout);
        auditTrail.record(
                actor.id(),
                "blackout.order",
                "screen:" + screen.code(),
                Change.of(Map.of("dark", false), Map.of("dark", true))
                        .with(Map.of("takeover", blackout.id().toString(), "reason", reason == null ? "" : reason)));
        return blackout;
    }

    /**
     * Lets the screen play again. Ends every blackout of that screen: two people who pressed at once pressed one button.
     *
     * @param takeoverId any standing blackout of the screen
     */
    @Transactional
    public void lift(UUID takeoverId, Account actor) {
        Takeover named = takeovers
                .findByIdOptional(takeoverId)
                .filter(takeover -> takeover.kind() == TakeoverKind.BLACKOUT)
                .orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
        if (named.lifted()) {
            throw Problem.of(ProblemType.TAKEOVER_LIFTED);
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        takeovers.blackouts(named.screenId()).forEach(blackout -> blackout.lift(actor.id(), now));
        auditTrail.record(
                actor.id(),
                "blackout.lift",
                "screen:" + screens.findById(named.screenId()).code(),
                Change.of(Map.of("dark", true), Map.of("dark", false)).with(Map.of("takeover", takeoverId.toString())));
        changed.fire(new TakeoverChanged(Set.of(named.screenId())));
    }
}
