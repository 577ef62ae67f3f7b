package io.lunbo.campaign;

import io.lunbo.calendar.PublicDayRepository;
import io.lunbo.catalog.Usability;
import io.lunbo.daypart.LocalDayTimeline;
import io.lunbo.daypart.LocalDayTimeline.Stretch;
import io.lunbo.flight.PublicDays;
import io.lunbo.flight.Recurrence;
import io.lunbo.media.Media;
import io.lunbo.media.MediaKind;
import io.lunbo.review.ReviewRepository;
import io.lunbo.review.ReviewState;
import io.lunbo.screen.Screen;
import io.lunbo.screen.SignLimits;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Whether what is booked has room: said at once and with numbers, not on the day. */
@ApplicationScoped
class SpotAdmission {
    private static final long HOUR_MS = 3_600_000;

    private final SpotRepository spots;
    private final ReviewRepository reviews;
    private final Usability usability;
    private final PlayLength playLength;
    private final PublicDayRepository publicDays;
    private final Targeting targeting;
    private final Instance<CampaignBooking.Gate> gates;

    SpotAdmission(
            SpotRepository spots,
            ReviewRepository reviews,
            Usability usability,
            PlayLength playLength,
            PublicDayRepository publicDays,
            Targeting targeting,
            @Any Instance<CampaignBooking.Gate> gates) {
        this.spots = spots;
        this.reviews = reviews;
        this.usability = usability;
        this.playLength = playLength;
        this.publicDays = publicDays;
        this.targeting = targeting;
        this.gates = gates;
    }

    /** Refuses what those above the campaigns do not let be. */
    void refuseBeforeGates(List<Spot> booked) {
        gates.forEach(gate -> gate.admit(booked.get(0).campaign(), booked));
    }

    /** The same of all that is booked in a campaign. */
    void refuseBeforeGates(Campaign campaign) {
        gates.forEach(gate -> gate.admit(campaign, spots.of(campaign)));
    }

    /** Refuses media that lie in the archive, or whose rights or content end before the campaign's days that are left. */
    void refuseNotUsable(Campaign campaign, Media media) {
        usability.refuseToBook(media, campaign.from());
    }

    /** Refuses media that nobody asked to be reviewed for this campaign, or that only came back. */
    void refuseNotSubmitted(Campaign campaign, Media media) {
        if (reviews.ofRun(campaign.id()).stream()
                .filter(review -> review.state() != ReviewState.REJECTED)
                .noneMatch(review -> review.media().id().equals(media.id()))) {
            throw Problem.of(ProblemType.SPOT_MEDIA_NOT_SUBMITTED, media.title());
        }
    }

    /** Refuses media that none of the campaign's screens can show. */
    void refuseShownNowhere(Campaign campaign, Media media) {
        if (targeting.screensOf(campaign).stream().noneMatch(screen -> Spot.canShow(screen.kind(), media.kind()))) {
            throw Problem.of(ProblemType.SPOT_SCREEN_UNSUITABLE, campaign.name(), media.title());
        }
    }

    /** Refuses named screens that the campaign does not have or that cannot show the spot, and media that no screen would get. */
    void refuseUnsuitable(Spot spot) {
        for (Screen screen : spot.namedScreens()) {
            if (!spot.isFor(screen)) {
                throw Problem.of(
                        ProblemType.SPOT_SCREEN_UNSUITABLE,
                        screen.name(),
                        spot.mediaOn(screen).title());
            }
        }
        List<Screen> booked = targeting.screensOf(spot);
        if (booked.isEmpty()) {
            throw Problem.of(
                    ProblemType.SPOT_SCREEN_UNSUITABLE,
                    spot.campaign().name(),
                    spot.media().title());
        }
        spot.unusedOn(booked).ifPresent(one -> {
            throw Problem.of(ProblemType.SPOT_ALTERNATIVE_UNUSED, one.media.title(), one.where.value())
                    .field("alternatives", one.where.toString());
        });
    }

    /** Refuses a slogan on a sign whose font lacks one of its characters: no sign shows a hole or another character. */
    void refuseUnshown(Spot spot) {
        for (Screen screen : targeting.screensOf(spot)) {
            Media shown = spot.mediaOn(screen);
            if (shown.kind() == MediaKind.SLOGAN) {
                SignLimits.refuseUnshown(screen, shown.text());
            }
        }
    }

    /** Refuses a fixed time at which a screen of the spot is not open, or that no day of the campaign has. */
    void refuseOutside(Spot spot) {
        Instant earliest = spot.campaign().from().minusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC);
        Instant latest = spot.campaign().until().plusDays(2).atStartOfDay().toInstant(ZoneOffset.UTC);
        PublicDays said = publicDays.between(
                spot.campaign().from().minusDays(1), spot.campaign().until().plusDays(2));
        for (Screen screen : targeting.screensOf(spot)) {
            for (Instant at : spot.fixedTimes()) {
                if (at.isBefore(earliest) || at.isAfter(latest)) { // no zone can make it a day of the campaign
                    throw Problem.of(ProblemType.SPOT_TIME_OUTSIDE, screen.name(), at.toString());
                }
                LocalDayTimeline day = LocalDayTimeline.containing(at, screen.timeZone());
                long from = day.toElapsedMs(at);
                long until = from + playLength.of(spot, screen);
                Media shown = spot.mediaOn(screen);
                usability.hindrance(shown, day.date()).ifPresent(why -> {
                    throw usability.refusal(ProblemType.MEDIA_NOT_USABLE, shown, why);
                });
                boolean open = openFor(spot, day, screen).stream()
                        .anyMatch(stretch -> stretch.fromMs() <= from && until <= stretch.untilMs());
                if (!open || !spot.runsOn(day.date(), said)) {
                    throw Problem.of(
                            ProblemType.SPOT_TIME_OUTSIDE,
                            screen.name(),
                            day.toZoned(from).toOffsetDateTime().toString());
                }
            }
        }
    }

    private List<Stretch> openFor(Spot spot, LocalDayTimeline day, Screen screen) {
        List<Stretch> open = day.stretches(screen.openingHours());
        List<Stretch> windows = spot.windowsOn(day, playLength.of(spot, screen));
        return windows == null ? open : LocalDayTimeline.intersection(open, windows);
    }

    /** Refuses dayparts that the campaign does not have, and a rule that has no time on any day or too many on one. */
    void refuseUnclear(Spot spot) {
        Campaign campaign = spot.campaign();
        for (String name : spot.terms().dayparts()) {
            if (campaign.terms().dayparts().stream()
                    .noneMatch(daypart -> daypart.name().equals(name))) {
                throw Problem.of(ProblemType.SPOT_DAYPART_UNKNOWN, name);
            }
        }
        Recurrence repeat = spot.terms().repeat();
        if (repeat != null) {
            PublicDays said = publicDays.between(campaign.from(), campaign.until());
            try {
                boolean never = campaign.from()
                        .datesUntil(campaign.until().plusDays(1))
                        .filter(date -> campaign.template() || spot.runsOn(date, said))
                        .allMatch(date -> repeat.on(date).isEmpty());
                if (never) {
                    throw Problem.of(ProblemType.SPOT_RULE_WRONG, repeat.rule());
                }
            } catch (IllegalArgumentException e) {
                throw Problem.of(ProblemType.SPOT_RULE_WRONG, repeat.rule());
            }
        }
    }

    /** Refuses to lose a daypart that a spot is limited to. */
    void refuseLostDayparts(Campaign campaign) {
        for (Spot spot : spots.of(campaign)) {
            for (String name : spot.terms().dayparts()) {
                if (campaign.terms().dayparts().stream()
                        .noneMatch(daypart -> daypart.name().equals(name))) {
                    throw Problem.of(
                            ProblemType.CAMPAIGN_DAYPART_USED, spot.media().title(), name);
                }
            }
        }
    }

    /** Refuses dayparts that a fixed time which is still to come, of a spot that is limited to them, would lie outside of. */
    void refuseLostFixedTimes(Campaign campaign, Instant now) {
        for (Spot spot : spots.of(campaign)) {
            if (!spot.terms().dayparts().isEmpty()) {
                spot.fixedTimes().stream().filter(now::isBefore).forEach(at -> refuseLost(spot, at));
            }
        }
    }

    private void refuseLost(Spot spot, Instant at) {
        for (Screen screen : targeting.screensOf(spot)) {
            LocalDayTimeline day = LocalDayTimeline.containing(at, screen.timeZone());
            long durationMs = playLength.of(spot, screen);
            long from = day.toElapsedMs(at);
            if (spot.windowsOn(day, durationMs).stream()
                    .noneMatch(window -> window.fromMs() <= from && from + durationMs <= window.untilMs())) {
                throw Problem.of(
                        ProblemType.SPOT_TIME_OUTSIDE,
                        screen.name(),
                        day.toZoned(from).toOffsetDateTime().toString());
            }
        }
    }

    /** Refuses a campaign whose counted plays ask for more of a screen's day than it is open, other campaigns that do
     * not give way to it included. */
    void refuseOverDemand(Campaign campaign) {
        PublicDays said = publicDays.between(campaign.from(), campaign.until());
        for (Screen screen : targeting.screensOf(campaign)) {
            List<Spot> counted = spots.competingOn(screen, campaign.from(), campaign.until()).stream()
                    .filter(spot -> spot.weight() == null && spot.terms().sharePercent() == null)
                    .filter(spot -> spot.campaign()
                                    .terms()
                                    .campaignClass()
                                    .compareTo(campaign.terms().campaignClass())
                            <= 0)
                    .toList();
            if (!counted.isEmpty()) {
                campaign.from()
                        .datesUntil(campaign.until().plusDays(1))
                        .forEach(date -> refuseOverDemand(
                                screen,
                                date,
                                counted.stream()
                                        .filter(spot -> spot.runsOn(date, said))
                                        .toList()));
            }
        }
    }

    private void refuseOverDemand(Screen screen, LocalDate date, List<Spot> counted) {
        LocalDayTimeline day = new LocalDayTimeline(date, screen.timeZone());
        long available = day.stretches(screen.openingHours()).stream()
                .mapToLong(Stretch::lengthMs)
                .sum();
        List<String> asking = new ArrayList<>();
        long asked = 0;
        for (Spot spot : counted) {
            long ms = playsOn(day, spot, screen) * playLength.of(spot, screen);
            if (ms > 0) {
                asking.add(spot.mediaOn(screen).title());
                asked += ms;
            }
        }
        // Nothing is asked of a day on which the screen stays closed.
        if (available > 0 && asked > available) {
            long askedSeconds = (asked + 999) / 1000;
            throw Problem.of(ProblemType.OVER_DEMAND, askedSeconds, available / 1000, screen.name(), date.toString())
                    .with("askedSeconds", askedSeconds)
                    .with("availableSeconds", available / 1000)
                    .with("screen", screen.code())
                    .with("date", date.toString())
                    .with("spots", asking);
        }
    }

    private long playsOn(LocalDayTimeline day, Spot spot, Screen screen) {
        if (spot.perDay() != null) {
            return spot.perDay();
        }
        Integer perHour = spot.terms().perHour();
        if (perHour != null) {
            long openMs = openFor(spot, day, screen).stream()
                    .mapToLong(Stretch::lengthMs)
                    .sum();
            return perHour * openMs / HOUR_MS;
        }
        return spot.fixedTimesOn(day).size();
    }
}
