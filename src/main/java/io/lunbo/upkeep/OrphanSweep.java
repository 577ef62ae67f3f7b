package io.lunbo.upkeep;

import io.lunbo.access.CurrentOperator.Account;
import io.lunbo.audit.AuditTrail;
import io.lunbo.custody.Damages;
import io.lunbo.media.MediaStore;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Removes files that nobody owns, some time after they came or were given up. */
@ApplicationScoped
public class OrphanSweep {
    private static final int BATCH = 500;
    private static final int NAMED_IN_AUDIT = 200;
    private static final Duration PROOF_KEPT = Duration.ofDays(90);

    private final Damages damages;
    private final MediaStore store;
    private final StorageConfig config;
    private final AuditTrail auditTrail;

    OrphanSweep(Damages damages, MediaStore store, StorageConfig config, AuditTrail auditTrail) {
        this.damages = damages;
        this.store = store;
        this.config = config;
        this.auditTrail = auditTrail;
    }

    /** A file that nobody owns, and its size. */
    public record Orphan(String sha256, long bytes) {}

    /** What would be swept, at most so much of it; nothing is touched. */
    public List<Orphan> orphans(int atMost) throws IOException {
        List<Orphan> found = new ArrayList<>();
        walk(config.orphansKept(), sha256 -> {
            store.find(sha256).flatMap(OrphanSweep::size).ifPresent(bytes -> found.add(new Orphan(sha256, bytes)));
            return found.size() < atMost;
        });
        return found;
    }

    /**
     * Sweeps, and writes down what is gone.
     *
     * @param actor who wanted it now; null at night
     */
    public List<Orphan> sweep(Account actor) throws IOException {
        return sweep(config.orphansKept(), actor);
    }

    List<Orphan> sweep(Duration kept, Account actor) throws IOException {
        store.tidy(PROOF_KEPT);
        List<Orphan> gone = new ArrayList<>();
        List<IOException> failed = new ArrayList<>();
        walk(kept, sha256 -> {
            try {
                long bytes = store.remove(
                        sha256, kept, () -> !damages.owned(List.of(sha256)).isEmpty());
                if (bytes > 0) {
                    gone.add(new Orphan(sha256, bytes));
                }
                return true;
            } catch (IOException e) {
                failed.add(e);
                return false;
            }
        });
        record(gone, actor);
        if (!failed.isEmpty()) {
            throw failed.get(0);
        }
        return gone;
    }

    /** Shows each orphan until one is answered by false. */
    private void walk(Duration kept, Predicate<String> orphan) throws IOException {
        try (Stream<String> old = store.olderThan(kept)) {
            Iterator<String> names = old.iterator();
            boolean on = true;
            while (on && names.hasNext()) {
                List<String> batch = new ArrayList<>();
                while (names.hasNext() && batch.size() < BATCH) {
                    batch.add(names.next());
                }
                Set<String> owned = damages.owned(batch);
                on = batch.stream().filter(sha256 -> !owned.contains(sha256)).allMatch(orphan);
            }
        }
    }

    private void record(List<Orphan> gone, Account actor) {
        if (gone.isEmpty()) {
            return;
        }
        long bytes = gone.stream().mapToLong(Orphan::bytes).sum();
        List<String> named =
                gone.stream().map(Orphan::sha256).limit(NAMED_IN_AUDIT).toList();
        QuarkusTransaction.requiringNew()
                .run(() -> auditTrail.record(
                        actor == null ? null : actor.id(),
                        "storage.sweep",
                        "storage:orphans",
                        Map.of("files", gone.size(), "bytes", bytes, "sha256", named)));
    }

    private static Optional<Long> size(Path file) {
        try {
            return Optional.of(Files.size(file));
        } catch (IOException e) {
            return Optional.empty(); // gone by now, so it is no orphan any more
        }
    }
}
