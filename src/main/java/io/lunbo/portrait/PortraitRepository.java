package io.lunbo.portrait;

import io.lunbo.media.Media;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** Finds portraits, and those that look alike. */
@ApplicationScoped
class PortraitRepository implements PanacheRepositoryBase<Portrait, UUID> {
    private static final int SHADES = 3;
    private static final int MOST_CANDIDATES = 500;
    private static final long LEAST_TOLERANCE_MS = 500;

    /** Media that look like that one, the oldest first. */
    List<Media> twins(Portrait portrait) {
        long tolerance = portrait.durationMs() == 0 ? 0 : Math.max(LEAST_TOLERANCE_MS, portrait.durationMs() / 100);
        List<UUID> alike = find(
                        "kind = ?1 and durationMs between ?2 and ?3 and brightness between ?4 and ?5 and mediaId <> ?6"
                                + " order by mediaId",
                        portrait.kind(),
                        portrait.durationMs() - tolerance,
                        portrait.durationMs() + tolerance,
                        portrait.brightness() - SHADES,
                        portrait.brightness() + SHADES,
                        portrait.mediaId())
                .page(0, MOST_CANDIDATES)
                .list()
                .stream()
                .filter(other -> portrait.fingerprint().isLike(other.fingerprint()))
                .map(Portrait::mediaId)
                .toList();
        return alike.isEmpty()
                ? List.of()
                : getEntityManager()
                        .createQuery("select m from Media m where m.id in :ids order by m.id", Media.class)
                        .setParameter("ids", alike)
                        .getResultList();
    }

    /** Films and pictures of which there is none, such as those from before there were any. */
    List<UUID> missing(int atMost) {
        return getEntityManager()
                .createQuery("""
                        select m.id from Media m where m.kind <> io.lunbo.media.MediaKind.SLOGAN
                        and not exists (select 1 from Portrait p where p.mediaId = m.id)""", UUID.class)
                .setMaxResults(atMost)
                .getResultList();
    }
}
