package io.lunbo.manifest;

import io.lunbo.custody.FileOwner;
import io.lunbo.media.MediaKind;
import io.lunbo.media.MediaStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** The picture that fills every gap (垫片). It comes with Lunbo and needs nobody's approval: it says nothing. */
@ApplicationScoped
public class Standby implements FileOwner {
    private static final String RESOURCE = "/standby.png";
    private static final int WIDTH_PX = 1920;
    private static final int HEIGHT_PX = 1080;

    private final MediaStore store;
    private final String sha256;
    private final Manifest.Item item;

    Standby(MediaStore store) throws IOException {
        this.store = store;
        MediaStore.Stored stored = put();
        this.sha256 = stored.sha256();
        this.item = new Manifest.Item(
                MediaKind.IMAGE, "image/png", stored.bytes(), null, WIDTH_PX, HEIGHT_PX, "垫片", null, null, null, null);
    }

    private MediaStore.Stored put() throws IOException {
        try (InputStream picture = Standby.class.getResourceAsStream(RESOURCE)) {
            return store.keep(store.receive(picture));
        }
    }

    @Override
    public String name() {
        return "STANDBY";
    }

    @Override
    public Set<String> owned(Collection<String> sha256s) {
        return sha256s.contains(sha256) ? Set.of(sha256) : Set.of();
    }

    @Override
    public List<String> next(String after, int atMost) {
        return sha256.compareTo(after) > 0 ? List.of(sha256) : List.of();
    }

    @Override
    public boolean remake(String lost) {
        try {
            return put().sha256().equals(sha256);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The picture's hash. */
    public String sha256() {
        return sha256;
    }

    Manifest.Item item() {
        return item;
    }
}
