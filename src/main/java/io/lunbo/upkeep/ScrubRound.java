package io.lunbo.upkeep;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** How far the reading of everything is: one round for all nodes, on which one of them goes on at a time. */
@ApplicationScoped
public class ScrubRound {
    private static final Duration LEASE = Duration.ofMinutes(30);

    private final EntityManager entities;
    private final Clock clock;

    /**
     * How far it is.
     *
     * @param beganAt when this round began; null where none is going on
     * @param files looked at in this round
     * @param endedAt when the last whole round ended; null before the first
     * @param endedFiles looked at in the last whole round
     */
    public record Progress(
            Instant beganAt, long files, long bytes, Instant endedAt, long endedFiles, long endedBytes) {}

    ScrubRound(EntityManager entities, Clock clock) {
        this.entities = entities;
        this.clock = clock;
    }

    /** How far it is. */
    public Progress progress() {
        Object[] row = QuarkusTransaction.joiningExisting().call(() -> (Object[]) entities.createNativeQuery(
                        "select began_at, files, bytes, ended_at, ended_files, ended_bytes from scrub_rounds where id = 1",
                        Object[].class)
                .getSingleResult());
        return new Progress(
                instant(row[0]), number(row[1]), number(row[2]), instant(row[3]), number(row[4]), number(row[5]));
    }

    /** The name of the file after which to go on; empty where another node is at it. */
    Optional<String> claim() {
        return QuarkusTransaction.requiringNew().call(() -> {
            int mine = entities.createNativeQuery("""
                            update scrub_rounds set lease_until = :until, began_at = coalesce(began_at, :now)
                            where id = 1 and (lease_until is null or lease_until < :now)""")
                    .setParameter("until", now().plus(LEASE))
                    .setParameter("now", now())
                    .executeUpdate();
            return mine == 0
                    ? Optional.empty()
                    : Optional.of(
                            entities.createNativeQuery("select reached from scrub_rounds where id = 1", String.class)
                                    .getSingleResult()
                                    .toString());
        });
    }

    /** Writes down how far it is, and stays at it. */
    void reach(String sha256, long files, long bytes) {
        QuarkusTransaction.requiringNew()
                .run(() -> entities.createNativeQuery("""
                        update scrub_rounds set reached = :reached, files = files + :files, bytes = bytes + :bytes,
                          lease_until = :until where id = 1""")
                        .setParameter("reached", sha256)
                        .setParameter("files", files)
                        .setParameter("bytes", bytes)
                        .setParameter("until", now().plus(LEASE))
                        .executeUpdate());
    }

    /** Everything was read: the next round begins at the beginning. */
    void end() {
        QuarkusTransaction.requiringNew()
                .run(() -> entities.createNativeQuery("""
                        update scrub_rounds set ended_at = :now, ended_files = files, ended_bytes = bytes, reached = '',
                          files = 0, bytes = 0, began_at = null where id = 1""")
                        .setParameter("now", now())
                        .executeUpdate());
    }

    /** Lets another node go on. */
    void release() {
        QuarkusTransaction.requiringNew()
                .run(() -> entities.createNativeQuery("update scrub_rounds set lease_until = null where id = 1")
                        .executeUpdate());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static long number(Object value) {
        return ((Number) value).longValue();
    }

    private static Instant instant(Object value) {
        return value == null ? null : ((LocalDateTime) value).toInstant(ZoneOffset.UTC);
    }
}
