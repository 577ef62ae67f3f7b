package io.lunbo.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.lunbo.front.FiledBytes;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Every screen's manifest at hand, and who waits for the next one.
 *
 * <p>All in memory: asking never blocks and never asks the database.
 */
@Singleton
public class ManifestBoard {
    /**
     * A manifest ready to be sent.
     *
     * @param version its number
     * @param issuedAt when it was issued
     * @param validUntil when it must no longer be believed
     * @param etag the entity tag with its quotes
     * @param etagHeader the same as it is written to a connection
     * @param body the flattened JWS
     * @param named the files that it names
     */
    public record Posted(
            long version,
            Instant issuedAt,
            Instant validUntil,
            String etag,
            CharSequence etagHeader,
            Buffer body,
            Named named) {

        /** Whether it should be looked at again: its day is over in the screen's zone, or half of its time is used up. */
        boolean due(Instant now, ZoneId zone) {
            Duration half = Duration.between(issuedAt, validUntil).dividedBy(2);
            return !now.isBefore(issuedAt.plus(half))
                    || !LocalDate.ofInstant(now, zone).equals(LocalDate.ofInstant(issuedAt, zone));
        }

        static Posted of(IssuedManifest issued, FiledBytes files) {
            String etag = '"' + issued.etag() + '"';
            Buffer body = files.keep(issued.body().getBytes(StandardCharsets.UTF_8));
            return new Posted(
                    issued.version(),
                    issued.issuedAt(),
                    issued.validUntil(),
                    etag,
                    HttpHeaders.createOptimized(etag),
                    body,
                    new Named(body));
        }
    }

    /** The files that a manifest names. It is read for them when somebody wants one: an order is told to all screens before that. */
    public static final class Named {
        private static final JsonMapper JSON = JsonMapper.builder().build();

        private final Buffer body;
        private Map<String, String> types;

        private Named(Buffer body) {
            this.body = body;
        }

        /** The content type of a file; null where it is not named. */
        public synchronized String type(String sha256) {
            if (types == null) {
                types = read(body);
            }
            return types.get(sha256);
        }

        private static Map<String, String> read(Buffer body) {
            try {
                byte[] payload = Base64.getUrlDecoder()
                        .decode(JSON.readTree(body.getBytes()).get("payload").textValue());
                Map<String, String> types = new HashMap<>();
                JsonNode manifest = JSON.readTree(payload);
                manifest.findValues("notice").forEach(notice -> dots(notice, types));
                manifest.get("media").properties().forEach(item -> {
                    types.put(item.getKey(), item.getValue().get("type").textValue());
                    dots(item.getValue(), types);
                });
                return types;
            } catch (IOException e) {
                throw new UncheckedIOException("a stored manifest cannot be read", e);
            }
        }

        private static void dots(JsonNode named, Map<String, String> types) {
            JsonNode bitmap = named.at("/slogan/bitmap");
            if (bitmap.isTextual()) {
                types.put(bitmap.textValue(), "image/png");
            }
        }
    }

    private final Map<UUID, Posted> posted = new ConcurrentHashMap<>();
    private final Map<UUID, Set<Consumer<Posted>>> watchers = new ConcurrentHashMap<>();
    private final FiledBytes files;

    ManifestBoard(FiledBytes files) {
        this.files = files;
    }

    /** What the screen must do now; empty where nothing was issued yet. */
    public Optional<Posted> of(UUID screenId) {
        return Optional.ofNullable(posted.get(screenId));
    }

    /** Tells the watcher of every change from now on; on whatever thread, and it must not block. */
    public void watch(UUID screenId, Consumer<Posted> watcher) {
        watchers.computeIfAbsent(screenId, id -> ConcurrentHashMap.newKeySet()).add(watcher);
    }

    /** Forgets the watcher. */
    public void unwatch(UUID screenId, Consumer<Posted> watcher) {
        // Removed inside the map's own lock: a watcher that comes at this moment gets a set that stays.
        watchers.computeIfPresent(screenId, (id, present) -> {
            present.remove(watcher);
            return present.isEmpty() ? null : present;
        });
    }

    /** How many wait; for the metrics. */
    public int watching() {
        return watchers.values().stream().mapToInt(Set::size).sum();
    }

    /** Shows a newer one and tells the watchers; an older or equal one is not shown. */
    void post(IssuedManifest issued) {
        Posted fresh = Posted.of(issued, files);
        Posted shown = posted.merge(
                issued.screenId(), fresh, (before, after) -> after.version() > before.version() ? after : before);
        if (shown == fresh) {
            watchers.getOrDefault(issued.screenId(), Set.of()).forEach(watcher -> watcher.accept(fresh));
        }
    }

    /** Posts what was issued on other nodes, and at the start everything. */
    @Singleton
    static class FollowJob {
        private final ManifestRepository manifests;
        private final ManifestBoard board;
        private long lastStamp;

        FollowJob(ManifestRepository manifests, ManifestBoard board) {
            this.manifests = manifests;
            this.board = board;
        }

        void start(@Observes StartupEvent event) {
            follow();
        }

        @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
        @Transactional
        synchronized void follow() {
            for (IssuedManifest issued : manifests.after(lastStamp)) {
                board.post(issued);
                lastStamp = issued.stamp();
            }
        }
    }
}
