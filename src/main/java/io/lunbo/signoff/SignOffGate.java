package io.lunbo.signoff;

import io.lunbo.access.CurrentOperator.Account;
import io.lunbo.schedule.Sheet;
import io.lunbo.schedule.SheetGate;
import io.lunbo.screen.Screen;
import io.lunbo.screen.ScreenRepository;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Lets nothing be published that lacks a signature or was sent back. */
@ApplicationScoped
class SignOffGate implements SheetGate {
    private final SheetSignatureRepository signatures;
    private final SheetRuling ruling;
    private final SheetReturns returns;
    private final ScreenRepository screens;

    /** A draft that lacks signatures. */
    record Lacking(UUID sheet, String screen, LocalDate date, int needed, long signed) {}

    SignOffGate(
            SheetSignatureRepository signatures, SheetRuling ruling, SheetReturns returns, ScreenRepository screens) {
        this.returns = returns;
        this.signatures = signatures;
        this.ruling = ruling;
        this.screens = screens;
    }

    @Override
    public void admit(List<Sheet> drafts, Account actor, Instant now) {
        List<Lacking> lacking = new ArrayList<>();
        for (Sheet draft : drafts) {
            Screen screen = screens.findById(draft.screenId());
            if (returns.findByIdOptional(draft.id()).isPresent()) {
                throw SheetSigning.refusal(ProblemType.SHEET_RETURNED, draft, screen);
            }
            int needed = ruling.of(screen).signatures();
            long signed = needed == 0
                    ? 0
                    : signatures.of(draft.id()).stream()
                            .filter(one -> one.sha256().equals(draft.sha256())
                                    && !one.operatorId().equals(draft.builtBy()))
                            .count();
            if (signed < needed) {
                lacking.add(new Lacking(draft.id(), screen.code(), draft.date(), needed, signed));
            }
        }
        if (!lacking.isEmpty()) {
            Lacking first = lacking.get(0);
            throw Problem.of(
                            ProblemType.SHEET_NOT_SIGNED,
                            lacking.size(),
                            first.screen(),
                            first.date().toString(),
                            first.needed(),
                            first.signed())
                    .with("missing", lacking);
        }
    }
}
