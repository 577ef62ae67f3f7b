package io.lunbo.report;

import io.agroal.api.AgroalDataSource;
import io.lunbo.playlog.PlayOutcome;
import io.lunbo.report.PlayFilter.Step;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/** Finds and counts plays. Plain JDBC: these are rows by the million, never entities. */
@ApplicationScoped
class PlayRepository {
    private static final int ROWS_AT_ONCE = 1000;

    private static final String SELECT = """
            select id, player_id, screen_id, media_sha256, started_at, said_at, duration_ms, outcome, received_at
            from plays where\s""";
    private static final String STARTED = "started_at >= ? and started_at < ?\n";
    private static final String AFTER =
            "and (started_at > ? or (started_at = ? and (id > ? or (id = ? and player_id > ?))))\n";
    private static final String IN_ORDER = "order by started_at, id, player_id limit ?";
    private static final String COUNT_SPANS = " + (select coalesce(sum(plays), 0) from play_spans where ";
    private static final String COUNT_HOURS = " + (select coalesce(sum(plays), 0) from play_hours where ";
    private static final String COUNT_PLAYS = " + (select count(*) from plays where ";
    // The hours' key begins with the screen: those of all screens are found through the screens that played that day.
    private static final String COUNT_HOURS_OF_ALL =
            " + (select coalesce(sum(h.plays), 0) from (select distinct screen_id from play_spans where ";
    private static final String AN_HOUR = "select cast(? as datetime) hour";
    private static final String THEIR_HOURS =
            ") t straight_join play_hours h on h.screen_id = d.screen_id and h.hour = t.hour where ";

    private static final String HOURS = """
            select hour, media_sha256, outcome, plays from play_hours
            where screen_id = ? and hour >= ? and hour < ?
            """;
    // For zones whose day does not begin on a whole hour of UTC.
    private static final String HOURS_FROM_PLAYS = """
            select timestampadd(hour, floor(timestampdiff(microsecond, ?, started_at) / 3600000000), ?) hour,
              media_sha256, outcome, count(*) plays
            from plays where screen_id = ? and started_at >= ? and started_at < ?
            group by 1, 2, 3
            """;
    private static final String REJECTED = """
            select received_at, reason, record from rejected_plays
            where screen_id = ? and received_at >= ? and received_at < ?
            order by received_at desc, id limit ?
            """;

    private final AgroalDataSource dataSource;

    /** How many plays of one media began in one hour and ended in one way. */
    record HourCount(Instant hour, String media, PlayOutcome outcome, int plays) {}

    /** A record that a player sent and that was not accepted. */
    record RejectedPlay(Instant receivedAt, String reason, String record) {}

    /** A statement put together of constant parts: what is not asked for is not in it, so each question finds its index. */
    static final class Question {
        private final StringBuilder sql = new StringBuilder();
        private final List<Object> values = new ArrayList<>();

        private Question say(String part, Object... itsValues) {
            sql.append(part);
            values.addAll(List.of(itsValues));
            return this;
        }

        private Question only(PlayFilter filter) {
            if (filter.screenId() != null) {
                say("screen_id = ? and ", filter.screenId().toString());
            }
            if (filter.media() != null) {
                say("media_sha256 = ? and ", filter.media());
            }
            return filter.outcome() == null
                    ? this
                    : say("outcome = ? and ", filter.outcome().name());
        }

        String sql() {
            return sql.toString();
        }

        void bind(PreparedStatement statement) throws SQLException {
            for (int i = 0; i < values.size(); i++) {
                statement.setObject(i + 1, values.get(i));
            }
        }
    }

    private interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    private interface Binder {
        void bind(PreparedStatement statement) throws SQLException;
    }

    PlayRepository(AgroalDataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** The plays after a place in the order, oldest first. */
    List<Play> page(PlayFilter filter, Play.Cursor after, int limit) {
        Question question = pageQuestion(filter, after, limit);
        return query(question.sql(), question::bind, PlayRepository::play);
    }

    /** How many there are. */
    long count(PlayFilter filter) {
        Question question = countQuestion(filter);
        return query(question.sql(), question::bind, row -> row.getLong(1)).get(0);
    }

    static Question pageQuestion(PlayFilter filter, Play.Cursor after, int limit) {
        // The cursor also moves the beginning: otherwise the last page would read everything before it.
        Instant from = after == null || after.startedAt().isBefore(filter.from()) ? filter.from() : after.startedAt();
        Question question = new Question().say(SELECT).only(filter).say(STARTED, utc(from), utc(filter.until()));
        if (after != null) {
            String id = after.id().toString();
            LocalDateTime startedAt = utc(after.startedAt());
            question.say(AFTER, startedAt, startedAt, id, id, after.playerId().toString());
        }
        return question.say(IN_ORDER, limit);
    }

    /**
     * One statement, so one state of the database: what the range has whole from the coarsest roll-up that has it, both ends
     * from finer ones, and what is no whole hour from the plays themselves.
     *
     * <p>Days and months are those of UTC, whatever the zones of the screens: only these have the same plays for everybody, so
     * a local day that begins at half past five has its first and last hours, and half hours, added one by one. They know
     * media and outcome. The counts of verdicts (package {@code tally}) would be coarser still, but know no outcome and are
     * counted after the plays are stored, so they may be a moment behind. One screen's hours lie side by side: they do.
     */
    static Question countQuestion(PlayFilter filter) {
        Question question = new Question().say("select 0");
        Step coarsest = filter.screenId() == null ? Step.MONTH : Step.HOUR;
        count(question, filter, coarsest, utc(filter.from()), utc(filter.until()));
        return question;
    }

    private static void count(
            Question question, PlayFilter filter, Step step, LocalDateTime from, LocalDateTime until) {
        if (!from.isBefore(until)) {
            return;
        }
        LocalDateTime first = step.atOrAfter(from);
        LocalDateTime end = step.atOrBefore(until);
        if (step == Step.PLAY) {
            question.say(COUNT_PLAYS).only(filter).say(STARTED + ")", from, until);
        } else if (!first.isBefore(end)) {
            count(question, filter, step.finer(), from, until);
        } else {
            count(question, filter, step.finer(), from, first);
            countWhole(question, filter, step, first, end);
            count(question, filter, step.finer(), end, until);
        }
    }

    private static void countWhole(
            Question question, PlayFilter filter, Step step, LocalDateTime first, LocalDateTime end) {
        if (step != Step.HOUR) {
            question.say(COUNT_SPANS)
                    .only(filter)
                    .say(
                            "span = ? and begins >= ? and begins < ?)",
                            step.name(),
                            first.toLocalDate(),
                            end.toLocalDate());
        } else if (filter.screenId() != null) {
            question.say(COUNT_HOURS).only(filter).say("hour >= ? and hour < ?)", first, end);
        } else {
            LocalDate lastDay = end.minusHours(1).toLocalDate();
            question.say(COUNT_HOURS_OF_ALL)
                    .only(filter)
                    .say(
                            "span = 'DAY' and begins >= ? and begins <= ?) d straight_join (",
                            first.toLocalDate(),
                            lastDay)
                    .say(AN_HOUR, first);
            for (LocalDateTime hour = first.plusHours(1); hour.isBefore(end); hour = hour.plusHours(1)) {
                question.say(" union all " + AN_HOUR, hour);
            }
            question.say(THEIR_HOURS).only(filter).say("true)");
        }
    }

    /** Hands over all of them in order, some at a time, so that any number needs the same memory. */
    void each(PlayFilter filter, Consumer<List<Play>> consumer) {
        Play.Cursor after = null;
        List<Play> some;
        do {
            some = page(filter, after, ROWS_AT_ONCE);
            if (!some.isEmpty()) {
                consumer.accept(some);
                after = some.get(some.size() - 1).cursor();
            }
        } while (some.size() == ROWS_AT_ONCE);
    }

    /** What a screen played, by hours counted from {@code from}. */
    List<HourCount> hours(UUID screenId, Instant from, Instant until) {
        boolean wholeHours =
                from.equals(from.truncatedTo(ChronoUnit.HOURS)) && until.equals(until.truncatedTo(ChronoUnit.HOURS));
        return query(
                wholeHours ? HOURS : HOURS_FROM_PLAYS,
                statement -> {
                    int column = 0;
                    if (!wholeHours) {
                        statement.setObject(++column, utc(from));
                        statement.setObject(++column, utc(from));
                    }
                    statement.setString(++column, screenId.toString());
                    statement.setObject(++column, utc(from));
                    statement.setObject(++column, utc(until));
                },
                row -> new HourCount(
                        instant(row, "hour"),
                        row.getString("media_sha256"),
                        PlayOutcome.valueOf(row.getString("outcome")),
                        row.getInt("plays")));
    }

    /** The newest records that were not accepted from a screen's players in a time. */
    List<RejectedPlay> rejected(UUID screenId, Instant from, Instant until, int atMost) {
        return query(
                REJECTED,
                statement -> {
                    statement.setString(1, screenId.toString());
                    statement.setObject(2, utc(from));
                    statement.setObject(3, utc(until));
                    statement.setInt(4, atMost);
                },
                row -> new RejectedPlay(instant(row, "received_at"), row.getString("reason"), row.getString("record")));
    }

    private <T> List<T> query(String sql, Binder binder, Reader<T> reader) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            binder.bind(statement);
            List<T> found = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    found.add(reader.read(row));
                }
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException("the plays cannot be read", e);
        }
    }

    private static Play play(ResultSet row) throws SQLException {
        return new Play(
                UUID.fromString(row.getString("id")),
                UUID.fromString(row.getString("player_id")),
                UUID.fromString(row.getString("screen_id")),
                row.getString("media_sha256"),
                instant(row, "started_at"),
                instant(row, "said_at"),
                row.getInt("duration_ms"),
                PlayOutcome.valueOf(row.getString("outcome")),
                instant(row, "received_at"));
    }

    // DATETIME has no zone: written and read as UTC, whatever the zones of driver, server and machine are.
    private static LocalDateTime utc(Instant instant) {
        return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, LocalDateTime.class).toInstant(ZoneOffset.UTC);
    }
}
