package io.lunbo.command;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The last log of each screen's player. */
@ApplicationScoped
class PlayerLogs {
    private final EntityManager entities;
    private final Clock clock;

    /** A log as it came. */
    record Log(Instant receivedAt, String body) {}

    PlayerLogs(EntityManager entities, Clock clock) {
        this.entities = entities;
        this.clock = clock;
    }

    /** Keeps a log in the place of the one before. */
    @Transactional
    void keep(UUID screenId, String body) {
        entities.createNativeQuery("""
                        insert into player_logs (screen_id, received_at, body) values (:screen, :now, :body)
                        on duplicate key update received_at = values(received_at), body = values(body)""")
                .setParameter("screen", screenId)
                .setParameter("now", clock.instant())
                .setParameter("body", body)
                .executeUpdate();
    }

    /** The last one; empty where there is none. */
    @Transactional
    Optional<Log> of(UUID screenId) {
        List<String> bodies = column("select body from player_logs where screen_id = :screen", screenId, String.class);
        List<Instant> times =
                column("select received_at from player_logs where screen_id = :screen", screenId, Instant.class);
        return bodies.isEmpty() || times.isEmpty()
                ? Optional.empty()
                : Optional.of(new Log(times.get(0), bodies.get(0)));
    }

    @SuppressWarnings("unchecked") // JPA's native queries have no types
    private <T> List<T> column(String sql, UUID screenId, Class<T> type) {
        return entities.createNativeQuery(sql, type)
                .setParameter("screen", screenId)
                .getResultList();
    }
}
