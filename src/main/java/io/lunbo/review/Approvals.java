package io.lunbo.review;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** What may be shown. Building and publishing ask here; nothing else lets content through. */
@ApplicationScoped
public class Approvals {
    private final ReviewRepository reviews;

    Approvals(ReviewRepository reviews) {
        this.reviews = reviews;
    }

    /** All leaves to show of a run that hold on that day. */
    public List<Approval> covering(UUID runId, LocalDate date) {
        return reviews.validOn(runId, date).stream()
                .flatMap(review -> review.approval().stream())
                .toList();
    }

    /** Whether these bytes may be shown in that run, on that kind of screen, on that day. */
    public boolean covers(String sha256, UUID runId, String screenKind, LocalDate date) {
        return covering(runId, date).stream()
                .anyMatch(approval -> approval.sha256().equals(sha256) && approval.covers(screenKind, date));
    }
}
