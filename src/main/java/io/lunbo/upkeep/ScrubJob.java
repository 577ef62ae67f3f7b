package io.lunbo.upkeep;

import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;

/** Reads stored files again, some every night. */
@Singleton
class ScrubJob {
    private final Scrub scrub;
    private final StorageConfig config;

    ScrubJob(Scrub scrub, StorageConfig config) {
        this.scrub = scrub;
        this.config = config;
    }

    @Scheduled(
            cron = "${lunbo.storage.scrub-at:0 30 0 * * ?}",
            timeZone = "Asia/Shanghai",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void scrub() {
        boolean whole = scrub.run(config.scrubFor());
        Log.infof(whole ? "Every stored file was read" : "Stored files were read; the next night goes on");
    }
}
