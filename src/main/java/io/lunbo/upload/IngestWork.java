package io.lunbo.upload;

import io.lunbo.access.CurrentOperator.Account;
import io.lunbo.access.OperatorRepository;
import io.lunbo.film.MediaRefusal;
import io.lunbo.media.MediaIntake;
import io.lunbo.media.MediaIntake.Inspected;
import io.lunbo.work.Work;
import io.lunbo.work.WorkFailure;
import io.quarkus.logging.Log;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.UUID;
import java.util.function.IntConsumer;

/** Looks at a file that has come in whole, and makes it a media. */
@ApplicationScoped
class IngestWork implements Work {
    static final String KIND = "INGEST";
    static final String OTHER_BYTES = "OTHER_BYTES";
    static final String BYTES_MISSING = "BYTES_MISSING";

    private final UploadRepository uploads;
    private final PartFiles files;
    private final OperatorRepository operators;
    private final MediaIntake intake;
    private final Event<Ended> ended;
    private final Clock clock;

    /** The bytes of an upload are needed no more. */
    record Ended(UUID upload) {}

    IngestWork(
            UploadRepository uploads,
            PartFiles files,
            OperatorRepository operators,
            MediaIntake intake,
            Event<Ended> ended,
            Clock clock) {
        this.uploads = uploads;
        this.files = files;
        this.operators = operators;
        this.intake = intake;
        this.ended = ended;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Runnable perform(UUID id, IntConsumer progress) throws WorkFailure, IOException, InterruptedException {
        Upload upload = QuarkusTransaction.requiringNew().call(() -> uploads.findById(id));
        Path file = files.of(id);
        if (upload == null || !Files.isRegularFile(file) || Files.size(file) != upload.length()) {
            throw new WorkFailure(BYTES_MISSING, "");
        }
        Account actor = QuarkusTransaction.requiringNew()
                .call(() -> operators.findById(upload.operatorId()).account());
        Inspected inspected;
        try {
            inspected = intake.inspect(file, KIND.toLowerCase(Locale.ROOT) + "-" + id, progress);
        } catch (MediaRefusal e) {
            throw new WorkFailure(e.reason().name(), e.detail());
        }
        if (upload.wantedSha256() != null && !upload.wantedSha256().equals(inspected.sha256())) {
            throw new WorkFailure(OTHER_BYTES, inspected.sha256());
        }
        return () -> {
            UUID media = intake.take(inspected, upload.title(), upload.fileName(), actor)
                    .id();
            uploads.findById(id).become(media, inspected.sha256(), now());
            ended.fire(new Ended(id));
        };
    }

    @Override
    public void abandon(UUID id, WorkFailure why) {
        uploads.findByIdOptional(id).ifPresent(upload -> upload.refuse(now()));
        ended.fire(new Ended(id));
    }

    /** Once it is committed: the bytes are linked into the store by now, or refused. Left by a crash, they are swept. */
    void deleteBytes(@Observes(during = TransactionPhase.AFTER_SUCCESS) Ended event) {
        try {
            files.delete(event.upload());
        } catch (IOException e) {
            Log.warnf(e, "The bytes of upload %s stay until they are swept", event.upload());
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
