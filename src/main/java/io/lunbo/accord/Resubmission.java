package io.lunbo.accord;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lunbo.access.CurrentOperator.Account;
import io.lunbo.access.PlayerPrincipal;
import io.lunbo.audit.AuditTrail;
import io.lunbo.audit.Change;
import io.lunbo.playlog.PlayLogIngestion;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Submits a refused record again, for its player and through the players' own door: what makes it a play is judged there, and it is
 * counted once like any other.
 */
@ApplicationScoped
public class Resubmission {
    /** No clock is off by more than that and right again. */
    public static final Duration MOST = Duration.ofDays(400);

    private final RejectedRecords records;
    private final PlayLogIngestion ingestion;
    private final AuditTrail auditTrail;
    private final ObjectMapper json;
    private final Clock clock;

    Resubmission(
            RejectedRecords records,
            PlayLogIngestion ingestion,
            AuditTrail auditTrail,
            ObjectMapper json,
            Clock clock) {
        this.records = records;
        this.ingestion = ingestion;
        this.auditTrail = auditTrail;
        this.json = json;
        this.clock = clock;
    }

    /**
     * Submits one again.
     *
     * @param correction what is added to the time that the player wrote; zero where its clock was right
     * @throws Problem {@code record-refused-again} where it still is no play, {@code record-resubmitted} where it was taken in already
     */
    public void submit(UUID id, Duration correction, Account actor) {
        if (correction.abs().compareTo(MOST) > 0) {
            throw Problem.of(ProblemType.INVALID_INPUT).with("field", "correctionSeconds");
        }
        RejectedRecords.Rejected rejected = records.byId(id).orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
        if (rejected.resubmittedAt() != null) {
            throw Problem.of(ProblemType.RECORD_RESUBMITTED);
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        PlayLogIngestion.Taken taken = ingestion.ingest(
                new PlayerPrincipal(rejected.player(), rejected.screenId()), List.of(read(rejected)), correction, now);
        if (taken.accepted() == 0) {
            throw Problem.of(ProblemType.RECORD_REFUSED_AGAIN);
        }
        QuarkusTransaction.requiringNew().run(() -> {
            records.resubmitted(id, actor.name(), now);
            auditTrail.record(
                    actor.id(),
                    "plays.resubmit",
                    "rejected-play:" + id,
                    Change.made(Map.of(
                            "reason", rejected.reason(),
                            "record", rejected.record(),
                            "correctionMs", correction.toMillis())));
        });
    }

    private JsonNode read(RejectedRecords.Rejected rejected) {
        try {
            return json.readTree(rejected.record());
        } catch (JsonProcessingException e) { // cut to the column, so not what the player sent
            throw Problem.of(ProblemType.RECORD_REFUSED_AGAIN);
        }
    }
}
