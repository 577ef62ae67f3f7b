package io.lunbo.tally;

import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;

/** Proves every night that counts, plays and roll-ups say the same. */
@Singleton
class ProofJob {
    private final Proving proving;
    private final TallyConfig config;

    ProofJob(Proving proving, TallyConfig config) {
        this.proving = proving;
        this.config = config;
    }

    @Scheduled(
            cron = "${lunbo.tally.prove-at:0 20 2 * * ?}",
            timeZone = "Asia/Shanghai",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void prove() {
        Proving.Proof proof = proving.run(config.proveFor());
        Log.infof(
                "Proved %d screen-days from %d plays: %d counted otherwise, %d hours rolled up otherwise",
                proof.days(), proof.plays(), proof.daysWrong(), proof.hoursWrong());
    }
}
