package io.lunbo.upload;

import io.lunbo.media.MediaRemoval.Removed;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Finds uploads and adds them up. */
@ApplicationScoped
class UploadRepository implements PanacheRepositoryBase<Upload, UUID> {
    /** One person's newest uploads. */
    List<Upload> of(UUID operatorId, int atMost) {
        return find("operatorId = ?1 order by createdAt desc, id desc", operatorId)
                .page(0, atMost)
                .list();
    }

    Optional<Upload> locked(UUID id) {
        return Optional.ofNullable(getEntityManager().find(Upload.class, id, LockModeType.PESSIMISTIC_WRITE));
    }

    long open(UUID operatorId) {
        return count("operatorId = ?1 and state = ?2", operatorId, Upload.State.OPEN);
    }

    /** Bytes that a unit has brought, each file once, and those that are on their way. */
    long bytesOf(UUID unitId) {
        // Whoever adds something for a unit waits here for the one before: together they must not pass the quota.
        getEntityManager()
                .createNativeQuery("select id from units where id = :unit for update")
                .setParameter("unit", unitId)
                .getResultList();
        return number("""
                select (select coalesce(sum(m.bytes), 0) from media m
                  where exists (select 1 from media_uploads b where b.media_id = m.id and b.unit_id = :unit))
                + (select coalesce(sum(u.length), 0) from uploads u
                  where u.unit_id = :unit and u.state in ('OPEN', 'RECEIVED'))""", unitId);
    }

    /** Bytes that were promised to uploads and are not on the disk yet. */
    long promisedBytes() {
        return number("select coalesce(sum(length - received), 0) from uploads where state = 'OPEN'", null);
    }

    private long number(String sql, UUID unit) {
        var query = getEntityManager().createNativeQuery(sql, Long.class);
        if (unit != null) {
            query.setParameter("unit", unit);
        }
        return ((Number) query.getSingleResult()).longValue();
    }

    void gone(@Observes Removed event) {
        delete("mediaId", event.media());
    }

    List<Upload> abandoned(Instant before) {
        return list("state = ?1 and touchedAt < ?2", Upload.State.OPEN, before);
    }

    /** Those of the ids whose bytes are still needed. */
    Set<UUID> needed(Collection<UUID> ids) {
        if (ids.isEmpty()) {
            return Set.of();
        }
        return list("id in ?1 and state in ?2", ids, List.of(Upload.State.OPEN, Upload.State.RECEIVED)).stream()
                .map(Upload::id)
                .collect(Collectors.toSet());
    }
}
