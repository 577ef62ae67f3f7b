package io.lunbo.reviewdesk;

import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Looks every few minutes what is late. */
@Singleton
class DeadlineNoticeJob {
    private final DeadlineNotice notice;
    private final Clock clock;

    DeadlineNoticeJob(DeadlineNotice notice, Clock clock) {
        this.notice = notice;
        this.clock = clock;
    }

    @Scheduled(every = "5m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void send() {
        int sent = notice.send(clock.instant());
        if (sent > 0) {
            Log.infof("Told %d reviewers that reviews are late", sent);
        }
    }
}
