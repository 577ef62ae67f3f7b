package io.lunbo.changenotice;

import io.lunbo.access.CurrentOperator.Account;
import io.lunbo.audit.AuditTrail;
import io.lunbo.audit.Change;
import io.lunbo.changenotice.ChangeNotice.State;
import io.lunbo.comparison.ComparedSheets;
import io.lunbo.schedule.Sheet;
import io.lunbo.schedule.SheetRepository;
import io.lunbo.screen.Screen;
import io.lunbo.signoff.SheetRuling;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Writes change notices, and lets another person decide them. */
@ApplicationScoped
public class ChangeNotices implements PanacheRepositoryBase<ChangeNotice, UUID> {
    private final SheetRepository sheets;
    private final ComparedSheets compared;
    private final SheetRuling ruling;
    private final AuditTrail auditTrail;
    private final Clock clock;

    ChangeNotices(
            SheetRepository sheets, ComparedSheets compared, SheetRuling ruling, AuditTrail auditTrail, Clock clock) {
        this.sheets = sheets;
        this.compared = compared;
        this.ruling = ruling;
        this.auditTrail = auditTrail;
        this.clock = clock;
    }

    /** From when on changes of that sheet's day need a notice; empty where that is not so yet, or nothing is published. */
    @Transactional
    public Optional<Instant> frozenSince(Sheet sheet, Screen screen, Instant now) {
        return ruling.of(screen)
                .frozenFrom(screen, sheet.date())
                .filter(from -> !now.isBefore(from))
                .filter(from -> sheets.published(sheet.screenId(), sheet.date()).isPresent());
    }

    /** Writes a notice for a draft; refused where nothing is published that it would change, or one is open already. */
    @Transactional
    public ChangeNotice request(UUID sheetId, @NotBlank @Size(max = 500) String reason, Account actor) {
        Sheet draft = getEntityManager().find(Sheet.class, sheetId, LockModeType.PESSIMISTIC_WRITE);
        if (draft == null) {
            throw Problem.of(ProblemType.NOT_FOUND);
        }
        if (draft.state() != Sheet.State.DRAFT) {
            throw Problem.of(ProblemType.SHEET_REPLACED, draft.date().toString(), "");
        }
        Sheet present = sheets.published(draft.screenId(), draft.date())
                .orElseThrow(() -> Problem.of(ProblemType.CHANGE_NOTICE_NOT_NEEDED));
        if (of(sheetId).stream().anyMatch(one -> one.state() == State.WAITING || one.state() == State.APPROVED)) {
            throw Problem.of(ProblemType.CHANGE_NOTICE_OPEN);
        }
        ChangeNotice notice = new ChangeNotice(
                compared.of(present.id(), draft.id()),
                reason.strip(),
                actor,
                clock.instant().truncatedTo(ChronoUnit.MILLIS));
        persistAndFlush(notice);
        auditTrail.record(
                actor.id(),
                "change-notice.request",
                "screen:" + notice.screen().code(),
                Change.made(Map.of("reason", notice.reason(), "sha256", notice.sha256()))
                        .with(Map.of("date", notice.date().toString())));
        return notice;
    }

    /** Decides a notice; never by who wrote it, and a conflict where it is not as that person has seen it. */
    @Transactional
    public ChangeNotice decide(UUID id, boolean approve, @Size(max = 500) String remark, int seen, Account actor) {
        ChangeNotice notice = getEntityManager().find(ChangeNotice.class, id, LockModeType.PESSIMISTIC_WRITE);
        if (notice == null) {
            throw Problem.of(ProblemType.NOT_FOUND);
        }
        if (notice.state() != State.WAITING) {
            throw Problem.of(ProblemType.CHANGE_NOTICE_CLOSED);
        }
        if (notice.version() != seen) {
            throw Problem.of(ProblemType.CONFLICT);
        }
        if (notice.requestedBy().equals(actor.id())) {
            throw Problem.of(ProblemType.CHANGE_NOTICE_OWN);
        }
        String said = remark == null || remark.isBlank() ? null : remark.strip();
        notice.decide(approve, said, actor, clock.instant().truncatedTo(ChronoUnit.MILLIS));
        flush();
        auditTrail.record(
                actor.id(),
                approve ? "change-notice.approve" : "change-notice.refuse",
                "screen:" + notice.screen().code(),
                Change.made(Map.of("reason", notice.reason(), "sha256", notice.sha256()))
                        .with(Map.of("date", notice.date().toString())));
        return notice;
    }

    /** The notices of a version, newest first. */
    public List<ChangeNotice> of(UUID sheetId) {
        return list("sheetId = ?1 order by requestedAt desc", sheetId);
    }

    /** The newest ones. */
    public List<ChangeNotice> newest(int most) {
        return find("from ChangeNotice notice join fetch notice.screen order by notice.requestedAt desc")
                .page(0, most)
                .list();
    }
}
