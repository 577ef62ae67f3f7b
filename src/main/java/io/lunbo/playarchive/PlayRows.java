package io.lunbo.playarchive;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/** The table of plays as the archive sees it: whole months of one screen. Plain JDBC, joining the transaction that is there. */
@ApplicationScoped
class PlayRows {
    private static final int AT_ONCE = 2_000;

    private static final String SCREENS = "select distinct screen_id from plays";
    private static final String OLDEST = "select min(started_at) from plays where screen_id = ?";
    private static final String OF_MONTH = "from plays where screen_id = ? and started_at >= ? and started_at < ?";
    private static final String COUNT = "select count(*) " + OF_MONTH;
    private static final String READ = """
            select player_id, id, media_sha256, started_at, said_at, duration_ms, outcome, spot_id, sheet_sha256, takeover_id,
              received_at
            """ + OF_MONTH + " order by started_at, id, player_id";
    private static final String DELETE = "delete " + OF_MONTH + " limit " + AT_ONCE;
    private static final String INSERT = """
            insert ignore into plays (player_id, id, media_sha256, started_at, said_at, duration_ms, outcome, spot_id,
              sheet_sha256, takeover_id, received_at, screen_id) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    private final AgroalDataSource dataSource;

    private interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    PlayRows(AgroalDataSource dataSource) {
        this.dataSource = dataSource;
    }

    List<UUID> screens() {
        return with(connection -> {
            List<UUID> screens = new ArrayList<>();
            try (PreparedStatement select = connection.prepareStatement(SCREENS);
                    ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    screens.add(UUID.fromString(row.getString(1)));
                }
            }
            return screens;
        });
    }

    /** When the oldest play of a screen began; null where it has none. */
    Instant oldest(UUID screenId) {
        return with(connection -> {
            try (PreparedStatement select = connection.prepareStatement(OLDEST)) {
                select.setString(1, screenId.toString());
                try (ResultSet row = select.executeQuery()) {
                    row.next();
                    return instant(row, 1);
                }
            }
        });
    }

    int count(UUID screenId, YearMonth month) {
        return with(connection -> {
            try (PreparedStatement select = ofMonth(connection, COUNT, screenId, month);
                    ResultSet row = select.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        });
    }

    /** Hands on the plays of a month one by one, in the order of their starts. */
    void each(UUID screenId, YearMonth month, Consumer<ArchivedPlay> play) {
        with(connection -> {
            try (PreparedStatement select = ofMonth(connection, READ, screenId, month)) {
                select.setFetchSize(AT_ONCE);
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        play.accept(play(row));
                    }
                }
            }
            return null;
        });
    }

    /** Deletes some plays of a month; 0 when none are left. */
    int deleteSome(UUID screenId, YearMonth month) {
        return with(connection -> {
            try (PreparedStatement delete = ofMonth(connection, DELETE, screenId, month)) {
                return delete.executeUpdate();
            }
        });
    }

    /** Puts plays back; those that are there already stay as they are. The hourly roll-up has counted them long ago. */
    void insert(UUID screenId, List<ArchivedPlay> plays) {
        with(connection -> {
            try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
                for (ArchivedPlay play : plays) {
                    Object[] values = {
                        play.player().toString(),
                        play.id().toString(),
                        play.media(),
                        utc(play.startedAt()),
                        utc(play.saidAt()),
                        play.durationMs(),
                        play.outcome(),
                        text(play.spot()),
                        play.sheet(),
                        text(play.takeover()),
                        utc(play.receivedAt()),
                        screenId.toString()
                    };
                    for (int i = 0; i < values.length; i++) {
                        insert.setObject(i + 1, values[i]);
                    }
                    insert.addBatch();
                }
                return insert.executeBatch();
            }
        });
    }

    private static ArchivedPlay play(ResultSet row) throws SQLException {
        return new ArchivedPlay(
                uuid(row, "player_id"),
                uuid(row, "id"),
                row.getString("media_sha256"),
                instant(row, row.findColumn("started_at")),
                instant(row, row.findColumn("said_at")),
                row.getInt("duration_ms"),
                row.getString("outcome"),
                uuid(row, "spot_id"),
                row.getString("sheet_sha256"),
                uuid(row, "takeover_id"),
                instant(row, row.findColumn("received_at")));
    }

    private static PreparedStatement ofMonth(Connection connection, String sql, UUID screenId, YearMonth month)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        statement.setString(1, screenId.toString());
        statement.setObject(2, month.atDay(1).atStartOfDay());
        statement.setObject(3, month.plusMonths(1).atDay(1).atStartOfDay());
        return statement;
    }

    private <T> T with(Work<T> work) {
        try (Connection connection = dataSource.getConnection()) {
            return work.on(connection);
        } catch (SQLException e) {
            throw new IllegalStateException("the table of plays cannot be asked", e);
        }
    }

    private static UUID uuid(ResultSet row, String column) throws SQLException {
        String text = row.getString(column);
        return text == null ? null : UUID.fromString(text);
    }

    private static String text(UUID id) {
        return id == null ? null : id.toString();
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        LocalDateTime at = row.getObject(column, LocalDateTime.class);
        return at == null ? null : at.toInstant(ZoneOffset.UTC);
    }

    private static LocalDateTime utc(Instant at) {
        return LocalDateTime.ofInstant(at, ZoneOffset.UTC);
    }
}
