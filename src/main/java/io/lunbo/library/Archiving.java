package io.lunbo.library;

import io.lunbo.access.CurrentOperator.Account;
import io.lunbo.audit.AuditTrail;
import io.lunbo.catalog.CatalogEntry;
import io.lunbo.catalog.Cataloguing;
import io.lunbo.catalog.Usability;
import io.lunbo.media.Media;
import io.lunbo.media.MediaRemoval;
import io.lunbo.media.MediaRepository;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;

/** Puts media into the archive and takes them out again; deletes only what nothing refers to. */
@ApplicationScoped
public class Archiving {
    private final Cataloguing cataloguing;
    private final Usage usage;
    private final Usability usability;
    private final MediaRepository media;
    private final MediaRemoval removal;
    private final AuditTrail auditTrail;
    private final Clock clock;

    Archiving(
            Cataloguing cataloguing,
            Usage usage,
            Usability usability,
            MediaRepository media,
            MediaRemoval removal,
            AuditTrail auditTrail,
            Clock clock) {
        this.cataloguing = cataloguing;
        this.usage = usage;
        this.usability = usability;
        this.media = media;
        this.removal = removal;
        this.auditTrail = auditTrail;
        this.clock = clock;
    }

    /**
     * Puts it into the archive: it cannot be booked any more, and is shown only to those who ask for the archive. Refused
     * while something of today or later uses it, so that nothing goes off a screen by tidying up.
     */
    @Transactional
    public CatalogEntry archive(UUID mediaId, Account actor) {
        CatalogEntry entry = cataloguing.kept(mediaId, actor);
        Media one = media.findById(mediaId);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        usage.still(one, usability.today(), now).ifPresent(where -> {
            throw Problem.of(ProblemType.MEDIA_STILL_BOOKED, one.title(), where);
        });
        if (entry.archive(actor.id(), now)) {
            record("media.archive", one, actor);
        }
        return entry;
    }

    /** Takes it out of the archive. */
    @Transactional
    public CatalogEntry restore(UUID mediaId, Account actor) {
        CatalogEntry entry = cataloguing.kept(mediaId, actor);
        if (entry.restore()) {
            record("media.restore", media.findById(mediaId), actor);
        }
        return entry;
    }

    /** Deletes it with all that was made of it; refused where anything refers to it. */
    @Transactional
    public void delete(UUID mediaId, Account actor) {
        cataloguing.kept(mediaId, actor);
        Media one = media.findById(mediaId);
        if (usage.referred(one)) {
            throw Problem.of(ProblemType.MEDIA_REFERRED_TO, one.title());
        }
        removal.remove(one);
        record("media.delete", one, actor);
    }

    private void record(String deed, Media one, Account actor) {
        auditTrail.record(actor.id(), deed, "media:" + one.id(), Map.of("sha256", one.sha256(), "title", one.title()));
    }
}
