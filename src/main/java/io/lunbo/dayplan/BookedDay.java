package io.lunbo.dayplan;

import io.lunbo.campaign.PlayLength;
import io.lunbo.campaign.Spot;
import io.lunbo.campaign.SpotRepository;
import io.lunbo.catalog.Hindrance;
import io.lunbo.catalog.Usability;
import io.lunbo.daypart.LocalDayTimeline;
import io.lunbo.dayplan.ScreenDay.Agreed;
import io.lunbo.dayplan.ScreenDay.BookedSpot;
import io.lunbo.media.Media;
import io.lunbo.rendition.Deliveries;
import io.lunbo.review.Approval;
import io.lunbo.review.Approvals;
import io.lunbo.rotation.SpotDemand;
import io.lunbo.screen.Screen;
import io.lunbo.terms.CampaignTerms;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Finds what is booked on a screen's day, and tells what may be shown from what may not. */
@ApplicationScoped
public class BookedDay {
    private final SpotRepository spots;
    private final PlayLength playLength;
    private final Approvals approvals;
    private final Usability usability;
    private final Deliveries deliveries;

    BookedDay(
            SpotRepository spots,
            PlayLength playLength,
            Approvals approvals,
            Usability usability,
            Deliveries deliveries) {
        this.spots = spots;
        this.playLength = playLength;
        this.approvals = approvals;
        this.usability = usability;
        this.deliveries = deliveries;
    }

    /**
     * What is booked on one screen on one day.
     *
     * @param spots what may be shown
     * @param notApproved what may not, and why
     * @param media what the spots show
     */
    public record Bookings(List<BookedSpot> spots, List<NotApproved> notApproved, Set<Media> media) {}

    /** The bookings of that day; the files that the screen needs are ordered where they are missing. */
    public Bookings of(Screen screen, LocalDate date) {
        Bookings found = seen(screen, date);
        // Made since the booking, unless the screen is another now.
        found.media.forEach(media -> deliveries.order(media, List.of(screen)));
        return found;
    }

    /** The same for whoever only looks: nothing is ordered. */
    public Bookings seen(Screen screen, LocalDate date) {
        return seen(screen, date, false);
    }

    /** What will be there once everything that is booked is signed: for those who plan ahead. */
    public Bookings expected(Screen screen, LocalDate date) {
        return seen(screen, date, true);
    }

    private Bookings seen(Screen screen, LocalDate date, boolean unsigned) {
        Set<Media> media = new LinkedHashSet<>();
        Map<UUID, List<Approval>> byRun = new HashMap<>();
        List<BookedSpot> booked = new ArrayList<>();
        List<NotApproved> notApproved = new ArrayList<>();
        for (Spot spot : spots.competingOn(screen, date)) {
            Media shown = spot.mediaOn(screen);
            boolean approved = unsigned
                    || byRun.computeIfAbsent(spot.campaign().id(), run -> approvals.covering(run, date)).stream()
                            .anyMatch(approval -> approval.sha256().equals(shown.sha256())
                                    && approval.covers(screen.kind().name(), date));
            Hindrance hindrance = usability.hindrance(shown, date).orElse(null);
            if (approved && hindrance == null) {
                media.add(shown);
                booked.add(booked(
                        spot, shown, playLength.of(spot, screen), new LocalDayTimeline(date, screen.timeZone())));
            } else {
                notApproved.add(new NotApproved(shown.title(), spot.campaign().name(), approved ? hindrance : null));
            }
        }
        // The engine refuses what comes last where not everything fits: who gives way comes last.
        booked.sort(Comparator.comparing(spot -> spot.agreed().campaignClass()));
        return new Bookings(booked, notApproved, media);
    }

    private static BookedSpot booked(Spot spot, Media shown, long durationMs, LocalDayTimeline day) {
        return new BookedSpot(
                spot.id(),
                shown.sha256(),
                shown.title(),
                durationMs,
                demand(spot),
                spot.separationGroup(),
                spot.fixedTimesOn(day),
                spot.windowsOn(day, durationMs),
                agreed(spot));
    }

    private static Agreed agreed(Spot spot) {
        CampaignTerms terms = spot.campaign().terms();
        Integer apart = spot.terms().minDistanceSeconds();
        return new Agreed(
                spot.campaign().code(),
                terms.campaignClass(),
                terms.sharePercent(),
                spot.terms().sharePercent(),
                apart == null ? 0 : apart * 1000L);
    }

    private static SpotDemand.Demand demand(Spot spot) {
        if (spot.terms().perHour() != null) {
            return new SpotDemand.PerHour(spot.terms().perHour());
        }
        if (spot.weight() != null) {
            return new SpotDemand.Weight(spot.weight());
        }
        if (spot.terms().sharePercent() != null) {
            return new SpotDemand.Weight(1); // what it really gets follows from all shares of the day
        }
        return spot.perDay() != null ? new SpotDemand.PerDay(spot.perDay()) : new SpotDemand.FixedOnly();
    }
}
