package io.lunbo.media;

import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.UUID;
import java.util.stream.Stream;
import org.hibernate.exception.ConstraintViolationException;

/** Removes a media to which nothing refers. Whether something does is known above; the last word has the database. */
@ApplicationScoped
public class MediaRemoval {
    private final MediaRepository repository;
    private final MediaUploads uploads;
    private final MediaStore store;
    private final Event<Removed> removed;

    /** A media is being removed, in this transaction: whoever has made something of it removes that, too. */
    public record Removed(UUID media) {}

    MediaRemoval(MediaRepository repository, MediaUploads uploads, MediaStore store, Event<Removed> removed) {
        this.repository = repository;
        this.uploads = uploads;
        this.store = store;
        this.removed = removed;
    }

    /** Removes its rows. Its files are orphans from now on and count as new ones, as long as orphans are kept. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void remove(Media media) {
        try {
            removed.fire(new Removed(media.id()));
            uploads.delete("mediaId", media.id());
            repository.delete(media);
            repository.flush();
        } catch (ConstraintViolationException e) {
            throw Problem.of(ProblemType.MEDIA_REFERRED_TO, media.title());
        }
        Stream.of(media.sha256(), media.posterSha256())
                .filter(file -> file != null)
                .forEach(this::renew);
    }

    private void renew(String sha256) {
        try {
            store.renew(sha256);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
