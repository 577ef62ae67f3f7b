package io.lunbo.testsupport;

import io.lunbo.testsupport.MadeWeek.Line;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * The independent counter: a few lines of SQL over the generator's own log of what it did. It reads no table of the product
 * and runs none of its code; its own table lives as long as its connection.
 */
public final class MadeLedger implements AutoCloseable {
    private static final String FIGURES = """
            sum(side = 'D') planned,
            sum(side = 'D' and kind not in ('BLACKOUT', 'TAKEOVER', 'OUTAGE', 'CLOSED', 'NOT_YET')) due,
            sum(side = 'D' and kind in ('PLAYED', 'LATE', 'DOUBLED', 'TWICE', 'MADE_GOOD')) actual,
            sum(side = 'D' and kind in ('PLAYED', 'LATE', 'DOUBLED', 'TWICE')) played,
            sum(side = 'D' and kind in ('CUT', 'RESTARTED')) partial,
            sum(side = 'D' and kind in ('MISSED', 'BAD_CLOCK', 'FAILED')) missed,
            sum(side = 'D' and kind = 'WRONG') wrong,
            sum(side = 'D' and kind = 'MADE_GOOD') madeGood,
            sum(side = 'D' and kind in ('BLACKOUT', 'TAKEOVER', 'OUTAGE', 'CLOSED')) excused,
            sum(side = 'D' and kind = 'BLACKOUT') blackout,
            sum(side = 'D' and kind = 'TAKEOVER') takeover,
            sum(side = 'D' and kind = 'OUTAGE') outage,
            sum(side = 'D' and kind = 'CLOSED') closed,
            sum(side = 'D' and kind = 'NOT_YET') notYetDue,
            0 assumed,
            sum(due_ms) dueMs,
            sum(if(side = 'D', ms, 0)) shownMs,
            sum(side = 'L') logged,
            sum(side = 'L' and kind = 'EXTRA') extra,
            sum(side = 'L' and kind = 'WRONG') wrongLogged,
            sum(side = 'L' and kind = 'FAILED') failed,
            sum(if(side = 'L', ms, 0)) loggedMs,
            sum(side = 'D' and kind = 'LATE') lateOnes
            """;

    private final Connection connection;

    /** On the database of the running test, beside the product's tables. */
    public MadeLedger() throws SQLException {
        Config config = ConfigProvider.getConfig();
        String url = config.getValue("quarkus.datasource.jdbc.url", String.class);
        this.connection = DriverManager.getConnection(
                url.replace("allowLocalInfile=false", "allowLocalInfile=true"),
                config.getOptionalValue("quarkus.flyway.username", String.class)
                        .orElse(config.getValue("quarkus.datasource.username", String.class)),
                config.getOptionalValue("quarkus.flyway.password", String.class)
                        .orElse(config.getValue("quarkus.datasource.password", String.class)));
        run("""
                create temporary table made (side char(1), screen varchar(64), date date, hour int, media char(64),
                  campaign varchar(64), kind varchar(16), due_ms int, ms int)""");
    }

    /** Writes lines into it. */
    public void add(Collection<Line> lines) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("insert into made values (?,?,?,?,?,?,?,?,?)")) {
            for (Line line : lines) {
                insert.setString(1, line.side());
                insert.setString(2, line.screen());
                insert.setObject(3, line.date());
                insert.setInt(4, line.hour());
                insert.setString(5, line.media());
                insert.setString(6, line.campaign());
                insert.setString(7, line.kind());
                insert.setInt(8, line.dueMs());
                insert.setInt(9, line.ms());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /** Reads lines from a file, their members between tabs. */
    public void load(Path file) throws SQLException {
        run("load data local infile '" + file.toAbsolutePath() + "' into table made");
    }

    /**
     * Figures by their names in the API, by the values of some columns with a stroke between.
     *
     * @param by columns of the log with commas between; empty: one group
     * @param where a condition with one place for a value
     */
    public Map<String, Map<String, Long>> count(String by, String where, String value) throws SQLException {
        String key = by.isEmpty() ? "'all'" : "concat_ws('|', " + by + ")";
        String sql = "select " + key + " k, " + FIGURES + " from made where " + where + " group by k";
        Map<String, Map<String, Long>> counted = new TreeMap<>();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, value);
            try (ResultSet row = select.executeQuery()) {
                ResultSetMetaData columns = row.getMetaData();
                while (row.next()) {
                    Map<String, Long> figures = new LinkedHashMap<>();
                    for (int i = 2; i <= columns.getColumnCount(); i++) {
                        figures.put(columns.getColumnLabel(i), row.getLong(i));
                    }
                    counted.put(row.getString(1), figures);
                }
            }
        }
        return counted;
    }

    /** The first column of each row as the key, the second as the number. */
    public Map<String, Long> numbers(String sql, String value) throws SQLException {
        Map<String, Long> found = new TreeMap<>();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, value);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    found.put(row.getString(1), row.getLong(2));
                }
            }
        }
        return found;
    }

    /** Runs a statement of the test itself; gives how many seconds it took. */
    public double run(String sql) throws SQLException {
        long began = System.nanoTime();
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
        return (System.nanoTime() - began) / 1e9;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
