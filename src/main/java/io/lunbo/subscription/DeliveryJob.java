package io.lunbo.subscription;

import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;

/** Looks every few minutes for reports that are due. */
@Singleton
class DeliveryJob {
    private final ReportDelivery delivery;

    DeliveryJob(ReportDelivery delivery) {
        this.delivery = delivery;
    }

    @Scheduled(every = "${lunbo.report-mail.every:10m}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void deliver() {
        delivery.run();
    }
}
