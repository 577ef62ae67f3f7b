package io.lunbo.playlog;

import io.lunbo.access.PlayerPrincipal;
import io.lunbo.playlog.PlayLogIngestion.Kept;
import io.lunbo.playlog.PlayRecord.Key;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

/** What one player's batch writes, in one transaction. */
final class PlayLogTables {
    private static final String INSERT_PLAYS =
            "insert ignore into plays (player_id, id, screen_id, media_sha256, started_at, said_at, duration_ms, outcome,"
                    + " spot_id, sheet_sha256, takeover_id, received_at) values ";
    private static final String RETURNING = " returning id, media_sha256, said_at";
    private static final String ADD_HOURS =
            "insert into play_hours (screen_id, hour, media_sha256, outcome, plays, duration_ms) values ";
    private static final String ADD_UP =
            " on duplicate key update plays = plays + values(plays), duration_ms = duration_ms + values(duration_ms)";
    private static final String ADD_SPANS =
            "insert into play_spans (span, begins, screen_id, media_sha256, outcome, plays) values ";
    private static final String ADD_PLAYS = " on duplicate key update plays = plays + values(plays)";
    private static final String KEEP_REJECTED =
            "insert ignore into rejected_plays (id, player_id, screen_id, received_at, reason, record) values ";
    private static final int RECORD_LENGTH = 4000;

    private final Connection connection;
    private final PlayerPrincipal player;
    private final Instant receivedAt;

    private record Hour(Instant hour, String media, String outcome) {}

    private record Span(String name, LocalDate begins, String media, String outcome) {
        static Stream<Span> of(PlayRecord play) {
            LocalDate day = utc(play.startedAt()).toLocalDate();
            String outcome = play.outcome().name();
            return Stream.of(
                    new Span("DAY", day, play.media(), outcome),
                    new Span("MONTH", day.withDayOfMonth(1), play.media(), outcome));
        }
    }

    private record Sum(int plays, long durationMs) {
        Sum plus(Sum other) {
            return new Sum(plays + other.plays, durationMs + other.durationMs);
        }
    }

    PlayLogTables(Connection connection, PlayerPrincipal player, Instant receivedAt) {
        this.connection = connection;
        this.player = player;
        this.receivedAt = receivedAt;
    }

    /** Those of the plays that were new; of several with the same id or key the first. */
    Set<PlayRecord> insert(List<PlayRecord> plays) throws SQLException {
        Set<PlayRecord> added = Collections.newSetFromMap(new IdentityHashMap<>());
        if (plays.isEmpty()) {
            return added;
        }
        Set<Key> inserted = new HashSet<>();
        try (PreparedStatement insert =
                connection.prepareStatement(INSERT_PLAYS + rows(12, plays.size()) + RETURNING)) {
            int column = 0;
            for (PlayRecord play : plays) {
                column = bind(insert, column, play);
            }
            try (ResultSet row = insert.executeQuery()) {
                while (row.next()) {
                    inserted.add(key(row));
                }
            }
        }
        plays.stream().filter(play -> inserted.remove(play.key())).forEach(added::add);
        return added;
    }

    private int bind(PreparedStatement insert, int last, PlayRecord play) throws SQLException {
        int column = last;
        insert.setString(++column, player.playerId().toString());
        insert.setString(++column, play.id().toString());
        insert.setString(++column, player.screenId().toString());
        insert.setString(++column, play.media());
        insert.setObject(++column, utc(play.startedAt()));
        insert.setObject(++column, utc(play.saidAt()));
        insert.setInt(++column, play.durationMs());
        insert.setString(++column, play.outcome().name());
        insert.setString(++column, text(play.origin().spot()));
        insert.setString(++column, play.origin().sheet());
        insert.setString(++column, text(play.origin().takeover()));
        insert.setObject(++column, utc(receivedAt));
        return column;
    }

    /** Adds plays to their hours, in one order for everybody. */
    void addToHours(Collection<PlayRecord> plays) throws SQLException {
        Map<Hour, Sum> sums = new TreeMap<>(
                Comparator.comparing(Hour::hour).thenComparing(Hour::media).thenComparing(Hour::outcome));
        for (PlayRecord play : plays) {
            Hour hour = new Hour(
                    play.startedAt().truncatedTo(ChronoUnit.HOURS),
                    play.media(),
                    play.outcome().name());
            sums.merge(hour, new Sum(1, play.durationMs()), Sum::plus);
        }
        if (sums.isEmpty()) {
            return;
        }
        try (PreparedStatement add = connection.prepareStatement(ADD_HOURS + rows(6, sums.size()) + ADD_UP)) {
            int column = 0;
            for (Map.Entry<Hour, Sum> sum : sums.entrySet()) {
                add.setString(++column, player.screenId().toString());
                add.setObject(++column, utc(sum.getKey().hour()));
                add.setString(++column, sum.getKey().media());
                add.setString(++column, sum.getKey().outcome());
                add.setInt(++column, sum.getValue().plays());
                add.setLong(++column, sum.getValue().durationMs());
            }
            add.executeUpdate();
        }
    }

    /** Adds plays to their days and months, in one order for everybody. */
    void addToSpans(Collection<PlayRecord> plays) throws SQLException {
        Map<Span, Integer> sums = new TreeMap<>(Comparator.comparing(Span::name)
                .thenComparing(Span::begins)
                .thenComparing(Span::media)
                .thenComparing(Span::outcome));
        plays.stream().flatMap(Span::of).forEach(span -> sums.merge(span, 1, Integer::sum));
        if (sums.isEmpty()) {
            return;
        }
        try (PreparedStatement add = connection.prepareStatement(ADD_SPANS + rows(6, sums.size()) + ADD_PLAYS)) {
            int column = 0;
            for (Map.Entry<Span, Integer> sum : sums.entrySet()) {
                add.setString(++column, sum.getKey().name());
                add.setObject(++column, sum.getKey().begins());
                add.setString(++column, player.screenId().toString());
                add.setString(++column, sum.getKey().media());
                add.setString(++column, sum.getKey().outcome());
                add.setInt(++column, sum.getValue());
            }
            add.executeUpdate();
        }
    }

    /** Keeps what was not accepted; the same record with the same reason once, however often it is sent. */
    void keepRejected(List<Kept> records) throws SQLException {
        if (records.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement(KEEP_REJECTED + rows(6, records.size()))) {
            int column = 0;
            for (Kept kept : records) {
                String name = player.playerId() + "\n" + kept.reason() + "\n" + kept.record();
                insert.setString(
                        ++column,
                        UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8))
                                .toString());
                insert.setString(++column, player.playerId().toString());
                insert.setString(++column, player.screenId().toString());
                insert.setObject(++column, utc(receivedAt));
                insert.setString(++column, kept.reason());
                insert.setString(++column, cut(kept.record()));
            }
            insert.executeUpdate();
        }
    }

    private static String cut(String text) {
        return text.codePointCount(0, text.length()) <= RECORD_LENGTH
                ? text
                : text.substring(0, text.offsetByCodePoints(0, RECORD_LENGTH));
    }

    static String rows(int columns, int rows) {
        String row = "(" + "?,".repeat(columns - 1) + "?)";
        return row + ("," + row).repeat(rows - 1);
    }

    static Key key(ResultSet row) throws SQLException {
        return new Key(
                uuid(row.getString("id")),
                row.getString("media_sha256"),
                row.getObject("said_at", LocalDateTime.class).toInstant(ZoneOffset.UTC));
    }

    // DATETIME has no zone: written and read as UTC, whatever the zones of driver, server and machine are.
    static LocalDateTime utc(Instant instant) {
        return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    }

    private static String text(UUID id) {
        return id == null ? null : id.toString();
    }

    static UUID uuid(String text) {
        return text == null ? null : UUID.fromString(text);
    }
}
