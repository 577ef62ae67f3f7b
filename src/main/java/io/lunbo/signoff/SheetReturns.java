package io.lunbo.signoff;

import io.lunbo.access.CurrentOperator.Account;
import io.lunbo.audit.AuditTrail;
import io.lunbo.audit.Change;
import io.lunbo.schedule.Sheet;
import io.lunbo.screen.Screen;
import io.lunbo.screen.ScreenRepository;
import io.lunbo.signoff.SheetSigning.ToSign;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Sends drafts back to who built them, and knows which were. */
@ApplicationScoped
public class SheetReturns implements PanacheRepositoryBase<SheetReturn, UUID> {
    static final int LONGEST_REASON = 500;

    private final SheetSigning signing;
    private final SheetSignatureRepository signatures;
    private final ScreenRepository screens;
    private final AuditTrail auditTrail;
    private final Clock clock;

    /** A draft that was sent back and not built again since. */
    public record Returned(
            UUID sheet, String screen, String screenName, LocalDate date, int version, SheetReturn what) {}

    SheetReturns(
            SheetSigning signing,
            SheetSignatureRepository signatures,
            ScreenRepository screens,
            AuditTrail auditTrail,
            Clock clock) {
        this.signing = signing;
        this.signatures = signatures;
        this.screens = screens;
        this.auditTrail = auditTrail;
        this.clock = clock;
    }

    /**
     * Sends all of them back or none. Whoever may sign a draft may send it back, also after having signed it, or when all
     * signatures are there: until it is published, one objection holds it.
     *
     * @param reason what is wrong; not blank
     */
    @Transactional
    public List<SheetReturn> sendBack(List<ToSign> some, String reason, Account actor) {
        if (reason == null || reason.isBlank() || reason.strip().length() > LONGEST_REASON) {
            throw Problem.of(ProblemType.SHEET_RETURN_REASON, LONGEST_REASON);
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        List<SheetReturn> returned = new ArrayList<>();
        for (ToSign one :
                some.stream().sorted(Comparator.comparing(ToSign::sheet)).toList()) {
            Sheet draft = getEntityManager().find(Sheet.class, one.sheet(), LockModeType.PESSIMISTIC_WRITE);
            if (draft == null) {
                throw Problem.of(ProblemType.NOT_FOUND);
            }
            returned.add(sendBack(draft, one.sha256(), reason.strip(), actor, now));
        }
        return returned;
    }

    private SheetReturn sendBack(Sheet draft, String seen, String reason, Account actor, Instant now) {
        Screen screen = screens.findById(draft.screenId());
        if (!draft.sha256().equals(seen)) {
            throw SheetSigning.refusal(ProblemType.SHEET_OTHER_BYTES, draft, screen)
                    .with("sha256", draft.sha256());
        }
        Optional<ProblemType> whyNot = signing.whyNot(draft, screen, signatures.of(draft.id()), actor, now)
                .filter(why -> why != ProblemType.SHEET_SIGNED_ALREADY && why != ProblemType.SHEET_SIGNED_FULLY);
        whyNot.ifPresent(why -> {
            throw SheetSigning.refusal(why, draft, screen);
        });
        SheetReturn returned = new SheetReturn(draft, reason, actor, now);
        persistAndFlush(returned);
        auditTrail.record(
                actor.id(),
                "sheet.return",
                "screen:" + screen.code(),
                Change.made(Map.of("version", draft.version(), "sha256", draft.sha256(), "reason", reason))
                        .with(Map.of("date", draft.date().toString())));
        return returned;
    }

    /** The drafts from that day on that were sent back, the newest first. */
    List<Returned> open(LocalDate from, int most) {
        return getEntityManager()
                .createQuery("""
                        select new io.lunbo.signoff.SheetReturns$Returned(sheet.id, screen.code, screen.name, sheet.date,
                          sheet.version, r)
                        from SheetReturn r, Sheet sheet, Screen screen
                        where sheet.id = r.sheetId and screen.id = sheet.screenId and sheet.state = :draft and sheet.date >= :from
                        order by r.returnedAt desc""", Returned.class)
                .setParameter("draft", Sheet.State.DRAFT)
                .setParameter("from", from)
                .setMaxResults(most)
                .getResultList();
    }
}
