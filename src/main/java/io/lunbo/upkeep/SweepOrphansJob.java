package io.lunbo.upkeep;

import io.lunbo.upkeep.OrphanSweep.Orphan;
import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.List;

/** Sweeps orphans every night. */
@Singleton
class SweepOrphansJob {
    private final OrphanSweep sweep;

    SweepOrphansJob(OrphanSweep sweep) {
        this.sweep = sweep;
    }

    @Scheduled(
            cron = "${lunbo.storage.sweep-at:0 10 3 * * ?}",
            timeZone = "Asia/Shanghai",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void sweep() throws IOException {
        List<Orphan> gone = sweep.sweep(null);
        Log.infof("Swept %d files that nobody owns", gone.size());
    }
}
