package io.lunbo.terms;

import java.util.Locale;

/** Who gives way to whom where not everything fits (应急、法定、公益、活动、垫播): the earlier constant stays. */
public enum CampaignClass {
    /** Warnings and what they bring with them (应急). */
    EMERGENCY,
    /** What a law or an order obliges to show (法定). */
    STATUTORY,
    /** Public-benefit content (公益). */
    PUBLIC_BENEFIT,
    /** What campaigns booked (活动). */
    CAMPAIGN,
    /** Fills only what the others leave (垫播). */
    FILLER;

    /** The key of its name. */
    public String key() {
        return "campaign_class_" + name().toLowerCase(Locale.ROOT);
    }
}
