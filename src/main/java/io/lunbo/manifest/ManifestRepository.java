package io.lunbo.manifest;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Finds manifests, and orders those who change them. */
@ApplicationScoped
class ManifestRepository implements PanacheRepositoryBase<IssuedManifest, UUID> {
    /** What was issued after that stamp, on whatever node, in order. */
    List<IssuedManifest> after(long stamp) {
        return list("stamp > ?1 order by stamp", stamp);
    }

    /** The present ones of these screens; those without one are missing. */
    Map<UUID, IssuedManifest> of(Collection<UUID> screenIds) {
        return list("screenId in ?1", screenIds).stream()
                .collect(Collectors.toMap(IssuedManifest::screenId, Function.identity()));
    }

    /** Writes down which manifest was the first to say these orders, and the first without those that were lifted on these screens. */
    void saidOrders(Collection<UUID> told, Collection<UUID> screenIds) {
        if (!told.isEmpty()) {
            getEntityManager().createNativeQuery("""
                            update takeovers t join manifests m on m.screen_id = t.screen_id set t.manifest_version = m.version
                            where t.id in (:told) and t.manifest_version is null""").setParameter("told", told).executeUpdate();
        }
        if (!screenIds.isEmpty()) {
            getEntityManager()
                    .createNativeQuery("""
                            update takeovers t join manifests m on m.screen_id = t.screen_id set t.lift_version = m.version
                            where t.screen_id in (:screens) and t.lifted_at is not null and t.lift_version is null""")
                    .setParameter("screens", screenIds)
                    .executeUpdate();
        }
    }

    /**
     * Takes the next stamp. Whoever holds it is alone until its transaction ends: stamps appear in their order, and what is
     * composed now sees everything that was committed before.
     */
    long nextStamp() {
        getEntityManager()
                .createNativeQuery("update manifest_stamp set stamp = stamp + 1 where id = 1")
                .executeUpdate();
        return ((Number) getEntityManager()
                        .createNativeQuery("select stamp from manifest_stamp where id = 1", Long.class)
                        .getSingleResult())
                .longValue();
    }
}
