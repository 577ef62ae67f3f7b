package io.lunbo.playarchive;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Reads single plays where they are no longer in the database. */
@ApplicationScoped
public class ArchivedPlays {
    private final PlayArchiveRepository archives;
    private final ArchiveFolder folder;
    private final PlayRetention retention;
    private final Clock clock;
    // Who looks at one day of a month looks at the next.
    private final Cache<String, List<ArchivedPlay>> read = Caffeine.newBuilder()
            .maximumSize(2)
            .expireAfterAccess(Duration.ofMinutes(10))
            .build();

    ArchivedPlays(PlayArchiveRepository archives, ArchiveFolder folder, PlayRetention retention, Clock clock) {
        this.archives = archives;
        this.folder = folder;
        this.retention = retention;
        this.clock = clock;
    }

    /**
     * The archived plays of a screen that began in {@code [from, until)}; while a month is moved or was put back, they are in the
     * database as well.
     *
     * @throws Problem {@code archive-damaged} where a file is missing or not what was written: better no answer than a wrong one
     */
    public List<ArchivedPlay> between(UUID screenId, Instant from, Instant until) {
        if (!from.isBefore(retention.archivedBefore(clock.instant()))) {
            return List.of();
        }
        List<ArchivedPlay> found = new ArrayList<>();
        for (PlayArchive archive : archives.touching(screenId, from, until)) {
            read.get(archive.sha256(), sha256 -> all(archive)).stream()
                    .filter(play ->
                            !play.startedAt().isBefore(from) && play.startedAt().isBefore(until))
                    .forEach(found::add);
        }
        return found;
    }

    private List<ArchivedPlay> all(PlayArchive archive) {
        try {
            List<ArchivedPlay> plays = new ArrayList<>(archive.plays());
            String sha256 = folder.read(folder.path(archive.file()), plays::add);
            if (sha256.equals(archive.sha256())) {
                return plays;
            }
            Log.errorf("The archive %s is not what was written", archive.file());
        } catch (IOException e) {
            Log.errorf(e, "The archive %s cannot be read", archive.file());
        }
        throw Problem.of(ProblemType.ARCHIVE_DAMAGED);
    }
}
