package io.lunbo.manifest;

import io.lunbo.screen.Screen;
import io.lunbo.screen.ScreenRepository;
import io.lunbo.takeover.TakeoverRepository;
import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/** Renews what changes without anybody's deed: a new day, a takeover whose time is over, a validity half used up. */
@Singleton
class ManifestRenewalJob {
    private final ManifestIssuing issuing;
    private final ManifestRepository manifests;
    private final ManifestBoard board;
    private final ScreenRepository screens;
    private final TakeoverRepository takeovers;
    private final Clock clock;
    private Instant lookedAt;

    ManifestRenewalJob(
            ManifestIssuing issuing,
            ManifestRepository manifests,
            ManifestBoard board,
            ScreenRepository screens,
            TakeoverRepository takeovers,
            Clock clock) {
        this.issuing = issuing;
        this.manifests = manifests;
        this.board = board;
        this.screens = screens;
        this.takeovers = takeovers;
        this.clock = clock;
    }

    @Scheduled(every = "60s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void renew() {
        Instant now = clock.instant();
        Collection<UUID> due = due(now);
        int failed = issuing.renewOneByOne(due);
        if (!due.isEmpty()) {
            Log.infof("Looked at the manifests of %d screens, %d failed", due.size(), failed);
        }
        lookedAt = failed == 0 ? now : lookedAt;
    }

    /** At the first run everything: settings may be others than before the start. */
    @Transactional
    Collection<UUID> due(Instant now) {
        List<Screen> inUse = screens.inUse();
        Set<UUID> due = new TreeSet<>();
        if (lookedAt == null) {
            inUse.forEach(screen -> due.add(screen.id()));
            return due;
        }
        inUse.stream()
                .filter(screen -> board.of(screen.id())
                        .map(posted -> posted.due(now, screen.timeZone()))
                        .orElse(true))
                .forEach(screen -> due.add(screen.id()));
        due.addAll(takeovers.screensTurned(lookedAt, now));
        due.addAll(manifests.due()); // a node that has put them off may be gone
        return due;
    }
}
