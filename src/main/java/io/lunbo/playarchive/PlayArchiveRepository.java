package io.lunbo.playarchive;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Finds archives of plays. */
@ApplicationScoped
class PlayArchiveRepository implements PanacheRepositoryBase<PlayArchive, UUID> {
    /** All of a screen, or of all screens where it is null; the newest month first. */
    List<PlayArchive> newest(UUID screenId, int atMost) {
        return (screenId == null
                        ? find("order by month desc, file")
                        : find("screenId = ?1 order by month desc, file", screenId))
                .page(0, atMost)
                .list();
    }

    Optional<PlayArchive> of(UUID screenId, String month) {
        return find("screenId = ?1 and month = ?2", screenId, month).firstResultOptional();
    }

    /** Those of a screen that hold plays which began in {@code [from, until)}. */
    List<PlayArchive> touching(UUID screenId, Instant from, Instant until) {
        return list("screenId = ?1 and firstAt < ?3 and lastAt >= ?2 order by month", screenId, from, until);
    }

    /** Written, but with rows that were not deleted yet; or put back for a time that is over. */
    List<PlayArchive> toEmpty(Instant now) {
        return list(
                "(emptiedAt is null and restoredUntil is null) or restoredUntil <= ?1 order by month, screenId", now);
    }

    /** Not compared since then, the oldest first. */
    List<PlayArchive> toCheck(Instant since, int atMost) {
        return find("checkedAt < ?1 order by checkedAt", since).page(0, atMost).list();
    }
}
