package io.lunbo.schedule;

import io.lunbo.access.CurrentOperator.Account;
import io.lunbo.audit.AuditTrail;
import io.lunbo.audit.Change;
import io.lunbo.dayplan.SheetContent;
import io.lunbo.dayplan.SheetContent.PlannedPlay;
import io.lunbo.media.Media;
import io.lunbo.media.MediaRepository;
import io.lunbo.rendition.Deliveries;
import io.lunbo.rendition.Deliveries.Delivered;
import io.lunbo.rendition.RenditionConfig;
import io.lunbo.screen.Screen;
import io.lunbo.screen.ScreenRepository;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Status;
import jakarta.transaction.Transactional;
import java.sql.PreparedStatement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.Session;

/** Makes drafts what the screens play: all of a set or none, and nothing that is not approved at this very moment. */
@ApplicationScoped
public class SheetPublishing {
    private static final Duration BETWEEN_TWO_LOOKS = Duration.ofMillis(200);

    private final SheetRepository sheets;
    private final ScreenRepository screens;
    private final PlayApproval approval;
    private final MediaRepository media;
    private final Deliveries deliveries;
    private final RenditionConfig renditions;
    private final EntityManager entities;
    private final AuditTrail auditTrail;
    private final Event<SheetsPublished> published;
    private final Instance<SheetGate> gates;
    private final Clock clock;

    SheetPublishing(
            SheetRepository sheets,
            ScreenRepository screens,
            PlayApproval approval,
            MediaRepository media,
            Deliveries deliveries,
            RenditionConfig renditions,
            EntityManager entities,
            AuditTrail auditTrail,
            Event<SheetsPublished> published,
            @Any Instance<SheetGate> gates,
            Clock clock) {
        this.sheets = sheets;
        this.screens = screens;
        this.approval = approval;
        this.media = media;
        this.deliveries = deliveries;
        this.renditions = renditions;
        this.entities = entities;
        this.auditTrail = auditTrail;
        this.published = published;
        this.gates = gates;
        this.clock = clock;
    }

    /** Publishes drafts; what players poll changes in the same transaction. */
    public List<Sheet> publish(Collection<UUID> sheetIds, Account actor) {
        return publish(sheetIds, actor, renditions.patience());
    }

    /** The same; {@code patience} is how long files that are just being made are waited for. */
    public List<Sheet> publish(Collection<UUID> sheetIds, Account actor, Duration patience) {
        if (QuarkusTransaction.getStatus() == Status.STATUS_NO_TRANSACTION) {
            awaitFiles(sheetIds, patience);
        }
        return QuarkusTransaction.joiningExisting().call(() -> publishNow(sheetIds, actor));
    }

    /** Outside of any transaction: nobody is kept from anything meanwhile. */
    private void awaitFiles(Collection<UUID> sheetIds, Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        while (System.nanoTime() < end
                && QuarkusTransaction.requiringNew()
                        .call(() -> sheetIds.stream().anyMatch(this::filesAreBeingMade))) {
            LockSupport.parkNanos(BETWEEN_TWO_LOOKS.toNanos());
        }
    }

    private boolean filesAreBeingMade(UUID sheetId) {
        Sheet sheet = sheets.findById(sheetId);
        return sheet != null
                && sheet.state() == Sheet.State.DRAFT
                && deliveries.beingMade(
                        media.allOf(SheetContent.read(sheet.gzipBody()).media()), screens.findById(sheet.screenId()));
    }

    private List<Sheet> publishNow(Collection<UUID> sheetIds, Account actor) {
        approval.holdStill();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        List<Sheet> drafts = new ArrayList<>();
        for (UUID id : new TreeSet<>(
                sheetIds)) { // always in the same order, so that two publications never wait for each other
            Sheet sheet = entities.find(Sheet.class, id, LockModeType.PESSIMISTIC_WRITE);
            if (sheet == null) {
                throw Problem.of(ProblemType.NOT_FOUND);
            }
            refuseNoDraft(sheet, now);
            drafts.add(sheet);
        }
        gates.forEach(gate -> gate.admit(drafts, actor, now));
        PlayApproval.Found found = new PlayApproval.Found();
        drafts.forEach(sheet -> publish(sheet, actor, now, found));
        entities.flush();
        published.fire(
                new SheetsPublished(drafts.stream().map(Sheet::screenId).collect(Collectors.toUnmodifiableSet())));
        return drafts;
    }

    private void refuseNoDraft(Sheet sheet, Instant now) {
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
    }

    private void publish(Sheet sheet, Account actor, Instant now, PlayApproval.Found found) {
        Screen screen = screens.findById(sheet.screenId());
        SheetContent content = SheetContent.read(sheet.gzipBody());
        approval.refuseUnapproved(content, screen, now, found);
        release(sheet, ofFiles(content, screen, now), screen, actor, now);
    }

    /**
     * Publishes a day once more without the plays of a media that is approved or usable no more; also a play that is going on ends. The
     * standby picture fills the gaps: nothing is planned that nobody has looked at.
     */
    @Transactional
    public Optional<Sheet> withdraw(Sheet present, String mediaSha256, Account actor) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Screen screen = screens.findById(present.screenId());
        SheetContent content = SheetContent.read(present.gzipBody());
        Map<String, Delivered> behind = deliveries.behind(content.media());
        Map<UUID, Boolean> still = new HashMap<>(); // asked once for each spot, not for each play
        List<PlannedPlay> kept = new ArrayList<>();
        long droppedMs = 0;
        for (PlannedPlay play : content.plays()) {
            boolean over = !content.startOf(play).plusMillis(play.durationMs()).isAfter(now);
            Delivered delivered = behind.get(content.media().get(play.media()));
            boolean concerned = delivered != null && delivered.media().sha256().equals(mediaSha256);
            boolean stays = over
                    || !concerned
                    || still.computeIfAbsent(
                            content.spots().get(play.spot()),
                            id -> approval.mayStay(id, mediaSha256, screen, content.date()));
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
        Optional<Sheet> until = sheets.published(sheet.screenId(), sheet.date());
        sheet.publish(content, actor.id(), now);
        nameMedia(sheet, content);
        auditTrail.record(
                actor.id(),
                "sheet.publish",
                "screen:" + screen.code(),
                Change.of(until.map(SheetPublishing::state).orElse(null), state(sheet))
                        .with(Map.of("date", sheet.date().toString())));
    }

    /** Past the session, which would look for changes in all that the publication has read before each row. */
    private void nameMedia(Sheet sheet, SheetContent content) {
        entities.unwrap(Session.class).doWork(connection -> {
            try (PreparedStatement row =
                    connection.prepareStatement("insert into sheet_media (sheet_id, media_sha256) values (?, ?)")) {
                for (String file : content.media()) {
                    row.setString(1, sheet.id().toString());
                    row.setString(2, file);
                    row.addBatch();
                }
                row.executeBatch();
            }
        });
    }

    private static Map<String, ?> state(Sheet sheet) {
        return Map.of("version", sheet.version(), "sha256", sheet.sha256());
    }

    /** Names the files that this screen is given; what was on air keeps the name under which it was. */
    private SheetContent ofFiles(SheetContent content, Screen screen, Instant now) {
        Map<String, Media> originals =
                media.allOf(content.media()).stream().collect(Collectors.toMap(Media::sha256, Function.identity()));
        Map<String, String> files = deliveries.files(originals.values(), screen);
        Map<String, String> aired = new HashMap<>();
        if (!content.from().isAfter(now)) {
            sheets.published(screen.id(), content.date())
                    .map(sheet -> deliveries.behind(
                            SheetContent.read(sheet.gzipBody()).media()))
                    .ifPresent(behind -> behind.forEach(
                            (file, delivered) -> aired.put(delivered.media().sha256(), file)));
        }
        return content.naming(play -> {
            String original = content.media().get(play.media());
            if (content.startOf(play).isBefore(now) && aired.containsKey(original)) {
                return aired.get(original);
            }
            if (originals.containsKey(original) && !files.containsKey(original)) {
                throw deliveries
                        .missing(originals.get(original), screen)
                        .with("date", content.date().toString());
            }
            return files.getOrDefault(original, original);
        });
    }
}
