package io.lunbo.testsupport;

import io.lunbo.access.CurrentOperator.Account;
import io.lunbo.campaign.Campaign;
import io.lunbo.campaign.CampaignBooking;
import io.lunbo.campaign.CampaignFacts;
import io.lunbo.campaign.SpotFacts;
import io.lunbo.media.Media;
import io.lunbo.screen.Screen;
import io.quarkus.arc.Arc;
import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;

/** Bookings of their own for a test that is about sheets. */
public final class ABooking {
    private ABooking() {}

    /** A campaign on one screen. */
    public static Campaign campaign(Screen screen, LocalDate from, LocalDate until, Account scheduler) {
        String code = "c-" + UUID.randomUUID();
        return booking()
                .create(
                        new CampaignFacts(code, "活动 " + code, null, null, from, until, null, Set.of(screen.code())),
                        scheduler);
    }

    /** A film that is booked in the campaign with weight 1 and has its three signatures. */
    public static Media film(Campaign campaign, int seconds, Account submitter, Account scheduler) {
        Media film = AMedia.film(seconds, submitter);
        var review = booking().submit(campaign.id(), film.id(), submitter);
        booking().book(campaign.id(), new SpotFacts(film.id(), 1, null, null, null, null, null), scheduler);
        Reviewed.byAll(review);
        return film;
    }

    private static CampaignBooking booking() {
        return Arc.container().instance(CampaignBooking.class).get();
    }
}
