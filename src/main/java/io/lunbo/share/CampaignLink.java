package io.lunbo.share;

import io.lunbo.campaign.Campaign;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.hibernate.annotations.UuidGenerator;

/** A private address of one campaign's figures; the address itself is not kept, only its hash. */
@Entity
@Table(name = "campaign_links")
public class CampaignLink {
    @Id
    @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
    private UUID id;

    @ManyToOne(fetch = FetchType.EAGER)
    @JoinColumn(name = "campaign_id")
    private Campaign campaign;

    private String name;

    @Column(name = "token_sha256")
    private String tokenSha256;

    @Column(name = "until_date")
    private LocalDate until;

    @Column(name = "made_by")
    private UUID madeBy;

    @Column(name = "made_at")
    private Instant madeAt;

    @Column(name = "revoked_at")
    private Instant revokedAt;

    /** For Hibernate. */
    protected CampaignLink() {}

    CampaignLink(Campaign campaign, String name, String tokenSha256, LocalDate until) {
        this.campaign = campaign;
        this.name = name;
        this.tokenSha256 = tokenSha256;
        this.until = until;
    }

    CampaignLink madeBy(UUID operatorId, Instant at) {
        this.madeBy = operatorId;
        this.madeAt = at;
        return this;
    }

    void revoke(Instant at) {
        this.revokedAt = at;
    }

    /** Its id; opens nothing. */
    public UUID id() {
        return id;
    }

    /** Whose figures it opens. */
    public Campaign campaign() {
        return campaign;
    }

    /** Who is to read it. */
    public String name() {
        return name;
    }

    /** The last day on which it opens. */
    public LocalDate until() {
        return until;
    }

    /** When it was made. */
    public Instant madeAt() {
        return madeAt;
    }

    /** When it was revoked; null while it is not. */
    public Instant revokedAt() {
        return revokedAt;
    }
}
