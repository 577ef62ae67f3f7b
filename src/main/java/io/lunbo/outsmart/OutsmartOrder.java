package io.lunbo.outsmart;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.UUID;

/** What the trade knows a campaign by. */
@Entity
@Table(name = "outsmart_orders")
public class OutsmartOrder {
    private static final String PLAIN = "[^\\p{Cc}\\p{Cs}]*";

    @Id
    @Column(name = "campaign_id")
    private UUID campaignId;

    @Column(name = "order_id")
    private String orderId;

    @Column(name = "buyer_id")
    private int buyerId;

    @Column(name = "agency_id")
    private Integer agencyId;

    @Column(name = "brand_id")
    private int brandId;

    @Column(name = "buyer_ref")
    private String buyerRef;

    @Version
    private int version;

    /**
     * What people enter of a campaign.
     *
     * @param orderId the media owner's name of the order
     * @param buyerId the buyer's number in SPACE
     * @param agencyId the agency's; may be missing
     * @param brandId the brand's
     * @param buyerRef the buyer's name of the campaign; may be missing
     */
    public record OrderFacts(
            @NotBlank @Size(max = 256) @Pattern(regexp = PLAIN, message = "{lunbo.plain}")
            String orderId,

            @NotNull @Min(1) Integer buyerId,
            @Min(1) Integer agencyId,
            @NotNull @Min(1) Integer brandId,

            @Size(max = 64) @Pattern(regexp = PLAIN, message = "{lunbo.plain}")
            String buyerRef) {}

    /** For Hibernate. */
    protected OutsmartOrder() {}

    OutsmartOrder(UUID campaignId) {
        this.campaignId = campaignId;
    }

    void become(OrderFacts facts) {
        orderId = facts.orderId().strip();
        buyerId = facts.buyerId();
        agencyId = facts.agencyId();
        brandId = facts.brandId();
        buyerRef = facts.buyerRef() == null || facts.buyerRef().isBlank()
                ? null
                : facts.buyerRef().strip();
    }

    /** All of it as a value. */
    public OrderFacts facts() {
        return new OrderFacts(orderId, buyerId, agencyId, brandId, buyerRef);
    }

    /** How often it was changed. */
    public int version() {
        return version;
    }
}
