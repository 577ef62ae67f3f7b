package io.lunbo.takeover;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Finds takeovers. */
@ApplicationScoped
public class TakeoverRepository implements PanacheRepositoryBase<Takeover, UUID> {
    private static final String STANDING =
            "liftedAt is null and fromAt <= ?1 and (untilAt is null or untilAt > ?1) and ";

    /** What holds on a screen at that moment: a blackout before any insert, of each the newest. */
    public Optional<Takeover> standing(UUID screenId, Instant now) {
        // BLACKOUT sorts before INSERT
        return find(STANDING + "screenId = ?2 order by kind, orderedAt desc, id desc", now, screenId)
                .firstResultOptional();
    }

    /** Everything that holds anywhere at that moment, newest first. */
    public List<Takeover> standing(Instant now) {
        return list(STANDING + "screenId is not null order by orderedAt desc, id desc", now);
    }

    /** The screens on which one began or ended by itself after {@code after} and not later than {@code now}. */
    public Set<UUID> screensTurned(Instant after, Instant now) {
        return Set.copyOf(getEntityManager()
                .createQuery("""
                        select distinct t.screenId from Takeover t where t.liftedAt is null
                        and (t.fromAt > :after and t.fromAt <= :now or t.untilAt > :after and t.untilAt <= :now)""", UUID.class)
                .setParameter("after", after)
                .setParameter("now", now)
                .getResultList());
    }

    List<Takeover> blackouts(UUID screenId) {
        return list("screenId = ?1 and kind = ?2 and liftedAt is null", screenId, TakeoverKind.BLACKOUT);
    }
}
