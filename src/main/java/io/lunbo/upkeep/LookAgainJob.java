package io.lunbo.upkeep;

import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;

/** Ends the alarms about files that are whole again. */
@Singleton
class LookAgainJob {
    private final Scrub scrub;

    LookAgainJob(Scrub scrub) {
        this.scrub = scrub;
    }

    @Scheduled(every = "5m", delayed = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void lookAgain() {
        scrub.lookAgain();
    }
}
