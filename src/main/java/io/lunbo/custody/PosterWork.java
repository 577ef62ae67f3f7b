package io.lunbo.custody;

import io.lunbo.film.MediaInspection;
import io.lunbo.film.MediaRefusal;
import io.lunbo.media.Media;
import io.lunbo.media.MediaRepository;
import io.lunbo.media.MediaStore;
import io.lunbo.work.Work;
import io.lunbo.work.WorkFailure;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.function.IntConsumer;

/** Makes a lost still picture anew. Nobody signs it, so it may come out as other bytes than the first time. */
@ApplicationScoped
class PosterWork implements Work {
    static final String KIND = "POSTER";

    private final MediaRepository media;
    private final MediaStore store;
    private final MediaInspection inspection;
    private final EntityManager entities;

    PosterWork(MediaRepository media, MediaStore store, MediaInspection inspection, EntityManager entities) {
        this.media = media;
        this.store = store;
        this.inspection = inspection;
        this.entities = entities;
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
        Path file = store.workFile("poster-" + id);
        try {
            inspection.writePoster(original, one.facts(), file);
            String sha256 = store.keep(file).sha256();
            return () -> entities.createNativeQuery("update media set poster_sha256 = :poster where id = :id")
                    .setParameter("poster", sha256)
                    .setParameter("id", id)
                    .executeUpdate();
        } catch (MediaRefusal e) {
            throw new WorkFailure(e.reason().name(), e.detail());
        } finally {
            Files.deleteIfExists(file);
        }
    }
}
