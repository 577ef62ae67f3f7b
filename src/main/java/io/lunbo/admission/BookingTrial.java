package io.lunbo.admission;

import io.lunbo.access.CurrentOperator.Account;
import io.lunbo.calendar.PublicDayRepository;
import io.lunbo.campaign.Campaign;
import io.lunbo.campaign.CampaignBooking;
import io.lunbo.campaign.CampaignRepository;
import io.lunbo.campaign.Spot;
import io.lunbo.campaign.SpotFacts;
import io.lunbo.campaign.SpotRepository;
import io.lunbo.campaign.Targeting;
import io.lunbo.flight.PublicDays;
import io.lunbo.rulecheck.RuledDays;
import io.lunbo.rules.Finding;
import io.lunbo.screen.Screen;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Books as asked, looks at what the days become, and takes it back: what is tried is judged exactly as what is booked. */
@ApplicationScoped
public class BookingTrial {
    private static final int MOST_SCREENS = 24;

    private final CampaignBooking booking;
    private final CampaignRepository campaigns;
    private final SpotRepository spots;
    private final Targeting targeting;
    private final PublicDayRepository publicDays;
    private final LoadOfDay load;
    private final RuledDays ruledDays;
    private final Clock clock;

    BookingTrial(
            CampaignBooking booking,
            CampaignRepository campaigns,
            SpotRepository spots,
            Targeting targeting,
            PublicDayRepository publicDays,
            LoadOfDay load,
            RuledDays ruledDays,
            Clock clock) {
        this.booking = booking;
        this.campaigns = campaigns;
        this.spots = spots;
        this.targeting = targeting;
        this.publicDays = publicDays;
        this.load = load;
        this.ruledDays = ruledDays;
        this.clock = clock;
    }

    /**
     * One screen on the first day on which it would play there.
     *
     * @param spot what was tried
     * @param findings which rules of the screen its day would not keep
     */
    public record OnScreen(Screen screen, LocalDate date, UUID spot, DayLoad load, List<Finding> findings) {
        /** What it gets. */
        public DayLoad.SpotLoad own() {
            return load.spots().stream()
                    .filter(one -> one.spot().equals(spot))
                    .findFirst()
                    .orElse(null);
        }

        /** What does not fit of it, or of others because of it. */
        public List<DayLoad.Missing> missing() {
            return load.unplaced();
        }
    }

    /**
     * What would become of it.
     *
     * @param refused why it cannot be booked as it is; null where it can
     * @param screens at most 24 of its screens
     */
    public record Outcome(Problem refused, List<OnScreen> screens) {}

    /** Nothing of it is kept. */
    public Outcome of(UUID campaignId, SpotFacts facts, Account actor) {
        QuarkusTransaction.begin();
        try {
            Campaign campaign = campaigns.findById(campaignId);
            Set<UUID> before = ids(campaign);
            Problem refused = null;
            try {
                booking.book(campaignId, facts, actor);
            } catch (Problem problem) {
                if (problem.type() != ProblemType.OVER_DEMAND && problem.type() != ProblemType.RULE_NOT_KEPT) {
                    return new Outcome(problem, List.of());
                }
                refused = problem; // it is written by then, so the engine can still be asked what would help
            }
            Spot spot = spots.of(campaign).stream()
                    .filter(one -> !before.contains(one.id()))
                    .findFirst()
                    .orElse(null);
            return new Outcome(refused, spot == null ? List.of() : screens(spot));
        } finally {
            QuarkusTransaction.rollback();
        }
    }

    private Set<UUID> ids(Campaign campaign) {
        return spots.of(campaign).stream().map(Spot::id).collect(Collectors.toSet());
    }

    private List<OnScreen> screens(Spot spot) {
        Campaign campaign = spot.campaign();
        PublicDays said = publicDays.between(campaign.from(), campaign.until());
        List<OnScreen> tried = new ArrayList<>();
        for (Screen screen : targeting.screensOf(spot)) {
            Optional<LocalDate> day = firstDay(spot, screen, said);
            if (day.isPresent() && tried.size() < MOST_SCREENS) {
                LoadOfDay.Planned planned = load.planned(screen, day.get());
                tried.add(new OnScreen(
                        screen,
                        day.get(),
                        spot.id(),
                        planned.load(),
                        ruledDays.findings(screen, planned.content()).stream()
                                .filter(finding -> concerns(finding, spot))
                                .toList()));
            }
        }
        return tried;
    }

    /** What others break without it is not told to whoever books it. */
    private static boolean concerns(Finding finding, Spot spot) {
        return finding.item() == null || finding.item().spot().equals(spot.id());
    }

    private Optional<LocalDate> firstDay(Spot spot, Screen screen, PublicDays said) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), screen.timeZone());
        LocalDate from =
                spot.campaign().from().isBefore(today) ? today : spot.campaign().from();
        return from.isAfter(spot.campaign().until())
                ? Optional.empty()
                : from.datesUntil(spot.campaign().until().plusDays(1))
                        .filter(date -> spot.runsOn(date, said))
                        .findFirst();
    }
}
