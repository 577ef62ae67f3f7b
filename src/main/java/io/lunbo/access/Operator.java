package io.lunbo.access;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.hibernate.annotations.UuidGenerator;

/** A person's account, with roles in a unit. */
@Entity
@Table(name = "operators")
public class Operator {
    @Id
    @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
    private UUID id;

    private String username;
    private String name;

    @ManyToOne(optional = false)
    @JoinColumn(name = "unit_id")
    private Unit unit;

    @Column(name = "password_hash")
    private String passwordHash;

    @Column(name = "must_change_password")
    private boolean mustChangePassword;

    private boolean active;

    @Column(name = "created_at")
    private Instant createdAt;

    @ElementCollection(fetch = FetchType.EAGER)
    @CollectionTable(name = "operator_roles", joinColumns = @JoinColumn(name = "operator_id"))
    @Column(name = "role")
    @Enumerated(EnumType.STRING)
    private Set<Role> roles = new HashSet<>();

    @Version
    private int version;

    /** For Hibernate. */
    protected Operator() {}

    Operator(String username, String name, Unit unit, Set<Role> roles, Instant createdAt) {
        this.username = username;
        this.name = name;
        this.unit = unit;
        this.roles.addAll(roles);
        this.active = true;
        this.createdAt = createdAt;
    }

    /** The account's id. */
    public UUID id() {
        return id;
    }

    /** What the person types to sign in. */
    public String username() {
        return username;
    }

    /** The person's name, as signatures show it. */
    public String name() {
        return name;
    }

    /** The unit that the person acts for. */
    public Unit unit() {
        return unit;
    }

    /** What the person may do. */
    public Set<Role> roles() {
        return roles.isEmpty() ? Set.of() : EnumSet.copyOf(roles);
    }

    /** Whether the account may be used. */
    public boolean active() {
        return active;
    }

    /** What a request, a deed and the audit trail need to know of this person. */
    public CurrentOperator.Account account() {
        return new CurrentOperator.Account(id, username, name, unit.id(), unit.name(), mustChangePassword);
    }

    /** Whether this is the password of the account; takes as long for an account that cannot be used. */
    public boolean unlockedBy(String password) {
        boolean usable = active && passwordHash != null;
        return Secrets.matches(password, usable ? passwordHash : null) && usable;
    }

    void changePassword(String hash, boolean mustChangeAgain) {
        this.passwordHash = hash;
        this.mustChangePassword = mustChangeAgain;
    }

    void activate(boolean nowActive) {
        this.active = nowActive;
    }

    void reassign(String newName, Unit newUnit, Set<Role> newRoles) {
        this.name = newName;
        this.unit = newUnit;
        this.roles.clear();
        this.roles.addAll(newRoles);
    }

    /** Counts the changes of the account, so that nobody overwrites what he has not seen. */
    public int version() {
        return version;
    }
}
