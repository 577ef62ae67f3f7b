package io.lunbo.portrait;

import io.lunbo.film.MediaRefusal;
import io.lunbo.film.PortraitMaking;
import io.lunbo.media.Media;
import io.lunbo.media.MediaIntake.Arrived;
import io.lunbo.media.MediaRepository;
import io.lunbo.media.MediaStore;
import io.lunbo.work.Work;
import io.lunbo.work.WorkFailure;
import io.lunbo.work.WorkOrders;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.function.IntConsumer;

/** Makes the portrait of whatever has come in. */
@ApplicationScoped
class PortraitWork implements Work {
    static final String KIND = "PORTRAIT";
    private static final int AT_ONCE = 1000;

    private final PortraitRepository portraits;
    private final MediaRepository media;
    private final MediaStore store;
    private final PortraitMaking making;
    private final WorkOrders orders;
    private final Clock clock;

    PortraitWork(
            PortraitRepository portraits,
            MediaRepository media,
            MediaStore store,
            PortraitMaking making,
            WorkOrders orders,
            Clock clock) {
        this.portraits = portraits;
        this.media = media;
        this.store = store;
        this.making = making;
        this.orders = orders;
        this.clock = clock;
    }

    void arrived(@Observes Arrived event) {
        orders.orderForLater(KIND, event.media());
    }

    /** Also of what came in before there were portraits. */
    @Scheduled(every = "1h", delayed = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @Transactional
    void orderMissing() {
        portraits.missing(AT_ONCE).forEach(id -> orders.orderForLater(KIND, id));
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
        String owner = "portrait-" + id;
        Path work = store.incoming(owner);
        Path strip = store.incoming(owner + "-strip");
        Path sound = store.incoming(owner + "-sound");
        try {
            PortraitMaking.Portrait found = making.make(original, one.facts(), strip, sound, work);
            String stripHash = Files.size(strip) > 0 ? store.keep(strip).sha256() : null;
            String soundHash = Files.size(sound) > 0 ? store.keep(sound).sha256() : null;
            Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            return () -> {
                portraits.deleteById(id);
                portraits.persist(new Portrait(one, found, stripHash, soundHash, now));
            };
        } catch (MediaRefusal e) {
            throw new WorkFailure(e.reason().name(), e.detail());
        } finally {
            for (Path file : new Path[] {work, strip, sound}) {
                Files.deleteIfExists(file);
            }
        }
    }
}
