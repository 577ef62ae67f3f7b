package io.lunbo.playlog;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * What became of a batch.
 *
 * @param accepted how many records are new
 * @param duplicate how many were known already
 * @param rejected how many cannot be kept as plays
 * @param results one for each record, in the order sent
 */
record PlayLogAnswer(int accepted, int duplicate, int rejected, List<Result> results) {
    /** What became of a record. Whatever it is, the player need not send it again. */
    enum Status {
        ACCEPTED,
        DUPLICATE,
        REJECTED
    }

    /**
     * What became of one record.
     *
     * @param id as the player sent it; null where it sent none
     * @param status what became of it
     * @param problem why it was rejected, or {@code conflict} for a duplicate that says something else than the first
     */
    record Result(
            String id,
            Status status,
            @JsonInclude(JsonInclude.Include.NON_NULL) String problem) {}

    static PlayLogAnswer of(List<Result> results) {
        int[] counts = new int[Status.values().length];
        results.forEach(result -> counts[result.status().ordinal()]++);
        return new PlayLogAnswer(
                counts[Status.ACCEPTED.ordinal()],
                counts[Status.DUPLICATE.ordinal()],
                counts[Status.REJECTED.ordinal()],
                results);
    }
}
