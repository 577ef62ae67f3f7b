package io.lunbo.ruling;

import io.lunbo.rules.Rule;
import io.lunbo.rules.Rule.Confirmation;
import io.lunbo.rules.RuleKind;
import io.lunbo.rules.RuleValue;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.Instant;
import java.util.UUID;

/** A rule as its row keeps it. */
@Embeddable
class StoredRule {
    private UUID id;

    @Enumerated(EnumType.STRING)
    private RuleKind kind;

    @Column(name = "demand")
    private String demand;

    private String source;
    private boolean refused;

    @Column(name = "confirmed_by")
    private UUID confirmedBy;

    @Column(name = "confirmed_name")
    private String confirmedName;

    @Column(name = "confirmed_at")
    private Instant confirmedAt;

    /** For Hibernate. */
    protected StoredRule() {}

    StoredRule(Rule rule) {
        this.id = rule.id();
        this.kind = rule.kind();
        this.demand = rule.value().text();
        this.source = rule.source();
        this.refused = rule.refused();
        if (!rule.assumed()) {
            this.confirmedBy = rule.confirmed().by();
            this.confirmedName = rule.confirmed().name();
            this.confirmedAt = rule.confirmed().at();
        }
    }

    Rule rule() {
        Confirmation confirmation =
                confirmedBy == null ? null : new Confirmation(confirmedBy, confirmedName, confirmedAt);
        return new Rule(id, kind, RuleValue.parse(kind, demand), source, refused, confirmation);
    }
}
