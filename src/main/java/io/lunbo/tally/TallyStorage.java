package io.lunbo.tally;

import io.agroal.api.AgroalDataSource;
import io.lunbo.reconcile.Oddity;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

/** Reads and writes the counts of single screen-days, joining the transaction that is there. */
@ApplicationScoped
class TallyStorage {
    private static final String HOLD = """
            insert into screen_days (screen_id, date) values (?, ?) on duplicate key update logged = logged
            """;
    private static final String MARK = "select mark from screen_day_marks where screen_id = ? and date = ?";
    private static final String UNMARK = "delete from screen_day_marks where screen_id = ? and date = ? and mark = ?";
    private static final String FORGET = "delete from tallies where screen_id = ? and date = ?";
    private static final String INSERT =
            "insert into tallies (screen_id, date, hour, media_sha256, spot_id, campaign_id, " + TallyColumns.NAMES
                    + ") values (?,?,?,?,?,?," + TallyColumns.PLACES + ")";
    private static final List<String> FORGET_SUMS = List.of(
            "delete from tally_items where screen_id = ? and date = ?",
            "delete from tally_days where screen_id = ? and date = ?");
    private static final String ITEMS =
            "select media_sha256, date, screen_id, coalesce(campaign_id, '" + TallyKey.NO_SPOT + "'), "
                    + TallyColumns.ADDED_UP + " from tallies where screen_id = ? and date = ? group by 1, 2, 3, 4";
    private static final String DAYS = "select date, screen_id, campaign_id, " + TallyColumns.ADDED_UP
            + " from tally_items where screen_id = ? and date = ? group by 1, 2, 3";
    private static final List<String> ADD_UP =
            List.of("insert into tally_items " + ITEMS, "insert into tally_days " + DAYS);
    private static final String SUMS_THAT_DIFFER = "select (select count(*) from (" + ITEMS
            + " except select media_sha256, date, screen_id, campaign_id, " + TallyColumns.NAMES
            + " from tally_items where screen_id = ? and date = ?) i) + (select count(*) from (" + DAYS
            + " except select date, screen_id, campaign_id, " + TallyColumns.NAMES
            + " from tally_days where screen_id = ? and date = ?) d) + abs((select count(*) from tally_items where"
            + " screen_id = ? and date = ?) - (select count(distinct media_sha256, coalesce(campaign_id, '"
            + TallyKey.NO_SPOT + "')) from tallies where screen_id = ? and date = ?)) + abs((select count(*) from"
            + " tally_days where screen_id = ? and date = ?) - (select count(distinct campaign_id) from tally_items where"
            + " screen_id = ? and date = ?))";
    private static final String COUNTED = """
            update screen_days set as_of = ?, next_at = ?, sheet_version = ?, logged = ?,
              odd_plays = ?, odd_overlap = ?, odd_at_once = ?, odd_unknown_media = ?
            where screen_id = ? and date = ?
            """;
    private static final String LOOKED = """
            update screen_days set odd_plays = ?, odd_overlap = ?, odd_at_once = ?, odd_unknown_media = ?
            where screen_id = ? and date = ? and odd_plays is null
            """;
    private static final String ONE = "select hour, media_sha256, spot_id, " + TallyColumns.NAMES
            + " from tallies where screen_id = ? and date = ?";
    private static final String SPOTS = "select id, campaign_id from spots where id in ";
    private static final String SPOTS_TAKEN_OUT =
            " union select spot_id, campaign_id from booking_states where spot_id in ";
    private static final String STATE = """
            select d.as_of, d.next_at, d.sheet_version, d.logged, m.mark from screen_days d
            left join screen_day_marks m on m.screen_id = d.screen_id and m.date = d.date
            where d.screen_id = ? and d.date = ?
            """;

    private final AgroalDataSource dataSource;

    /**
     * How far a screen-day is counted.
     *
     * @param asOf the moment that its counts are of; null before the first time
     * @param nextAt when time alone changes them; null: never
     * @param marked whether something came since
     */
    record State(Instant asOf, Instant nextAt, Integer sheetVersion, boolean marked) {
        boolean stale(Instant now) {
            return asOf == null || marked || nextAt != null && !nextAt.isAfter(now);
        }
    }

    /** What a screen-day's counting gave. */
    record Counted(
            Map<TallyKey, Tally> tallies,
            Instant asOf,
            Instant nextAt,
            Integer sheetVersion,
            int loggedThatDay,
            List<Oddity.Marked> odd) {}

    TallyStorage(AgroalDataSource dataSource) {
        this.dataSource = dataSource;
    }

    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    <T> T with(Work<T> work) {
        try (Connection connection = dataSource.getConnection()) {
            return work.on(connection);
        } catch (SQLException e) {
            throw new IllegalStateException("counts cannot be read or written", e);
        }
    }

    /** How far it is counted; null where it never was asked for. */
    State state(UUID screenId, LocalDate date) {
        return with(connection -> {
            try (PreparedStatement select = of(connection, STATE, screenId, date);
                    ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    return null;
                }
                int version = row.getInt("sheet_version");
                return new State(
                        TallyColumns.instant(row, "as_of"),
                        TallyColumns.instant(row, "next_at"),
                        row.wasNull() ? null : version,
                        row.getString("mark") != null);
            }
        });
    }

    /** Lets nobody else count the day until the transaction ends. */
    void hold(UUID screenId, LocalDate date) {
        with(connection -> {
            try (PreparedStatement insert = of(connection, HOLD, screenId, date)) {
                return insert.executeUpdate();
            }
        });
    }

    /** The day's mark, null where there is none. Read before the plays: what comes later makes another mark. */
    String mark(UUID screenId, LocalDate date) {
        return with(connection -> {
            try (PreparedStatement select = of(connection, MARK, screenId, date);
                    ResultSet row = select.executeQuery()) {
                return row.next() ? row.getString(1) : null;
            }
        });
    }

    void unmark(UUID screenId, LocalDate date, String mark) {
        with(connection -> {
            try (PreparedStatement delete = of(connection, UNMARK, screenId, date)) {
                delete.setString(3, mark);
                return delete.executeUpdate();
            }
        });
    }

    void replace(UUID screenId, LocalDate date, Counted counted) {
        with(connection -> {
            try (PreparedStatement delete = of(connection, FORGET, screenId, date)) {
                delete.executeUpdate();
            }
            Map<UUID, UUID> campaignOf = campaigns(connection, counted.tallies().keySet());
            try (PreparedStatement insert = of(connection, INSERT, screenId, date)) {
                for (Map.Entry<TallyKey, Tally> one : counted.tallies().entrySet()) {
                    UUID campaign = campaignOf.get(one.getKey().spot());
                    insert.setInt(3, one.getKey().hour());
                    insert.setString(4, one.getKey().media());
                    insert.setString(5, one.getKey().spot().toString());
                    insert.setString(6, campaign == null ? null : campaign.toString());
                    TallyColumns.write(insert, 6, one.getValue());
                    insert.addBatch();
                }
                insert.executeBatch();
            }
            addUp(connection, screenId, date);
            try (PreparedStatement update = connection.prepareStatement(COUNTED)) {
                update.setObject(1, TallyColumns.utc(counted.asOf()));
                update.setObject(2, TallyColumns.utc(counted.nextAt()));
                update.setObject(3, counted.sheetVersion());
                update.setInt(4, counted.loggedThatDay());
                write(update, 4, counted.odd());
                update.setString(9, screenId.toString());
                update.setObject(10, date);
                return update.executeUpdate();
            }
        });
    }

    /** Notes what is odd on a day that was counted before this was noted. */
    void looked(UUID screenId, LocalDate date, List<Oddity.Marked> odd) {
        with(connection -> {
            try (PreparedStatement update = connection.prepareStatement(LOOKED)) {
                write(update, 0, odd);
                update.setString(5, screenId.toString());
                update.setObject(6, date);
                return update.executeUpdate();
            }
        });
    }

    private static void addUp(Connection connection, UUID screenId, LocalDate date) throws SQLException {
        for (String sql : Stream.concat(FORGET_SUMS.stream(), ADD_UP.stream()).toList()) {
            try (PreparedStatement statement = of(connection, sql, screenId, date)) {
                statement.executeUpdate();
            }
        }
    }

    /** Whether the sums of a day over its hours are what its hours say. */
    boolean sumsHold(UUID screenId, LocalDate date) {
        return with(connection -> {
            try (PreparedStatement select = connection.prepareStatement(SUMS_THAT_DIFFER)) {
                for (int i = 1; i <= 8; i++) {
                    select.setString(2 * i - 1, screenId.toString());
                    select.setObject(2 * i, date);
                }
                try (ResultSet row = select.executeQuery()) {
                    return row.next() && row.getInt(1) == 0;
                }
            }
        });
    }

    private static void write(PreparedStatement update, int after, List<Oddity.Marked> odd) throws SQLException {
        int column = after;
        update.setInt(++column, odd.size());
        for (Oddity kind : Oddity.values()) {
            update.setInt(++column, (int)
                    odd.stream().filter(one -> one.oddities().contains(kind)).count());
        }
    }

    /** The counts that are kept of a day. */
    Map<TallyKey, Tally> kept(UUID screenId, LocalDate date) {
        return with(connection -> {
            Map<TallyKey, Tally> kept = new TreeMap<>();
            try (PreparedStatement select = of(connection, ONE, screenId, date);
                    ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    TallyKey key = new TallyKey(
                            row.getInt("hour"), row.getString("media_sha256"), TallyColumns.uuid(row, "spot_id"));
                    kept.put(key, TallyColumns.read(row));
                }
            }
            return kept;
        });
    }

    /** Spots that were taken out are remembered with their campaigns. */
    private static Map<UUID, UUID> campaigns(Connection connection, Set<TallyKey> keys) throws SQLException {
        Set<UUID> spots = new HashSet<>();
        keys.forEach(key -> spots.add(key.spot()));
        Map<UUID, UUID> campaignOf = new HashMap<>();
        if (spots.isEmpty()) {
            return campaignOf;
        }
        String places = "(" + "?,".repeat(spots.size() - 1) + "?)";
        try (PreparedStatement select = connection.prepareStatement(SPOTS + places + SPOTS_TAKEN_OUT + places)) {
            int column = 0;
            for (int i = 0; i < 2; i++) {
                for (UUID spot : spots) {
                    select.setString(++column, spot.toString());
                }
            }
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    campaignOf.put(UUID.fromString(row.getString(1)), UUID.fromString(row.getString(2)));
                }
            }
        }
        return campaignOf;
    }

    private static PreparedStatement of(Connection connection, String sql, UUID screenId, LocalDate date)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        statement.setString(1, screenId.toString());
        statement.setObject(2, date);
        return statement;
    }
}
