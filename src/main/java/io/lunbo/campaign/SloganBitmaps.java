package io.lunbo.campaign;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.lunbo.media.MediaStore;
import io.lunbo.screen.Screen;
import io.lunbo.slogan.DotPicture;
import io.lunbo.slogan.SloganLayout;
import io.lunbo.slogan.SloganLayout.Sign;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/**
 * The pictures of slogans for controllers without fonts, kept like any file.
 *
 * <p>A picture follows from the text and the sign alone, so whoever approved the text approved it; players get it only
 * where a manifest names it, and a manifest names it only beside the text.
 */
@ApplicationScoped
public class SloganBitmaps {
    private final MediaStore store;
    private final Cache<Drawn, Optional<String>> known =
            Caffeine.newBuilder().maximumSize(20_000).build();

    SloganBitmaps(MediaStore store) {
        this.store = store;
    }

    private record Drawn(SloganLayout layout, Sign sign) {}

    /** The hash of the picture, which then lies in the store; empty where the screen has no dots to draw on. */
    public Optional<String> of(SloganLayout layout, Screen screen) {
        Drawn drawn = new Drawn(layout, screen.textSurface());
        Optional<String> hash = known.get(drawn, this::keep);
        // a file that was swept since is drawn again
        return hash.isEmpty() || store.find(hash.get()).isPresent() ? hash : keep(drawn);
    }

    private Optional<String> keep(Drawn drawn) {
        return DotPicture.of(drawn.layout(), drawn.sign()).map(picture -> {
            try {
                return store.keep(store.receive(new ByteArrayInputStream(picture.png())))
                        .sha256();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
