package io.lunbo.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.lunbo.ledger.AuditHeads;
import io.lunbo.ledger.AuditLine;
import io.lunbo.ledger.ChainCheck;
import io.lunbo.ledger.StoredChain;
import io.lunbo.transaction.LastSteps;
import io.lunbo.transaction.LastSteps.Step;
import io.lunbo.transaction.LastSteps.Work;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.hibernate.Session;

/** Writes and verifies the chain. */
@ApplicationScoped
public class AuditTrail {
    private static final int ROWS_AT_ONCE = 50;

    private final EntityManager entities;
    private final DataSource database;
    private final CurrentOrigin origin;
    private final AuditConfig config;
    private final LastSteps lastSteps;
    private final Clock clock;
    private final ObjectMapper json = new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

    private record Actor(String name, String unitId, String unitName, String roles) {
        static final Actor SYSTEM = new Actor(null, null, null, null);
    }

    AuditTrail(
            EntityManager entities,
            DataSource database,
            CurrentOrigin origin,
            AuditConfig config,
            LastSteps lastSteps,
            Clock clock) {
        this.entities = entities;
        this.database = database;
        this.origin = origin;
        this.config = config;
        this.lastSteps = lastSteps;
        this.clock = clock;
    }

    /**
     * Appends a deed that changes no state, in the caller's transaction.
     *
     * @param actor the operator, or null for the system itself
     * @param deed what was done, e.g. {@code session.open}
     * @param subject what it was done to, e.g. {@code screen:rc-tv}
     * @param details anything else that an inspector will ask; no secrets, no personal data beyond the actor
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public void record(UUID actor, String deed, String subject, Map<String, ?> details) {
        record(actor, deed, subject, new Change(null, null, details));
    }

    /** Appends a deed with what was before and after, in the caller's transaction. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void record(UUID actor, String deed, String subject, Change change) {
        Deeds deeds = lastSteps.work(Step.AUDIT, Deeds.class, Deeds::new);
        Actor who = actor == null ? Actor.SYSTEM : deeds.actors.computeIfAbsent(actor, this::actor);
        deeds.done.add(new Deed(
                actor,
                who,
                origin.get(),
                deed,
                subject,
                write(change.before()),
                write(change.after()),
                write(change.details())));
    }

    private record Deed(
            UUID actor,
            Actor who,
            Origin where,
            String deed,
            String subject,
            String before,
            String after,
            String details) {}

    /** The deeds of one transaction. All of them are chained at its end: the head is locked last and for the shortest time. */
    private final class Deeds implements Work {
        private final List<Deed> done = new ArrayList<>();
        private final Map<UUID, Actor> actors = new HashMap<>();

        @Override
        public void doLast() {
            Object[] head = (Object[]) entities.createNativeQuery(
                            "select sequence, hash from audit_head where id = 1 for update", Object[].class)
                    .getSingleResult();
            long sequence = ((Number) head[0]).longValue();
            String hash = (String) head[1];
            String at = AuditLine.time(clock.instant().truncatedTo(ChronoUnit.MILLIS));
            for (Deed one : done) {
                AuditLine line = line(one, ++sequence, at).chained(hash);
                entities.persist(new AuditEntry(line));
                hash = line.hash();
            }
            entities.unwrap(Session.class).setJdbcBatchSize(ROWS_AT_ONCE);
            entities.flush();
            entities.unwrap(Session.class).setJdbcBatchSize(null);
            entities.createNativeQuery("update audit_head set sequence = :sequence, hash = :hash where id = 1")
                    .setParameter("sequence", sequence)
                    .setParameter("hash", hash)
                    .executeUpdate();
        }
    }

    private static AuditLine line(Deed one, long sequence, String at) {
        return new AuditLine(
                AuditLine.FORMAT,
                sequence,
                at,
                one.actor() == null ? null : one.actor().toString(),
                one.who().name(),
                one.who().unitId(),
                one.who().unitName(),
                one.who().roles(),
                one.where().door().name(),
                one.where().address(),
                one.deed(),
                one.subject(),
                one.before(),
                one.after(),
                one.details(),
                null,
                null);
    }

    /** As the person stands in the books at the first deed of the transaction; people are kept above this package. */
    private Actor actor(UUID id) {
        List<?> found = entities.createNativeQuery("""
                        select o.name, cast(u.id as char), u.name,
                               (select group_concat(r.role order by r.role) from operator_roles r where r.operator_id = o.id)
                        from operators o join units u on u.id = o.unit_id where o.id = :id
                        """, Object[].class)
                .setParameter("id", id)
                .getResultList();
        return found.stream()
                .map(Object[].class::cast)
                .map(row -> new Actor((String) row[0], (String) row[1], (String) row[2], (String) row[3]))
                .findFirst()
                .orElse(Actor.SYSTEM);
    }

    /** The newest entries, newest first. */
    public List<AuditEntry> newest(int atMost) {
        return entities.createQuery("from AuditEntry order by sequence desc", AuditEntry.class)
                .setMaxResults(atMost)
                .getResultList();
    }

    /** Follows the whole chain and compares it with the ends that are kept outside the database. */
    ChainCheck.Finding verify() {
        try (Connection connection = database.getConnection()) {
            return new StoredChain(connection).verify(new AuditHeads(config.heads()).all());
        } catch (SQLException | IOException e) {
            throw new IllegalStateException("the audit trail cannot be read", e);
        }
    }

    private String write(Map<String, ?> values) {
        try {
            return values == null ? null : json.writeValueAsString(values);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("audit values must be plain: " + values.keySet(), e);
        }
    }
}
