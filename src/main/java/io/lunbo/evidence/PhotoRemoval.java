package io.lunbo.evidence;

import io.lunbo.access.CurrentOperator.Account;
import io.lunbo.audit.AuditTrail;
import io.lunbo.audit.Change;
import io.lunbo.screen.ScreenRepository;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;

/** Says that nobody can be recognised in a photo, or takes it away. */
@ApplicationScoped
public class PhotoRemoval {
    private static final int MOST_CHARACTERS = 500;

    private final PhotoRepository photos;
    private final ScreenRepository screens;
    private final AuditTrail auditTrail;
    private final Clock clock;

    PhotoRemoval(PhotoRepository photos, ScreenRepository screens, AuditTrail auditTrail, Clock clock) {
        this.photos = photos;
        this.screens = screens;
        this.auditTrail = auditTrail;
        this.clock = clock;
    }

    /** Releases it for reports; 409 where that was done already, 410 where it was removed. */
    @Transactional
    public Photo clear(UUID id, Account actor) {
        Photo photo = held(id);
        if (photo.clearedAt() != null) {
            throw Problem.of(ProblemType.PHOTO_CLEARED);
        }
        Map<String, ?> before = PhotoTaking.state(photo);
        photo.clear(actor.name(), now());
        tell(photo, "photo.clear", Change.of(before, PhotoTaking.state(photo)), actor);
        return photo;
    }

    /** Removes its files, which the sweep takes away once nobody owns them; its row stays with the hash and the reason. */
    @Transactional
    public Photo remove(UUID id, String why, Account actor) {
        String reason = why == null ? "" : why.strip();
        if (reason.isEmpty() || reason.length() > MOST_CHARACTERS || !reason.matches("[^\\p{Cs}\\u0000-\\u0008]*")) {
            throw NewPhoto.wrong("why", "evidence_wrong_why");
        }
        Photo photo = held(id);
        Map<String, ?> before = PhotoTaking.state(photo);
        photo.remove(actor.name(), now(), reason);
        tell(photo, "photo.remove", Change.removed(before).with(Map.of("reason", reason)), actor);
        return photo;
    }

    /** Removes the files of one that came in before that moment: its time is over. Nothing is done where it is gone already. */
    @Transactional
    public void expire(UUID id, Instant receivedBefore) {
        Photo photo = locked(id);
        if (photo.standing() && photo.shot().receivedAt().isBefore(receivedBefore)) {
            Map<String, ?> before = PhotoTaking.state(photo);
            photo.remove(null, now(), null);
            auditTrail.record(
                    null,
                    "photo.expire",
                    "screen:" + screens.findById(photo.screenId()).code(),
                    Change.removed(before));
        }
    }

    private Photo held(UUID id) {
        Photo photo = locked(id);
        if (!photo.standing()) {
            throw Problem.of(ProblemType.PHOTO_REMOVED);
        }
        return photo;
    }

    private Photo locked(UUID id) {
        return photos.find("id", id)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResultOptional()
                .orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
    }

    private void tell(Photo photo, String deed, Change change, Account actor) {
        auditTrail.record(
                actor.id(), deed, "screen:" + screens.findById(photo.screenId()).code(), change);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
