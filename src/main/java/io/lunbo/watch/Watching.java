package io.lunbo.watch;

import io.lunbo.media.Media;
import io.lunbo.watch.PlayedRanges.Range;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Takes the reports of the reviewers' pages, and says whether somebody has seen everything. */
@ApplicationScoped
public class Watching implements PanacheRepositoryBase<Watch, UUID> {
    /** A page reports at least this often while something is looked at. */
    public static final long BEAT_MS = 20_000;

    /** Clocks and lines are not exact. */
    static final long SLACK_MS = 1_500;

    private static final long PICTURE_MS = 3_000;
    private static final long TEXT_MS = 2_000;
    private static final long CHARACTER_MS = 60;
    private static final int MOST_RANGES = 500;

    /** How long a media has to be looked at: a film from end to end, a picture or a text as long as reading it takes. */
    public static long neededMs(Media media) {
        return switch (media.kind()) {
            case VIDEO -> media.durationMs();
            case IMAGE -> PICTURE_MS;
            case SLOGAN -> Math.max(TEXT_MS, media.text().codePoints().count() * CHARACTER_MS);
        };
    }

    /** What that person has looked at; empty where nothing was reported. */
    public Optional<Watch> of(UUID reviewId, UUID operatorId) {
        return find("reviewId = ?1 and operatorId = ?2", reviewId, operatorId).firstResultOptional();
    }

    /** Whether that person has seen all of these bytes. */
    public boolean seen(UUID reviewId, UUID operatorId, String sha256) {
        return of(reviewId, operatorId)
                .filter(watch -> watch.isOf(sha256) && watch.doneAt() != null)
                .isPresent();
    }

    /**
     * Takes a report; the first one, which may be empty, starts the time.
     *
     * @param played what was looked at, all or only what is new
     * @param at when the report came in
     */
    @Transactional
    public Watch report(UUID reviewId, Media media, UUID operatorId, List<Range> played, Instant at) {
        if (played.size() > MOST_RANGES) {
            throw Problem.of(ProblemType.INVALID_INPUT);
        }
        long neededMs = neededMs(media);
        getEntityManager()
                .createNativeQuery("""
                        insert ignore into review_watches (id, review_id, operator_id, media_sha256, needed_ms, ranges,
                        credit_ms, began_at, last_at) values (:id, :review, :operator, :sha256, :needed, '', 0, :at, :at)
                        """)
                .setParameter("id", UUID.randomUUID())
                .setParameter("review", reviewId)
                .setParameter("operator", operatorId)
                .setParameter("sha256", media.sha256())
                .setParameter("needed", neededMs)
                .setParameter("at", at)
                .executeUpdate();
        Watch watch = find("reviewId = ?1 and operatorId = ?2", reviewId, operatorId)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResult();
        getEntityManager().refresh(watch);
        watch.beat(at, BEAT_MS);
        PlayedRanges all = watch.ranges().with(played, neededMs);
        if (all.totalMs() > watch.creditMs() + SLACK_MS) {
            throw Problem.of(ProblemType.REVIEW_WATCHED_TOO_FAST).with("creditMs", watch.creditMs());
        }
        watch.add(all, at);
        return watch;
    }
}
