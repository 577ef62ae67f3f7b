package io.lunbo.takeover;

import io.lunbo.access.CurrentOperator.Account;
import io.lunbo.audit.AuditTrail;
import io.lunbo.audit.Change;
import io.lunbo.screen.Screen;
import io.lunbo.screen.ScreenRepository;
import io.lunbo.takeover.TakeoverOrder.Terms;
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
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Makes screens dark, at once and without an approval, and lets them play again. */
@ApplicationScoped
public class Blackout {
    private final TakeoverOrderRepository orders;
    private final TakeoverRepository takeovers;
    private final ScreenRepository screens;
    private final Lifting lifting;
    private final AuditTrail auditTrail;
    private final Event<TakeoverChanged> changed;
    private final Clock clock;

    Blackout(
            TakeoverOrderRepository orders,
            TakeoverRepository takeovers,
            ScreenRepository screens,
            Lifting lifting,
            AuditTrail auditTrail,
            Event<TakeoverChanged> changed,
            Clock clock) {
        this.orders = orders;
        this.takeovers = takeovers;
        this.screens = screens;
        this.lifting = lifting;
        this.auditTrail = auditTrail;
        this.changed = changed;
        this.clock = clock;
    }

    /**
     * Makes these screens dark until somebody lifts it. A screen that is dark already stays so under the order that stands.
     *
     * @param reason why, may be null
     * @return for each screen what stands
     */
    @Transactional
    public List<Takeover> order(Set<UUID> screenIds, String reason, Account actor) {
        return darken(screenIds, Terms.blackout(false, reason), actor);
    }

    /** The same, or a drill of it: told to the players, and no screen gets dark. */
    @Transactional
    public List<Takeover> darken(Set<UUID> screenIds, Terms terms, Account actor) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        List<Screen> meant = screens.list("id in ?1 order by id", screenIds);
        if (meant.size() < screenIds.size()) {
            throw Problem.of(ProblemType.NOT_FOUND);
        }
        Map<UUID, Takeover> dark = takeovers.blackouts(screenIds, terms.drill()).stream()
                .collect(Collectors.toMap(Takeover::screenId, Function.identity(), (first, second) -> first));
        List<Takeover> standing = new ArrayList<>(dark.values());
        List<Screen> light =
                meant.stream().filter(screen -> !dark.containsKey(screen.id())).toList();
        if (!light.isEmpty()) {
            standing.addAll(blackOut(light, TakeoverOrder.blackout(terms, actor, now), actor));
        }
        return standing;
    }

    private List<Takeover> blackOut(List<Screen> light, TakeoverOrder order, Account actor) {
        orders.persist(order);
        List<Takeover> dark = light.stream()
                .map(screen -> Takeover.of(order, screen.id(), null))
                .toList();
        takeovers.persistTogether(dark);
        auditTrail.record(
                actor.id(),
                order.drill() ? "drill.order" : "blackout.order",
                "takeover:" + order.id(),
                Change.of(Map.of("dark", false), Map.of("dark", !order.drill()))
                        .with(Map.of(
                                "screens",
                                light.stream().map(Screen::code).sorted().toList(),
                                "reason",
                                order.reason() == null ? "" : order.reason())));
        changed.fire(
                new TakeoverChanged(Set.copyOf(light.stream().map(Screen::id).toList()), false));
        return dark;
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
        lifting.liftOne(named.id(), actor);
    }
}
