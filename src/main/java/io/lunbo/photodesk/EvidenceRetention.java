package io.lunbo.photodesk;

import io.lunbo.audit.AuditTrail;
import io.lunbo.audit.Change;
import io.lunbo.evidence.PhotoRemoval;
import io.lunbo.evidence.PhotoRepository;
import io.lunbo.player.Screenshots;
import io.lunbo.screen.Screen;
import io.lunbo.screen.ScreenRepository;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Removes photos and players' pictures whose time is over; of a photo its row stays with the hash. */
@ApplicationScoped
public class EvidenceRetention {
    private static final int AT_ONCE = 200;

    private final PhotoRepository photos;
    private final PhotoRemoval removal;
    private final Screenshots screenshots;
    private final ScreenRepository screens;
    private final EvidenceConfig config;
    private final AuditTrail auditTrail;
    private final Clock clock;

    /** What one night removed. */
    public record Round(int photos, int screenshots) {}

    /**
     * For how long photos and players' pictures are kept, and what there is.
     *
     * @param keepYears for how many years photos are kept, from when they came in
     * @param keptFrom photos that came in before that are removed
     * @param photos how many there are
     * @param oldest when the oldest of them came in; null: there is none
     * @param expired how many were removed because their time was over
     * @param keepScreenshotDays for how many days the newest picture of a player is kept
     */
    public record Standing(
            int keepYears, Instant keptFrom, long photos, Instant oldest, long expired, int keepScreenshotDays) {}

    EvidenceRetention(
            PhotoRepository photos,
            PhotoRemoval removal,
            Screenshots screenshots,
            ScreenRepository screens,
            EvidenceConfig config,
            AuditTrail auditTrail,
            Clock clock) {
        this.photos = photos;
        this.removal = removal;
        this.screenshots = screenshots;
        this.screens = screens;
        this.config = config;
        this.auditTrail = auditTrail;
        this.clock = clock;
    }

    /** Removes what is due; each photo by itself, so that a night that is stopped is gone on with in the next. */
    public Round run() throws IOException {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Instant before = keptFrom(now);
        int removed = 0;
        List<UUID> due;
        do {
            due = QuarkusTransaction.requiringNew().call(() -> photos.receivedBefore(before, AT_ONCE));
            due.forEach(id -> removal.expire(id, before));
            removed += due.size();
        } while (!due.isEmpty());
        int pictures = 0;
        Instant sentBefore = now.minus(Duration.ofDays(config.keepScreenshotDays()));
        for (UUID screenId : screenshots.sentBefore(sentBefore)) {
            pictures += forget(screenId, sentBefore) ? 1 : 0;
        }
        return new Round(removed, pictures);
    }

    private boolean forget(UUID screenId, Instant before) throws IOException {
        Instant sent = screenshots.newestAt(screenId).orElse(before);
        boolean gone = screenshots.forget(screenId, before);
        if (gone) {
            QuarkusTransaction.requiringNew().run(() -> {
                Screen screen = screens.findById(screenId);
                auditTrail.record(
                        null,
                        "screenshot.expire",
                        "screen:" + (screen == null ? screenId : screen.code()),
                        Change.removed(Map.of("sentAt", sent.toString())));
            });
        }
        return gone;
    }

    /** How it is. */
    public Standing standing() {
        return QuarkusTransaction.joiningExisting()
                .call(() -> new Standing(
                        config.keepYears(),
                        keptFrom(clock.instant().truncatedTo(ChronoUnit.MILLIS)),
                        photos.count("removedAt is null"),
                        photos.oldest().orElse(null),
                        photos.count("removedAt is not null and removedByName is null"),
                        config.keepScreenshotDays()));
    }

    private Instant keptFrom(Instant now) {
        return now.atOffset(ZoneOffset.UTC).minusYears(config.keepYears()).toInstant();
    }
}
