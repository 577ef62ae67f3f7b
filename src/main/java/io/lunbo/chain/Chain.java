package io.lunbo.chain;

import io.lunbo.media.MediaKind;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.UuidGenerator;

/** The chain for one kind of media, of one unit or of all that have none of their own. */
@Entity
@Table(name = "review_chains")
class Chain {
    @Id
    @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
    private UUID id;

    @Column(name = "unit_id")
    private UUID unitId;

    @Enumerated(EnumType.STRING)
    @Column(name = "media_kind")
    private MediaKind kind;

    private String plan;

    @Version
    private int version;

    @Column(name = "changed_at")
    private Instant changedAt;

    @Column(name = "scope_key")
    private String scopeKey;

    /** For Hibernate. */
    protected Chain() {}

    Chain(UUID unitId, MediaKind kind) {
        this.unitId = unitId;
        this.kind = kind;
        this.scopeKey = key(unitId, kind);
    }

    static String key(UUID unitId, MediaKind kind) {
        return (unitId == null ? "ALL" : unitId.toString()) + "/" + kind;
    }

    void become(StagePlan newPlan, Instant at) {
        this.plan = newPlan.json();
        this.changedAt = at;
    }

    UUID unitId() {
        return unitId;
    }

    MediaKind kind() {
        return kind;
    }

    StagePlan plan() {
        return StagePlan.read(plan);
    }

    int version() {
        return version;
    }
}
