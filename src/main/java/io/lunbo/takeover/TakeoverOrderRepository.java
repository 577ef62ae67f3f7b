package io.lunbo.takeover;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Finds orders. */
@ApplicationScoped
public class TakeoverOrderRepository implements PanacheRepositoryBase<TakeoverOrder, UUID> {
    private static final String PARTS = "(select 1 from Takeover t where t.order = o and t.liftedAt is null "
            + "and (t.untilAt is null or t.untilAt > ?1))";

    /** Those that hold somewhere, or will, newest first. */
    public List<TakeoverOrder> open(Instant now) {
        return list("from TakeoverOrder o where exists " + PARTS + " order by o.orderedAt desc, o.id desc", now);
    }

    /** The newest that hold nowhere any more, newest first. */
    public List<TakeoverOrder> over(Instant now, int atMost) {
        return find("from TakeoverOrder o where not exists " + PARTS + " order by o.orderedAt desc, o.id desc", now)
                .page(0, atMost)
                .list();
    }

    /** Those without a reason, newest first. */
    public List<TakeoverOrder> owing(int atMost) {
        return find("reason is null and drill = false order by orderedAt desc, id desc")
                .page(0, atMost)
                .list();
    }
}
