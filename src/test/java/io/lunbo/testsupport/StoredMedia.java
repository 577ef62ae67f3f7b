package io.lunbo.testsupport;

import io.lunbo.media.MediaKind;
import io.lunbo.media.MediaStore;
import io.quarkus.arc.Arc;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.persistence.EntityManager;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Media rows and files of any bytes, put in their place past intake. */
public final class StoredMedia {
    private StoredMedia() {}

    /** A file that calls itself a film; gives its hash. */
    public static String film(byte[] bytes) throws IOException {
        return stored(MediaKind.VIDEO, "video/mp4", bytes, null);
    }

    /** A slogan; gives its hash. */
    public static String slogan(String text) throws IOException {
        return stored(MediaKind.SLOGAN, "text/plain", text.getBytes(StandardCharsets.UTF_8), text);
    }

    private static String stored(MediaKind kind, String type, byte[] bytes, String text) throws IOException {
        MediaStore store = Arc.container().instance(MediaStore.class).get();
        MediaStore.Stored stored = store.keep(store.receive(new ByteArrayInputStream(bytes)));
        QuarkusTransaction.requiringNew()
                .run(() -> Arc.container()
                        .instance(EntityManager.class)
                        .get()
                        .createNativeQuery("""
                                insert ignore into media (id, sha256, kind, title, mime_type, bytes, duration_ms, text,
                                  created_at) values (:id, :sha256, :kind, :title, :type, :bytes, :duration, :text, now(3))""")
                        .setParameter("id", UUID.randomUUID())
                        .setParameter("sha256", stored.sha256())
                        .setParameter("kind", kind.name())
                        .setParameter("title", text == null ? "试片" : text)
                        .setParameter("type", type)
                        .setParameter("bytes", stored.bytes())
                        .setParameter("duration", text == null ? 10_000L : null)
                        .setParameter("text", text)
                        .executeUpdate());
        return stored.sha256();
    }
}
