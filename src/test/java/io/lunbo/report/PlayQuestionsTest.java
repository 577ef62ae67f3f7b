package io.lunbo.report;

import io.agroal.api.AgroalDataSource;
import io.lunbo.playlog.PlayOutcome;
import io.lunbo.report.PlayRepository.Question;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Whatever is asked about many plays, the database looks at few rows to answer it. */
@QuarkusTest
class PlayQuestionsTest {
    private static final int PLAYS = 50_000;
    private static final int SCREENS = 10;
    private static final int A_DAY_OF_A_SCREEN = 5_760;
    private static final int A_PAGE = 100;
    private static final String FILL = """
            insert into plays select concat(?, lpad(seq mod ?, 4, '0'), '-0000-4000-8000-000000000001'),
              concat(?, '-', lpad(hex(seq), 4, '0'), '-7000-8000-', lpad(hex(seq), 12, '0')),
              concat(?, lpad(seq mod ?, 4, '0'), '-0000-4000-8000-000000000000'),
              sha2(concat(?, floor(seq / 10) mod 20), 256),
              timestampadd(second, floor(seq / 10) * 15, ?), timestampadd(second, floor(seq / 10) * 15, ?),
              15000, if(seq mod 997 = 0, 'FAILED', 'COMPLETED'), null, null, null, ?
            from seq_1_to_50000""";
    private static final String ROLL_UP = """
            insert into play_hours
            select screen_id, timestamp(date(started_at), maketime(hour(started_at), 0, 0)), media_sha256, outcome,
              count(*), sum(duration_ms)
            from plays where started_at >= ? and started_at < ? group by 1, 2, 3, 4""";

    @Inject
    AgroalDataSource dataSource;

    @Inject
    PlayRepository plays;

    private final String mark = "%04x".formatted(new Random().nextInt(0x10000));
    // A year of their own: what other tests log lies elsewhere.
    private final Instant begin = Instant.parse("%d-05-01T00:00:00Z".formatted(2100 + new Random().nextInt(800)));
    private final Instant end = begin.plus(Duration.ofDays(1));

    @BeforeEach
    void fill() throws SQLException {
        String start = start();
        execute(FILL, mark, SCREENS, mark + mark, mark, SCREENS, mark, start, start, start);
        execute(ROLL_UP, start, stop());
        execute("analyze table plays, play_hours");
    }

    @AfterEach
    void clear() throws SQLException {
        execute("delete from play_hours where hour >= ? and hour < ?", start(), stop());
        execute("delete from plays where started_at >= ? and started_at < ?", start(), stop());
    }

    @Test
    void eachPageLooksAtFewRowsWhicheverFilterAndHoweverDeep() throws SQLException {
        for (PlayFilter filter : filters()) {
            List<Play> first = plays.page(filter, null, A_PAGE);
            assertThatItLooksAtFewRows(PlayRepository.pageQuestion(filter, null, A_PAGE), filter);
            Play.Cursor deep = new Play.Cursor(begin.plus(Duration.ofHours(20)), UUID.randomUUID(), UUID.randomUUID());
            assertThatItLooksAtFewRows(PlayRepository.pageQuestion(filter, deep, A_PAGE), filter);
            if (!first.isEmpty()) {
                Play.Cursor cursor = first.get(first.size() / 2).cursor();
                assertThatItLooksAtFewRows(PlayRepository.pageQuestion(filter, cursor, A_PAGE), filter);
                assertThat(plays.page(filter, cursor, A_PAGE))
                        .startsWith(first.subList(first.size() / 2 + 1, first.size())
                                .toArray(Play[]::new));
            }
        }
    }

    @Test
    void countsAreExactAndComeFromTheHours() throws SQLException {
        for (PlayFilter filter : filters()) {
            Question question = PlayRepository.countQuestion(filter);
            assertThat(rowsRead(question)).as("%s", filter).isLessThan(A_DAY_OF_A_SCREEN);
            assertThat(plays.count(filter))
                    .as("%s", filter)
                    .isEqualTo(plays.page(filter, null, PLAYS + 1).size());
        }
    }

    private String start() {
        return begin.toString().replace('T', ' ').replace("Z", "");
    }

    private String stop() {
        return end.toString().replace('T', ' ').replace("Z", "");
    }

    private List<PlayFilter> filters() {
        UUID screen = UUID.fromString(mark + "0003-0000-4000-8000-000000000000");
        String media = sha256("select sha2('" + mark + "7', 256)");
        List<PlayFilter> filters = new ArrayList<>();
        for (UUID on : new UUID[] {screen, UUID.randomUUID(), null}) {
            for (String of : new String[] {media, "0".repeat(64), null}) {
                filters.add(new PlayFilter(on, begin, end, of, null));
                filters.add(new PlayFilter(on, begin.plusSeconds(1800), end.minusSeconds(1800), of, null));
            }
        }
        for (String of : new String[] {media, null}) {
            filters.add(new PlayFilter(screen, begin, end, of, PlayOutcome.FAILED));
        }
        return filters;
    }

    private void assertThatItLooksAtFewRows(Question question, PlayFilter filter) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement explain = connection.prepareStatement("explain " + question.sql())) {
            question.bind(explain);
            try (ResultSet row = explain.executeQuery()) {
                while (row.next()) {
                    assertThat(row.getString("type")).as("%s", filter).isIn("range", "ref");
                    assertThat(String.valueOf(row.getString("Extra")))
                            .as("%s", filter)
                            .doesNotContain("filesort", "temporary");
                }
            }
        }
        boolean sparse = filter.outcome() != null || (filter.screenId() != null && filter.media() != null);
        assertThat(rowsRead(question)).as("%s", filter).isLessThan(sparse ? 2 * A_DAY_OF_A_SCREEN : 3 * A_PAGE);
    }

    private long rowsRead(Question question) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement asked = connection.prepareStatement(question.sql())) {
            question.bind(asked);
            long before = handled(connection);
            asked.executeQuery().close();
            return handled(connection) - before;
        }
    }

    private static long handled(Connection connection) throws SQLException {
        Map<String, Long> counts = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "show session status where variable_name in ('Handler_read_first', 'Handler_read_key',"
                                + " 'Handler_read_next', 'Handler_read_prev', 'Handler_icp_attempts')")) {
            while (row.next()) {
                counts.put(row.getString(1), row.getLong(2));
            }
        }
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    private String sha256(String question) {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(question)) {
            row.next();
            return row.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void execute(String sql, Object... values) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.execute();
        }
    }
}
