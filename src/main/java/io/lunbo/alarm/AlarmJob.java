package io.lunbo.alarm;

import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;

/** Looks at every screen and tells people. */
@Singleton
class AlarmJob {
    private final AlarmKeeping keeping;
    private final Telling telling;

    AlarmJob(AlarmKeeping keeping, Telling telling) {
        this.keeping = keeping;
        this.telling = telling;
    }

    @Scheduled(
            every = "${lunbo.alarm.look-every:10s}",
            delayed = "20s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() {
        keeping.look();
        telling.tell();
    }
}
