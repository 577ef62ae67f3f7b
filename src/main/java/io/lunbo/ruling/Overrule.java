package io.lunbo.ruling;

import io.lunbo.rules.Rule;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.UuidGenerator;

/** Somebody let a campaign break a rule on a screen. It is bound to what the rule demanded then: another demand is another rule. */
@Entity
@Table(name = "rule_overrules")
public class Overrule {
    @Id
    @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
    private UUID id;

    @Column(name = "screen_id")
    private UUID screenId;

    @Column(name = "campaign_id")
    private UUID campaignId;

    @Column(name = "rule_id")
    private UUID ruleId;

    private String kind;
    private String demand;
    private String reason;

    @Column(name = "made_by")
    private UUID madeBy;

    @Column(name = "made_name")
    private String madeName;

    @Column(name = "made_at")
    private Instant madeAt;

    @Column(name = "revoked_name")
    private String revokedName;

    @Column(name = "revoked_at")
    private Instant revokedAt;

    /** For Hibernate. */
    protected Overrule() {}

    Overrule(UUID screenId, UUID campaignId, Rule rule, String reason) {
        this.screenId = screenId;
        this.campaignId = campaignId;
        this.ruleId = rule.id();
        this.kind = rule.kind().name();
        this.demand = rule.value().text();
        this.reason = reason;
    }

    Overrule by(UUID operatorId, String name, Instant at) {
        this.madeBy = operatorId;
        this.madeName = name;
        this.madeAt = at;
        return this;
    }

    void revoke(String name, Instant at) {
        this.revokedName = name;
        this.revokedAt = at;
    }

    /** Its id. */
    public UUID id() {
        return id;
    }

    /** On which screen. */
    public UUID screenId() {
        return screenId;
    }

    /** Which campaign may break the rule. */
    public UUID campaignId() {
        return campaignId;
    }

    /** What the rule is about, by the name of its kind. */
    public String kind() {
        return kind;
    }

    /** What the rule demanded. */
    public String demand() {
        return demand;
    }

    /** Why. */
    public String reason() {
        return reason;
    }

    /** Who, by name. */
    public String madeName() {
        return madeName;
    }

    /** When. */
    public Instant madeAt() {
        return madeAt;
    }

    /** Who took it back; null: nobody. */
    public String revokedName() {
        return revokedName;
    }

    /** When it was taken back; null: it holds. */
    public Instant revokedAt() {
        return revokedAt;
    }

    /** Whether it is about that rule with that very demand, and not taken back. */
    boolean lets(Rule rule, UUID campaign) {
        return revokedAt == null
                && campaignId.equals(campaign)
                && ruleId.equals(rule.id())
                && demand.equals(rule.value().text());
    }
}
