package io.lunbo.changenotice;

import io.lunbo.access.CurrentOperator.Account;
import io.lunbo.changenotice.ChangeNotice.State;
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
import java.util.Optional;
import java.util.UUID;

/** Lets a frozen day be changed only with a notice that another person approved. */
@ApplicationScoped
class FreezeGate implements SheetGate {
    private final ChangeNotices notices;
    private final ScreenRepository screens;

    /** A draft that lacks a notice. */
    record Frozen(UUID sheet, String screen, LocalDate date, Instant since) {}

    FreezeGate(ChangeNotices notices, ScreenRepository screens) {
        this.notices = notices;
        this.screens = screens;
    }

    @Override
    public void admit(List<Sheet> drafts, Account actor, Instant now) {
        List<Frozen> frozen = new ArrayList<>();
        for (Sheet draft : drafts) {
            Screen screen = screens.findById(draft.screenId());
            Optional<Instant> since = notices.frozenSince(draft, screen, now);
            if (since.isEmpty()) {
                continue;
            }
            Optional<ChangeNotice> approved = notices.of(draft.id()).stream()
                    .filter(one -> one.state() == State.APPROVED && one.sha256().equals(draft.sha256()))
                    .findFirst();
            approved.ifPresentOrElse(
                    notice -> notice.carriedOut(now),
                    () -> frozen.add(new Frozen(draft.id(), screen.code(), draft.date(), since.get())));
        }
        if (!frozen.isEmpty()) {
            Frozen first = frozen.get(0);
            throw Problem.of(
                            ProblemType.SHEET_FROZEN,
                            frozen.size(),
                            first.screen(),
                            first.date().toString())
                    .with("missing", frozen);
        }
    }
}
