package io.lunbo.signin;

import io.lunbo.audit.AuditTrail;
import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;

/** Forgets sessions that are over and failures that no longer count. */
@ApplicationScoped
class SweepJob {
    private final Sessions sessions;
    private final SignInFailures failures;
    private final AuditTrail auditTrail;

    SweepJob(Sessions sessions, SignInFailures failures, AuditTrail auditTrail) {
        this.sessions = sessions;
        this.failures = failures;
        this.auditTrail = auditTrail;
    }

    @Scheduled(every = "1m", delayed = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void sweep() {
        failures.tell(auditTrail);
        int ended = sessions.sweep();
        int forgotten = failures.sweep();
        if (ended + forgotten > 0) {
            Log.infof("Swept %d sessions that were over and %d old sign-in failures", ended, forgotten);
        }
    }
}
