package io.lunbo.tally;

import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;

/** Counts what came since, every few seconds and for a few seconds. */
@Singleton
class SettleJob {
    private final CatchingUp catchingUp;

    SettleJob(CatchingUp catchingUp) {
        this.catchingUp = catchingUp;
    }

    @Scheduled(every = "${lunbo.tally.every:10s}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void settle() {
        catchingUp.run();
    }
}
