package io.lunbo.manifest;

import io.lunbo.media.MediaKind;
import io.lunbo.media.MediaStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;

/** The picture that fills every gap (垫片). It comes with Lunbo and needs nobody's approval: it says nothing. */
@ApplicationScoped
public class Standby {
    private static final String RESOURCE = "/standby.png";
    private static final int WIDTH_PX = 1920;
    private static final int HEIGHT_PX = 1080;

    private final String sha256;
    private final Manifest.Item item;

    Standby(MediaStore store) throws IOException {
        try (InputStream picture = Standby.class.getResourceAsStream(RESOURCE)) {
            MediaStore.Stored stored = store.keep(store.receive(picture));
            this.sha256 = stored.sha256();
            this.item = new Manifest.Item(
                    MediaKind.IMAGE, "image/png", stored.bytes(), null, WIDTH_PX, HEIGHT_PX, "垫片", null, null, null);
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
