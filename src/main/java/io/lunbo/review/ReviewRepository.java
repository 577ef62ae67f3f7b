package io.lunbo.review;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Finds reviews, with what they need to be shown or judged. */
@ApplicationScoped
public class ReviewRepository implements PanacheRepositoryBase<Review, UUID> {
    private static final String WHOLE = "select distinct r from Review r left join fetch r.signatures ";

    /** A review with its signatures. */
    public Optional<Review> whole(UUID id) {
        return find(WHOLE + "where r.id = ?1", id).singleResultOptional();
    }

    /** All reviews of a run, newest first. */
    public List<Review> ofRun(UUID runId) {
        return list(WHOLE + "where r.runId = ?1 order by r.submittedAt desc, r.id desc", runId);
    }

    /** All reviews of a media, newest first. */
    public List<Review> ofMedia(UUID mediaId) {
        return list(WHOLE + "where r.media.id = ?1 order by r.submittedAt desc, r.id desc", mediaId);
    }

    List<Review> ofBytes(String sha256, UUID runId) {
        return list(WHOLE + "where r.mediaSha256 = ?1 and r.runId = ?2", sha256, runId);
    }

    List<Review> validOn(UUID runId, LocalDate date) {
        return list(WHOLE + "where r.runId = ?1 and r.validFrom <= ?2 and r.validUntil >= ?2", runId, date);
    }

    List<Review> approvedOf(Collection<String> sha256s, LocalDate from, LocalDate until) {
        return sha256s.isEmpty() ? List.of() : list(WHOLE + """
                        where r.mediaSha256 in ?1 and r.state = ?2 and r.validFrom <= ?4 and r.validUntil >= ?3
                        order by r.id""", sha256s, ReviewState.APPROVED, from, until);
    }

    /** By what stands on a printed form. */
    public Optional<Review> byCode(String code) {
        return find(WHOLE + "where r.verifyCode = ?1", code).singleResultOptional();
    }

    /** Open, and late by then, and nobody was told. */
    public List<Review> overdue(Instant now) {
        return list(WHOLE + "where r.state = ?1 and r.dueAt < ?2 and r.noticedAt is null", ReviewState.OPEN, now);
    }

    /** A page of those in a state, newest first, and one more where there is a next page. */
    public List<Review> newest(ReviewState state, int page, int size) {
        return find("state = ?1 order by submittedAt desc, id desc", state)
                .range(page * size, (page + 1) * size) // one more than shown: is there a next page?
                .list();
    }

    /**
     * Open, and this person may sign something of it: what is overdue first, then the oldest. Whether the next stage is this
     * person's, the chain of each says.
     */
    public List<Review> waitingFor(UUID operatorId, int page, int size) {
        return getSession()
                .createNativeQuery("""
                        select r.* from reviews r
                        where r.state = 'OPEN' and r.submitted_by <> :me
                          and not exists (select 1 from review_signatures s where s.review_id = r.id and s.operator_id = :me)
                          and not exists (select 1 from media_uploads u where u.media_id = r.media_id and u.operator_id = :me)
                        order by coalesce(r.due_at, r.submitted_at + interval 1 year), r.submitted_at, r.id limit :first, :count
                        """, Review.class)
                .setParameter("me", operatorId)
                .setParameter("first", page * size)
                .setParameter("count", size + 1)
                .getResultList();
    }
}
