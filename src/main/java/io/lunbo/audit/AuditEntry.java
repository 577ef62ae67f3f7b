package io.lunbo.audit;

import io.lunbo.ledger.AuditLine;
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

    private int format;
    private Instant at;

    @Column(name = "actor_id")
    private UUID actorId;

    @Column(name = "actor_name")
    private String actorName;

    @Column(name = "unit_id")
    private UUID unitId;

    @Column(name = "unit_name")
    private String unitName;

    private String roles;
    private String origin;
    private String address;
    private String deed;
    private String subject;

    @Column(name = "state_before")
    private String before;

    @Column(name = "state_after")
    private String after;

    private String details;

    @Column(name = "previous_hash")
    private String previousHash;

    private String hash;

    /** For Hibernate. */
    protected AuditEntry() {}

    AuditEntry(AuditLine line) {
        this.sequence = line.sequence();
        this.format = line.format();
        this.at = Instant.parse(line.at());
        this.actorId = uuid(line.actorId());
        this.actorName = line.actorName();
        this.unitId = uuid(line.unitId());
        this.unitName = line.unitName();
        this.roles = line.roles();
        this.origin = line.origin();
        this.address = line.address();
        this.deed = line.deed();
        this.subject = line.subject();
        this.before = line.before();
        this.after = line.after();
        this.details = line.details();
        this.previousHash = line.previousHash();
        this.hash = line.hash();
    }

    private static UUID uuid(String text) {
        return text == null ? null : UUID.fromString(text);
    }

    /** As it is exported. */
    AuditLine line() {
        return new AuditLine(
                format,
                sequence,
                AuditLine.time(at),
                actorId == null ? null : actorId.toString(),
                actorName,
                unitId == null ? null : unitId.toString(),
                unitName,
                roles,
                origin,
                address,
                deed,
                subject,
                before,
                after,
                details,
                previousHash,
                hash);
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

    /** How that was before, as JSON; null where there was nothing. */
    public String before() {
        return before;
    }

    /** How it is since, as JSON; null where nothing is left. */
    public String after() {
        return after;
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
