package io.lunbo.review;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Finds reviews, with what they need to be shown or judged. */
@ApplicationScoped
public class ReviewRepository implements PanacheRepositoryBase<Review, UUID> {
    private static final String WHOLE = "select distinct r from Review r left join fetch r.signatures ";

    /** A review with its signatures. */
    public Optional<Review> whole(UUID id) {
        return find(WHOLE + "where r.id = ?1", id).firstResultOptional();
    }

    /** All reviews of a run, newest first. */
    public List<Review> ofRun(UUID runId) {
        return list(WHOLE + "where r.runId = ?1 order by r.submittedAt desc, r.id desc", runId);
    }

    /** All reviews of a media, newest first. */
    List<Review> ofMedia(UUID mediaId) {
        return list(WHOLE + "where r.media.id = ?1 order by r.submittedAt desc, r.id desc", mediaId);
    }

    List<Review> ofBytes(String sha256, UUID runId) {
        return list(WHOLE + "where r.mediaSha256 = ?1 and r.runId = ?2", sha256, runId);
    }

    List<Review> validOn(UUID runId, LocalDate date) {
        return list(WHOLE + "where r.runId = ?1 and r.validFrom <= ?2 and r.validUntil >= ?2", runId, date);
    }

    List<Review> newest(ReviewState state, int page, int size) {
        return find("state = ?1 order by submittedAt desc, id desc", state)
                .range(page * size, (page + 1) * size) // one more than shown: is there a next page?
                .list();
    }

    /** Open, and this person may sign the next stage: the oldest first, they wait longest. */
    List<Review> waitingFor(UUID operatorId, int page, int size) {
        return getSession()
                .createNativeQuery("""
                        select r.* from reviews r
                        where r.state = 'OPEN' and r.submitted_by <> :me
                          and not exists (select 1 from review_signatures s where s.review_id = r.id and s.operator_id = :me)
                          and not exists (select 1 from media_uploads u where u.media_id = r.media_id and u.operator_id = :me)
                        order by r.submitted_at, r.id limit :first, :count
                        """, Review.class)
                .setParameter("me", operatorId)
                .setParameter("first", page * size)
                .setParameter("count", size + 1)
                .getResultList();
    }
}
