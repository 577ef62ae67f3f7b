package io.lunbo.tally;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.agroal.api.AgroalDataSource;
import io.lunbo.daypart.LocalDayTimeline;
import io.lunbo.dayplan.SheetContent;
import io.lunbo.playarchive.ArchivedPlays;
import io.lunbo.reconcile.Absence;
import io.lunbo.reconcile.Cause;
import io.lunbo.reconcile.DayFacts;
import io.lunbo.reconcile.DayFacts.Version;
import io.lunbo.reconcile.Due;
import io.lunbo.reconcile.Logged;
import io.lunbo.screen.Screen;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Gathers what is known of a screen's day. Plain JDBC, joining the transaction that is there. */
@ApplicationScoped
class DayReading {
    /** Around a midnight both days look at the same plays, so that each of them is counted once. */
    private static final long AROUND_MIDNIGHT_MS = 60_000;

    private static final String SHEETS = """
            select version, sha256, body, published_at from sheets
            where screen_id = ? and date = ? and state = 'PUBLISHED' order by version
            """;
    private static final String PLAYS = """
            select player_id, id, media_sha256, started_at, duration_ms, outcome, spot_id, sheet_sha256, takeover_id
            from plays where screen_id = ? and started_at >= ? and started_at < ? order by started_at, id
            """;
    private static final String TAKEOVERS = """
            select id, kind, from_at, coalesce(least(lifted_at, until_at), lifted_at, until_at) ended from takeovers
            where screen_id = ? and drill = false and from_at < ? and (lifted_at is null or lifted_at > ?) and (until_at is null or until_at > ?)
            """;
    private static final String OUTAGES = """
            select id, from_at, until_at from outages
            where screen_id = ? and withdrawn_at is null and from_at < ? and (until_at is null or until_at > ?)
            """;
    private static final String PLAYERS = "select 1 from players where screen_id = ? and created_at < ? limit 1";

    private final AgroalDataSource dataSource;
    private final ArchivedPlays archived;
    // A sheet never changes under its hash; days are counted again while they go on.
    private final Cache<String, SheetContent> contents =
            Caffeine.newBuilder().maximumSize(64).build();

    /**
     * What is known of a day.
     *
     * @param facts for the matcher
     * @param sheetVersion the newest published version, in force on that day or not; null where there is none
     */
    record Known(DayFacts facts, Integer sheetVersion) {}

    private record Sheets(List<Version> versions, List<SheetContent> contents, Integer newest) {}

    DayReading(AgroalDataSource dataSource, ArchivedPlays archived) {
        this.dataSource = dataSource;
        this.archived = archived;
    }

    Known read(Screen screen, LocalDate date, Instant asOf) {
        LocalDayTimeline day = new LocalDayTimeline(date, screen.timeZone());
        Instant from = day.startOfDay();
        Instant until = day.toInstant(day.lengthMs());
        try (Connection connection = dataSource.getConnection()) {
            Sheets sheets = sheets(connection, screen.id(), date);
            List<Due> dues = dues(sheets);
            List<Logged> logs = logs(
                    connection,
                    screen.id(),
                    from.minusMillis(AROUND_MIDNIGHT_MS),
                    until.plusMillis(AROUND_MIDNIGHT_MS));
            addNeighbours(connection, screen.id(), day, logs, dues);
            List<Absence> absences = absences(connection, screen.id(), from, until, asOf);
            addClosed(screen, day, absences);
            DayFacts facts = new DayFacts(
                    from.toEpochMilli(),
                    until.toEpochMilli(),
                    asOf.toEpochMilli(),
                    !logs.isEmpty() || hasPlayer(connection, screen.id(), until),
                    sheets.versions(),
                    dues,
                    logs,
                    absences);
            return new Known(facts, sheets.newest());
        } catch (SQLException e) {
            throw new IllegalStateException("a screen's day cannot be read", e);
        }
    }

    private Sheets sheets(Connection connection, UUID screenId, LocalDate date) throws SQLException {
        List<SheetContent> found = new ArrayList<>();
        List<Version> versions = new ArrayList<>();
        Integer newest = null;
        try (PreparedStatement select = connection.prepareStatement(SHEETS)) {
            select.setString(1, screenId.toString());
            select.setObject(2, date);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    newest = row.getInt("version");
                    Instant published = TallyColumns.instant(row, "published_at");
                    long from = published == null ? Long.MIN_VALUE : published.toEpochMilli();
                    for (int i = 0; i < versions.size(); i++) {
                        Version older = versions.get(i);
                        versions.set(i, until(older, Math.min(older.untilMs(), from)));
                    }
                    String sha256 = row.getString("sha256");
                    byte[] body = row.getBytes("body");
                    SheetContent content = contents.get(sha256, hash -> SheetContent.read(body));
                    found.add(content);
                    versions.add(new Version(newest, sha256, from, Long.MAX_VALUE, new HashSet<>(content.media())));
                }
            }
        }
        return new Sheets(versions, found, newest);
    }

    private static Version until(Version version, long untilMs) {
        return new Version(version.number(), version.sha256(), version.fromMs(), untilMs, version.media());
    }

    private static List<Due> dues(Sheets sheets) {
        List<Due> dues = new ArrayList<>();
        for (int i = 0; i < sheets.versions().size(); i++) {
            Version version = sheets.versions().get(i);
            SheetContent content = sheets.contents().get(i);
            for (SheetContent.PlannedPlay play : content.plays()) {
                long startMs = content.startOf(play).toEpochMilli();
                if (version.fromMs() <= startMs && startMs < version.untilMs()) {
                    dues.add(new Due(
                            content.media().get(play.media()),
                            content.spots().get(play.spot()),
                            startMs,
                            play.durationMs()));
                }
            }
        }
        return dues;
    }

    /** The last plays of the day before and the first of the day after, where something was logged near that midnight. */
    private void addNeighbours(
            Connection connection, UUID screenId, LocalDayTimeline day, List<Logged> logs, List<Due> dues)
            throws SQLException {
        long fromMs = day.startOfDay().toEpochMilli();
        long untilMs = fromMs + day.lengthMs();
        if (logs.stream().anyMatch(log -> Math.abs(log.startMs() - fromMs) <= AROUND_MIDNIGHT_MS)) {
            dues(sheets(connection, screenId, day.date().minusDays(1))).stream()
                    .filter(due -> due.endMs() >= fromMs - AROUND_MIDNIGHT_MS)
                    .forEach(dues::add);
        }
        if (logs.stream().anyMatch(log -> Math.abs(log.startMs() - untilMs) <= AROUND_MIDNIGHT_MS)) {
            dues(sheets(connection, screenId, day.date().plusDays(1))).stream()
                    .filter(due -> due.startMs() <= untilMs + AROUND_MIDNIGHT_MS)
                    .forEach(dues::add);
        }
    }

    private List<Logged> logs(Connection connection, UUID screenId, Instant from, Instant until) throws SQLException {
        List<Logged> logs = archived(screenId, from, until);
        Set<Logged> known = new HashSet<>(logs);
        try (PreparedStatement select = connection.prepareStatement(PLAYS)) {
            select.setString(1, screenId.toString());
            select.setObject(2, TallyColumns.utc(from));
            select.setObject(3, TallyColumns.utc(until));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    Logged log = new Logged(
                            TallyColumns.uuid(row, "player_id"),
                            TallyColumns.uuid(row, "id"),
                            row.getString("media_sha256"),
                            TallyColumns.instant(row, "started_at").toEpochMilli(),
                            row.getInt("duration_ms"),
                            Logged.Outcome.valueOf(row.getString("outcome")),
                            TallyColumns.uuid(row, "spot_id"),
                            row.getString("sheet_sha256"),
                            TallyColumns.uuid(row, "takeover_id"));
                    if (known.add(log)) {
                        logs.add(log);
                    }
                }
            }
        }
        return logs;
    }

    private List<Logged> archived(UUID screenId, Instant from, Instant until) {
        List<Logged> logs = new ArrayList<>();
        archived.between(screenId, from, until)
                .forEach(play -> logs.add(new Logged(
                        play.player(),
                        play.id(),
                        play.media(),
                        play.startedAt().toEpochMilli(),
                        play.durationMs(),
                        Logged.Outcome.valueOf(play.outcome()),
                        play.spot(),
                        play.sheet(),
                        play.takeover())));
        return logs;
    }

    private static List<Absence> absences(
            Connection connection, UUID screenId, Instant from, Instant until, Instant asOf) throws SQLException {
        List<Absence> absences = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(TAKEOVERS)) {
            select.setString(1, screenId.toString());
            select.setObject(2, TallyColumns.utc(until));
            select.setObject(3, TallyColumns.utc(from));
            select.setObject(4, TallyColumns.utc(from));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    boolean dark = row.getString("kind").equals("BLACKOUT");
                    add(absences, absence(dark ? Cause.BLACKOUT : Cause.TAKEOVER, row, "ended", asOf));
                }
            }
        }
        try (PreparedStatement select = connection.prepareStatement(OUTAGES)) {
            select.setString(1, screenId.toString());
            select.setObject(2, TallyColumns.utc(until));
            select.setObject(3, TallyColumns.utc(from));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    add(absences, absence(Cause.OUTAGE, row, "until_at", asOf));
                }
            }
        }
        return absences;
    }

    /** What was called off before it began kept no screen from anything, even where a play was on then. */
    private static void add(List<Absence> absences, Absence absence) {
        if (absence.fromMs() < absence.untilMs()) {
            absences.add(absence);
        }
    }

    private static Absence absence(Cause cause, ResultSet row, String untilColumn, Instant asOf) throws SQLException {
        Instant until = TallyColumns.instant(row, untilColumn);
        return new Absence(
                cause,
                TallyColumns.instant(row, "from_at").toEpochMilli(),
                (until == null ? asOf : until).toEpochMilli(),
                row.getString("id"));
    }

    /** Only exceptions are of a date; usual hours may have been others then. */
    private static void addClosed(Screen screen, LocalDayTimeline day, List<Absence> absences) {
        var exceptions = screen.openingHours().exceptions();
        if (!exceptions.containsKey(day.date())) {
            return;
        }
        long fromMs = day.startOfDay().toEpochMilli();
        long closedFrom = 0;
        String reason = exceptions.get(day.date()).reason();
        for (LocalDayTimeline.Stretch open : day.stretches(screen.openingHours())) {
            if (open.fromMs() > closedFrom) {
                absences.add(new Absence(Cause.CLOSED, fromMs + closedFrom, fromMs + open.fromMs(), reason));
            }
            closedFrom = open.untilMs();
        }
        if (closedFrom < day.lengthMs()) {
            absences.add(new Absence(Cause.CLOSED, fromMs + closedFrom, fromMs + day.lengthMs(), reason));
        }
    }

    private static boolean hasPlayer(Connection connection, UUID screenId, Instant until) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(PLAYERS)) {
            select.setString(1, screenId.toString());
            select.setObject(2, TallyColumns.utc(until));
            try (ResultSet row = select.executeQuery()) {
                return row.next();
            }
        }
    }
}
