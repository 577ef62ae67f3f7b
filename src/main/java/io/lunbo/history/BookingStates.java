package io.lunbo.history;

import io.lunbo.access.CurrentOperator.Account;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Remembers what bookings were. */
@ApplicationScoped
public class BookingStates implements PanacheRepositoryBase<BookingState, UUID> {
    private final Clock clock;

    BookingStates(Clock clock) {
        this.clock = clock;
    }

    /**
     * What a state is about.
     *
     * @param campaignId the campaign
     * @param spotId the spot in it; null: the campaign itself
     */
    public record Subject(UUID campaignId, UUID spotId) {}

    /** Remembers what it is now; in the transaction of the deed. */
    public void remember(Subject subject, int version, String deed, String facts, Account actor) {
        persist(new BookingState(
                subject, version, deed, facts, clock.instant().truncatedTo(ChronoUnit.MILLIS), actor.id()));
    }

    /** What it was in that version; empty where that was before states were kept. */
    public Optional<BookingState> at(Subject subject, int version) {
        return of(subject).stream()
                .filter(state -> state.version() == version && state.facts() != null)
                .findFirst();
    }

    /** What it was, the newest first. */
    public List<BookingState> of(Subject subject) {
        return subject.spotId() == null
                ? list("campaignId = ?1 and spotId is null order by at desc, id desc", subject.campaignId())
                : list(
                        "campaignId = ?1 and spotId = ?2 order by at desc, id desc",
                        subject.campaignId(),
                        subject.spotId());
    }

    /** All that happened to a campaign and its spots since then, the newest first. */
    public List<BookingState> since(UUID campaignId, Instant since) {
        return list("campaignId = ?1 and at >= ?2 order by at desc, id desc", campaignId, since);
    }
}
