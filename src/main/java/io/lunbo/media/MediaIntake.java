package io.lunbo.media;

import io.lunbo.access.CurrentOperator.Account;
import io.lunbo.audit.AuditTrail;
import io.lunbo.audit.Change;
import io.lunbo.film.MediaFacts;
import io.lunbo.film.MediaInspection;
import io.lunbo.film.MediaRefusal;
import io.lunbo.media.MediaUploads.Naming;
import io.lunbo.slogan.SloganText;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.function.IntConsumer;
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
    private final Event<Arrived> arrived;
    private final Clock clock;
    private final Semaphore decoders;

    MediaIntake(
            MediaConfig config,
            MediaStore store,
            MediaInspection inspection,
            MediaRepository repository,
            MediaUploads uploads,
            AuditTrail auditTrail,
            Event<Arrived> arrived,
            Clock clock) {
        this.store = store;
        this.inspection = inspection;
        this.repository = repository;
        this.uploads = uploads;
        this.auditTrail = auditTrail;
        this.arrived = arrived;
        this.clock = clock;
        this.decoders = new Semaphore(config.inspectionsAtOnce(), true);
    }

    /**
     * What became of something that was brought.
     *
     * @param known whether the same bytes had been brought before
     */
    public record Taken(Media media, boolean known) {}

    /** A film or picture that nobody had brought before; said in the transaction that writes it down. */
    public record Arrived(UUID media) {}

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
        try {
            Inspected inspected = inspect(file, store.incoming(), store.incoming(), percent -> {});
            return record(inspected.sha256(), () -> ofFile(inspected, naming), naming, actor);
        } catch (MediaRefusal e) {
            throw e.problem();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Problem.of(ProblemType.UNAVAILABLE);
        }
    }

    /**
     * A file that is a film or picture and lies in the store, not known to anybody yet.
     *
     * @param facts null where the same bytes are known already
     */
    public record Inspected(String sha256, MediaFacts facts, String posterSha256) {}

    /**
     * Looks at a file to its last frame and puts it into the store; the given file stays where it is.
     *
     * @param owner names whoever may be cut off and begin again; letters, digits and hyphens
     * @param progress takes how much is done, in percent
     */
    public Inspected inspect(Path file, String owner, IntConsumer progress)
            throws MediaRefusal, IOException, InterruptedException {
        return inspect(file, store.workFile(owner), store.workFile(owner + "-poster"), progress);
    }

    private Inspected inspect(Path file, Path name, Path poster, IntConsumer progress)
            throws MediaRefusal, IOException, InterruptedException {
        try {
            Path linked = MediaStore.link(file, name);
            String sha256 = MediaStore.hashOf(linked).sha256();
            Optional<Media> known = QuarkusTransaction.requiringNew().call(() -> repository.bySha256(sha256));
            return known.isPresent() && store.find(sha256).isPresent()
                    ? new Inspected(sha256, null, null)
                    : keep(linked, poster, progress);
        } finally {
            Files.deleteIfExists(name);
            Files.deleteIfExists(poster);
        }
    }

    /** Writes down what was inspected, in the transaction that is going on. */
    public Media take(Inspected inspected, String title, String fileName, Account actor) {
        Naming naming = new Naming(title, fileName);
        return write(inspected.sha256(), () -> ofFile(inspected, naming), naming, actor)
                .media();
    }

    private Media ofFile(Inspected inspected, Naming naming) {
        if (inspected.facts() == null) {
            throw Problem.of(ProblemType.UNAVAILABLE); // deleted since it was found to be known: look at it anew
        }
        return Media.ofFile(inspected.sha256(), naming.title(), inspected.facts(), inspected.posterSha256(), now());
    }

    /** Takes a slogan, and says whether it was known. */
    public Taken takeSlogan(String text, Account actor) {
        try {
            Media slogan = Media.ofSlogan(SloganText.of(text), now());
            return record(slogan.sha256(), () -> slogan, new Naming(slogan.title(), null), actor);
        } catch (MediaRefusal e) {
            throw e.problem();
        }
    }

    /** Writes down a slogan in the transaction that is going on, unless this very person has brought it before. */
    public Media writeOnce(SloganText text, Account actor) {
        Media slogan = Media.ofSlogan(text, now());
        Optional<Media> known = repository.bySha256(slogan.sha256());
        return known.filter(one -> uploads.broughtBy(one.id(), actor.id()))
                .orElseGet(() -> write(slogan.sha256(), () -> slogan, new Naming(slogan.title(), null), actor)
                        .media());
    }

    private Inspected keep(Path file, Path poster, IntConsumer progress)
            throws MediaRefusal, IOException, InterruptedException {
        decoders.acquire();
        try {
            MediaFacts facts = inspection.inspect(file, progress);
            inspection.writePoster(file, facts, poster);
            String posterHash = store.keep(poster).sha256();
            return new Inspected(store.keep(file).sha256(), facts, posterHash);
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
            if (media.kind() != MediaKind.SLOGAN) {
                arrived.fire(new Arrived(media.id()));
            }
        }
        uploads.persist(new MediaUploads.Upload(media.id(), naming, actor, now()));
        auditTrail.record(
                actor.id(),
                "media.take",
                "media:" + media.id(),
                new Change(
                        null,
                        Map.of("sha256", sha256, "kind", media.kind().name(), "title", media.title()),
                        Map.of("known", known.isPresent())));
        return new Taken(media, known.isPresent());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
