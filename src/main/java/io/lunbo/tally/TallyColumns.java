package io.lunbo.tally;

import io.lunbo.tally.Tally.Dues;
import io.lunbo.tally.Tally.Excused;
import io.lunbo.tally.Tally.Logs;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The counts as columns: the same order in every statement. */
final class TallyColumns {
    static final String NAMES =
            "due, played, part, missed, wrong, made_good, blackout, takeover, outage, closed, not_yet,"
                    + " assumed, due_ms, shown_ms, logged, log_played, log_part, log_wrong, log_extra, log_made_good,"
                    + " log_takeover, log_failed, logged_ms";
    static final String PLACES = "?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?";
    /** All of them, added up: exact, for writing. */
    static final String ADDED_UP =
            Stream.of(NAMES.split(", ")).map("sum(%s)"::formatted).collect(Collectors.joining(", "));
    /** For reading: doubles are exact up to 2^53 and several times as quick as the decimals that sums of integers are. */
    static final String SUMS = Stream.of(NAMES.split(", "))
            .filter(name -> !name.equals("due") && !name.equals("logged"))
            .map(name -> "sum(%1$s + 0e0) %1$s".formatted(name))
            .collect(Collectors.joining(", "));

    private TallyColumns() {}

    static Tally read(ResultSet row) throws SQLException {
        Excused excused =
                new Excused(row.getInt("blackout"), row.getInt("takeover"), row.getInt("outage"), row.getInt("closed"));
        Dues dues = new Dues(
                row.getInt("played"),
                row.getInt("part"),
                row.getInt("missed"),
                row.getInt("wrong"),
                row.getInt("made_good"),
                excused,
                row.getInt("not_yet"),
                row.getInt("assumed"),
                row.getLong("due_ms"),
                row.getLong("shown_ms"));
        Logs logs = new Logs(
                row.getInt("log_played"),
                row.getInt("log_part"),
                row.getInt("log_wrong"),
                row.getInt("log_extra"),
                row.getInt("log_made_good"),
                row.getInt("log_takeover"),
                row.getInt("log_failed"),
                row.getLong("logged_ms"));
        return new Tally(dues, logs);
    }

    // DATETIME has no zone: written and read as UTC, whatever the zones of driver, server and machine are.
    static LocalDateTime utc(Instant instant) {
        return instant == null ? null : LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        LocalDateTime time = row.getObject(column, LocalDateTime.class);
        return time == null ? null : time.toInstant(ZoneOffset.UTC);
    }

    static UUID uuid(ResultSet row, String column) throws SQLException {
        String text = row.getString(column);
        return text == null ? null : UUID.fromString(text);
    }

    static void write(PreparedStatement insert, int after, Tally tally) throws SQLException {
        Dues dues = tally.dues();
        Logs logs = tally.logs();
        long[] values = {
            tally.planned(),
            dues.played(),
            dues.partial(),
            dues.missed(),
            dues.wrong(),
            dues.madeGood(),
            dues.excused().blackout(),
            dues.excused().takeover(),
            dues.excused().outage(),
            dues.excused().closed(),
            dues.notYet(),
            dues.assumed(),
            dues.dueMs(),
            dues.shownMs(),
            logs.total(),
            logs.played(),
            logs.partial(),
            logs.wrong(),
            logs.extra(),
            logs.madeGood(),
            logs.takeover(),
            logs.failed(),
            logs.loggedMs()
        };
        for (int i = 0; i < values.length; i++) {
            insert.setLong(after + 1 + i, values[i]);
        }
    }
}
