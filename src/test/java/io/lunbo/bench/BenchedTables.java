package io.lunbo.bench;

import io.lunbo.access.Secrets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** The application's database, entered by the back door, as its owner: the service's account may not make or drop tables. */
final class BenchedTables implements AutoCloseable {
    private final Connection connection;

    BenchedTables(String url, String password) throws SQLException {
        this.connection = DriverManager.getConnection(url, "lunbo_owner", password);
    }

    List<BenchedPlayer> players(int count) throws SQLException {
        List<BenchedPlayer> players = new ArrayList<>();
        Random random = new Random(50);
        for (int i = 0; i < count; i++) {
            BenchedPlayer player = new BenchedPlayer(
                    UUID.randomUUID(), UUID.randomUUID(), Secrets.token("lbp_"), new Random(random.nextLong()));
            execute(
                    "insert into players (id, screen_id, kind, created_at) values (?, ?, 'bench', utc_timestamp(3))",
                    player.id().toString(),
                    player.screenId().toString());
            execute(
                    "insert into player_tokens (token_hash, player_id, issued_at) values (?, ?, utc_timestamp(3))",
                    Secrets.fingerprint(player.token()),
                    player.id().toString());
            players.add(player);
        }
        return players;
    }

    /** Seconds that {@code LOAD DATA} takes for the file into an empty table like {@code plays}. */
    double load(Path file) throws SQLException {
        execute("drop table if exists plays_loaded");
        execute("create table plays_loaded like plays");
        long start = System.nanoTime();
        execute(
                "load data local infile '" + file.toAbsolutePath()
                        + "' into table plays_loaded (player_id, id, screen_id,"
                        + " media_sha256, started_at, said_at, duration_ms, outcome, spot_id, sheet_sha256, takeover_id, received_at)");
        double seconds = (System.nanoTime() - start) / 1e9;
        execute("drop table plays_loaded");
        return seconds;
    }

    void empty() throws SQLException {
        execute("truncate table plays");
        execute("truncate table play_hours");
        execute("truncate table play_spans");
    }

    /** Both tables must have exactly these plays: what is not stored does not count. */
    void expect(int rows) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "select (select count(*) from plays), (select coalesce(sum(plays), 0) from play_hours)")) {
            row.next();
            if (row.getInt(1) != rows || row.getInt(2) != rows) {
                throw new IllegalStateException(
                        rows + " sent, " + row.getInt(1) + " stored, " + row.getInt(2) + " rolled up");
            }
        }
    }

    private void execute(String sql, String... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setString(i + 1, values[i]);
            }
            statement.execute();
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
