package io.lunbo.review;

import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;

/**
 * A leave to show: three people signed these bytes for this run.
 *
 * @param sha256 the bytes
 * @param runId the run
 * @param screenKinds the names of the kinds of screen
 * @param from the first day
 * @param until the last day, inclusive
 */
public record Approval(String sha256, UUID runId, Set<String> screenKinds, LocalDate from, LocalDate until) {
    /** Whether it lets that kind of screen show them on that day. */
    public boolean covers(String screenKind, LocalDate date) {
        return screenKinds.contains(screenKind) && !date.isBefore(from) && !date.isAfter(until);
    }
}
