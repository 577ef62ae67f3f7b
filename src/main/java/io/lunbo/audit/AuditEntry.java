package io.lunbo.audit;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/** One deed, chained to the one before. */
@Entity
@Immutable
@Table(name = "audit_entries")
public class AuditEntry {
    @Id
    private long sequence;

    private Instant at;

    @Column(name = "actor_id")
    private UUID actorId;

    private String deed;
    private String subject;
    private String details;

    @Column(name = "previous_hash")
    private String previousHash;

    private String hash;

    /** For Hibernate. */
    protected AuditEntry() {}

    private AuditEntry(long sequence, String previousHash) {
        this.sequence = sequence;
        this.previousHash = previousHash;
    }

    static AuditEntry after(long sequence, String hash) {
        return new AuditEntry(sequence + 1, hash);
    }

    AuditEntry of(Instant when, UUID actor, String what, String toWhat, String how) {
        this.at = when;
        this.actorId = actor;
        this.deed = what;
        this.subject = toWhat;
        this.details = how;
        this.hash = expectedHash();
        return this;
    }

    boolean follows(long before, String hashBefore) {
        return sequence == before + 1 && previousHash.equals(hashBefore) && hash.equals(expectedHash());
    }

    // Every field is quoted, so that no two different entries can write the same text.
    private String expectedHash() {
        StringBuilder text = new StringBuilder().append(sequence).append('|').append(at.toEpochMilli());
        for (Object field : new Object[] {actorId, deed, subject, details, previousHash}) {
            text.append("|\"")
                    .append(JsonStringEncoder.getInstance().quoteAsString(String.valueOf(field)))
                    .append('"');
        }
        return AuditTrail.sha256(text.toString());
    }

    /** The place in the chain, from 1 on without gaps. */
    public long sequence() {
        return sequence;
    }

    /** When it was done. */
    public Instant at() {
        return at;
    }

    /** Who did it; null for the system itself. */
    public UUID actorId() {
        return actorId;
    }

    /** What was done. */
    public String deed() {
        return deed;
    }

    /** What it was done to. */
    public String subject() {
        return subject;
    }

    /** The rest, as JSON. */
    public String details() {
        return details;
    }

    /** The hash over this entry and, through the one before, over all before it. */
    public String hash() {
        return hash;
    }
}
