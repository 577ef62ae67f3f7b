package io.lunbo.media;

import io.lunbo.access.CurrentOperator.Account;
import io.lunbo.audit.AuditTrail;
import io.lunbo.film.MediaFacts;
import io.lunbo.film.MediaInspection;
import io.lunbo.film.MediaRefusal;
import io.lunbo.media.MediaStore.Stored;
import io.lunbo.media.MediaUploads.Naming;
import io.lunbo.slogan.SloganText;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.hibernate.exception.ConstraintViolationException;

/**
 * Takes in films, pictures and slogans.
 *
 * <p>A file is looked at to its last frame before anything is written down, and outside of any transaction: that may
 * take minutes. What is refused leaves neither row nor file.
 */
@ApplicationScoped
public class MediaIntake {
    private final MediaStore store;
    private final MediaInspection inspection;
    private final MediaRepository repository;
    private final MediaUploads uploads;
    private final AuditTrail auditTrail;
    private final Clock clock;
    private final Semaphore decoders;

    MediaIntake(
            MediaConfig config,
            MediaStore store,
            MediaInspection inspection,
            MediaRepository repository,
            MediaUploads uploads,
            AuditTrail auditTrail,
            Clock clock) {
        this.store = store;
        this.inspection = inspection;
        this.repository = repository;
        this.uploads = uploads;
        this.auditTrail = auditTrail;
        this.clock = clock;
        this.decoders = new Semaphore(config.inspectionsAtOnce(), true);
    }

    /**
     * What became of something that was brought.
     *
     * @param known whether the same bytes had been brought before
     */
    record Taken(Media media, boolean known) {}

    /**
     * Takes a film or a picture; the given file stays where it is.
     *
     * @param title what people call it; blank or null: the file's name without its ending
     * @param fileName the name that the client said, kept as data; may be null
     */
    public Media file(Path file, String title, String fileName, Account actor) {
        return takeFile(file, Naming.of(title, fileName), actor).media();
    }

    /** Takes a slogan. */
    public Media slogan(String text, Account actor) {
        return takeSlogan(text, actor).media();
    }

    Taken takeFile(Path file, Naming naming, Account actor) {
        Path incoming = null;
        try {
            incoming = store.link(file);
            Stored bytes = MediaStore.hashOf(incoming);
            Optional<Media> known = QuarkusTransaction.requiringNew().call(() -> repository.bySha256(bytes.sha256()));
            if (known.isPresent() && store.find(bytes.sha256()).isPresent()) {
                return record(bytes.sha256(), known::get, naming, actor);
            }
            return keep(incoming, naming, actor);
        } catch (MediaRefusal e) {
            throw e.problem();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Problem.of(ProblemType.UNAVAILABLE);
        } finally {
            remove(incoming);
        }
    }

    Taken takeSlogan(String text, Account actor) {
        try {
            Media slogan = Media.ofSlogan(SloganText.of(text), now());
            return record(slogan.sha256(), () -> slogan, new Naming(slogan.title(), null), actor);
        } catch (MediaRefusal e) {
            throw e.problem();
        }
    }

    private Taken keep(Path incoming, Naming naming, Account actor)
            throws MediaRefusal, IOException, InterruptedException {
        Path poster = store.incoming();
        try {
            MediaFacts facts = inspect(incoming, poster);
            String posterHash = store.keep(poster).sha256();
            String hash = store.keep(incoming).sha256();
            return record(hash, () -> Media.ofFile(hash, naming.title(), facts, posterHash, now()), naming, actor);
        } finally {
            remove(poster);
        }
    }

    private MediaFacts inspect(Path incoming, Path poster) throws MediaRefusal, IOException, InterruptedException {
        decoders.acquire();
        try {
            MediaFacts facts = inspection.inspect(incoming);
            inspection.writePoster(incoming, facts, poster);
            return facts;
        } finally {
            decoders.release();
        }
    }

    private Taken record(String sha256, Supplier<Media> fresh, Naming naming, Account actor) {
        try {
            return QuarkusTransaction.requiringNew().call(() -> write(sha256, fresh, naming, actor));
        } catch (ConstraintViolationException e) {
            // Somebody brought the same bytes at this very moment: now they are known.
            return QuarkusTransaction.requiringNew().call(() -> write(sha256, fresh, naming, actor));
        }
    }

    private Taken write(String sha256, Supplier<Media> fresh, Naming naming, Account actor) {
        Optional<Media> known = repository.bySha256(sha256);
        Media media = known.orElseGet(fresh);
        if (known.isEmpty()) {
            repository.persistAndFlush(media);
        }
        uploads.persist(new MediaUploads.Upload(media.id(), naming, actor, now()));
        auditTrail.record(
                actor.id(),
                "media.take",
                "media:" + media.id(),
                Map.of("sha256", sha256, "kind", media.kind().name(), "known", known.isPresent()));
        return new Taken(media, known.isPresent());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static void remove(Path file) {
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
