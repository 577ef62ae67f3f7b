package io.lunbo.tally;

import io.agroal.api.AgroalDataSource;
import io.lunbo.outage.OutageChanged;
import io.lunbo.playlog.PlaysLogged;
import io.lunbo.schedule.SheetsPublished;
import io.lunbo.screen.Screen;
import io.lunbo.screen.ScreenChanged;
import io.lunbo.takeover.TakeoverChanged;
import io.quarkus.logging.Log;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/**
 * Remembers which screen-days have to be counted again. A mark that is lost with a crash is found again: sheets by their
 * versions, everything else by the nightly proof.
 */
@ApplicationScoped
class DayMarks {
    private static final Duration AROUND_MIDNIGHT = Duration.ofMinutes(1);
    private static final int MOST_DAYS = 400;

    private static final String MARK = """
            insert into screen_day_marks (screen_id, date, mark) values (?, ?, uuid())
            on duplicate key update mark = values(mark)
            """;
    private static final String ZONE = "select time_zone from screens where id = ?";
    private static final String NEW_SHEETS = """
            ) s left join screen_days d on d.screen_id = s.screen_id and d.date = s.date
            where d.as_of is null or d.sheet_version is null or d.sheet_version <> s.version
            on duplicate key update mark = values(mark)
            """;
    private static final String SHEETS_FROM = """
            insert into screen_day_marks (screen_id, date, mark)
            select s.screen_id, s.date, uuid() from (select screen_id, date, max(version) version from sheets
            where state = 'PUBLISHED' and date >= ? group by screen_id, date
            """ + NEW_SHEETS;
    private static final String SHEETS_OF = """
            insert into screen_day_marks (screen_id, date, mark)
            select s.screen_id, s.date, uuid() from (select screen_id, date, max(version) version from sheets
            where state = 'PUBLISHED' and screen_id = ? group by screen_id, date
            """ + NEW_SHEETS;
    private static final String RECENT_TAKEOVERS = """
            select from_at, coalesce(least(lifted_at, until_at), lifted_at, until_at) ended from takeovers
            where screen_id = ? and drill = false and (ordered_at >= ? or lifted_at >= ?)
            """;

    private final AgroalDataSource dataSource;
    private final EntityManager entities;
    private final Clock clock;

    DayMarks(AgroalDataSource dataSource, EntityManager entities, Clock clock) {
        this.dataSource = dataSource;
        this.entities = entities;
        this.clock = clock;
    }

    /** The player has its plays stored and waits for the answer; a mark that fails is not its matter. */
    void playsLogged(@Observes PlaysLogged event) {
        try (Connection connection = dataSource.getConnection()) {
            ZoneId zone = zone(connection, event.screenId());
            Set<LocalDate> dates = new TreeSet<>();
            if (zone != null) {
                for (Instant hour : event.hours()) {
                    dates.add(LocalDate.ofInstant(hour.minus(AROUND_MIDNIGHT), zone));
                    dates.add(LocalDate.ofInstant(hour.plusSeconds(3600).plus(AROUND_MIDNIGHT), zone));
                }
            }
            mark(connection, event.screenId(), dates);
        } catch (SQLException e) {
            Log.errorf(e, "The days of screen %s could not be marked; the nightly proof finds them", event.screenId());
        }
    }

    void sheetsPublished(@Observes(during = TransactionPhase.AFTER_SUCCESS) SheetsPublished event) {
        QuarkusTransaction.requiringNew()
                .run(() -> event.screenIds().forEach(screenId -> markNewSheets(SHEETS_OF, screenId.toString())));
    }

    void takeoverChanged(@Observes(during = TransactionPhase.AFTER_SUCCESS) TakeoverChanged event) {
        Instant now = clock.instant();
        QuarkusTransaction.requiringNew()
                .run(() -> event.screenIds().forEach(screenId -> markRecentTakeovers(screenId, now)));
    }

    void outageChanged(@Observes(during = TransactionPhase.AFTER_SUCCESS) OutageChanged event) {
        QuarkusTransaction.requiringNew().run(() -> markRange(event.screenId(), event.from(), event.until()));
    }

    /** Its exceptions from its hours may be others now. */
    void screenChanged(@Observes(during = TransactionPhase.AFTER_SUCCESS) ScreenChanged event) {
        QuarkusTransaction.requiringNew().run(() -> {
            Screen screen = entities.find(Screen.class, event.screenId());
            if (screen != null) {
                LocalDate today = LocalDate.ofInstant(clock.instant(), screen.timeZone());
                Set<LocalDate> dates = new TreeSet<>(Set.of(today));
                dates.addAll(screen.openingHours()
                        .exceptions()
                        .subMap(today.minusDays(MOST_DAYS), today.plusDays(MOST_DAYS))
                        .keySet());
                mark(screen.id(), dates);
            }
        });
    }

    /** Marks the days whose newest published version is not the one that was counted. */
    void markNewSheets(LocalDate from) {
        QuarkusTransaction.requiringNew().run(() -> markNewSheets(SHEETS_FROM, from));
    }

    private void markNewSheets(String sql, Object of) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setObject(1, of);
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("new sheets cannot be found", e);
        }
    }

    /** Marks days of a screen, joining the transaction that is there. */
    void mark(UUID screenId, Collection<LocalDate> dates) {
        try (Connection connection = dataSource.getConnection()) {
            mark(connection, screenId, dates);
        } catch (SQLException e) {
            throw new IllegalStateException("days cannot be marked", e);
        }
    }

    private void markRecentTakeovers(UUID screenId, Instant now) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(RECENT_TAKEOVERS)) {
            select.setString(1, screenId.toString());
            select.setObject(2, TallyColumns.utc(now.minus(Duration.ofMinutes(10))));
            select.setObject(3, TallyColumns.utc(now.minus(Duration.ofMinutes(10))));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    Instant ended = TallyColumns.instant(row, "ended");
                    markRange(screenId, TallyColumns.instant(row, "from_at"), ended == null ? now : ended);
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the days of a takeover cannot be marked", e);
        }
    }

    private void markRange(UUID screenId, Instant from, Instant until) {
        try (Connection connection = dataSource.getConnection()) {
            ZoneId zone = zone(connection, screenId);
            if (zone != null) {
                LocalDate first = LocalDate.ofInstant(from, zone);
                LocalDate last = LocalDate.ofInstant(until, zone);
                mark(
                        connection,
                        screenId,
                        first.datesUntil(last.isBefore(first) ? first.plusDays(1) : last.plusDays(1))
                                .limit(MOST_DAYS)
                                .toList());
            }
        } catch (SQLException e) {
            throw new IllegalStateException("days cannot be marked", e);
        }
    }

    private static void mark(Connection connection, UUID screenId, Collection<LocalDate> dates) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(MARK)) {
            for (LocalDate date : dates) {
                insert.setString(1, screenId.toString());
                insert.setObject(2, date);
                insert.executeUpdate();
            }
        }
    }

    private static ZoneId zone(Connection connection, UUID screenId) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(ZONE)) {
            select.setString(1, screenId.toString());
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? ZoneId.of(row.getString(1)) : null;
            }
        }
    }
}
