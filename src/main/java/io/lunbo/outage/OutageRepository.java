package io.lunbo.outage;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Finds outages. */
@ApplicationScoped
public class OutageRepository implements PanacheRepositoryBase<Outage, UUID> {
    /** Those of a screen that count and touch {@code [from, until)}, the earliest first. */
    public List<Outage> standing(UUID screenId, Instant from, Instant until) {
        return list(
                "screenId = ?1 and withdrawnAt is null and fromAt < ?3 and (untilAt is null or untilAt > ?2)"
                        + " order by fromAt, id",
                screenId,
                from,
                until);
    }

    /** The same of several screens. */
    public List<Outage> standing(Collection<UUID> screenIds, Instant from, Instant until) {
        return list(
                "screenId in ?1 and withdrawnAt is null and fromAt < ?3 and (untilAt is null or untilAt > ?2)"
                        + " order by fromAt, id",
                screenIds,
                from,
                until);
    }

    /** The newest of a screen, or of all where it is null, withdrawn ones too. */
    public List<Outage> newest(UUID screenId, int atMost) {
        return (screenId == null
                        ? find("order by fromAt desc, id desc")
                        : find("screenId = ?1 order by fromAt desc, id desc", screenId))
                .page(0, atMost)
                .list();
    }
}
