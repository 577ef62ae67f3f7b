package io.lunbo.delivery;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.lunbo.manifest.ManifestBoard;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Which files players may have: those that a manifest or a published sheet names, and no other. */
@Singleton
class ReleasedMedia {
    private static final String NAMED_BY_A_PUBLISHED_SHEET = """
            select known.mime_type from (
              select mime_type from renditions where sha256 = :sha256
              union select mime_type from media where sha256 = :sha256) known
            where exists (
              select 1 from sheet_media named join sheets s on s.id = named.sheet_id
              where named.media_sha256 = :sha256 and s.state = 'PUBLISHED')""";

    private final ManifestBoard board;
    private final EntityManager entities;
    private final Cache<String, String> found = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(Duration.ofMinutes(1))
            .build();

    ReleasedMedia(ManifestBoard board, EntityManager entities) {
        this.board = board;
        this.entities = entities;
    }

    /** The content type, where memory knows that the file is released; never blocks. */
    Optional<String> typeAtHand(UUID screenId, String sha256) {
        return board.of(screenId)
                .map(posted -> posted.named().type(sha256))
                .or(() -> Optional.ofNullable(found.getIfPresent(sha256)));
    }

    /** The content type, where a published sheet of whatever day names the file; asks the database. */
    @Transactional
    Optional<String> type(String sha256) {
        List<?> types = entities.createNativeQuery(NAMED_BY_A_PUBLISHED_SHEET, String.class)
                .setParameter("sha256", sha256)
                .getResultList();
        types.forEach(type -> found.put(sha256, (String) type));
        return types.stream().map(String.class::cast).findFirst();
    }
}
