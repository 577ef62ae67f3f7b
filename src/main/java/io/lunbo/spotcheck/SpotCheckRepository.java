package io.lunbo.spotcheck;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** Finds rounds, their stops and what was found there. */
@ApplicationScoped
public class SpotCheckRepository implements PanacheRepositoryBase<SpotCheck, UUID> {
    /**
     * How far a round is.
     *
     * @param total how many screens it has
     * @param done how many have an entry
     * @param over whether its last day is over
     */
    public record Progress(int total, int done, boolean over) {
        /** Whether it takes no entries any more. */
        public boolean closed() {
            return over || done == total;
        }

        /** How many screens wait. */
        public int open() {
            return total - done;
        }
    }

    List<SpotCheck> newest(int atMost) {
        return find("order by id desc").page(0, atMost).list();
    }

    Optional<SpotCheck> held(UUID id) {
        return find("id", id).withLock(LockModeType.PESSIMISTIC_WRITE).firstResultOptional();
    }

    List<Stop> stops(UUID checkId) {
        return getEntityManager()
                .createQuery("from Stop s where s.checkId = :check order by s.position", Stop.class)
                .setParameter("check", checkId)
                .getResultList();
    }

    Optional<Stop> stop(UUID id) {
        return Optional.ofNullable(getEntityManager().find(Stop.class, id));
    }

    /** The entries of a round by stop, each stop's in order. */
    Map<UUID, List<Entry>> entries(UUID checkId) {
        return getEntityManager()
                .createQuery(
                        "select e from Entry e, Stop s where s.id = e.stopId and s.checkId = :check order by e.sequence",
                        Entry.class)
                .setParameter("check", checkId)
                .getResultStream()
                .collect(Collectors.groupingBy(Entry::stopId));
    }

    Progress progress(SpotCheck check, Instant now) {
        Object[] row = getEntityManager()
                .createQuery(
                        "select count(s), (select count(distinct e.stopId) from Entry e, Stop t where t.id = e.stopId and"
                                + " t.checkId = :check) from Stop s where s.checkId = :check",
                        Object[].class)
                .setParameter("check", check.id())
                .getSingleResult();
        return new Progress(((Number) row[0]).intValue(), ((Number) row[1]).intValue(), !now.isBefore(check.untilAt()));
    }
}
