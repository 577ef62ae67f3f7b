package io.lunbo.campaign;

import io.lunbo.access.CurrentOperator.Account;
import io.lunbo.audit.AuditTrail;
import io.lunbo.audit.Change;
import io.lunbo.history.BookingStates;
import io.lunbo.history.BookingStates.Subject;
import io.lunbo.media.Media;
import io.lunbo.rendition.Deliveries;
import io.lunbo.review.Review;
import io.lunbo.review.ReviewChain;
import io.lunbo.review.ReviewScope;
import io.lunbo.screen.Screen;
import io.lunbo.terms.TermsColumn;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.OptimisticLockException;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.exception.ConstraintViolationException;

/** Creates campaigns, brings their media to review and books their spots. */
@ApplicationScoped
public class CampaignBooking {
    /** Something that must be so of whatever is booked; who demands it stands above the campaigns. */
    public interface Gate {
        /**
         * Refuses with a problem. Asked in the transaction of the booking, once it is written; what is refused is gone with it.
         */
        void admit(Campaign campaign, List<Spot> spots);
    }

    private final Known known;
    private final SpotAdmission admission;
    private final Targeting targeting;
    private final BookingStates states;
    private final ReviewChain reviewChain;
    private final Deliveries deliveries;
    private final EntityManager entities;
    private final AuditTrail auditTrail;
    private final Clock clock;

    CampaignBooking(
            Known known,
            SpotAdmission admission,
            Targeting targeting,
            BookingStates states,
            ReviewChain reviewChain,
            Deliveries deliveries,
            EntityManager entities,
            AuditTrail auditTrail,
            Clock clock) {
        this.known = known;
        this.admission = admission;
        this.targeting = targeting;
        this.states = states;
        this.reviewChain = reviewChain;
        this.deliveries = deliveries;
        this.entities = entities;
        this.auditTrail = auditTrail;
        this.clock = clock;
    }

    /** Creates a campaign for the actor's unit. */
    @Transactional
    public Campaign create(@Valid CampaignFacts facts, Account actor) {
        facts.refuseImpossibleDates();
        if (known.taken(facts.code())) {
            throw Problem.of(ProblemType.CAMPAIGN_CODE_TAKEN, facts.code());
        }
        Campaign campaign = new Campaign(facts.code(), known.unitOf(actor), now());
        campaign.become(facts, known.screens(facts.screens()));
        try {
            entities.persist(campaign);
            entities.flush();
        } catch (ConstraintViolationException e) { // somebody was faster; the unique key decides
            throw Problem.of(ProblemType.CAMPAIGN_CODE_TAKEN, facts.code());
        }
        remember("campaign.create", campaign, actor);
        record("campaign.create", campaign, Change.made(state(campaign)), actor);
        return campaign;
    }

    /**
     * Changes a campaign; refused when its version is not {@code seenVersion} any more. Signed approvals keep their own
     * dates and kinds of screen: what the change adds needs another review.
     */
    @Transactional
    public Campaign change(String code, @Valid CampaignFacts facts, int seenVersion, Account actor) {
        Campaign campaign = known.campaign(code);
        refuseStale(campaign.version(), seenVersion);
        facts.refuseImpossibleDates();
        Map<String, ?> before = state(campaign);
        campaign.become(facts, known.screens(facts.screens()));
        flushOrConflict();
        admission.refuseLostDayparts(campaign);
        admission.refuseLostFixedTimes(campaign, now());
        admission.refuseOverDemand(campaign);
        admission.refuseBeforeGates(campaign);
        remember("campaign.change", campaign, actor);
        record("campaign.change", campaign, Change.of(before, state(campaign)), actor);
        return campaign;
    }

    /** Asks for the review of a media for this campaign: its dates, and those of its kinds of screen that can show it. */
    @Transactional
    public Review submit(UUID campaignId, UUID mediaId, Account submitter) {
        Campaign campaign = known.lockedCampaign(campaignId);
        Media media = known.media(mediaId);
        admission.refuseNotUsable(campaign, media);
        admission.refuseShownNowhere(campaign, media);
        Set<String> kinds = targeting.screensOf(campaign).stream()
                .map(Screen::kind)
                .filter(kind -> Spot.canShow(kind, media.kind()))
                .map(Enum::name)
                .collect(Collectors.toSet());
        ReviewScope scope = new ReviewScope(campaign.id(), campaign.name(), kinds, campaign.from(), campaign.until());
        return reviewChain.open(media, scope, submitter);
    }

    /** Asks for the review of several media: of all, or of none where one cannot be reviewed for this campaign. */
    @Transactional
    public void submitAll(UUID campaignId, List<UUID> mediaIds, Account submitter) {
        mediaIds.stream().distinct().forEach(media -> submit(campaignId, media, submitter));
    }

    /** Books a media; approved or still in review, but what is not approved on the day is left out of its sheet. */
    @Transactional
    public Spot book(UUID campaignId, @Valid SpotFacts facts, Account actor) {
        return admitted("campaign.book-spot", written(campaignId, facts), null, actor);
    }

    /** Books several: all, or none where one cannot be booked. Whether they have room is asked once, of all together. */
    @Transactional
    public List<Spot> bookAll(UUID campaignId, List<@Valid SpotFacts> all, Account actor) {
        List<Spot> booked =
                all.stream().map(facts -> written(campaignId, facts)).toList();
        refuseWithoutRoom(booked);
        targeting.shownBy(booked).forEach(deliveries::order);
        booked.forEach(spot -> kept("campaign.book-spot", spot, null, actor));
        return booked;
    }

    /** A booking that nobody asked yet whether it has room, for whoever takes it back; a refusal leaves those before it. */
    @Transactional(dontRollbackOn = RuntimeException.class)
    public Spot tryOut(UUID campaignId, @Valid SpotFacts facts) {
        return written(campaignId, facts);
    }

    /** Refuses bookings of one campaign that have no room together, or that a gate does not let be. */
    @Transactional
    public void refuseWithoutRoom(List<Spot> booked) {
        flushOrConflict();
        if (!booked.isEmpty()) {
            admission.refuseOverDemand(booked.get(0).campaign());
            admission.refuseBeforeGates(booked);
        }
    }

    private Spot written(UUID campaignId, SpotFacts facts) {
        Campaign campaign = known.lockedCampaign(campaignId);
        Media media = known.media(facts.mediaId());
        admission.refuseNotUsable(campaign, media);
        Spot spot = become(new Spot(campaign, media, now()), facts);
        entities.persist(spot);
        return spot;
    }

    /** Changes how often, where and beside what a spot is shown; its media stays, other media are other spots. */
    @Transactional
    public Spot changeSpot(UUID campaignId, UUID spotId, @Valid SpotFacts facts, int seenVersion, Account actor) {
        Spot spot = known.spot(known.lockedCampaign(campaignId), spotId);
        refuseStale(spot.version(), seenVersion);
        if (!spot.media().id().equals(facts.mediaId())) {
            throw Problem.of(ProblemType.SPOT_MEDIA_NOT_SUBMITTED, spot.media().title());
        }
        Map<String, ?> before = state(spot);
        return admitted("campaign.change-spot", become(spot, facts), before, actor);
    }

    /** Takes a spot out. Published sheets keep it: they never change. */
    @Transactional
    public void removeSpot(UUID campaignId, UUID spotId, int seenVersion, Account actor) {
        Spot spot = known.spot(known.lockedCampaign(campaignId), spotId);
        refuseStale(spot.version(), seenVersion);
        entities.remove(spot);
        states.remember(new Subject(campaignId, spotId), spot.version(), "campaign.remove-spot", null, actor);
        record("campaign.remove-spot", spot.campaign(), Change.removed(state(spot)), actor);
    }

    /** Books for a copy what its original booked; nobody has asked for the review yet, and until it is signed it is not planned. */
    @Transactional
    public Spot carryOver(UUID campaignId, @Valid SpotFacts facts, Account actor) {
        Campaign campaign = known.lockedCampaign(campaignId);
        Spot spot = new Spot(campaign, known.media(facts.mediaId()), now());
        spot.become(facts, known.screens(facts.screens()), known.alternatives(facts));
        entities.persist(spot);
        return admitted("campaign.book-spot", spot, null, actor);
    }

    private Spot become(Spot spot, SpotFacts facts) {
        if (!facts.saysHowOftenOnce()) {
            throw Problem.of(ProblemType.SPOT_DEMAND_UNCLEAR);
        }
        List<Media> others = known.alternatives(facts);
        others.stream()
                .filter(media -> !spot.allMedia().contains(media))
                .forEach(media -> admission.refuseNotUsable(spot.campaign(), media));
        spot.become(facts, known.screens(facts.screens()), others);
        spot.allMedia().forEach(media -> admission.refuseNotSubmitted(spot.campaign(), media));
        admission.refuseUnsuitable(spot);
        admission.refuseUnclear(spot);
        admission.refuseUnshown(spot);
        admission.refuseOutside(spot);
        return spot;
    }

    private Spot admitted(String deed, Spot spot, Map<String, ?> before, Account actor) {
        refuseWithoutRoom(List.of(spot));
        targeting.shownBy(List.of(spot)).forEach(deliveries::order);
        return kept(deed, spot, before, actor);
    }

    private Spot kept(String deed, Spot spot, Map<String, ?> before, Account actor) {
        states.remember(
                new Subject(spot.campaign().id(), spot.id()),
                spot.version(),
                deed,
                TermsColumn.write(SpotFacts.of(spot)),
                actor);
        record(deed, spot.campaign(), Change.of(before, state(spot)), actor);
        return spot;
    }

    private void remember(String deed, Campaign campaign, Account actor) {
        states.remember(
                new Subject(campaign.id(), null),
                campaign.version(),
                deed,
                TermsColumn.write(CampaignFacts.of(campaign)),
                actor);
    }

    private void flushOrConflict() {
        try {
            entities.flush();
        } catch (OptimisticLockException e) {
            throw Problem.of(ProblemType.CONFLICT);
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private void record(String deed, Campaign campaign, Change change, Account actor) {
        auditTrail.record(actor.id(), deed, "campaign:" + campaign.code(), change);
    }

    private static Map<String, ?> state(Campaign campaign) {
        return Map.of(
                "name", campaign.name(),
                "from", campaign.from().toString(),
                "until", campaign.until().toString(),
                "terms", TermsColumn.write(campaign.terms()),
                "screens", codes(campaign.screens()));
    }

    private Map<String, ?> state(Spot spot) {
        return Map.of(
                "spot", spot.id().toString(),
                "sha256", spot.media().sha256(),
                "demand", spot.demand(),
                "terms", TermsColumn.write(spot.terms()),
                "screens", codes(targeting.screensOf(spot)),
                "alternatives", TermsColumn.write(spot.alternatives()));
    }

    private static List<String> codes(Collection<Screen> screens) {
        return screens.stream().map(Screen::code).sorted().toList();
    }

    private static void refuseStale(int version, int seenVersion) {
        if (version != seenVersion) {
            throw Problem.of(ProblemType.CONFLICT).with("currentVersion", version);
        }
    }
}
