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
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
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
    private static final List<String> ROLL_UP_SPANS = List.of("""
            insert into play_spans select 'DAY', date(started_at), screen_id, media_sha256, outcome, count(*)
            from plays where started_at >= ? and started_at < ? group by 2, 3, 4, 5""", """
            insert into play_spans select 'MONTH', date_format(started_at, '%Y-%m-01'), screen_id, media_sha256, outcome, count(*)
            from plays where started_at >= ? and started_at < ? group by 2, 3, 4, 5""");
    // Every twenty minutes and a bit for half a year on one screen or another, many exactly on the hour.
    private static final String FILL_MONTHS = """
            insert into plays select concat(?, lpad(seq mod ?, 4, '0'), '-0000-4000-8000-000000000002'),
              concat(?, '-', lpad(hex(seq), 4, '0'), '-7000-8000-', lpad(hex(seq), 12, '0')),
              concat(?, lpad(seq mod ?, 4, '0'), '-0000-4000-8000-000000000000'),
              sha2(concat(?, seq mod 7), 256),
              timestampadd(microsecond, seq * 1200000000 + if(seq mod 5 = 0, 0, seq mod 977 * 1000), ?),
              timestampadd(microsecond, seq * 1200000000 + if(seq mod 5 = 0, 0, seq mod 977 * 1000), ?),
              15000, elt(1 + seq mod 3, 'COMPLETED', 'PARTIAL', 'FAILED'), null, null, null, ?
            from seq_0_to_13140""";

    @Inject
    AgroalDataSource dataSource;

    @Inject
    PlayRepository plays;

    private final String mark = "%04x".formatted(new Random().nextInt(0x10000));
    // A year of their own: what other tests log lies elsewhere.
    private final Instant begin = Instant.parse("%d-05-01T00:00:00Z".formatted(2100 + new Random().nextInt(800)));
    private Instant end = begin.plus(Duration.ofDays(1));

    @BeforeEach
    void fill() throws SQLException {
        String start = start();
        execute(FILL, mark, SCREENS, mark + mark, mark, SCREENS, mark, start, start, start);
        rollUp();
    }

    private void rollUp() throws SQLException {
        execute(ROLL_UP, start(), stop());
        for (String spans : ROLL_UP_SPANS) {
            execute(spans, start(), stop());
        }
        execute("analyze table plays, play_hours, play_spans");
    }

    @AfterEach
    void clear() throws SQLException {
        execute("delete from play_hours where hour >= ? and hour < ?", start(), stop());
        execute("delete from play_spans where begins >= date(?) and begins < date(?)", start(), stop());
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

    /** Whatever the ends of the range are, the total is the number of the plays. */
    @Test
    void totalsOfOddRangesAreWhatIsThere() throws SQLException {
        fillMonths();
        UUID screen = UUID.fromString(mark + "0003-0000-4000-8000-000000000000");
        String media = sha256("select sha2('" + mark + "5', 256)");
        int asked = 0;
        for (Instant[] range : ranges()) {
            for (UUID on : new UUID[] {null, screen}) {
                for (String of : new String[] {null, media}) {
                    for (PlayOutcome outcome : new PlayOutcome[] {null, PlayOutcome.PARTIAL}) {
                        PlayFilter filter = new PlayFilter(on, range[0], range[1], of, outcome);
                        assertThat(plays.count(filter)).as("%s", filter).isEqualTo(raw(filter));
                        asked++;
                    }
                }
            }
        }
        assertThat(asked).isGreaterThan(1_000);
        assertThat(raw(new PlayFilter(null, begin, end, null, null))).isEqualTo(13_141);
    }

    /** May to October instead of the usual days. */
    private void fillMonths() throws SQLException {
        clear();
        end = begin.plus(Duration.ofDays(184));
        String start = start();
        execute(FILL_MONTHS, mark, SCREENS, mark + mark, mark, SCREENS, mark, start, start, start);
        rollUp();
    }

    @Test
    void wholeMonthsNeedNeitherHoursNorPlays() throws SQLException {
        fillMonths();
        // May to October; 10 screens, 7 media, 3 outcomes.
        Question months = PlayRepository.countQuestion(new PlayFilter(null, begin, end, null, null));
        assertThat(rowsRead(months)).isLessThan(6 * 210 + 20);
        Question ragged = PlayRepository.countQuestion(
                new PlayFilter(null, begin.plusSeconds(5400), end.minusSeconds(5400), null, null));
        assertThat(rowsRead(ragged)).isLessThan(4 * 210 + 60 * 72 + 46 * 2 * 10 * 2);
    }

    /** Half hours, days of zones with half and quarter hours, days on which clocks change, months, chance and nothing. */
    private List<Instant[]> ranges() {
        List<Instant[]> ranges = new ArrayList<>();
        int year = begin.atZone(ZoneOffset.UTC).getYear();
        LocalDate first = LocalDate.of(year, 5, 1);
        for (String name : List.of(
                "UTC",
                "Asia/Shanghai",
                "Asia/Kolkata",
                "Asia/Kathmandu",
                "Australia/Lord_Howe",
                "Australia/Adelaide",
                "Europe/Berlin",
                "America/St_Johns")) {
            ZoneId zone = ZoneId.of(name);
            // The last Sunday of October and the first of it: clocks go back and forward.
            LocalDate back = LocalDate.of(year, 10, 31).with(TemporalAdjusters.previousOrSame(DayOfWeek.SUNDAY));
            LocalDate forward = LocalDate.of(year, 10, 1).with(TemporalAdjusters.nextOrSame(DayOfWeek.SUNDAY));
            for (LocalDate day : List.of(first, first.plusDays(30), back, forward)) {
                ranges.add(range(zone, day, day.plusDays(1)));
            }
            ranges.add(range(zone, first.plusDays(29), first.plusDays(32)));
            ranges.add(range(zone, first, first.plusMonths(1)));
            ranges.add(range(zone, first.plusDays(10), first.plusMonths(4).plusDays(3)));
        }
        Instant half = begin.plusSeconds(1800);
        ranges.add(new Instant[] {half, half.plusSeconds(600)});
        ranges.add(new Instant[] {half, half.plusSeconds(3600)});
        ranges.add(new Instant[] {half, half.plusSeconds(7200)});
        ranges.add(new Instant[] {half, half.plus(Duration.ofDays(70))});
        ranges.add(new Instant[] {begin.plusSeconds(23 * 3600), begin.plusSeconds(26 * 3600)});
        ranges.add(new Instant[] {begin.plusMillis(1), end.minusMillis(1)});
        ranges.add(new Instant[] {begin, end});
        ranges.add(new Instant[] {half, half});
        ranges.add(new Instant[] {end, begin});
        Random random = new Random(127);
        for (int i = 0; i < 80; i++) {
            Instant from = begin.plusMillis(random.nextLong(Duration.ofDays(184).toMillis()));
            Duration length = Duration.ofMinutes(random.nextLong(i % 2 == 0 ? 4_000 : 150_000));
            ranges.add(new Instant[] {from, from.plus(length).isBefore(end) ? from.plus(length) : end});
        }
        return ranges;
    }

    private static Instant[] range(ZoneId zone, LocalDate from, LocalDate until) {
        return new Instant[] {
            from.atStartOfDay(zone).toInstant(), until.atStartOfDay(zone).toInstant()
        };
    }

    private long raw(PlayFilter filter) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement count = connection.prepareStatement(
                        "select count(*) from plays where started_at >= ? and started_at < ? and coalesce(screen_id = ?, true)"
                                + " and coalesce(media_sha256 = ?, true) and coalesce(outcome = ?, true)")) {
            count.setObject(1, LocalDateTime.ofInstant(filter.from(), ZoneOffset.UTC));
            count.setObject(2, LocalDateTime.ofInstant(filter.until(), ZoneOffset.UTC));
            count.setString(
                    3, filter.screenId() == null ? null : filter.screenId().toString());
            count.setString(4, filter.media());
            count.setString(
                    5, filter.outcome() == null ? null : filter.outcome().name());
            try (ResultSet row = count.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
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
