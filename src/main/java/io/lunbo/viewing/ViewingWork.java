package io.lunbo.viewing;

import io.lunbo.film.DeliveryMaking;
import io.lunbo.film.DeliveryShape;
import io.lunbo.film.MediaFacts;
import io.lunbo.film.MediaRefusal;
import io.lunbo.media.Media;
import io.lunbo.media.MediaIntake.Arrived;
import io.lunbo.media.MediaRepository;
import io.lunbo.media.MediaStore;
import io.lunbo.work.Work;
import io.lunbo.work.WorkFailure;
import io.lunbo.work.WorkOrders;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.function.IntConsumer;

/** Makes the copy of a film that no browser plays, as soon as it has come in. */
@ApplicationScoped
class ViewingWork implements Work {
    static final String KIND = "VIEWING";
    /** As large as a reviewer's screen shows it. */
    private static final int LARGEST_SIDE = 1920;
    /** Less may be missing at the end than a reviewer has to have seen. */
    private static final long MOST_MISSING_MS = 400;

    private final ViewingRepository viewings;
    private final MediaRepository media;
    private final MediaStore store;
    private final DeliveryMaking making;
    private final WorkOrders orders;
    private final Clock clock;

    ViewingWork(
            ViewingRepository viewings,
            MediaRepository media,
            MediaStore store,
            DeliveryMaking making,
            WorkOrders orders,
            Clock clock) {
        this.viewings = viewings;
        this.media = media;
        this.store = store;
        this.making = making;
        this.orders = orders;
        this.clock = clock;
    }

    void arrived(@Observes Arrived event) {
        if (!media.findById(event.media()).shownDirectly()) {
            orders.order(KIND, event.media());
        }
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Runnable perform(UUID id, IntConsumer progress) throws WorkFailure, IOException, InterruptedException {
        Media one = QuarkusTransaction.requiringNew().call(() -> media.findById(id));
        if (one == null) {
            throw new WorkFailure("ORIGINAL_MISSING", "");
        }
        Path original = store.find(one.sha256()).orElseThrow(() -> new WorkFailure("ORIGINAL_MISSING", ""));
        Path file = store.workFile("viewing-" + id);
        try {
            MediaFacts facts = one.facts();
            DeliveryShape shape = DeliveryShape.fitting(facts.widthPx(), facts.heightPx(), LARGEST_SIDE, LARGEST_SIDE);
            MediaFacts made = making.make(original, facts, shape, one.sha256(), file, progress);
            if (made.durationMs() + MOST_MISSING_MS < facts.durationMs()) {
                throw new WorkFailure(
                        MediaRefusal.Reason.TRUNCATED.name(), made.durationMs() + " of " + facts.durationMs() + " ms");
            }
            String sha256 = store.keep(file).sha256();
            Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            return () -> {
                viewings.deleteById(id);
                viewings.persist(new Viewing(one, sha256, made, now));
            };
        } catch (MediaRefusal e) {
            throw new WorkFailure(e.reason().name(), e.detail());
        } finally {
            Files.deleteIfExists(file);
        }
    }
}
