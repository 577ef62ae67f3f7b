package io.lunbo.custody;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.hibernate.annotations.UuidGenerator;

/** A file that is not what it should be. Until it is again, that is an alarm. */
@Entity
@Table(name = "damages")
public class Damage {
    /** What is wrong. */
    public enum Fault {
        /** There is no such file. */
        MISSING,
        /** There are other bytes. */
        DIFFERS,
        /** The disk does not give its bytes. */
        UNREADABLE;

        /** The message key of its name. */
        public String key() {
            return "custody_" + name().toLowerCase(Locale.ROOT);
        }
    }

    @Id
    @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
    private UUID id;

    private String sha256;
    private String owner;

    @Enumerated(EnumType.STRING)
    private Fault fault;

    private boolean remaking;

    @Column(name = "found_at")
    private Instant foundAt;

    @Column(name = "ended_at")
    private Instant endedAt;

    /** For Hibernate. */
    protected Damage() {}

    Damage(String sha256, String owner, Fault fault, boolean remaking, Instant foundAt) {
        this.sha256 = sha256;
        this.owner = owner;
        this.fault = fault;
        this.remaking = remaking;
        this.foundAt = foundAt;
    }

    void end(Instant at) {
        this.endedAt = at;
    }

    /** What the file should be. */
    public String sha256() {
        return sha256;
    }

    /** The name of its owner. */
    public String owner() {
        return owner;
    }

    /** The message key of the owner's name. */
    public String ownerKey() {
        return "custody_owner_" + owner.toLowerCase(Locale.ROOT);
    }

    /** What is wrong. */
    public Fault fault() {
        return fault;
    }

    /** Whether it is made anew from what is whole. */
    public boolean remaking() {
        return remaking;
    }

    /** When it was found. */
    public Instant foundAt() {
        return foundAt;
    }
}
