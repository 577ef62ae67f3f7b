package io.lunbo.accord;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.agroal.api.AgroalDataSource;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Finds records that players sent and that are no plays. */
@ApplicationScoped
class RejectedRecords {
    private static final String PAGE = """
            select r.id, r.screen_id, s.code, s.name, r.player_id, r.received_at, r.reason, r.record,
              r.resubmitted_at, r.resubmitted_by from rejected_plays r left join screens s on s.id = r.screen_id
            where (? is null or r.screen_id = ?) and (? is null or r.reason = ?)
            and (r.received_at < ? or r.received_at = ? and r.id < ?)
            order by r.received_at desc, r.id desc limit ?
            """;
    private static final String ONE = """
            select r.id, r.screen_id, s.code, s.name, r.player_id, r.received_at, r.reason, r.record,
              r.resubmitted_at, r.resubmitted_by from rejected_plays r left join screens s on s.id = r.screen_id
            where r.id = ?
            """;
    private static final String RESUBMITTED =
            "update rejected_plays set resubmitted_at = ?, resubmitted_by = ? where id = ?";
    private static final String REASONS = """
            select reason, count(*) from rejected_plays where (? is null or screen_id = ?) group by reason order by reason
            """;
    private static final LocalDateTime LATEST = LocalDateTime.of(9999, 1, 1, 0, 0);

    private final AgroalDataSource dataSource;

    /** A refused record; {@code screen} is the screen's code, null where the screen is gone. */
    public record Rejected(
            UUID id,
            @JsonIgnore UUID screenId,
            String screen,
            String screenName,
            UUID player,
            Instant receivedAt,
            String reason,
            String record,
            @JsonInclude(JsonInclude.Include.NON_NULL) Instant resubmittedAt,
            @JsonInclude(JsonInclude.Include.NON_NULL) String resubmittedBy) {
        /** The key of the reason's word. */
        @JsonIgnore
        public String reasonKey() {
            return "playlog_reason_" + reason.replace('-', '_');
        }
    }

    /** How often a reason was given. */
    public record Reason(String reason, long count) {
        /** The key of the reason's word. */
        public String key() {
            return "playlog_reason_" + reason.replace('-', '_');
        }
    }

    RejectedRecords(AgroalDataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * Some of them, newest first.
     *
     * @param next where the older ones begin; null on the last page
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Page(List<Rejected> items, String next) {}

    /** A page; screen, reason and cursor may be null or empty. A cursor of somebody else is refused. */
    Page page(UUID screen, String reason, String cursor, int limit) {
        if (reason != null && !reason.matches("[a-z-]{0,64}")) {
            throw Problem.of(ProblemType.INVALID_INPUT).field("reason", reason);
        }
        Instant at = null;
        UUID id = null;
        try {
            if (cursor != null && !cursor.isEmpty()) {
                String[] parts = cursor.split("_", 2);
                at = Instant.ofEpochMilli(Math.min(Long.parseLong(parts[0]), 253_370_764_800_000L));
                id = UUID.fromString(parts.length < 2 ? "" : parts[1]);
            }
        } catch (IllegalArgumentException e) {
            throw Problem.of(ProblemType.INVALID_INPUT).field("cursor", cursor);
        }
        List<Rejected> found = rows(screen, reason == null || reason.isEmpty() ? null : reason, at, id, limit + 1);
        if (found.size() <= limit) {
            return new Page(found, null);
        }
        Rejected last = found.get(limit - 1);
        return new Page(found.subList(0, limit), last.receivedAt().toEpochMilli() + "_" + last.id());
    }

    private List<Rejected> rows(UUID screen, String reason, Instant afterAt, UUID afterId, int limit) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(PAGE)) {
            LocalDateTime at = afterAt == null ? LATEST : LocalDateTime.ofInstant(afterAt, ZoneOffset.UTC);
            select.setString(1, screen == null ? null : screen.toString());
            select.setString(2, screen == null ? null : screen.toString());
            select.setString(3, reason);
            select.setString(4, reason);
            select.setObject(5, at);
            select.setObject(6, at);
            select.setString(7, (afterId == null ? new UUID(0, 0) : afterId).toString());
            select.setInt(8, limit);
            List<Rejected> found = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    found.add(rejected(row));
                }
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException("refused records cannot be read", e);
        }
    }

    private static Rejected rejected(ResultSet row) throws SQLException {
        LocalDateTime resubmitted = row.getObject(9, LocalDateTime.class);
        return new Rejected(
                UUID.fromString(row.getString(1)),
                UUID.fromString(row.getString(2)),
                row.getString(3),
                row.getString(4),
                UUID.fromString(row.getString(5)),
                row.getObject(6, LocalDateTime.class).toInstant(ZoneOffset.UTC),
                row.getString(7),
                row.getString(8),
                resubmitted == null ? null : resubmitted.toInstant(ZoneOffset.UTC),
                row.getString(10));
    }

    /** One of them. */
    Optional<Rejected> byId(UUID id) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(ONE)) {
            select.setString(1, id.toString());
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(rejected(row)) : Optional.empty();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("a refused record cannot be read", e);
        }
    }

    /** Marks one as taken in after all. */
    void resubmitted(UUID id, String by, Instant at) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement update = connection.prepareStatement(RESUBMITTED)) {
            update.setObject(1, LocalDateTime.ofInstant(at, ZoneOffset.UTC));
            update.setString(2, by);
            update.setString(3, id.toString());
            update.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("a refused record cannot be marked", e);
        }
    }

    /** The reasons that were given, of one screen or of all. */
    List<Reason> reasons(UUID screen) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(REASONS)) {
            select.setString(1, screen == null ? null : screen.toString());
            select.setString(2, screen == null ? null : screen.toString());
            List<Reason> found = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    found.add(new Reason(row.getString(1), row.getLong(2)));
                }
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException("reasons cannot be counted", e);
        }
    }
}
