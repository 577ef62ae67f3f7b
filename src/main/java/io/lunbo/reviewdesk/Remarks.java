package io.lunbo.reviewdesk;

import io.lunbo.access.CurrentOperator.Account;
import io.lunbo.audit.AuditTrail;
import io.lunbo.review.Review;
import io.lunbo.review.ReviewRepository;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Takes remarks; everybody who sees a review may make one, which signs nothing. */
@ApplicationScoped
class Remarks implements PanacheRepositoryBase<Remark, UUID> {
    static final int LONGEST = 2000;

    private final ReviewRepository reviews;
    private final AuditTrail auditTrail;
    private final Clock clock;

    Remarks(ReviewRepository reviews, AuditTrail auditTrail, Clock clock) {
        this.reviews = reviews;
        this.auditTrail = auditTrail;
        this.clock = clock;
    }

    /** All of a review, in the film's order, those about the whole first. */
    List<Remark> of(UUID reviewId) {
        return list("reviewId = ?1 order by coalesce(atMs, -1), madeAt, id", reviewId);
    }

    /** Makes one; {@code atMs} is refused where the media has no such moment. */
    @Transactional
    Remark make(UUID reviewId, Long atMs, String text, Account by) {
        Review review = reviews.whole(reviewId).orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
        Long lengthMs = review.media().durationMs();
        boolean readable =
                text != null && !text.isBlank() && text.length() <= LONGEST && text.matches("(?s)[^\\x00\\p{Cs}]*");
        boolean inside = atMs == null || lengthMs != null && atMs >= 0 && atMs <= lengthMs;
        if (!readable || !inside) {
            throw Problem.of(ProblemType.INVALID_INPUT);
        }
        Remark remark =
                new Remark(reviewId, by, atMs, text.strip(), clock.instant().truncatedTo(ChronoUnit.MILLIS));
        persistAndFlush(remark);
        auditTrail.record(
                by.id(),
                "review.remark",
                "review:" + reviewId,
                Map.of("remark", remark.id().toString()));
        return remark;
    }
}
