package io.lunbo.signin;

import io.lunbo.access.CurrentOperator;
import io.lunbo.access.Operator;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;

/** One sign-in that has not ended yet. */
@Entity
@Table(name = "operator_sessions")
class OperatorSession {
    @Id
    @Column(name = "token_hash")
    private String fingerprint;

    @ManyToOne(optional = false, fetch = FetchType.LAZY)
    @JoinColumn(name = "operator_id")
    private Operator operator;

    @Enumerated(EnumType.STRING)
    private Kind kind;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "expires_at")
    private Instant expiresAt;

    /** Which door a session opens. */
    enum Kind {
        /** The pages, by a browser's cookie. */
        COOKIE,
        /** The pages as well, where another house vouched and no password of ours was typed. */
        VOUCHED,
        /** The API, by a bearer token. */
        BEARER
    }

    /** For Hibernate. */
    protected OperatorSession() {}

    OperatorSession(String fingerprint, Operator operator, Kind kind, Instant createdAt, Instant expiresAt) {
        this.fingerprint = fingerprint;
        this.operator = operator;
        this.kind = kind;
        this.createdAt = createdAt;
        this.expiresAt = expiresAt;
    }

    /** Whose requests come in this session; whoever needs no password of ours need not choose one either. */
    SecurityIdentity identity() {
        return CurrentOperator.identity(operator, kind != Kind.VOUCHED);
    }
}
