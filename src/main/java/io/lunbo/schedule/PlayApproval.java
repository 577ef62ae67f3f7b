package io.lunbo.schedule;

import io.lunbo.campaign.Spot;
import io.lunbo.campaign.SpotRepository;
import io.lunbo.catalog.Hindrance;
import io.lunbo.catalog.Usability;
import io.lunbo.dayplan.SheetContent;
import io.lunbo.dayplan.SheetContent.PlannedPlay;
import io.lunbo.media.Media;
import io.lunbo.media.MediaKind;
import io.lunbo.review.Approval;
import io.lunbo.review.Approvals;
import io.lunbo.screen.Screen;
import io.lunbo.screen.SignLimits;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Whether what a sheet plans may be shown on that screen and day, asked at this very moment. */
@ApplicationScoped
class PlayApproval {
    private final SpotRepository spots;
    private final Approvals approvals;
    private final Usability usability;

    PlayApproval(SpotRepository spots, Approvals approvals, Usability usability) {
        this.spots = spots;
        this.approvals = approvals;
        this.usability = usability;
    }

    /** Nobody withdraws an approval until the transaction ends. */
    void holdStill() {
        approvals.holdStill();
    }

    /**
     * What was found out for one publication: while approvals hold still the answer for one day is the same for every screen, and a
     * week of many screens would ask thousands of times.
     */
    static final class Found {
        private final Map<RunDay, List<Approval>> approvals = new HashMap<>();
        private final Map<MediaDay, Optional<Hindrance>> hindrances = new HashMap<>();

        private record RunDay(UUID run, LocalDate date) {}

        private record MediaDay(UUID media, LocalDate date) {}
    }

    /** What was on air stays on record; everything from now on must be booked and approved still. */
    void refuseUnapproved(SheetContent content, Screen screen, Instant now, Found found) {
        record Pair(int spot, int media) {}
        Set<Pair> pairs = new HashSet<>();
        for (PlannedPlay play : content.plays()) {
            if (content.startOf(play).plusMillis(play.durationMs()).isAfter(now)) {
                pairs.add(new Pair(play.spot(), play.media()));
            }
        }
        for (Pair pair : pairs) {
            String signed = content.media().get(pair.media);
            Spot spot = spots.findById(content.spots().get(pair.spot));
            if (!approved(spot, signed, screen, content.date(), found)) {
                String title = spot == null ? signed : spot.mediaOn(screen).title();
                throw Problem.of(ProblemType.SHEET_NOT_APPROVED, title)
                        .with("media", signed)
                        .with("screen", screen.code())
                        .with("date", content.date().toString());
            }
            Media shown = shown(spot, signed).orElseThrow();
            if (shown.kind() == MediaKind.SLOGAN) { // the sign may have got another font since it was booked
                SignLimits.refuseUnshown(screen, shown.text());
            }
            hindrance(shown, content.date(), found).ifPresent(why -> {
                throw usability
                        .refusal(ProblemType.SHEET_MEDIA_NOT_USABLE, shown, why)
                        .with("screen", screen.code())
                        .with("date", content.date().toString());
            });
        }
    }

    /** Whether a spot's media may stay on a sheet that is published already. */
    boolean mayStay(UUID spotId, String sha256, Screen screen, LocalDate date) {
        Spot spot = spots.findById(spotId);
        return spot != null
                && approvals.covers(sha256, spot.campaign().id(), screen.kind().name(), date)
                && shown(spot, sha256)
                        .filter(shown -> usability.hindrance(shown, date).isEmpty())
                        .isPresent();
    }

    /** What of a spot that hash is: its media or one of its alternatives. */
    private static Optional<Media> shown(Spot spot, String sha256) {
        return spot.allMedia().stream()
                .filter(media -> media.sha256().equals(sha256))
                .findFirst();
    }

    private boolean approved(Spot spot, String sha256, Screen screen, LocalDate date, Found found) {
        if (spot == null || shown(spot, sha256).isEmpty()) {
            return false;
        }
        return found
                .approvals
                .computeIfAbsent(
                        new Found.RunDay(spot.campaign().id(), date), day -> approvals.covering(day.run(), day.date()))
                .stream()
                .anyMatch(approval -> approval.sha256().equals(sha256)
                        && approval.covers(screen.kind().name(), date));
    }

    private Optional<Hindrance> hindrance(Media shown, LocalDate date, Found found) {
        return found.hindrances.computeIfAbsent(
                new Found.MediaDay(shown.id(), date), day -> usability.hindrance(shown, date));
    }
}
