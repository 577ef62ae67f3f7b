package io.lunbo.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Writes and verifies the chain. */
@ApplicationScoped
public class AuditTrail {
    private static final String GENESIS = "0".repeat(64);
    private static final int PAGE = 1000;

    private final EntityManager entities;
    private final Clock clock;
    private final ObjectMapper json = new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

    AuditTrail(EntityManager entities, Clock clock) {
        this.entities = entities;
        this.clock = clock;
    }

    /**
     * Appends an entry in the caller's transaction.
     *
     * @param actor the operator, or null for the system itself
     * @param deed what was done, e.g. {@code sheet.publish}
     * @param subject what it was done to, e.g. {@code screen:rc-tv}
     * @param details anything else that an inspector will ask; no secrets, no personal data beyond the actor
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public void record(UUID actor, String deed, String subject, Map<String, ?> details) {
        entities.flush(); // the head is locked last and for the shortest time
        Object[] head = (Object[]) entities.createNativeQuery(
                        "select sequence, hash from audit_head where id = 1 for update", Object[].class)
                .getSingleResult();
        Instant at = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        AuditEntry entry = AuditEntry.after(((Number) head[0]).longValue(), (String) head[1])
                .of(at, actor, deed, subject, write(details));
        entities.persist(entry);
        entities.createNativeQuery("update audit_head set sequence = :sequence, hash = :hash where id = 1")
                .setParameter("sequence", entry.sequence())
                .setParameter("hash", entry.hash())
                .executeUpdate();
    }

    /** The newest entries, newest first. */
    public List<AuditEntry> newest(int atMost) {
        return before(Long.MAX_VALUE, atMost);
    }

    /** The entries before one, newest first. */
    List<AuditEntry> before(long sequence, int atMost) {
        return entities.createQuery(
                        "from AuditEntry where sequence < :sequence order by sequence desc", AuditEntry.class)
                .setParameter("sequence", sequence)
                .setMaxResults(atMost)
                .getResultList();
    }

    /** The names of those who did these deeds, by the text of their ids; people are kept above this package. */
    Map<String, String> actorNames(List<AuditEntry> entries) {
        List<String> ids = entries.stream()
                .filter(entry -> entry.actorId() != null)
                .map(entry -> entry.actorId().toString())
                .distinct()
                .toList();
        if (ids.isEmpty()) {
            return Map.of();
        }
        Map<String, String> names = new HashMap<>();
        List<?> rows = entities.createNativeQuery(
                        "select cast(id as char), name from operators where cast(id as char) in (:ids)", Object[].class)
                .setParameter("ids", ids)
                .getResultList();
        rows.stream().map(Object[].class::cast).forEach(row -> names.put((String) row[0], (String) row[1]));
        return names;
    }

    /** The sequence of the first entry that does not fit the chain; empty where all is as it was written. */
    @Transactional
    public Optional<Long> firstBroken() {
        long sequence = 0;
        String hash = GENESIS;
        while (true) {
            List<AuditEntry> page = entities.createQuery(
                            "from AuditEntry where sequence > :after order by sequence", AuditEntry.class)
                    .setParameter("after", sequence)
                    .setMaxResults(PAGE)
                    .getResultList();
            for (AuditEntry entry : page) {
                if (!entry.follows(sequence, hash)) {
                    return Optional.of(sequence + 1);
                }
                sequence = entry.sequence();
                hash = entry.hash();
            }
            entities.clear();
            if (page.isEmpty()) {
                return endsAt(sequence, hash) ? Optional.empty() : Optional.of(sequence + 1);
            }
        }
    }

    private boolean endsAt(long sequence, String hash) {
        Object[] head = (Object[])
                entities.createNativeQuery("select sequence, hash from audit_head where id = 1", Object[].class)
                        .getSingleResult();
        return ((Number) head[0]).longValue() == sequence && hash.equals(head[1]);
    }

    private String write(Map<String, ?> details) {
        try {
            return json.writeValueAsString(details);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("audit details must be plain values: " + details.keySet(), e);
        }
    }

    static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
