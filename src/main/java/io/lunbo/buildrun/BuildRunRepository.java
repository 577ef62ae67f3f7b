package io.lunbo.buildrun;

import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Finds runs, their lanes and what came of their days. */
@ApplicationScoped
class BuildRunRepository implements PanacheRepositoryBase<BuildRun, UUID> {
    private final EntityManager entities;

    BuildRunRepository(EntityManager entities) {
        this.entities = entities;
    }

    /** How many days of a lane are done, and how many of them failed. */
    record Tally(UUID laneId, long done, long failed) {}

    BuildRun known(UUID id) {
        return findByIdOptional(id).orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
    }

    List<BuildRun> newest(int most) {
        return find("order by orderedAt desc, id desc").page(0, most).list();
    }

    void add(BuildLane lane) {
        entities.persist(lane);
    }

    void add(BuildResult result) {
        entities.persist(result);
        entities.flush();
    }

    Optional<BuildLane> lane(UUID id) {
        return entities.createQuery(
                        "from BuildLane lane join fetch lane.run join fetch lane.screen where lane.id = :id",
                        BuildLane.class)
                .setParameter("id", id)
                .getResultStream()
                .findFirst();
    }

    List<BuildLane> lanes(UUID runId) {
        return entities.createQuery(
                        "from BuildLane lane join fetch lane.screen where lane.run.id = :run order by lane.position",
                        BuildLane.class)
                .setParameter("run", runId)
                .getResultList();
    }

    Set<LocalDate> doneDays(UUID laneId) {
        return new HashSet<>(entities.createQuery(
                        "select result.key.date from BuildResult result where result.key.laneId = :lane",
                        LocalDate.class)
                .setParameter("lane", laneId)
                .getResultList());
    }

    List<Tally> tallies(UUID runId) {
        return entities.createQuery("""
                        select new io.lunbo.buildrun.BuildRunRepository$Tally(result.key.laneId, count(*),
                          count(result.problem))
                        from BuildResult result, BuildLane lane
                        where lane.id = result.key.laneId and lane.run.id = :run group by result.key.laneId""", Tally.class).setParameter("run", runId).getResultList();
    }

    /** What came of a run's days, by screen and day; only what failed where that is asked. */
    List<BuildResult> results(UUID runId, boolean failedOnly, int page, int size) {
        return entities.createQuery("""
                        select result from BuildResult result, BuildLane lane
                        where lane.id = result.key.laneId and lane.run.id = :run
                          and (:failedOnly = false or result.problem is not null)
                        order by lane.position, result.key.date""", BuildResult.class)
                .setParameter("run", runId)
                .setParameter("failedOnly", failedOnly)
                .setFirstResult(page * size)
                .setMaxResults(size)
                .getResultList();
    }

    /** Forgets the failures of a run, so that those days are tried again. */
    void forgetFailures(UUID runId) {
        entities.createQuery("""
                        delete from BuildResult result where result.problem is not null
                          and result.key.laneId in (select lane.id from BuildLane lane where lane.run.id = :run)""").setParameter("run", runId).executeUpdate();
    }
}
