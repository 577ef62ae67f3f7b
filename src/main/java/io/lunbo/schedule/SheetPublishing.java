package io.lunbo.schedule;

import io.lunbo.access.CurrentOperator.Account;
import io.lunbo.audit.AuditTrail;
import io.lunbo.campaign.Spot;
import io.lunbo.campaign.SpotRepository;
import io.lunbo.review.Approvals;
import io.lunbo.schedule.SheetContent.PlannedPlay;
import io.lunbo.screen.Screen;
import io.lunbo.screen.ScreenRepository;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/** Makes drafts what the screens play: all of a set or none, and nothing that is not approved at this very moment. */
@ApplicationScoped
public class SheetPublishing {
    private final SheetRepository sheets;
    private final ScreenRepository screens;
    private final SpotRepository spots;
    private final Approvals approvals;
    private final EntityManager entities;
    private final AuditTrail auditTrail;
    private final Event<SheetsPublished> published;
    private final Clock clock;

    SheetPublishing(
            SheetRepository sheets,
            ScreenRepository screens,
            SpotRepository spots,
            Approvals approvals,
            EntityManager entities,
            AuditTrail auditTrail,
            Event<SheetsPublished> published,
            Clock clock) {
        this.sheets = sheets;
        this.screens = screens;
        this.spots = spots;
        this.approvals = approvals;
        this.entities = entities;
        this.auditTrail = auditTrail;
        this.published = published;
        this.clock = clock;
    }

    /** Publishes drafts; what players poll changes in the same transaction. */
    @Transactional
    public List<Sheet> publish(Collection<UUID> sheetIds, Account actor) {
        approvals.holdStill();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        List<Sheet> done = new ArrayList<>();
        Set<UUID> screenIds = new HashSet<>();
        for (UUID id : new TreeSet<>(
                sheetIds)) { // always in the same order, so that two publications never wait for each other
            Sheet sheet = entities.find(Sheet.class, id, LockModeType.PESSIMISTIC_WRITE);
            if (sheet == null) {
                throw Problem.of(ProblemType.NOT_FOUND);
            }
            publish(sheet, actor, now);
            done.add(sheet);
            screenIds.add(sheet.screenId());
        }
        entities.flush();
        published.fire(new SheetsPublished(Set.copyOf(screenIds)));
        return done;
    }

    private void publish(Sheet sheet, Account actor, Instant now) {
        Screen screen = screens.findById(sheet.screenId());
        if (sheet.state() == Sheet.State.PUBLISHED) {
            throw Problem.of(ProblemType.SHEET_ALREADY_PUBLISHED);
        }
        if (sheet.state() == Sheet.State.DISCARDED) {
            throw Problem.of(ProblemType.CONFLICT);
        }
        if (sheet.date().isBefore(LocalDate.ofInstant(now, screen.timeZone()))) {
            throw Problem.of(ProblemType.SHEET_DATE_OVER, sheet.date().toString());
        }
        SheetContent content = SheetContent.read(sheet.gzipBody());
        refuseUnapproved(content, screen, now);
        release(sheet, content, screen, actor, now);
    }

    /**
     * Publishes a day once more without the plays of a media that is approved no more; also a play that is going on ends. The
     * standby picture fills the gaps: nothing is planned that nobody has looked at.
     */
    @Transactional
    public Optional<Sheet> withdraw(Sheet present, String mediaSha256, Account actor) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Screen screen = screens.findById(present.screenId());
        SheetContent content = SheetContent.read(present.gzipBody());
        Map<Integer, Boolean> approvedSpots = new HashMap<>(); // asked once for each spot, not for each play
        List<PlannedPlay> kept = new ArrayList<>();
        long droppedMs = 0;
        for (PlannedPlay play : content.plays()) {
            boolean over = !content.startOf(play).plusMillis(play.durationMs()).isAfter(now);
            boolean stays = over
                    || !content.media().get(play.media()).equals(mediaSha256)
                    || approvedSpots.computeIfAbsent(
                            play.spot(), spot -> approved(content, spot, play.media(), screen));
            if (stays) {
                kept.add(play);
            } else {
                droppedMs += play.durationMs();
            }
        }
        if (droppedMs == 0) {
            return Optional.empty();
        }
        SheetContent less = content.with(kept);
        int version = sheets.nextVersion(present.screenId(), present.date());
        Sheet sheet = new Sheet(present, version, less, droppedMs).builtBy(actor.id(), now);
        sheets.persistAndFlush(sheet);
        release(sheet, less, screen, actor, now);
        entities.flush();
        published.fire(new SheetsPublished(Set.of(present.screenId())));
        return Optional.of(sheet);
    }

    private void release(Sheet sheet, SheetContent content, Screen screen, Account actor, Instant now) {
        sheet.publish(actor.id(), now);
        content.media()
                .forEach(media -> entities.createNativeQuery(
                                "insert into sheet_media (sheet_id, media_sha256) values (:sheet, :media)")
                        .setParameter("sheet", sheet.id())
                        .setParameter("media", media)
                        .executeUpdate());
        auditTrail.record(
                actor.id(),
                "sheet.publish",
                "screen:" + screen.code(),
                Map.of("date", sheet.date().toString(), "version", sheet.version(), "sha256", sheet.sha256()));
    }

    /** What was on air stays on record; everything from now on must be booked and approved still. */
    private void refuseUnapproved(SheetContent content, Screen screen, Instant now) {
        record Pair(int spot, int media) {}
        Set<Pair> pairs = new HashSet<>();
        for (PlannedPlay play : content.plays()) {
            if (content.startOf(play).plusMillis(play.durationMs()).isAfter(now)) {
                pairs.add(new Pair(play.spot(), play.media()));
            }
        }
        for (Pair pair : pairs) {
            String media = content.media().get(pair.media);
            if (!approved(content, pair.spot, pair.media, screen)) {
                Spot spot = spots.findById(content.spots().get(pair.spot));
                String title = spot == null ? media : spot.media().title();
                throw Problem.of(ProblemType.SHEET_NOT_APPROVED, title)
                        .with("media", media)
                        .with("screen", screen.code())
                        .with("date", content.date().toString());
            }
        }
    }

    private boolean approved(SheetContent content, int spotIndex, int mediaIndex, Screen screen) {
        String media = content.media().get(mediaIndex);
        Spot spot = spots.findById(content.spots().get(spotIndex));
        return spot != null
                && spot.media().sha256().equals(media)
                && approvals.covers(media, spot.campaign().id(), screen.kind().name(), content.date());
    }
}
