package io.lunbo.takeover;

import io.lunbo.access.CurrentOperator.Account;
import io.lunbo.audit.AuditTrail;
import io.lunbo.audit.Change;
import io.lunbo.review.ReviewWithdrawal.ApprovalWithdrawn;
import io.lunbo.screen.Screen;
import io.lunbo.screen.ScreenRepository;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/** Ends orders, on one screen or on all of them, and lets people say why they gave them. */
@ApplicationScoped
public class Lifting {
    private final TakeoverOrderRepository orders;
    private final TakeoverRepository takeovers;
    private final ScreenRepository screens;
    private final AuditTrail auditTrail;
    private final Event<TakeoverChanged> changed;
    private final Clock clock;

    Lifting(
            TakeoverOrderRepository orders,
            TakeoverRepository takeovers,
            ScreenRepository screens,
            AuditTrail auditTrail,
            Event<TakeoverChanged> changed,
            Clock clock) {
        this.orders = orders;
        this.takeovers = takeovers;
        this.screens = screens;
        this.auditTrail = auditTrail;
        this.changed = changed;
        this.clock = clock;
    }

    /** Ends an order wherever it still holds. 409: it holds nowhere. */
    @Transactional
    public TakeoverOrder lift(UUID orderId, Account actor) {
        TakeoverOrder order = known(orderId);
        List<Takeover> holding = takeovers.of(order).stream()
                .filter(takeover -> !takeover.lifted())
                .toList();
        if (holding.isEmpty()) {
            throw Problem.of(ProblemType.TAKEOVER_LIFTED);
        }
        end(order, holding, actor);
        return order;
    }

    /** Ends an order on one screen. 409: it is ended there. */
    @Transactional
    public void liftOne(UUID takeoverId, Account actor) {
        Takeover one = takeovers.findByIdOptional(takeoverId).orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
        if (one.lifted()) {
            throw Problem.of(ProblemType.TAKEOVER_LIFTED);
        }
        end(one.order(), List.of(one), actor);
    }

    /** Says why an order was given, where nobody has said it yet. 409: somebody has. */
    @Transactional
    public TakeoverOrder explain(UUID orderId, String reason, Account actor) {
        TakeoverOrder order = known(orderId);
        if (reason == null || reason.isBlank()) {
            throw Problem.of(ProblemType.REASON_REQUIRED);
        }
        if (!order.owesReason()) {
            throw Problem.of(ProblemType.CONFLICT);
        }
        order.explain(reason.strip(), actor, now());
        auditTrail.record(
                actor.id(),
                "takeover.explain",
                "takeover:" + order.id(),
                Change.of(Map.of("reason", ""), Map.of("reason", order.reason())));
        return order;
    }

    /** What is doubtful leaves the screens at once, from inserts as from sheets: the manifests say what may still be shown. */
    void withdrawn(@Observes ApprovalWithdrawn event) {
        Set<UUID> showing = takeovers.showing(event.mediaSha256(), clock.instant());
        if (!showing.isEmpty()) {
            changed.fire(new TakeoverChanged(showing, true));
        }
    }

    private void end(TakeoverOrder order, List<Takeover> parts, Account actor) {
        Instant now = now();
        Set<UUID> ended = new TreeSet<>();
        same(order, parts).stream().filter(part -> !part.lifted()).forEach(part -> {
            part.lift(actor.id(), now);
            ended.add(part.screenId());
        });
        auditTrail.record(
                actor.id(),
                deed(order),
                "takeover:" + order.id(),
                Change.of(Map.of("holds", true), Map.of("holds", false)).with(Map.of("screens", codes(ended))));
        changed.fire(new TakeoverChanged(ended, order.kind() == TakeoverKind.INSERT));
    }

    /** Two people who made a screen dark at once pressed one button: one lift is the end of both. */
    private List<Takeover> same(TakeoverOrder order, List<Takeover> parts) {
        return order.kind() == TakeoverKind.BLACKOUT
                ? takeovers.blackouts(parts.stream().map(Takeover::screenId).toList(), order.drill())
                : parts;
    }

    private static String deed(TakeoverOrder order) {
        if (order.drill()) {
            return "drill.lift";
        }
        return switch (order.kind()) {
            case BLACKOUT -> "blackout.lift";
            case INSERT -> "insert.lift";
            case NOTICE -> "notice.lift";
        };
    }

    private List<String> codes(Collection<UUID> screenIds) {
        return screens.list("id in ?1", screenIds).stream()
                .map(Screen::code)
                .sorted()
                .toList();
    }

    private TakeoverOrder known(UUID orderId) {
        return orders.findByIdOptional(orderId).orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
