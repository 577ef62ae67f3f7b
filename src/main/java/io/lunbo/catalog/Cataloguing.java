package io.lunbo.catalog;

import io.lunbo.access.CurrentOperator.Account;
import io.lunbo.access.OperatorRepository;
import io.lunbo.access.Role;
import io.lunbo.audit.AuditTrail;
import io.lunbo.audit.Change;
import io.lunbo.media.Media;
import io.lunbo.media.MediaRepository;
import io.lunbo.media.MediaUploads;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Writes down what people say of media. */
@ApplicationScoped
public class Cataloguing {
    private static final int MOST_TAGS = 20;

    private final CatalogEntries entries;
    private final MediaRepository media;
    private final MediaUploads uploads;
    private final OperatorRepository operators;
    private final AuditTrail auditTrail;
    private final Event<RightsCut> cut;

    /**
     * Fired in the deed's transaction, while nothing can be published: the media may not be shown after that day.
     *
     * @param media the media
     * @param lastDay the last day on which it may be shown
     * @param by who wrote it down
     */
    public record RightsCut(Media media, LocalDate lastDay, Account by) {}

    Cataloguing(
            CatalogEntries entries,
            MediaRepository media,
            MediaUploads uploads,
            OperatorRepository operators,
            AuditTrail auditTrail,
            Event<RightsCut> cut) {
        this.entries = entries;
        this.media = media;
        this.uploads = uploads;
        this.operators = operators;
        this.auditTrail = auditTrail;
        this.cut = cut;
    }

    /** Adds a tag; one that is there already stays. */
    @Transactional
    public CatalogEntry tag(UUID mediaId, String typed, Account actor) {
        String tag = Tag.of(typed).value();
        CatalogEntry entry = kept(mediaId, actor);
        if (entry.tag(tag)) {
            if (entry.tags().size() > MOST_TAGS) {
                throw Problem.of(ProblemType.TAGS_TOO_MANY, MOST_TAGS);
            }
            record("media.tag", mediaId, Change.made(Map.of("tag", tag)), actor);
        }
        return entry;
    }

    /** Takes a tag away; one that is not there stays away. */
    @Transactional
    public CatalogEntry untag(UUID mediaId, String typed, Account actor) {
        CatalogEntry entry = kept(mediaId, actor);
        if (entry.untag(typed)) {
            record("media.untag", mediaId, Change.removed(Map.of("tag", typed)), actor);
        }
        return entry;
    }

    /**
     * Writes down the rights; refused where somebody else wrote in between. What ends sooner than before goes off the sheets
     * of the days that are lost, in this transaction.
     *
     * @param seenVersion the version that the actor saw
     */
    @Transactional
    public CatalogEntry setRights(UUID mediaId, @Valid Rights facts, int seenVersion, Account actor) {
        Rights said = new Rights(
                Rights.textOrNull(facts.source()),
                Rights.textOrNull(facts.licence()),
                facts.rightsUntil(),
                facts.showUntil());
        entities()
                .createNativeQuery("select id from release_gate where id = 1 for update")
                .getSingleResult();
        CatalogEntry entry = kept(mediaId, actor);
        if (entry.version() != seenVersion) {
            throw Problem.of(ProblemType.CONFLICT).with("currentVersion", entry.version());
        }
        Rights before = entry.rights();
        if (said.equals(before)) {
            return entry;
        }
        entry.become(said);
        entries.flush();
        record("media.rights", mediaId, Change.of(details(before), details(said)), actor);
        if (said.endsBefore(before)) {
            cut.fire(new RightsCut(media.findById(mediaId), said.lastDay(), actor));
        }
        return entry;
    }

    /** The entry, if that person may write of the media; nobody else writes until the transaction ends. */
    @Transactional(Transactional.TxType.MANDATORY)
    public CatalogEntry kept(UUID mediaId, Account actor) {
        if (media.findByIdOptional(mediaId).isEmpty()) {
            throw Problem.of(ProblemType.NOT_FOUND);
        }
        if (!mayWrite(mediaId, actor)) {
            throw Problem.of(ProblemType.MEDIA_OF_ANOTHER_UNIT);
        }
        CatalogEntry entry = entries.held(mediaId);
        if (!entries.isPersistent(entry)) {
            entries.persistAndFlush(entry); // its first version is the one that a reader of nothing has seen
        }
        return entry;
    }

    /** Schedulers write of every media, submitters of what their unit has brought. */
    @Transactional
    public boolean mayWrite(UUID mediaId, Account actor) {
        Set<Role> roles = operators
                .findByIdOptional(actor.id())
                .filter(one -> one.active())
                .map(one -> Set.copyOf(one.roles()))
                .orElse(Set.of());
        return roles.contains(Role.SCHEDULER)
                || roles.contains(Role.SUBMITTER) && uploads.units(mediaId).contains(actor.unitId());
    }

    private void record(String deed, UUID mediaId, Change change, Account actor) {
        auditTrail.record(actor.id(), deed, "media:" + mediaId, change);
    }

    private static Map<String, String> details(Rights rights) {
        Map<String, String> details = new LinkedHashMap<>();
        details.put("source", said(rights.source()));
        details.put("licence", said(rights.licence()));
        details.put("rightsUntil", said(rights.rightsUntil()));
        details.put("showUntil", said(rights.showUntil()));
        return details;
    }

    private static String said(Object value) {
        return value == null ? "" : value.toString();
    }

    private EntityManager entities() {
        return entries.getEntityManager();
    }
}
