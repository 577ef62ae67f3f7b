package io.lunbo.drop;

import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;

/** Looks every few minutes for days that are closed or have become others. */
@Singleton
class DropJob {
    private final DropDelivery delivery;

    DropJob(DropDelivery delivery) {
        this.delivery = delivery;
    }

    @Scheduled(every = "${lunbo.drops.every:5m}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void deliver() {
        delivery.run();
    }
}
