package io.lunbo.outsmart;

import io.lunbo.access.CurrentOperator.Account;
import io.lunbo.audit.AuditTrail;
import io.lunbo.audit.Change;
import io.lunbo.campaign.Campaign;
import io.lunbo.outsmart.OutsmartOrder.OrderFacts;
import io.lunbo.screen.Screen;
import io.lunbo.screen.ScreenRepository;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** Keeps the numbers under which the trade knows screens and campaigns. */
@ApplicationScoped
public class OutsmartRegister {
    /** A number of SPACE has ten digits and is held in four bytes. */
    static final int SMALLEST_FRAME = 1_000_000_000;

    private final EntityManager entities;
    private final ScreenRepository screens;
    private final AuditTrail auditTrail;

    OutsmartRegister(EntityManager entities, ScreenRepository screens, AuditTrail auditTrail) {
        this.entities = entities;
        this.screens = screens;
        this.auditTrail = auditTrail;
    }

    /** The numbers of the screens that have one, by screen. */
    public Map<UUID, Integer> frames() {
        return entities.createQuery("from OutsmartFrame", OutsmartFrame.class)
                .getResultStream()
                .collect(Collectors.toMap(OutsmartFrame::screenId, OutsmartFrame::frameId));
    }

    /**
     * Says a screen's number; null takes it away. 404: no such screen; 422: it has not ten digits; 409: another screen has it.
     *
     * @param frameId 1,000,000,000 to 2,147,483,647
     */
    @Transactional
    public void setFrame(String screenCode, Integer frameId, Account actor) {
        Screen screen = screens.byCode(screenCode).orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
        if (frameId != null && frameId < SMALLEST_FRAME) {
            throw Problem.of(ProblemType.FRAME_ID_WRONG, screen.name());
        }
        OutsmartFrame kept = entities.find(OutsmartFrame.class, screen.id(), LockModeType.PESSIMISTIC_WRITE);
        Integer before = kept == null ? null : kept.frameId();
        if (Objects.equals(before, frameId)) {
            return;
        }
        if (frameId == null) {
            entities.remove(kept);
        } else {
            refuseTaken(frameId);
            OutsmartFrame now = kept == null ? new OutsmartFrame(screen.id()) : kept;
            now.become(frameId);
            entities.persist(now);
        }
        entities.flush();
        auditTrail.record(
                actor.id(), "outsmart.set-frame", "screen:" + screenCode, Change.of(said(before), said(frameId)));
    }

    private void refuseTaken(int frameId) {
        boolean taken = !entities.createQuery("from OutsmartFrame where frameId = :frame", OutsmartFrame.class)
                .setParameter("frame", frameId)
                .getResultList()
                .isEmpty();
        if (taken) {
            throw Problem.of(ProblemType.FRAME_ID_TAKEN, Integer.toString(frameId));
        }
    }

    private static Map<String, ?> said(Integer frameId) {
        return frameId == null ? Map.of() : Map.of("frameId", frameId);
    }

    /** What the trade knows the campaign by; empty where nobody has said it. */
    public Optional<OutsmartOrder> order(UUID campaignId) {
        return Optional.ofNullable(entities.find(OutsmartOrder.class, campaignId));
    }

    /**
     * Says what the trade knows a campaign by.
     *
     * @param seen the version that the person saw; null: they saw that there is none. A conflict where that is not so
     */
    @Transactional
    public OutsmartOrder setOrder(Campaign campaign, @Valid OrderFacts facts, Integer seen, Account actor) {
        OutsmartOrder kept = entities.find(OutsmartOrder.class, campaign.id(), LockModeType.PESSIMISTIC_WRITE);
        if (!Objects.equals(seen, kept == null ? null : kept.version())) {
            throw Problem.of(ProblemType.CONFLICT);
        }
        Map<String, ?> before = kept == null ? null : said(kept.facts());
        OutsmartOrder now = kept == null ? new OutsmartOrder(campaign.id()) : kept;
        now.become(facts);
        entities.persist(now);
        entities.flush();
        auditTrail.record(
                actor.id(), "outsmart.set-order", "campaign:" + campaign.code(), Change.of(before, said(now.facts())));
        return now;
    }

    private static Map<String, ?> said(OrderFacts facts) {
        Map<String, Object> said = new LinkedHashMap<>();
        said.put("orderId", facts.orderId());
        said.put("buyerId", facts.buyerId());
        said.put("agencyId", facts.agencyId());
        said.put("brandId", facts.brandId());
        said.put("buyerRef", facts.buyerRef());
        return said;
    }
}
