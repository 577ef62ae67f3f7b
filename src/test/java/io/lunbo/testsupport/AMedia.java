package io.lunbo.testsupport;

import io.lunbo.access.CurrentOperator.Account;
import io.lunbo.media.Media;
import io.lunbo.media.MediaKind;
import io.lunbo.media.MediaRepository;
import io.quarkus.arc.Arc;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.persistence.EntityManager;
import java.util.UUID;

/** Media rows of their own for a test that is not about files. */
public final class AMedia {
    private AMedia() {}

    public static Media film(int seconds, Account uploader) {
        return of(MediaKind.VIDEO, "video/mp4", seconds * 1000L, uploader);
    }

    public static Media picture(Account uploader) {
        return of(MediaKind.IMAGE, "image/png", null, uploader);
    }

    public static Media slogan(Account uploader) {
        return of(MediaKind.SLOGAN, "text/plain", null, uploader);
    }

    /** The same bytes brought by another person, too. */
    public static void alsoBroughtBy(UUID media, Account uploader) {
        QuarkusTransaction.requiringNew().run(() -> upload(media, uploader));
    }

    private static Media of(MediaKind kind, String type, Long durationMs, Account uploader) {
        UUID id = UUID.randomUUID();
        String sha256 = (UUID.randomUUID().toString() + UUID.randomUUID()).replace("-", "");
        String text = kind == MediaKind.SLOGAN ? "尊重知识 " + id : null;
        return QuarkusTransaction.requiringNew().call(() -> {
            em().createNativeQuery("insert into media (id, sha256, kind, title, mime_type, bytes, duration_ms, text, "
                            + "width_px, height_px, created_at) values (?1, ?2, ?3, ?4, ?5, 1000, ?6, ?7, 1920, 1080, "
                            + "now(3))")
                    .setParameter(1, id)
                    .setParameter(2, sha256)
                    .setParameter(3, kind.name())
                    .setParameter(4, text != null ? text : "film " + id)
                    .setParameter(5, type)
                    .setParameter(6, durationMs)
                    .setParameter(7, text)
                    .executeUpdate();
            upload(id, uploader);
            if (text == null) {
                madeForWalls(id, sha256, type, durationMs);
            }
            return Arc.container().instance(MediaRepository.class).get().findById(id);
        });
    }

    /** As if it had been made for walls of the usual size, and had come out with the same hash. */
    private static void madeForWalls(UUID media, String sha256, String type, Long durationMs) {
        em().createNativeQuery("insert into renditions (id, media_id, original_sha256, shape, part_width, part_height, "
                        + "width_px, height_px, ordered_at, sha256, bytes, duration_ms, mime_type, recipe, made_at) "
                        + "values (?1, ?2, ?3, '1920x1080', 100000, 100000, 1920, 1080, now(3), ?3, 1000, ?4, ?5, "
                        + "'none', now(3))")
                .setParameter(1, UUID.randomUUID())
                .setParameter(2, media)
                .setParameter(3, sha256)
                .setParameter(4, durationMs)
                .setParameter(5, type)
                .executeUpdate();
    }

    private static void upload(UUID media, Account uploader) {
        em().createNativeQuery("insert into media_uploads (id, media_id, operator_id, unit_id, title, at) "
                        + "values (?1, ?2, ?3, ?4, 'as brought', now(3))")
                .setParameter(1, UUID.randomUUID())
                .setParameter(2, media)
                .setParameter(3, uploader.id())
                .setParameter(4, uploader.unitId())
                .executeUpdate();
    }

    private static EntityManager em() {
        return Arc.container().instance(EntityManager.class).get();
    }
}
