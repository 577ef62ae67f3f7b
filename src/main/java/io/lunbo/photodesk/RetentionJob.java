package io.lunbo.photodesk;

import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.io.IOException;

/** Removes every night the photos and pictures whose time is over. */
@Singleton
class RetentionJob {
    private final EvidenceRetention retention;

    RetentionJob(EvidenceRetention retention) {
        this.retention = retention;
    }

    @Scheduled(
            cron = "${lunbo.evidence.retention-at:0 50 3 * * ?}",
            timeZone = "Asia/Shanghai",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void remove() throws IOException {
        EvidenceRetention.Round round = retention.run();
        Log.infof("Removed %d photos and %d pictures of players: past their time", round.photos(), round.screenshots());
    }
}
