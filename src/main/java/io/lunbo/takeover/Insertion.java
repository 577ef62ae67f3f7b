package io.lunbo.takeover;

import io.lunbo.access.CurrentOperator.Account;
import io.lunbo.audit.AuditTrail;
import io.lunbo.audit.Change;
import io.lunbo.screen.Screen;
import io.lunbo.takeover.TakeoverOrder.Terms;
import io.lunbo.web.WireTime;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Puts a reviewed media or the text of a warning before the sheets.
 *
 * <p>Whether a media may be shown on a screen is judged by whoever calls, and again for every manifest; a warning is the one thing that
 * is shown without a review, under the name of who ordered it.
 */
@ApplicationScoped
public class Insertion {
    private final TakeoverOrderRepository orders;
    private final TakeoverRepository takeovers;
    private final AuditTrail auditTrail;
    private final Event<TakeoverChanged> changed;
    private final Clock clock;

    Insertion(
            TakeoverOrderRepository orders,
            TakeoverRepository takeovers,
            AuditTrail auditTrail,
            Event<TakeoverChanged> changed,
            Clock clock) {
        this.orders = orders;
        this.takeovers = takeovers;
        this.auditTrail = auditTrail;
        this.changed = changed;
        this.clock = clock;
    }

    /**
     * Shows a media in place of the sheets.
     *
     * @param mediaSha256 what was reviewed
     * @param files the file of it that each screen gets
     */
    @Transactional
    public TakeoverOrder insert(String mediaSha256, Map<Screen, String> files, Terms terms, Account actor) {
        TakeoverOrder order =
                TakeoverOrder.insert(mediaSha256, terms, actor, clock.instant().truncatedTo(ChronoUnit.MILLIS));
        return give(order, files.keySet(), files::get, Map.of("sha256", mediaSha256), actor);
    }

    /** Shows a warning in place of the sheets. */
    @Transactional
    public TakeoverOrder announce(@Valid Notice notice, Collection<Screen> screens, Terms terms, Account actor) {
        TakeoverOrder order =
                TakeoverOrder.notice(notice, terms, actor, clock.instant().truncatedTo(ChronoUnit.MILLIS));
        Map<String, Object> said = new TreeMap<>(Map.of(
                "category", notice.category(),
                "alert", notice.level().name(),
                "startsAt", WireTime.format(notice.startsAt()),
                "area", notice.area(),
                "warning", notice.warning(),
                "measures", notice.measures(),
                "issuer", notice.issuer(),
                "issuedAt", WireTime.format(notice.issuedAt())));
        return give(order, screens, screen -> null, said, actor);
    }

    private TakeoverOrder give(
            TakeoverOrder order,
            Collection<Screen> screens,
            Function<Screen, String> file,
            Map<String, ?> said,
            Account actor) {
        orders.persist(order);
        takeovers.persistTogether(screens.stream()
                .map(screen -> Takeover.of(order, screen.id(), file.apply(screen)))
                .toList());
        Map<String, Object> details = new TreeMap<>(said);
        details.put("screens", screens.stream().map(Screen::code).sorted().toList());
        details.put("from", WireTime.format(order.fromAt()));
        details.put("until", order.untilAt() == null ? "" : WireTime.format(order.untilAt()));
        details.put("sound", order.sound());
        details.put("issuing", order.issuingLevel().name());
        details.put("reason", order.reason() == null ? "" : order.reason());
        auditTrail.record(actor.id(), deed(order), "takeover:" + order.id(), Change.made(details));
        Set<UUID> taken = screens.stream().map(Screen::id).collect(Collectors.toSet());
        changed.fire(new TakeoverChanged(taken, order.kind() == TakeoverKind.INSERT));
        return order;
    }

    private static String deed(TakeoverOrder order) {
        if (order.drill()) {
            return "drill.order";
        }
        return order.kind() == TakeoverKind.INSERT ? "insert.order" : "notice.order";
    }
}
