package io.lunbo.recall;

import io.lunbo.access.CurrentOperator.Account;
import io.lunbo.catalog.Cataloguing.RightsCut;
import io.lunbo.recall.Recall.Gap;
import io.lunbo.review.ReviewWithdrawal.ApprovalWithdrawn;
import io.lunbo.schedule.Sheet;
import io.lunbo.schedule.SheetPublishing;
import io.lunbo.schedule.SheetRepository;
import io.lunbo.screen.Screen;
import io.lunbo.screen.ScreenRepository;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Takes a media off every sheet from now on, in the transaction that withdraws its approval or ends its rights sooner: the manifests follow when it
 * commits, and a player drops what has lost its proof even in the middle of a play.
 */
@ApplicationScoped
class SheetRecall implements PanacheRepositoryBase<Recall, UUID> {
    private final SheetRepository sheets;
    private final SheetPublishing publishing;
    private final ScreenRepository screens;
    private final Clock clock;

    SheetRecall(SheetRepository sheets, SheetPublishing publishing, ScreenRepository screens, Clock clock) {
        this.sheets = sheets;
        this.publishing = publishing;
        this.screens = screens;
        this.clock = clock;
    }

    void withdrawn(@Observes ApprovalWithdrawn event) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        persistAndFlush(new Recall(event, withdrawn(event.mediaSha256(), event.by(), now), now));
    }

    /** Days on which it may still be shown keep it; where no sheet loses anything there is nothing to tell. */
    void cut(@Observes RightsCut event) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        List<Gap> gaps = withdrawn(event.media().sha256(), event.by(), now);
        if (!gaps.isEmpty()) {
            persistAndFlush(new Recall(event, gaps, now));
        }
    }

    private List<Gap> withdrawn(String mediaSha256, Account by, Instant now) {
        List<Gap> gaps = new ArrayList<>();
        for (Screen screen : screens.listAll()) {
            // A sheet beyond these days cannot exist: a campaign ends within a year.
            LocalDate today = LocalDate.ofInstant(now, screen.timeZone());
            sheets.published(screen.id(), today, today.plusYears(2))
                    .forEach(sheet -> publishing
                            .withdraw(sheet, mediaSha256, by)
                            .ifPresent(fresh -> gaps.add(gap(screen, sheet, fresh))));
        }
        return gaps;
    }

    private static Gap gap(Screen screen, Sheet before, Sheet fresh) {
        return new Gap(
                screen.code(),
                screen.name(),
                fresh.date(),
                fresh.version(),
                before.playCount() - fresh.playCount(),
                fresh.idleMs() - before.idleMs());
    }

    /** What no scheduler has seen yet, the newest first. */
    List<Recall> unseen() {
        return list("seenAt is null order by at desc, id desc");
    }

    List<Recall> newest(int atMost) {
        return find("order by at desc, id desc").page(0, atMost).list();
    }

    /** Notes that the scheduler knows. */
    @Transactional
    void seen(UUID id, Account actor) {
        findByIdOptional(id)
                .filter(recall -> recall.seenAt() == null)
                .ifPresent(recall -> recall.seen(actor.id(), clock.instant().truncatedTo(ChronoUnit.MILLIS)));
    }
}
