package io.lunbo.audit;

import io.lunbo.ledger.AuditHead;
import io.lunbo.ledger.AuditHeads;
import io.lunbo.ledger.StoredChain;
import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import javax.sql.DataSource;

/** Writes down outside the database where the chain ends: into a file often, into the log once a day. */
@Singleton
class AuditHeadJob {
    private final DataSource database;
    private final AuditHeads heads;
    private final Clock clock;
    private LocalDate logged;

    AuditHeadJob(DataSource database, AuditConfig config, Clock clock) {
        this.database = database;
        this.heads = new AuditHeads(config.heads());
        this.clock = clock;
    }

    @Scheduled(every = "10m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void keep() throws SQLException, IOException {
        keep(clock.instant());
    }

    void keep(Instant now) throws SQLException, IOException {
        try (Connection connection = database.getConnection()) {
            StoredChain chain = new StoredChain(connection);
            AuditHead head = chain.head();
            Optional<AuditHead> last = heads.last();
            if (last.isPresent() && !chain.holds(last.get())) {
                Log.errorf("The audit trail is not the one that ended at %s: somebody has changed it", last.get());
                return; // what is written down must not be buried under the ends of another chain
            }
            if (head.sequence() > 0 && !last.filter(head::equals).isPresent()) {
                heads.add(head, now);
            }
            LocalDate today = now.atZone(ZoneOffset.UTC).toLocalDate();
            if (!today.equals(logged)) {
                Log.infof("The audit trail ends at %s", head);
                logged = today;
            }
        }
    }
}
