package io.lunbo.proof;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** A key that decisions are signed with: a reviewer's own, or the service's. */
@Entity
@Table(name = "reviewer_keys")
public class ReviewerKey {
    @Id
    private String kid;

    @Column(name = "operator_id")
    private UUID operatorId;

    @Column(name = "public_x")
    private String x;

    private String sealed;
    private String certificate;
    private String endorsement;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "retired_at")
    private Instant retiredAt;

    /** For Hibernate. */
    protected ReviewerKey() {}

    ReviewerKey(UUID operatorId, String x, String sealed, Instant createdAt) {
        this.kid = Ed25519.thumbprint(x);
        this.operatorId = operatorId;
        this.x = x;
        this.sealed = sealed;
        this.createdAt = createdAt;
    }

    void certify(String jws) {
        this.certificate = jws;
    }

    void endorse(String jws) {
        this.endorsement = jws;
    }

    void reseal(String newSealed) {
        this.sealed = newSealed;
    }

    void retire(Instant at) {
        this.retiredAt = at;
    }

    String kid() {
        return kid;
    }

    UUID operatorId() {
        return operatorId;
    }

    String x() {
        return x;
    }

    String sealed() {
        return sealed;
    }

    String certificate() {
        return certificate;
    }

    String endorsement() {
        return endorsement;
    }

    Instant createdAt() {
        return createdAt;
    }
}
