package io.lunbo.manifest;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** Finds manifests, and orders those who change them. */
@ApplicationScoped
class ManifestRepository implements PanacheRepositoryBase<IssuedManifest, UUID> {
    /** What was issued after that stamp, on whatever node, in order. */
    List<IssuedManifest> after(long stamp) {
        return list("stamp > ?1 order by stamp", stamp);
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
