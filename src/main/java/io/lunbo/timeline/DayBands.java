package io.lunbo.timeline;

import io.lunbo.calendar.PublicDayRepository;
import io.lunbo.campaign.Campaign;
import io.lunbo.campaign.CampaignRepository;
import io.lunbo.campaign.Spot;
import io.lunbo.campaign.SpotRepository;
import io.lunbo.campaign.Targeting;
import io.lunbo.daypart.Daypart;
import io.lunbo.daypart.LocalDayTimeline;
import io.lunbo.flight.PublicDays;
import io.lunbo.screen.Screen;
import io.lunbo.terms.NamedDaypart;
import io.lunbo.timeline.TimelineDay.Band;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/** The dayparts that hold on a screen's day: of the campaigns that run there, and of spots that have hours of their own. */
@ApplicationScoped
class DayBands {
    private final CampaignRepository campaigns;
    private final SpotRepository spots;
    private final PublicDayRepository publicDays;
    private final Targeting targeting;

    DayBands(CampaignRepository campaigns, SpotRepository spots, PublicDayRepository publicDays, Targeting targeting) {
        this.campaigns = campaigns;
        this.spots = spots;
        this.publicDays = publicDays;
        this.targeting = targeting;
    }

    /**
     * In the order in which campaigns begin and name them; those of spots after them all.
     *
     * @param indexOf where a campaign stands on the day's list
     */
    List<Band> on(LocalDayTimeline day, Screen screen, ToIntFunction<Campaign> indexOf) {
        List<Band> bands = new ArrayList<>();
        PublicDays said = publicDays.between(day.date(), day.date());
        for (Campaign campaign : campaigns.withTermsOn(day.date())) {
            List<NamedDaypart> named = campaign.terms().dayparts();
            if (!named.isEmpty() && campaign.isFor(screen) && campaign.runsOn(day.date(), said)) {
                int counted = targeting.screensOf(campaign).size();
                named.forEach(one -> bands.add(band(campaign, one, counted, day, indexOf)));
            }
        }
        for (Spot spot : spots.withTermsOn(screen, day.date())) {
            if (!spot.terms().windows().isEmpty()) {
                int counted = targeting.screensOf(spot).size();
                spot.terms().windows().forEach(window -> bands.add(band(spot, screen, window, counted, day, indexOf)));
            }
        }
        return bands;
    }

    private static Band band(
            Campaign campaign, NamedDaypart named, int screens, LocalDayTimeline day, ToIntFunction<Campaign> indexOf) {
        return new Band(
                indexOf.applyAsInt(campaign),
                null,
                named.name(),
                named.hours(),
                stretches(named.daypart(), day),
                campaign.version(),
                screens,
                campaign.from(),
                campaign.until());
    }

    private static Band band(
            Spot spot,
            Screen screen,
            String window,
            int screens,
            LocalDayTimeline day,
            ToIntFunction<Campaign> indexOf) {
        return new Band(
                indexOf.applyAsInt(spot.campaign()),
                spot.id(),
                spot.mediaOn(screen).title(),
                window,
                stretches(Daypart.parse(window), day),
                spot.version(),
                screens,
                spot.campaign().from(),
                spot.campaign().until());
    }

    /** The very stretches that are planned with. */
    private static List<long[]> stretches(Daypart daypart, LocalDayTimeline day) {
        return day.stretches(List.of(daypart)).stream()
                .map(stretch -> new long[] {stretch.fromMs(), stretch.untilMs()})
                .toList();
    }
}
