package io.lunbo.amend;

import io.lunbo.access.CurrentOperator.Account;
import io.lunbo.audit.AuditTrail;
import io.lunbo.campaign.Campaign;
import io.lunbo.campaign.CampaignBooking;
import io.lunbo.campaign.CampaignFacts;
import io.lunbo.campaign.SpotFacts;
import io.lunbo.history.BookingState;
import io.lunbo.history.BookingStates;
import io.lunbo.history.BookingStates.Subject;
import io.lunbo.terms.TermsColumn;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Takes changes back for an hour: what it was before is said of it again, as any change is, and refused as any is. */
@ApplicationScoped
public class BookingUndo {
    private static final Duration AN_HOUR = Duration.ofHours(1);

    private final BookingStates states;
    private final CampaignBooking booking;
    private final AuditTrail auditTrail;
    private final Clock clock;

    BookingUndo(BookingStates states, CampaignBooking booking, AuditTrail auditTrail, Clock clock) {
        this.states = states;
        this.booking = booking;
        this.auditTrail = auditTrail;
        this.clock = clock;
    }

    /** What can be taken back: the last change of the campaign and of each spot, the newest first. */
    public List<BookingState> undoable(Campaign campaign) {
        List<BookingState> last = new ArrayList<>();
        Set<Subject> seen = new HashSet<>();
        for (BookingState state : states.since(campaign.id(), clock.instant().minus(AN_HOUR))) {
            if (seen.add(state.subject()) && (isBooking(state) || before(state) != null)) {
                last.add(state);
            }
        }
        return last;
    }

    /** Takes one back; refused where it is not the last any more. */
    @Transactional
    public void undo(Campaign campaign, UUID stateId, Account actor) {
        BookingState state = undoable(campaign).stream()
                .filter(one -> one.id().equals(stateId))
                .findFirst()
                .orElseThrow(() -> Problem.of(ProblemType.CONFLICT));
        UUID spot = state.subject().spotId();
        if (spot == null) {
            CampaignFacts facts = TermsColumn.read(before(state).facts(), CampaignFacts.class);
            booking.change(campaign.code(), facts, state.version(), actor);
        } else if (isBooking(state)) {
            booking.removeSpot(campaign.id(), spot, state.version(), actor);
        } else {
            SpotFacts facts = TermsColumn.read(before(state).facts(), SpotFacts.class);
            if (state.facts() == null) {
                booking.book(campaign.id(), facts, actor);
            } else {
                booking.changeSpot(campaign.id(), spot, facts, state.version(), actor);
            }
        }
        auditTrail.record(
                actor.id(),
                "campaign.undo",
                "campaign:" + campaign.code(),
                Map.of("deed", state.deed(), "version", state.version(), "spot", spot == null ? "" : spot.toString()));
    }

    private static boolean isBooking(BookingState state) {
        return state.deed().equals("campaign.book-spot");
    }

    /** What it was before; null where that is not known. */
    private BookingState before(BookingState state) {
        return states.of(state.subject()).stream()
                .filter(one -> !one.id().equals(state.id()) && one.facts() != null)
                .findFirst()
                .orElse(null);
    }
}
