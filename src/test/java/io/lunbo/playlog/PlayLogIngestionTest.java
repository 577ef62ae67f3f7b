package io.lunbo.playlog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agroal.api.AgroalDataSource;
import io.lunbo.access.PlayerPrincipal;
import io.lunbo.playlog.PlayLogAnswer.Result;
import io.lunbo.playlog.PlayLogAnswer.Status;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** A play is counted once, whatever is sent, how often, in which order and by how many at once. */
@QuarkusTest
class PlayLogIngestionTest {
    @Inject
    PlayLogIngestion ingestion;

    @Inject
    AgroalDataSource dataSource;

    @Inject
    ObjectMapper json;

    @Inject
    Clock clock;

    private final PlayerPrincipal player = new PlayerPrincipal(UUID.randomUUID(), UUID.randomUUID());

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void anyMixOfResentBatchesGivesEachPlayOnceAndAnExactRollUp(long seed) throws SQLException {
        Random random = new Random(seed);
        Plays plays = new Plays(random, clock.instant());
        List<ObjectNode> distinct =
                IntStream.range(0, 700).mapToObj(i -> plays.next()).toList();
        List<List<JsonNode>> batches = new ArrayList<>();
        for (int round = 0; round < 8; round++) {
            List<JsonNode> sent = new ArrayList<>(distinct);
            IntStream.range(0, 100).forEach(i -> sent.add(plays.bent(distinct.get(random.nextInt(distinct.size())))));
            Collections.shuffle(sent, random);
            for (int from = 0; from < sent.size(); ) {
                int until = Math.min(sent.size(), from + 1 + random.nextInt(200));
                batches.add(List.copyOf(sent.subList(from, until)));
                from = until;
            }
        }
        Collections.shuffle(batches, random);

        int accepted =
                inParallel(batches).stream().mapToInt(PlayLogAnswer::accepted).sum();

        // Bent records may come first: then theirs is the play that counts. Either way each id and each key is there
        // once.
        assertThat(count("select count(*) from plays where player_id = ?")).isEqualTo(accepted);
        assertThat(count("select count(distinct id) from plays where player_id = ?"))
                .isEqualTo(accepted);
        assertThat(count("select count(distinct media_sha256, said_at) from plays where player_id = ?"))
                .isEqualTo(accepted)
                .isGreaterThanOrEqualTo(distinct.size());
        assertThat(rollUp()).isEqualTo(rawGroupBy()).isNotEmpty();
        assertThat(spans()).isEqualTo(rawSpans()).isNotEmpty();
    }

    @Test
    void sameBatchFromEightThreadsIsAcceptedOnceAltogether() throws SQLException {
        Plays plays = new Plays(new Random(7), clock.instant());
        List<JsonNode> batch = plays.list(1000);

        List<PlayLogAnswer> answers = inParallel(Collections.nCopies(8, batch));

        assertThat(answers.stream().mapToInt(PlayLogAnswer::accepted).sum()).isEqualTo(1000);
        assertThat(answers.stream().mapToInt(PlayLogAnswer::duplicate).sum()).isEqualTo(7000);
        assertThat(answers.stream().flatMap(answer -> answer.results().stream()).map(Result::problem))
                .containsOnlyNulls();
        assertThat(rollUp()).isEqualTo(rawGroupBy());
        assertThat(spans()).isEqualTo(rawSpans());
    }

    @Test
    void lostAnswerCostsNothing() throws SQLException {
        List<JsonNode> batch = new Plays(new Random(8), clock.instant()).list(50);
        send(batch, Duration.ZERO);

        PlayLogAnswer again = send(batch, Duration.ofMillis(-35)); // the clock was measured anew meanwhile

        assertThat(again.accepted()).isZero();
        assertThat(again.duplicate()).isEqualTo(50);
        assertThat(again.results()).extracting(Result::problem).containsOnlyNulls();
        assertThat(count("select count(*) from plays where player_id = ?")).isEqualTo(50);
    }

    @Test
    void oneBadRecordBlocksNoOther() throws SQLException {
        List<JsonNode> batch = new ArrayList<>(new Plays(new Random(9), clock.instant()).list(499));
        batch.add(250, json.createObjectNode().put("id", "no uuid").put("note", "短"));

        PlayLogAnswer answer = send(batch, Duration.ZERO);
        send(batch, Duration.ZERO);

        assertThat(answer.accepted()).isEqualTo(499);
        assertThat(answer.rejected()).isEqualTo(1);
        assertThat(answer.results().get(250)).isEqualTo(new Result("no uuid", Status.REJECTED, "id-invalid"));
        assertThat(rejected()).containsExactly("id-invalid {\"id\":\"no uuid\",\"note\":\"短\"}");
    }

    @Test
    void sameIdWithOtherContentIsAConflictAndTheFirstIsKept() throws SQLException {
        Plays plays = new Plays(new Random(10), clock.instant());
        ObjectNode first = plays.next().put("durationMs", 30_000);
        ObjectNode other = first.deepCopy().put("durationMs", 15_000);

        PlayLogAnswer together = send(List.of(first, other), Duration.ZERO);
        PlayLogAnswer later = send(List.of(other), Duration.ZERO);

        assertThat(together.results())
                .extracting(Result::status, Result::problem)
                .containsExactly(tuple(Status.ACCEPTED, null), tuple(Status.DUPLICATE, "conflict"));
        assertThat(later.results()).extracting(Result::problem).containsExactly("conflict");
        assertThat(count("select sum(duration_ms) from plays where player_id = ?"))
                .isEqualTo(30_000);
        assertThat(rejected()).containsExactly("conflict " + other);
    }

    @Test
    void samePlayUnderAnotherIdIsADuplicate() throws SQLException {
        List<JsonNode> batch = new Plays(new Random(11), clock.instant()).list(250);
        send(batch, Duration.ZERO);
        List<JsonNode> renamed = new ArrayList<>();
        batch.forEach(play -> renamed.add(
                ((ObjectNode) play.deepCopy()).put("id", UUID.randomUUID().toString())));

        PlayLogAnswer answer = send(renamed, Duration.ZERO);

        assertThat(answer.duplicate()).isEqualTo(250);
        assertThat(answer.results()).extracting(Result::problem).containsOnlyNulls();
        assertThat(count("select count(*) from plays where player_id = ?")).isEqualTo(250);
    }

    @Test
    void idThatClashesDoesNotSwallowAnotherRecordOfTheSamePlay() throws SQLException {
        Plays plays = new Plays(new Random(12), clock.instant());
        ObjectNode stored = plays.next();
        send(List.of(stored), Duration.ZERO);
        ObjectNode clash = plays.next().put("id", stored.get("id").textValue());
        ObjectNode samePlay = clash.deepCopy()
                .put(
                        "id",
                        "ffffffff-ffff-7fff-bfff-"
                                + UUID.randomUUID().toString().substring(24));

        PlayLogAnswer answer = send(List.of(clash, samePlay), Duration.ZERO);

        assertThat(answer.results())
                .extracting(Result::status, Result::problem)
                .containsExactly(tuple(Status.DUPLICATE, "conflict"), tuple(Status.ACCEPTED, null));
    }

    @ParameterizedTest
    @ValueSource(longs = {10_800_000, -10_800_000, 1_680_000_000_000L})
    void wrongClockIsCorrectedAndBothInstantsAreKept(long slowMs) throws SQLException {
        Instant really = clock.instant().truncatedTo(ChronoUnit.MILLIS).minusSeconds(60);
        ObjectNode play = new Plays(new Random(13), clock.instant())
                .next()
                .put("startedAt", really.minusMillis(slowMs).toString());

        PlayLogAnswer answer = send(List.of(play), Duration.ofMillis(slowMs));

        assertThat(answer.accepted()).isEqualTo(1);
        assertThat(count("select count(*) from plays where player_id = ? and started_at = from_unixtime("
                        + really.toEpochMilli() + " / 1000) and said_at = timestampadd(microsecond, "
                        + -slowMs * 1000 + ", started_at)"))
                .isEqualTo(1);
    }

    @Test
    void playersNeverTouchEachOthersPlays() throws SQLException {
        PlayerPrincipal other = new PlayerPrincipal(UUID.randomUUID(), UUID.randomUUID());
        List<JsonNode> batch = new Plays(new Random(14), clock.instant()).list(20);
        send(batch, Duration.ZERO);

        PlayLogAnswer answer = ingestion.ingest(other, new PlayLogBatch(batch, Duration.ZERO), now());

        assertThat(answer.accepted()).isEqualTo(20);
        assertThat(count("select count(*) from plays where player_id = ?")).isEqualTo(20);
    }

    private PlayLogAnswer send(List<? extends JsonNode> records, Duration offset) {
        return ingestion.ingest(player, new PlayLogBatch(List.copyOf(records), offset), now());
    }

    private List<PlayLogAnswer> inParallel(List<List<JsonNode>> batches) {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            return batches.stream()
                    .map(batch -> CompletableFuture.supplyAsync(() -> send(batch, Duration.ZERO), threads))
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .toList();
        } finally {
            threads.shutdown();
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private long count(String sql) throws SQLException {
        return Long.parseLong(rows(sql, player.playerId()).iterator().next());
    }

    private List<String> rejected() throws SQLException {
        return rows("select concat(reason, ' ', record) from rejected_plays where player_id = ?", player.playerId());
    }

    private Set<String> rollUp() throws SQLException {
        return new HashSet<>(rows(
                "select concat_ws(' ', hour, media_sha256, outcome, plays, duration_ms) from play_hours where screen_id = ?",
                player.screenId()));
    }

    private Set<String> rawGroupBy() throws SQLException {
        return new HashSet<>(rows(
                "select concat_ws(' ', date_format(started_at, '%Y-%m-%d %H:00:00'), media_sha256, outcome, count(*),"
                        + " sum(duration_ms)) from plays where screen_id = ?"
                        + " group by date_format(started_at, '%Y-%m-%d %H:00:00'), media_sha256, outcome",
                player.screenId()));
    }

    private Set<String> spans() throws SQLException {
        return new HashSet<>(rows(
                "select concat_ws(' ', span, begins, media_sha256, outcome, plays) from play_spans where screen_id = ?",
                player.screenId()));
    }

    private Set<String> rawSpans() throws SQLException {
        Set<String> spans = new HashSet<>();
        for (String span : List.of("DAY %Y-%m-%d", "MONTH %Y-%m-01")) {
            spans.addAll(rows(
                    "select concat_ws(' ', date_format(started_at, '" + span
                            + "'), media_sha256, outcome, count(*)) from plays where screen_id = ?"
                            + " group by date_format(started_at, '" + span + "'), media_sha256, outcome",
                    player.screenId()));
        }
        return spans;
    }

    private List<String> rows(String sql, UUID of) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, of.toString());
            List<String> rows = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    rows.add(row.getString(1));
                }
            }
            return rows;
        }
    }

    private static org.assertj.core.groups.Tuple tuple(Object... values) {
        return org.assertj.core.groups.Tuple.tuple(values);
    }
}
