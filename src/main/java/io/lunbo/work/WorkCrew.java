package io.lunbo.work;

import io.lunbo.work.WorkClaims.Claim;
import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.enterprise.inject.Instance;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Those who work: a few threads of this node that take one order after the other. */
@ApplicationScoped
class WorkCrew {
    private static final int BEFORE_WHOEVER_ORDERS = 1500;
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

    private final WorkClaims claims;
    private final WorkConfig config;
    private final Instance<Work> works;
    private final ScheduledExecutorService threads;
    private final ScheduledExecutorService signs = Executors.newSingleThreadScheduledExecutor(WorkCrew::thread);
    private final AtomicInteger busy = new AtomicInteger();
    private volatile boolean ending;

    WorkCrew(WorkClaims claims, WorkConfig config, Instance<Work> works) {
        this.claims = claims;
        this.config = config;
        this.works = works;
        this.threads = Executors.newScheduledThreadPool(config.lanes(), WorkCrew::thread);
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "work");
        thread.setDaemon(true);
        return thread;
    }

    void atStart(@Observes @Priority(BEFORE_WHOEVER_ORDERS) StartupEvent start) {
        int released = claims.releaseOwn();
        if (released > 0) {
            Log.infof("Going on with %d pieces of work that were cut off", released);
        }
        wake();
    }

    void ordered(@Observes(during = TransactionPhase.AFTER_SUCCESS) WorkOrders.Ordered event) {
        wake();
    }

    /** Looks for what is due by now, or was left by a node that fell silent. */
    @Scheduled(every = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void lookAround() {
        wake();
    }

    /** At an end of the whole node: what is being done is begun again at the next start. */
    void atEnd(@Observes ShutdownEvent end) {
        ending = true;
        threads.shutdownNow();
        signs.shutdownNow();
    }

    private void wake() {
        if (!ending && busy.get() < config.lanes()) {
            threads.execute(this::workOff);
        }
    }

    private void workOff() {
        busy.incrementAndGet();
        try {
            for (Optional<Claim> claim = claims.next(); claim.isPresent() && !ending; claim = claims.next()) {
                work(claim.get());
            }
        } catch (RuntimeException e) {
            if (!ending) {
                Log.error("Work stopped; it goes on within seconds", e);
            }
        } finally {
            busy.decrementAndGet();
        }
    }

    private void work(Claim claim) {
        Work work = works.stream()
                .filter(one -> one.kind().equals(claim.kind()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("Nobody does work of the kind " + claim.kind()));
        if (claim.attempt() > config.attempts()) {
            giveUp(work, claim, new WorkFailure(WorkFailure.GAVE_UP, ""));
            return;
        }
        AtomicInteger percent = new AtomicInteger();
        ScheduledFuture<?> alive = signOfLife(claim, percent);
        try {
            Runnable result = work.perform(claim.subject(), percent::set);
            if (!claims.end(claim, null, result)) {
                Log.infof("%s of %s was finished by somebody else", claim.kind(), claim.subject());
            }
        } catch (WorkFailure e) {
            Log.infof("%s of %s failed: %s", claim.kind(), claim.subject(), e.getMessage());
            giveUp(work, claim, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException e) {
            tryLater(claim, e);
        } finally {
            alive.cancel(true);
        }
    }

    /** Also the one who is at work learns of a lost claim only at the end: what it wrote then is thrown away. */
    private ScheduledFuture<?> signOfLife(Claim claim, AtomicInteger percent) {
        long every = Math.min(2000, config.lease().toMillis() / 4);
        return signs.scheduleWithFixedDelay(
                () -> {
                    try {
                        claims.renew(claim, percent.get());
                    } catch (RuntimeException e) {
                        Log.debugf(e, "No sign of life could be given for %s", claim.order());
                    }
                },
                every,
                every,
                TimeUnit.MILLISECONDS);
    }

    private void giveUp(Work work, Claim claim, WorkFailure why) {
        claims.end(claim, why, () -> work.abandon(claim.subject(), why));
    }

    private void tryLater(Claim claim, Exception why) {
        if (ending) {
            return;
        }
        Log.warnf(why, "%s of %s failed and will be tried again", claim.kind(), claim.subject());
        Duration pause = Duration.ofSeconds(1L << Math.min(claim.attempt(), 8));
        claims.later(claim, pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE);
    }
}
