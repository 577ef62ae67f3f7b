package io.lunbo.catalog;

import io.lunbo.media.MediaRemoval.Removed;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Finds what is written of media. Nothing written is an entry that says nothing. */
@ApplicationScoped
public class CatalogEntries implements PanacheRepositoryBase<CatalogEntry, UUID> {
    /** The entry of a media, empty where nothing was written. */
    public CatalogEntry of(UUID mediaId) {
        return findByIdOptional(mediaId).orElseGet(() -> new CatalogEntry(mediaId));
    }

    /** The entries of many, each media's. */
    public Map<UUID, CatalogEntry> of(Collection<UUID> mediaIds) {
        if (mediaIds.isEmpty()) {
            return Map.of();
        }
        Map<UUID, CatalogEntry> found = list("mediaId in ?1", mediaIds).stream()
                .collect(Collectors.toMap(CatalogEntry::mediaId, Function.identity()));
        return mediaIds.stream()
                .distinct()
                .collect(Collectors.toMap(Function.identity(), id -> found.computeIfAbsent(id, CatalogEntry::new)));
    }

    /** The tags that are most used, so that people find the words of others. */
    public List<String> usualTags(int atMost) {
        List<?> tags = getEntityManager()
                .createNativeQuery(
                        "select tag from media_tags group by tag order by count(*) desc, tag limit :most", String.class)
                .setParameter("most", atMost)
                .getResultList();
        return tags.stream().map(String::valueOf).toList();
    }

    /** How many media outside of the archive have a last day in that stretch of days, both inclusive. */
    public long endingBetween(LocalDate from, LocalDate until) {
        return count(
                "archivedAt is null and (rights.rightsUntil between ?1 and ?2 or rights.showUntil between ?1 and ?2)",
                from,
                until);
    }

    void gone(@Observes Removed event) {
        deleteById(event.media());
    }

    /**
     * The entry of a media that is about to be changed. Until the transaction ends, nobody books the media, nobody removes
     * it, and nobody else writes of it.
     */
    public CatalogEntry held(UUID mediaId) {
        getEntityManager()
                .createNativeQuery("select id from media where id = :media for update")
                .setParameter("media", mediaId)
                .getResultList();
        CatalogEntry entry = of(mediaId);
        if (isPersistent(entry)) {
            getEntityManager().refresh(entry);
        }
        return entry;
    }

    /** The entry of a media that is about to be booked: until the transaction ends, nobody archives it. */
    public CatalogEntry heldStill(UUID mediaId) {
        List<?> there = getEntityManager()
                .createNativeQuery("select id from media where id = :media lock in share mode")
                .setParameter("media", mediaId)
                .getResultList();
        if (there.isEmpty()) {
            throw Problem.of(ProblemType.MEDIA_UNKNOWN, mediaId.toString()); // deleted at this very moment
        }
        CatalogEntry entry = of(mediaId);
        if (isPersistent(entry)) {
            getEntityManager().refresh(entry);
        }
        return entry;
    }
}
