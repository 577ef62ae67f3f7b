package io.lunbo.rendition;

import io.lunbo.film.DeliveryShape;
import io.lunbo.media.Media;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.id.uuid.UuidVersion7Strategy;

/** Finds renditions. */
@ApplicationScoped
public class RenditionRepository implements PanacheRepositoryBase<Rendition, UUID> {
    /** All of one media, those for the largest screens first. */
    public List<Rendition> of(UUID mediaId) {
        return list("media.id = ?1 order by widthPx * heightPx desc, id", mediaId);
    }

    Optional<Rendition> of(Media media, String shape) {
        return find("media.id = ?1 and shape = ?2", media.id(), shape).firstResultOptional();
    }

    /** Adds one, unless somebody added the same at this very moment; gives whichever is there. */
    Rendition add(Media media, DeliveryShape shape, Instant now) {
        getEntityManager()
                .createNativeQuery("""
                        insert ignore into renditions (id, media_id, original_sha256, shape, part_width, part_height, width_px,
                          height_px, ordered_at) values (:id, :media, :original, :shape, :partWidth, :partHeight, :width,
                          :height, :now)""")
                .setParameter("id", UuidVersion7Strategy.INSTANCE.generateUuid(null))
                .setParameter("media", media.id())
                .setParameter("original", media.sha256())
                .setParameter("shape", shape.name())
                .setParameter("partWidth", shape.partWidth())
                .setParameter("partHeight", shape.partHeight())
                .setParameter("width", shape.widthPx())
                .setParameter("height", shape.heightPx())
                .setParameter("now", now)
                .executeUpdate();
        return of(media, shape.name()).orElseThrow();
    }

    List<Rendition> ofAll(Collection<UUID> mediaIds) {
        return mediaIds.isEmpty() ? List.of() : list("media.id in ?1", mediaIds);
    }

    List<Rendition> unstated() {
        return list("madeAt is not null and statement is null");
    }

    /** Those whose files have these hashes. */
    public List<Rendition> made(Collection<String> sha256s) {
        return sha256s.isEmpty() ? List.of() : list("sha256 in ?1", sha256s);
    }
}
