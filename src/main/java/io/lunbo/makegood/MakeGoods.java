package io.lunbo.makegood;

import io.lunbo.access.CurrentOperator.Account;
import io.lunbo.audit.AuditTrail;
import io.lunbo.audit.Change;
import io.lunbo.campaign.CampaignBooking;
import io.lunbo.campaign.Spot;
import io.lunbo.campaign.SpotFacts;
import io.lunbo.campaign.SpotRepository;
import io.lunbo.reconcile.DayVerdicts.DueVerdict;
import io.lunbo.reconcile.Verdict;
import io.lunbo.screen.Screen;
import io.lunbo.screen.ScreenRepository;
import io.lunbo.tally.DaySettling;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Lets missed plays be made good, and says what became of that. */
@ApplicationScoped
public class MakeGoods implements PanacheRepositoryBase<MakeGood, UUID> {
    private final DaySettling settling;
    private final ScreenRepository screens;
    private final SpotRepository spots;
    private final CampaignBooking booking;
    private final AuditTrail auditTrail;
    private final Clock clock;

    /**
     * Which play was missed, and when it is to be shown instead.
     *
     * @param screen the screen's code
     * @param dueAt when it was due
     * @param spot its booking
     * @param at when it is to be shown, to the second
     */
    public record Wanted(String screen, Instant dueAt, UUID spot, Instant at) {}

    /** A missed play with its booking. */
    public record Missed(Screen screen, LocalDate date, Instant dueAt, Spot spot) {}

    MakeGoods(
            DaySettling settling,
            ScreenRepository screens,
            SpotRepository spots,
            CampaignBooking booking,
            AuditTrail auditTrail,
            Clock clock) {
        this.settling = settling;
        this.screens = screens;
        this.spots = spots;
        this.booking = booking;
        this.auditTrail = auditTrail;
        this.clock = clock;
    }

    /** The missed play; 409 where it was shown, is excused, or is booked no more. */
    public Missed missed(String screenCode, Instant dueAt, UUID spotId) {
        Screen screen = QuarkusTransaction.joiningExisting()
                .call(() -> screens.byCode(screenCode == null ? "" : screenCode))
                .orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
        LocalDate date = LocalDate.ofInstant(dueAt, screen.timeZone());
        boolean missed = verdict(screen, date, dueAt, spotId)
                .map(DueVerdict::verdict)
                .filter(EnumSet.of(Verdict.MISSED, Verdict.WRONG)::contains)
                .isPresent();
        Optional<Spot> spot = QuarkusTransaction.joiningExisting()
                .call(() -> spots.withIds(List.of(spotId)).stream().findFirst());
        if (!missed || spot.isEmpty()) {
            throw Problem.of(ProblemType.MAKE_GOOD_NOT_MISSED);
        }
        return new Missed(screen, date, dueAt, spot.get());
    }

    /** Books it; whatever refuses a booking refuses this one, too. 409 where it is made good already. */
    public MakeGood accept(Wanted wanted, Account actor) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        if (wanted.dueAt() == null
                || wanted.spot() == null
                || wanted.at() == null
                || !wanted.at().isAfter(now)) {
            throw Problem.of(ProblemType.MAKE_GOOD_TIME_WRONG);
        }
        Missed missed = missed(wanted.screen(), wanted.dueAt(), wanted.spot());
        Instant at = wanted.at().truncatedTo(ChronoUnit.SECONDS);
        return QuarkusTransaction.requiringNew().call(() -> {
            getEntityManager()
                    .createNativeQuery("select id from screens where id = :screen for update")
                    .setParameter("screen", missed.screen().id())
                    .getResultList();
            if (of(missed).isPresent()) {
                throw Problem.of(ProblemType.MAKE_GOOD_NOT_MISSED);
            }
            Spot spot = missed.spot();
            SpotFacts facts = new SpotFacts(
                    spot.mediaOn(missed.screen()).id(),
                    null,
                    null,
                    Set.of(at),
                    spot.separationGroup(),
                    spot.stillMs(),
                    Set.of(missed.screen().code()));
            Spot booked = booking.book(spot.campaign().id(), facts, actor);
            MakeGood made = new MakeGood(missed.screen().id(), missed.date(), missed.dueAt(), spot.id())
                    .booked(booked.id(), at)
                    .acceptedBy(actor.id(), actor.name(), now);
            persist(made);
            auditTrail.record(
                    actor.id(),
                    "make-good.accept",
                    "screen:" + missed.screen().code(),
                    Change.made(Map.of(
                            "due", missed.dueAt().toString(),
                            "missed", spot.id().toString(),
                            "at", at.toString(),
                            "spot", booked.id().toString())));
            return made;
        });
    }

    /** The newest ones. */
    public List<MakeGood> newest(int atMost) {
        return find("order by acceptedAt desc, id desc").page(0, atMost).list();
    }

    /** What became of it; empty while its play is on no published sheet. */
    public Optional<Verdict> outcome(MakeGood made, Screen screen) {
        LocalDate date = LocalDate.ofInstant(made.bookedAt(), screen.timeZone());
        return verdict(screen, date, made.bookedAt(), made.bookedSpotId()).map(DueVerdict::verdict);
    }

    private Optional<MakeGood> of(Missed missed) {
        return find(
                        "screenId = ?1 and dueAt = ?2 and spotId = ?3",
                        missed.screen().id(),
                        missed.dueAt(),
                        missed.spot().id())
                .firstResultOptional();
    }

    private Optional<DueVerdict> verdict(Screen screen, LocalDate date, Instant at, UUID spotId) {
        return settling.of(screen, date, clock.instant()).verdicts().dues().stream()
                .filter(due -> due.due().startMs() == at.toEpochMilli()
                        && due.due().spot().equals(spotId))
                .findFirst();
    }
}
