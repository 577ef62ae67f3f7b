package io.lunbo.work;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Orders work and tells how far it is. */
@ApplicationScoped
public class WorkOrders {
    private static final int SOON = 5;
    private static final int LATER = 9;
    private static final String COLUMNS = "select subject, state, percent, attempts, reason, detail from work_orders";

    private final EntityManager entities;
    private final Event<Ordered> ordered;

    /** Something is to be done: heard by the crew once the transaction is committed. */
    record Ordered() {}

    WorkOrders(EntityManager entities, Event<Ordered> ordered) {
        this.entities = entities;
        this.ordered = ordered;
    }

    /** Orders work on a subject; whatever was ordered before of the same kind and subject stays as it is. */
    @Transactional
    public void order(String kind, UUID subject) {
        order(kind, subject, SOON);
    }

    /** The same for what nobody waits for: it is done when nothing else is due. */
    @Transactional
    public void orderForLater(String kind, UUID subject) {
        order(kind, subject, LATER);
    }

    private void order(String kind, UUID subject, int rank) {
        int fresh = entities.createNativeQuery("""
                        insert ignore into work_orders (id, kind, subject, rank, state, attempts, percent, due_at, ordered_at)
                        values (:id, :kind, :subject, :rank, 'WAITING', 0, 0, utc_timestamp(3), utc_timestamp(3))""")
                .setParameter("id", UUID.randomUUID())
                .setParameter("kind", kind)
                .setParameter("subject", subject)
                .setParameter("rank", rank)
                .executeUpdate();
        if (fresh > 0) {
            ordered.fire(new Ordered());
        }
    }

    /** Orders what failed once more; false where it did not fail. */
    @Transactional
    public boolean orderAgain(String kind, UUID subject) {
        int again = entities.createNativeQuery("""
                        update work_orders set state = 'WAITING', attempts = 0, percent = 0, reason = null, detail = null,
                          ended_at = null, due_at = utc_timestamp(3)
                        where kind = :kind and subject = :subject and state = 'FAILED'""")
                .setParameter("kind", kind)
                .setParameter("subject", subject)
                .executeUpdate();
        if (again > 0) {
            ordered.fire(new Ordered());
        }
        return again > 0;
    }

    /** Forgets an order: whoever is at it will not be able to write anything down. */
    @Transactional
    public void cancel(String kind, UUID subject) {
        entities.createNativeQuery("delete from work_orders where kind = :kind and subject = :subject")
                .setParameter("kind", kind)
                .setParameter("subject", subject)
                .executeUpdate();
    }

    /** How far an order is. */
    public Optional<WorkStatus> status(String kind, UUID subject) {
        return Optional.ofNullable(statuses(kind, List.of(subject)).get(subject));
    }

    /** The same for many; those that nobody ordered are missing. */
    @Transactional
    public Map<UUID, WorkStatus> statuses(String kind, Collection<UUID> subjects) {
        Map<UUID, WorkStatus> found = new HashMap<>();
        if (subjects.isEmpty()) {
            return found;
        }
        List<?> rows = entities.createNativeQuery(COLUMNS + " where kind = :kind and subject in (:subjects)")
                .setParameter("kind", kind)
                .setParameter("subjects", subjects)
                .getResultList();
        for (Object row : rows) {
            Object[] column = (Object[]) row;
            found.put(
                    column[0] instanceof UUID id ? id : UUID.fromString(column[0].toString()),
                    new WorkStatus(
                            WorkStatus.State.valueOf(column[1].toString()),
                            ((Number) column[2]).intValue(),
                            ((Number) column[3]).intValue(),
                            (String) column[4],
                            (String) column[5]));
        }
        return found;
    }
}
