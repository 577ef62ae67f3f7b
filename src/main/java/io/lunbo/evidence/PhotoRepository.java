package io.lunbo.evidence;

import io.quarkus.hibernate.orm.panache.PanacheQuery;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Parameters;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Finds photos. */
@ApplicationScoped
public class PhotoRepository implements PanacheRepositoryBase<Photo, UUID> {
    /** A photo that came in later than that proves nothing of the moment that its camera says. */
    private static final String IN_TIME = "timestampdiff(hour, p.shot.shotAt, p.shot.receivedAt) < 24";

    /**
     * Which photos; null: all.
     *
     * @param released whether only those that may stand in reports are wanted
     */
    public record Filter(UUID campaign, UUID screen, Instant from, Instant until, boolean released) {}

    /** A due play that somebody saw on the wall and photographed. */
    public record Confirmed(UUID screen, LocalDate date, Integer hour, String media, UUID campaign, Instant at) {}

    Optional<Photo> ofOriginal(String sha256) {
        return find("kept.originalSha256", sha256).firstResultOptional();
    }

    /** The newest first; those before a photo where one is given, so that pages stay what they are while others come in. */
    public List<Photo> page(Filter filter, UUID before, int atMost) {
        StringBuilder query = new StringBuilder("1 = 1");
        Parameters values = new Parameters();
        and(query, values, "due.campaign = :campaign", "campaign", filter.campaign());
        and(query, values, "screenId = :screen", "screen", filter.screen());
        and(query, values, "shot.shotAt >= :from", "from", filter.from());
        and(query, values, "shot.shotAt < :until", "until", filter.until());
        and(query, values, "id < :before", "before", before);
        if (filter.released()) {
            query.append(" and clearedAt is not null and removedAt is null");
        }
        return find(query + " order by id desc", values).page(0, atMost).list();
    }

    /** Photos that stand and came in before that moment, the oldest first. */
    public List<UUID> receivedBefore(Instant moment, int atMost) {
        return find("removedAt is null and shot.receivedAt < ?1 order by shot.receivedAt, id", moment)
                .page(0, atMost)
                .list()
                .stream()
                .map(Photo::id)
                .toList();
    }

    /** When the oldest that stands came in. */
    public Optional<Instant> oldest() {
        return find("removedAt is null order by shot.receivedAt")
                .firstResultOptional()
                .map(photo -> photo.shot().receivedAt());
    }

    /** Photos of screens that may stand in reports, the newest first; of one campaign's due plays where it is given. */
    public PanacheQuery<Photo> released(Collection<UUID> screens, UUID campaign, Instant from, Instant until) {
        return find(
                "screenId in ?1 and (?2 is null or due.campaign = ?2) and shot.shotAt >= ?3 and shot.shotAt < ?4"
                        + " and clearedAt is not null and removedAt is null order by shot.shotAt desc, id desc",
                screens,
                campaign,
                from,
                until);
    }

    private static void and(StringBuilder query, Parameters values, String part, String name, Object value) {
        if (value != null) {
            query.append(" and ").append(part);
            values.and(name, value);
        }
    }

    /** Due plays of a range of days that stand confirmed by a photo, each once; of one screen where it is given. */
    public List<Confirmed> confirmed(UUID screen, LocalDate from, LocalDate until) {
        return getEntityManager()
                .createQuery(
                        "select distinct p.screenId, p.due.date, p.due.hour, p.due.media, p.due.campaign, p.due.at"
                                + " from Photo p where p.due.date between :from and :until and p.removedAt is null"
                                + " and p.due.absence is null and p.seen = :seen and " + IN_TIME
                                + " and (:screen is null or p.screenId = :screen)",
                        Object[].class)
                .setParameter("from", from)
                .setParameter("until", until)
                .setParameter("seen", Seen.AS_PLANNED)
                .setParameter("screen", screen)
                .getResultList()
                .stream()
                .map(row -> new Confirmed(
                        (UUID) row[0], (LocalDate) row[1], (Integer) row[2], (String) row[3], (UUID) row[4], (Instant)
                                row[5]))
                .toList();
    }
}
