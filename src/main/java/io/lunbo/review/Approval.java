package io.lunbo.review;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * A leave to show: every stage was signed for these bytes and this run.
 *
 * @param sha256 the bytes
 * @param runId the run
 * @param screenKinds the names of the kinds of screen
 * @param from the first day
 * @param until the last day, inclusive
 */
public record Approval(String sha256, UUID runId, Set<String> screenKinds, LocalDate from, LocalDate until) {
    /** Worked out from the signatures: every stage, as many people, none of them the submitter, these bytes and scope. */
    static Optional<Approval> of(Review review) {
        ReviewScope scope = review.scope();
        String sha256 = review.mediaSha256();
        Set<UUID> people = new HashSet<>();
        Set<Integer> stages = new HashSet<>();
        for (ReviewSignature signature : review.signatures()) {
            if (signature.approves(sha256, scope.sha256())) {
                people.add(signature.operatorId());
                stages.add(signature.position());
            }
        }
        int all = review.plan().size();
        boolean holds = review.state() == ReviewState.APPROVED
                && sha256.equals(review.media().sha256())
                && review.signatures().size() == all
                && stages.size() == all
                && people.size() == all
                && !people.contains(review.submitter().id());
        return holds
                ? Optional.of(new Approval(sha256, scope.runId(), scope.screenKinds(), scope.from(), scope.until()))
                : Optional.empty();
    }

    /** Whether it lets that kind of screen show them on that day. */
    public boolean covers(String screenKind, LocalDate date) {
        return screenKinds.contains(screenKind) && !date.isBefore(from) && !date.isAfter(until);
    }
}
