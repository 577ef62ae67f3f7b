package io.lunbo.signoff;

import io.lunbo.access.CurrentOperator.Account;
import io.lunbo.access.Operator;
import io.lunbo.access.OperatorRepository;
import io.lunbo.access.Role;
import io.lunbo.audit.AuditTrail;
import io.lunbo.audit.Change;
import io.lunbo.proof.ReviewerKeys.Signer;
import io.lunbo.schedule.Sheet;
import io.lunbo.screen.Screen;
import io.lunbo.screen.ScreenRepository;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
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

/** Signs drafts: each by people who did not build it, each person once, these bytes and no others. */
@ApplicationScoped
public class SheetSigning {
    private final EntityManager entities;
    private final SheetSignatureRepository signatures;
    private final SheetRuling ruling;
    private final ScreenRepository screens;
    private final OperatorRepository operators;
    private final AuditTrail auditTrail;
    private final Clock clock;

    /** A draft and the hash that the person has seen. */
    public record ToSign(UUID sheet, String sha256) {}

    SheetSigning(
            EntityManager entities,
            SheetSignatureRepository signatures,
            SheetRuling ruling,
            ScreenRepository screens,
            OperatorRepository operators,
            AuditTrail auditTrail,
            Clock clock) {
        this.entities = entities;
        this.signatures = signatures;
        this.ruling = ruling;
        this.screens = screens;
        this.operators = operators;
        this.auditTrail = auditTrail;
        this.clock = clock;
    }

    /** Signs all of them or none; refused where one was rebuilt since, is the person's own, or needs nobody's word any more. */
    @Transactional
    public List<SheetSignature> sign(List<ToSign> some, String comment, Signer signer, Account actor) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        List<SheetSignature> signed = new ArrayList<>();
        // always in the same order, so that two people never wait for each other
        for (ToSign one :
                some.stream().sorted(Comparator.comparing(ToSign::sheet)).toList()) {
            Sheet draft = entities.find(Sheet.class, one.sheet(), LockModeType.PESSIMISTIC_WRITE);
            if (draft == null) {
                throw Problem.of(ProblemType.NOT_FOUND);
            }
            signed.add(sign(draft, one.sha256(), comment, signer, actor, now));
        }
        return signed;
    }

    private SheetSignature sign(Sheet draft, String seen, String comment, Signer signer, Account actor, Instant now) {
        Screen screen = screens.findById(draft.screenId());
        if (!draft.sha256().equals(seen)) {
            throw refusal(ProblemType.SHEET_OTHER_BYTES, draft, screen).with("sha256", draft.sha256());
        }
        List<SheetSignature> before = signatures.of(draft.id());
        whyNot(draft, screen, before, actor, now).ifPresent(why -> {
            throw refusal(why, draft, screen);
        });
        SheetSignature signature = new SheetSignature(draft, before.size() + 1, comment, actor, now);
        signatures.persistAndFlush(signature.proven(signer.sign(signature.said())));
        auditTrail.record(
                actor.id(),
                "sheet.sign",
                "screen:" + screen.code(),
                Change.made(Map.of("version", draft.version(), "sha256", draft.sha256()))
                        .with(Map.of("date", draft.date().toString())));
        return signature;
    }

    /** Why this person may not sign that version now; empty where nothing is in the way. */
    Optional<ProblemType> whyNot(Sheet sheet, Screen screen, List<SheetSignature> before, Account actor, Instant now) {
        // Asked anew: the role may have been taken away since this person signed in.
        Operator person = operators.findById(actor.id());
        if (person == null
                || !person.active()
                || !(person.roles().contains(Role.REVIEWER) || person.roles().contains(Role.SCHEDULER))) {
            return Optional.of(ProblemType.FORBIDDEN);
        }
        if (sheet.state() != Sheet.State.DRAFT) {
            return Optional.of(
                    sheet.state() == Sheet.State.PUBLISHED
                            ? ProblemType.SHEET_ALREADY_PUBLISHED
                            : ProblemType.SHEET_REPLACED);
        }
        if (entities.find(SheetReturn.class, sheet.id()) != null) {
            return Optional.of(ProblemType.SHEET_RETURNED);
        }
        if (sheet.date().isBefore(LocalDate.ofInstant(now, screen.timeZone()))) {
            return Optional.of(ProblemType.SHEET_DATE_OVER);
        }
        if (sheet.builtBy().equals(actor.id())) {
            return Optional.of(ProblemType.SHEET_OWN_BUILD);
        }
        if (before.stream().anyMatch(one -> one.operatorId().equals(actor.id()))) {
            return Optional.of(ProblemType.SHEET_SIGNED_ALREADY);
        }
        return before.size() >= ruling.of(screen).signatures()
                ? Optional.of(ProblemType.SHEET_SIGNED_FULLY)
                : Optional.empty();
    }

    static Problem refusal(ProblemType why, Sheet draft, Screen screen) {
        return Problem.of(why, draft.date().toString(), screen.name())
                .with("sheet", draft.id())
                .with("screen", screen.code())
                .with("date", draft.date().toString());
    }
}
