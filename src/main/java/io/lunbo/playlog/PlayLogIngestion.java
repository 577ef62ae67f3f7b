package io.lunbo.playlog;

import com.fasterxml.jackson.databind.JsonNode;
import io.lunbo.access.PlayerPrincipal;
import io.lunbo.playarchive.PlayRetention;
import io.lunbo.playlog.PlayLogAnswer.Result;
import io.lunbo.playlog.PlayLogAnswer.Status;
import io.lunbo.web.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Semaphore;

/** Takes in batches of plays: each play once, the roll-up exact, the answer after the commit. */
@ApplicationScoped
public class PlayLogIngestion {
    static final String CONFLICT = "conflict";

    private final PlayLogTransaction transaction;
    private final Event<PlaysLogged> logged;
    private final PlayRetention retention;
    private final Semaphore free;

    /**
     * What became of a whole log.
     *
     * @param accepted how many records are new
     * @param duplicate how many were known already
     * @param rejected how many cannot be kept as plays
     */
    public record Taken(int accepted, int duplicate, int rejected) {
        private Taken and(PlayLogAnswer answer) {
            return new Taken(
                    accepted + answer.accepted(), duplicate + answer.duplicate(), rejected + answer.rejected());
        }
    }

    /** A record that is kept for an operator to see, with the reason. */
    record Kept(String reason, String record) {}

    private record Read(List<PlayRecord> plays, Map<Integer, String> rejected) {}

    private record Stored(Set<PlayRecord> added, Set<PlayRecord> conflicting) {}

    PlayLogIngestion(
            PlayLogTransaction transaction, Event<PlaysLogged> logged, PlayRetention retention, PlayLogConfig config) {
        this.retention = retention;
        this.transaction = transaction;
        this.logged = logged;
        this.free = new Semaphore(config.concurrentBatches());
    }

    /**
     * Takes in the log of a player whose clock is taken for right, a thousand records at a time, each as in section 5 of the protocol.
     *
     * @throws Problem that says when to come again, where as much is taken in already as the database can bear
     */
    public Taken ingest(PlayerPrincipal player, List<JsonNode> records, Instant receivedAt) {
        return ingest(player, records, Duration.ZERO, receivedAt);
    }

    /**
     * The same for a clock that was wrong.
     *
     * @param offset to add to every {@code startedAt}
     */
    public Taken ingest(PlayerPrincipal player, List<JsonNode> records, Duration offset, Instant receivedAt) {
        Taken all = new Taken(0, 0, 0);
        for (int from = 0; from < records.size(); from += PlayLogBatch.MAX_RECORDS) {
            int until = Math.min(records.size(), from + PlayLogBatch.MAX_RECORDS);
            all = all.and(ingest(player, new PlayLogBatch(records.subList(from, until), offset), receivedAt));
        }
        return all;
    }

    /** @throws Problem that says when to come again, where as much is taken in already as the database can bear */
    PlayLogAnswer ingest(PlayerPrincipal player, PlayLogBatch batch, Instant receivedAt) {
        if (!free.tryAcquire()) {
            throw PlayLogTransaction.busy();
        }
        try {
            return store(player, batch, receivedAt);
        } finally {
            free.release();
        }
    }

    private PlayLogAnswer store(PlayerPrincipal player, PlayLogBatch batch, Instant receivedAt) {
        Read read = read(batch, receivedAt);
        Stored stored = transaction.run(connection -> {
            var tables = new PlayLogTables(connection, player, receivedAt);
            return store(tables, new KnownPlays(connection, player.playerId()), read, batch.records());
        });
        if (!stored.added().isEmpty()) {
            Set<Instant> hours = new TreeSet<>();
            stored.added().forEach(play -> hours.add(play.startedAt().truncatedTo(ChronoUnit.HOURS)));
            logged.fire(new PlaysLogged(player.screenId(), hours));
        }
        return answer(batch.records(), read, stored);
    }

    private Read read(PlayLogBatch batch, Instant receivedAt) {
        PlayReading reading = new PlayReading(batch.offset(), receivedAt, retention.acceptedFrom(receivedAt));
        List<PlayRecord> plays = new ArrayList<>(batch.records().size());
        Map<Integer, String> rejected = new HashMap<>();
        for (int i = 0; i < batch.records().size(); i++) {
            try {
                plays.add(reading.read(i, batch.records().get(i)));
            } catch (PlayReading.Rejected e) {
                rejected.put(i, e.reason());
            }
        }
        // One order for everybody: two batches with the same plays wait for each other instead of locking each other
        // out.
        plays.sort(Comparator.comparing(play -> play.id().toString()));
        return new Read(plays, rejected);
    }

    private static Stored store(PlayLogTables tables, KnownPlays knownPlays, Read read, List<JsonNode> records)
            throws SQLException {
        Set<PlayRecord> added = tables.insert(read.plays());
        Set<PlayRecord> conflicting = knownPlays.conflicting(
                read.plays().stream().filter(play -> !added.contains(play)).toList());
        tables.addToHours(added);
        tables.addToSpans(added);
        List<Kept> kept = new ArrayList<>();
        read.rejected().forEach((position, reason) -> kept.add(new Kept(reason, text(records.get(position)))));
        conflicting.forEach(play -> kept.add(new Kept(CONFLICT, text(play.source()))));
        tables.keepRejected(kept);
        return new Stored(added, conflicting);
    }

    private static PlayLogAnswer answer(List<JsonNode> records, Read read, Stored stored) {
        Result[] results = new Result[records.size()];
        read.rejected()
                .forEach((position, reason) ->
                        results[position] = new Result(id(records.get(position)), Status.REJECTED, reason));
        for (PlayRecord play : read.plays()) {
            Status status = stored.added().contains(play) ? Status.ACCEPTED : Status.DUPLICATE;
            String problem = stored.conflicting().contains(play) ? CONFLICT : null;
            results[play.position()] = new Result(id(play.source()), status, problem);
        }
        return PlayLogAnswer.of(List.of(results));
    }

    private static String id(JsonNode record) {
        String id = record.path("id").textValue();
        return id == null ? null : wellFormed(id);
    }

    private static String text(JsonNode record) {
        return wellFormed(record.toString());
    }

    /** Half a surrogate pair is valid in JSON, but neither in UTF-8 nor in the database. */
    private static String wellFormed(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }
}
