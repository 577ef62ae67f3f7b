package io.lunbo.takeover;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.Session;

/** Finds takeovers. Drills are none: they are only found where they are asked for. */
@ApplicationScoped
public class TakeoverRepository implements PanacheRepositoryBase<Takeover, UUID> {
    private static final String PENDING =
            "from Takeover t join fetch t.order where t.drill = false and t.liftedAt is null and (t.untilAt is null or t.untilAt > ?1) and ";
    private static final String STANDING = PENDING + "t.fromAt <= ?1 and ";
    private static final int ROWS_AT_ONCE = 200;
    private static final String IN_ORDER = "order by t.priority desc, t.orderedAt desc, t.id desc";

    /** Writes many at once: in an emergency every screen waits until the last of them is written. */
    void persistTogether(Collection<Takeover> fresh) {
        Session session = getEntityManager().unwrap(Session.class);
        fresh.forEach(this::persist);
        session.setJdbcBatchSize(ROWS_AT_ONCE);
        session.flush();
        session.setJdbcBatchSize(null);
    }

    /** What holds on a screen at that moment: of several the one of the highest priority, of two alike the newer. */
    public Optional<Takeover> standing(UUID screenId, Instant now) {
        return find(STANDING + "t.screenId = ?2 " + IN_ORDER, now, screenId).firstResultOptional();
    }

    /** All that holds on a screen at that moment or will, the one that goes before the others first. */
    public List<Takeover> pending(UUID screenId, Instant now) {
        return list(PENDING + "t.screenId = ?2 " + IN_ORDER, now, screenId);
    }

    /** The same of many screens; those with nothing are missing. */
    public Map<UUID, List<Takeover>> pending(Collection<UUID> screenIds, Instant now) {
        return list(PENDING + "t.screenId in ?2 " + IN_ORDER, now, screenIds).stream()
                .collect(Collectors.groupingBy(Takeover::screenId));
    }

    /** Everything that holds anywhere at that moment, what goes before the others first. */
    public List<Takeover> standing(Instant now) {
        return list(STANDING + "t.screenId is not null " + IN_ORDER, now);
    }

    /** The newest drill of a screen that is not over. */
    public Optional<Takeover> drill(UUID screenId, Instant now) {
        return find(
                        "drill = true and screenId = ?1 and liftedAt is null and (untilAt is null or untilAt > ?2)"
                                + " order by orderedAt desc, id desc",
                        screenId,
                        now)
                .firstResultOptional();
    }

    /** The same of many screens; those without one are missing. */
    public Map<UUID, Takeover> drills(Collection<UUID> screenIds, Instant now) {
        return list(
                        "drill = true and screenId in ?1 and liftedAt is null and (untilAt is null or untilAt > ?2)"
                                + " order by orderedAt desc, id desc",
                        screenIds,
                        now)
                .stream()
                .collect(Collectors.toMap(Takeover::screenId, Function.identity(), (newer, older) -> newer));
    }

    /** What an order means for each of its screens. */
    public List<Takeover> of(TakeoverOrder order) {
        return list("from Takeover t join fetch t.order where t.order = ?1 order by t.id", order);
    }

    /** The screens where an insert of this reviewed media holds or will. */
    Set<UUID> showing(String mediaSha256, Instant now) {
        return Set.copyOf(getEntityManager()
                .createQuery("""
                        select distinct t.screenId from Takeover t where t.order.mediaSha256 = :media and t.liftedAt is null
                        and (t.untilAt is null or t.untilAt > :now)""", UUID.class)
                .setParameter("media", mediaSha256)
                .setParameter("now", now)
                .getResultList());
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

    /** What a screen was told and has not confirmed yet, both orders and their ends. */
    public List<Takeover> unconfirmed(UUID screenId, long manifestVersion) {
        return list("""
                        screenId = ?1 and (confirmedAt is null and liftedAt is null and manifestVersion <= ?2
                        or liftConfirmedAt is null and liftVersion <= ?2)""", screenId, manifestVersion);
    }

    /** The player does it. Of two who say so the first counts. */
    public void confirm(UUID id, Instant now) {
        update("confirmedAt = ?2 where id = ?1 and confirmedAt is null", id, now);
    }

    /** The player does it no more. */
    public void confirmLift(UUID id, Instant now) {
        update("liftConfirmedAt = ?2 where id = ?1 and liftConfirmedAt is null", id, now);
    }

    /** The standing blackouts of these screens, or the drills of them. */
    List<Takeover> blackouts(Collection<UUID> screenIds, boolean drill) {
        return list(
                "from Takeover t join fetch t.order where t.screenId in ?1 and t.kind = ?2 and t.drill = ?3 and t.liftedAt is null",
                screenIds,
                TakeoverKind.BLACKOUT,
                drill);
    }
}
