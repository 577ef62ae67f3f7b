package io.lunbo.media;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Parameters;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Finds media. */
@ApplicationScoped
public class MediaRepository implements PanacheRepositoryBase<Media, UUID> {
    /** The media of these bytes. */
    public Optional<Media> bySha256(String sha256) {
        return find("sha256", sha256).firstResultOptional();
    }

    /** The media of these hashes, in no order; unknown ones are left out. */
    public List<Media> allOf(Collection<String> sha256s) {
        return sha256s.isEmpty() ? List.of() : list("sha256 in ?1", sha256s);
    }

    /**
     * Slogans that a unit brought and that are like these, the newest first; of each the same text included.
     *
     * @param likenesses as {@link Media#likeness()} has them
     */
    public List<Media> alike(Collection<String> likenesses, UUID unit) {
        return likenesses.isEmpty()
                ? List.of()
                : list("""
                        from Media m
                        where m.likeness in :likenesses
                        and exists (select 1 from MediaUpload u where u.mediaId = m.id and u.unitId = :unit)
                        order by m.id desc
                        """, Parameters.with("likenesses", likenesses).and("unit", unit));
    }

    /**
     * A page of media, the newest first.
     *
     * @param kind only of this kind, or null
     * @param words only with these in the title, or null
     * @param archived whether those in the archive are wanted instead of the rest
     * @param before only older than the media with this id, or null
     */
    List<Media> page(MediaKind kind, String words, boolean archived, UUID before, int atMost) {
        String pattern = words == null || words.isBlank() ? null : "%" + escaped(words.strip()) + "%";
        Parameters wanted = Parameters.with("kind", kind)
                .and("title", pattern)
                .and("before", before)
                .and("archived", archived);
        return find("""
                        from Media m
                        where (:kind is null or m.kind = :kind)
                        and (:title is null or m.title like :title escape '!')
                        and (:before is null or m.id < :before)
                        and (case when exists (select 1 from CatalogEntry e
                                               where e.mediaId = m.id and e.archivedAt is not null)
                             then true else false end) = :archived
                        order by m.id desc
                        """, wanted).page(0, atMost).list();
    }

    private static String escaped(String words) {
        return words.replace("!", "!!").replace("%", "!%").replace("_", "!_");
    }
}
