package io.lunbo.campaign;

import io.lunbo.catalog.Usability;
import io.lunbo.daypart.LocalDayTimeline;
import io.lunbo.daypart.LocalDayTimeline.Stretch;
import io.lunbo.media.Media;
import io.lunbo.media.MediaKind;
import io.lunbo.review.ReviewRepository;
import io.lunbo.review.ReviewState;
import io.lunbo.screen.Screen;
import io.lunbo.screen.SignLimits;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Whether what is booked has room: said at once and with numbers, not on the day. */
@ApplicationScoped
class SpotAdmission {
    private final SpotRepository spots;
    private final ReviewRepository reviews;
    private final Usability usability;
    private final PlayLength playLength;

    SpotAdmission(SpotRepository spots, ReviewRepository reviews, Usability usability, PlayLength playLength) {
        this.spots = spots;
        this.reviews = reviews;
        this.usability = usability;
        this.playLength = playLength;
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

    /** Refuses screens that the campaign does not have, or that cannot show the media. */
    void refuseUnsuitable(Campaign campaign, Media media, List<Screen> named) {
        for (Screen screen : named) {
            if (!campaign.isFor(screen) || !Spot.canShow(screen.kind(), media.kind())) {
                throw Problem.of(ProblemType.SPOT_SCREEN_UNSUITABLE, screen.name(), media.title());
            }
        }
        if (campaign.screens().stream().noneMatch(screen -> Spot.canShow(screen.kind(), media.kind()))) {
            throw Problem.of(ProblemType.SPOT_SCREEN_UNSUITABLE, campaign.name(), media.title());
        }
    }

    /** Refuses a slogan on a sign whose font lacks one of its characters: no sign shows a hole or another character. */
    void refuseUnshown(Spot spot) {
        if (spot.media().kind() == MediaKind.SLOGAN) {
            spot.screens()
                    .forEach(screen ->
                            SignLimits.refuseUnshown(screen, spot.media().text()));
        }
    }

    /** Refuses a fixed time at which a screen of the spot is not open, or that no day of the campaign has. */
    void refuseOutside(Spot spot) {
        Instant earliest = spot.campaign().from().minusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC);
        Instant latest = spot.campaign().until().plusDays(2).atStartOfDay().toInstant(ZoneOffset.UTC);
        for (Screen screen : spot.screens()) {
            for (Instant at : spot.fixedTimes()) {
                if (at.isBefore(earliest) || at.isAfter(latest)) { // no zone can make it a day of the campaign
                    throw Problem.of(ProblemType.SPOT_TIME_OUTSIDE, screen.name(), at.toString());
                }
                LocalDayTimeline day = LocalDayTimeline.containing(at, screen.timeZone());
                long from = day.toElapsedMs(at);
                long until = from + playLength.of(spot, screen);
                usability.hindrance(spot.media(), day.date()).ifPresent(why -> {
                    throw usability.refusal(ProblemType.MEDIA_NOT_USABLE, spot.media(), why);
                });
                boolean open = day.stretches(screen.openingHours()).stream()
                        .anyMatch(stretch -> stretch.fromMs() <= from && until <= stretch.untilMs());
                if (!open || !spot.campaign().runsOn(day.date())) {
                    throw Problem.of(
                            ProblemType.SPOT_TIME_OUTSIDE,
                            screen.name(),
                            day.toZoned(from).toOffsetDateTime().toString());
                }
            }
        }
    }

    /** Refuses a campaign whose counted plays ask for more of a screen's day than it is open, other campaigns included. */
    void refuseOverDemand(Campaign campaign) {
        for (Screen screen : campaign.screens()) {
            List<Spot> counted = spots.competingOn(screen, campaign.from(), campaign.until()).stream()
                    .filter(spot -> spot.weight() == null)
                    .toList();
            if (!counted.isEmpty()) {
                campaign.from()
                        .datesUntil(campaign.until().plusDays(1))
                        .forEach(date -> refuseOverDemand(screen, date, counted));
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
            long ms = spot.campaign().runsOn(date) ? playsOn(day, spot) * playLength.of(spot, screen) : 0;
            if (ms > 0) {
                asking.add(spot.media().title());
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

    private static long playsOn(LocalDayTimeline day, Spot spot) {
        return spot.perDay() != null
                ? spot.perDay()
                : spot.fixedTimes().stream()
                        .filter(at -> {
                            long ms = day.toElapsedMs(at);
                            return ms >= 0 && ms < day.lengthMs();
                        })
                        .count();
    }
}
