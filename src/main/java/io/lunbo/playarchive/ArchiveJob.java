package io.lunbo.playarchive;

import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.io.IOException;

/** Archives every night what is old enough. */
@Singleton
class ArchiveJob {
    private final PlayArchiving archiving;

    ArchiveJob(PlayArchiving archiving) {
        this.archiving = archiving;
    }

    @Scheduled(
            cron = "${lunbo.play-archive.at:0 40 3 * * ?}",
            timeZone = "Asia/Shanghai",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void archive() throws IOException {
        PlayArchiving.Round round = archiving.run();
        Log.infof(
                "Archived %d screen-months of plays, emptied %d, compared %d files: %d damaged",
                round.archived(), round.emptied(), round.checked(), round.faults());
    }
}
