package io.lunbo.rendition;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.lunbo.custody.FileOwner;
import io.lunbo.custody.FileQuery;
import io.lunbo.media.MediaStore;
import io.lunbo.screen.Screen;
import io.lunbo.slogan.DotPicture;
import io.lunbo.slogan.SloganLayout;
import io.lunbo.slogan.SloganLayout.Sign;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The pictures of slogans for controllers without fonts, kept like any file.
 *
 * <p>A picture follows from the text and the sign alone, so whoever approved the text approved it; players get it only
 * where a manifest names it, and a manifest names it only beside the text. A lost one is drawn again for the next manifest.
 */
@ApplicationScoped
public class SloganBitmaps implements FileOwner {
    private final MediaStore store;
    private final EntityManager entities;
    private final FileQuery query;
    private final Clock clock;
    private final Cache<Drawn, Optional<String>> known =
            Caffeine.newBuilder().maximumSize(20_000).build();

    SloganBitmaps(MediaStore store, EntityManager entities, FileQuery query, Clock clock) {
        this.store = store;
        this.entities = entities;
        this.query = query;
        this.clock = clock;
    }

    private record Drawn(SloganLayout layout, Sign sign) {}

    /**
     * The hash of the picture, which then lies in the store; empty where the screen has no dots to draw on.
     *
     * @throws UncheckedIOException where the store takes no files; the caller's transaction is none the worse for it
     */
    @Transactional(dontRollbackOn = UncheckedIOException.class)
    public Optional<String> of(SloganLayout layout, Screen screen) {
        Drawn drawn = new Drawn(layout, screen.textSurface());
        Optional<String> hash = known.get(drawn, this::keep);
        // a file that was swept since is drawn again
        return hash.isEmpty() || store.find(hash.get()).isPresent() ? hash : keep(drawn);
    }

    private Optional<String> keep(Drawn drawn) {
        return DotPicture.of(drawn.layout(), drawn.sign()).map(picture -> {
            try {
                String hash = store.keep(store.receive(new ByteArrayInputStream(picture.png())))
                        .sha256();
                own(hash);
                return hash;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    @Override
    public String name() {
        return "BITMAP";
    }

    @Override
    public Set<String> owned(Collection<String> sha256s) {
        return query.owned("select sha256 from slogan_bitmaps where sha256 in (:hashes)", sha256s);
    }

    @Override
    public List<String> next(String after, int atMost) {
        return query.next(
                "select sha256 from slogan_bitmaps where sha256 > :after order by sha256 limit :most", after, atMost);
    }

    /** Written down, so that it is not swept as nobody's. */
    private void own(String sha256) {
        entities.createNativeQuery("insert ignore into slogan_bitmaps (sha256, drawn_at) values (:sha256, :now)")
                .setParameter("sha256", sha256)
                .setParameter("now", clock.instant())
                .executeUpdate();
    }
}
