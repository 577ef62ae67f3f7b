package io.lunbo.rendition;

import io.lunbo.film.DeliveryMaking;
import io.lunbo.film.MediaFacts;
import io.lunbo.film.MediaRefusal;
import io.lunbo.media.MediaStore;
import io.lunbo.media.MediaStore.Stored;
import io.lunbo.work.Work;
import io.lunbo.work.WorkFailure;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.UUID;
import java.util.function.IntConsumer;

/** Makes a rendition. The same original gives the same bytes, so a run that was cut off leaves nothing that differs. */
@ApplicationScoped
class RenditionWork implements Work {
    static final String KIND = "RENDITION";
    static final String ORIGINAL_MISSING = "ORIGINAL_MISSING";
    static final String OTHER_BYTES = "OTHER_BYTES";

    private final RenditionRepository renditions;
    private final MediaStore store;
    private final DeliveryMaking making;
    private final MadeStatements statements;
    private final Clock clock;

    RenditionWork(
            RenditionRepository renditions,
            MediaStore store,
            DeliveryMaking making,
            MadeStatements statements,
            Clock clock) {
        this.renditions = renditions;
        this.store = store;
        this.making = making;
        this.statements = statements;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Runnable perform(UUID id, IntConsumer progress) throws WorkFailure, IOException, InterruptedException {
        Rendition rendition = QuarkusTransaction.requiringNew().call(() -> renditions.findById(id));
        if (rendition == null) {
            throw new WorkFailure(ORIGINAL_MISSING, "");
        }
        Path original = store.find(rendition.originalSha256()).orElseThrow(() -> new WorkFailure(ORIGINAL_MISSING, ""));
        Path file = store.workFile(KIND.toLowerCase(Locale.ROOT) + "-" + id);
        try {
            MediaFacts made = making.make(
                    original, rendition.media().facts(), rendition.shape(), rendition.originalSha256(), file, progress);
            Stored stored = store.keep(file);
            if (rendition.made() && !rendition.sha256().equals(stored.sha256())) {
                throw new WorkFailure(OTHER_BYTES, stored.sha256()); // sheets name the bytes of the first time
            }
            Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            String statement =
                    statements.state(rendition.originalSha256(), stored.sha256(), rendition.shape(), made.bytes(), now);
            return () -> renditions.findById(id).become(stored.sha256(), made, DeliveryMaking.RECIPE, now, statement);
        } catch (MediaRefusal e) {
            throw new WorkFailure(e.reason().name(), e.detail());
        } finally {
            Files.deleteIfExists(file);
        }
    }
}
