package io.lunbo.playarchive;

import io.lunbo.access.Role;
import io.lunbo.tally.DaySettling;
import io.lunbo.tally.Tally;
import io.lunbo.testsupport.APairedScreen;
import io.lunbo.testsupport.SignedIn;
import io.lunbo.web.Problem;
import io.quarkus.arc.Arc;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;

/** Months of plays leave the database, and nothing that anybody may ask of them changes. */
@QuarkusTest
class PlayArchivingTest {
    private static final YearMonth MONTH = YearMonth.of(2019, 3);
    private static final LocalDate DAY = LocalDate.of(2019, 3, 12);
    private static final int PLAYS = 31 * 24 * 3;

    /** Three plays an hour, with everything that a row may lack or have. */
    private static final String FILL = """
            insert into plays (player_id, id, screen_id, media_sha256, started_at, said_at, duration_ms, outcome, spot_id,
              sheet_sha256, takeover_id, received_at)
            select :player, uuid(), :screen, sha2(concat(:screen, seq % 5), 256),
              timestampadd(second, 1200 * seq, '2019-03-01 00:00:00.123'), timestampadd(second, 1200 * seq + 3, '2019-03-01'),
              15000 + seq, elt(1 + seq % 3, 'COMPLETED', 'PARTIAL', 'FAILED'), if(seq % 2, uuid(), null),
              if(seq % 4, sha2(seq, 256), null), if(seq % 7, null, uuid()), '2019-03-31 23:59:59.999'
            from seq_0_to_2231
            """;

    private static final String ROLL_UP = """
            insert into play_hours (screen_id, hour, media_sha256, outcome, plays, duration_ms)
            select screen_id, date_format(started_at, '%Y-%m-%d %H:00:00'), media_sha256, outcome, count(*), sum(duration_ms)
            from plays where screen_id = :screen group by 1, 2, 3, 4
            """;
    private static final String ROLL_UP_SPANS = """
            insert into play_spans (span, begins, screen_id, media_sha256, outcome, plays)
            select span, if(span = 'DAY', date(started_at), date_format(started_at, '%Y-%m-01')), screen_id, media_sha256, outcome,
              count(*)
            from plays, (select 'DAY' span union all select 'MONTH') spans where screen_id = :screen group by 1, 2, 3, 4, 5
            """;
    private static final String ALL_OF_IT = """
            select count(*), sum(crc32(concat_ws('|', player_id, id, media_sha256, started_at, said_at, duration_ms, outcome,
              coalesce(spot_id, '-'), coalesce(sheet_sha256, '-'), coalesce(takeover_id, '-'), received_at)))
            from plays where screen_id = :screen
            """;

    @Inject
    PlayArchiving archiving;

    @Inject
    PlayArchiveRepository archives;

    @Inject
    ArchiveFolder folder;

    @Inject
    PlayRetention retention;

    @Inject
    DaySettling settling;

    @Inject
    EntityManager entities;

    @Inject
    Clock clock;

    private final APairedScreen screen = aScreenWithOldPlays();

    private static APairedScreen aScreenWithOldPlays() {
        APairedScreen screen = APairedScreen.wall();
        QuarkusTransaction.requiringNew().run(() -> {
            EntityManager entities =
                    Arc.container().instance(EntityManager.class).get();
            entities.createNativeQuery(FILL)
                    .setParameter("player", screen.playerId().toString())
                    .setParameter("screen", screen.screen().id().toString())
                    .executeUpdate();
            for (String rollUp : List.of(ROLL_UP, ROLL_UP_SPANS)) {
                entities.createNativeQuery(rollUp)
                        .setParameter("screen", screen.screen().id().toString())
                        .executeUpdate();
            }
        });
        return screen;
    }

    @Test
    void monthThatIsOldEnoughLeavesTheDatabaseAndItsDaysAreCountedAsBefore() throws Exception {
        Tally before = tally();
        assertThat(before.logs().total()).isEqualTo(72);

        archiving.run();

        assertThat(rows()[0]).isEqualTo(0L);
        PlayArchive archive = archive();
        assertThat(archive.plays()).isEqualTo(PLAYS);
        assertThat(archive.emptiedAt()).isNotNull();
        assertThat(folder.hash(archive.file())).isEqualTo(archive.sha256());
        assertThat(tally()).isEqualTo(before);
        assertThat(judgedAgain()).isEqualTo(before);
        assertThat(hours()).isEqualTo((long) PLAYS);
        assertThat(Files.readAllLines(folder.path("index.ndjson")))
                .filteredOn(line -> line.contains(screen.code()))
                .singleElement()
                .asString()
                .contains(archive.sha256());
    }

    @Test
    void monthThatIsPutBackIsTheSameToTheLastColumnAndGoesAgainWhenItsTimeIsOver() throws Exception {
        Object[] before = rows();
        Tally tally = tally();
        archiving.run();
        UUID id = archive().id();
        SignedIn administrator = SignedIn.as(Role.ADMINISTRATOR);

        administrator
                .api()
                .post("/api/v1/play-archives/" + id + "/restore")
                .then()
                .statusCode(200);
        administrator
                .api()
                .post("/api/v1/play-archives/" + id + "/restore")
                .then()
                .statusCode(200); // once more

        assertThat(rows()).isEqualTo(before);
        assertThat(hours()).as("counted long ago").isEqualTo((long) PLAYS);
        assertThat(judgedAgain())
                .as("in the file and in the table, counted once")
                .isEqualTo(tally);
        archiving.run();
        assertThat(rows()).as("its time is not over").isEqualTo(before);
        QuarkusTransaction.requiringNew().run(() -> archives.findById(id).restoredUntil(clock.instant()));
        archiving.run();
        assertThat(rows()[0]).isEqualTo(0L);
        assertThat(archive().restoredUntil()).isNull();
    }

    @Test
    void rowThatIsInNoFileKeepsItsMonthInTheDatabase() throws Exception {
        archiving.run();
        UUID id = archive().id();
        SignedIn.as(Role.ADMINISTRATOR)
                .api()
                .post("/api/v1/play-archives/" + id + "/restore")
                .then()
                .statusCode(200);
        QuarkusTransaction.requiringNew().run(() -> {
            entities.createNativeQuery(
                            "insert into plays select player_id, uuid(), screen_id, sha2('x', 256), started_at, said_at,"
                                    + " duration_ms, outcome, null, null, null, received_at from plays where screen_id = :screen limit 1")
                    .setParameter("screen", screen.screen().id().toString())
                    .executeUpdate();
            archives.findById(id).restoredUntil(clock.instant());
        });

        archiving.run();

        assertThat(rows()[0]).isEqualTo(PLAYS + 1L);
    }

    @Test
    void nightThatWasStoppedBetweenFileAndDeletionIsGoneOnWith() throws Exception {
        ArchiveFolder.Written written = folder.write(
                ArchiveFolder.head(screen.code(), screen.screen().name(), MONTH.toString()),
                play -> QuarkusTransaction.requiringNew()
                        .run(() -> rowsOf().each(screen.screen().id(), MONTH, play)));
        QuarkusTransaction.requiringNew().run(() -> {
            archives.persist(new PlayArchive(screen.screen().id(), MONTH.toString(), written, clock.instant()));
            rowsOf().deleteSome(screen.screen().id(), MONTH); // and not all of them
        });
        assertThat(judgedAgain().logs().total()).isEqualTo(72);

        archiving.run();

        assertThat(rows()[0]).isEqualTo(0L);
        assertThat(archives.newest(screen.screen().id(), 10)).hasSize(1);
        assertThat(judgedAgain().logs().total()).isEqualTo(72);
    }

    @Test
    void damagedFileIsFoundAndNeitherPutBackNorCountedNorAReasonToDelete() throws Exception {
        archiving.run();
        PlayArchive archive = archive();
        Path file = folder.path(archive.file());
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, new byte[] {0}, StandardOpenOption.APPEND);
        SignedIn administrator = SignedIn.as(Role.ADMINISTRATOR);

        administrator
                .api()
                .post("/api/v1/play-archives/" + archive.id() + "/restore")
                .then()
                .statusCode(409)
                .body("type", equalTo("archive-damaged"));
        assertThatThrownBy(this::judgedAgain).isInstanceOf(Problem.class);
        QuarkusTransaction.requiringNew()
                .run(() -> archives.findById(archive.id()).checked(null, Instant.parse("2020-01-01T00:00:00Z")));
        archiving.run();
        assertThat(archive().fault()).isEqualTo(PlayArchive.Fault.CHANGED);

        Files.write(file, whole);
        administrator
                .api()
                .post("/api/v1/play-archives/" + archive.id() + "/restore")
                .then()
                .statusCode(200);
        assertThat(rows()[0]).isEqualTo((long) PLAYS);
    }

    @Test
    void fileThatWasCutOffIsKnownAsOneWithoutTheDatabase() throws Exception {
        archiving.run();
        Path file = folder.path(archive().file());
        List<String> lines;
        try (var in = new GZIPInputStream(Files.newInputStream(file))) {
            lines = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
        assertThat(lines).hasSize(PLAYS + 2);
        assertThat(lines.get(0))
                .contains("lunbo-plays/1")
                .contains(screen.code())
                .contains("2019-03");
        assertThat(lines.get(lines.size() - 1)).isEqualTo("{\"plays\":" + PLAYS + "}");
        Path cut = Files.createTempFile(file.getParent(), "cut", ".gz");
        try (var out = new GZIPOutputStream(Files.newOutputStream(cut))) {
            out.write(String.join("\n", lines.subList(0, 1000)).getBytes(StandardCharsets.UTF_8));
        }

        assertThatThrownBy(() -> folder.read(cut, play -> {})).hasMessageContaining("cut off");
        Files.delete(cut);
    }

    @Test
    void playIsRefusedBeforeItsMonthIsArchived() {
        for (int day = 0; day < 1_500; day++) {
            Instant now = Instant.parse("2023-01-01T00:00:00Z").plusSeconds(86_400L * day);
            Instant archived = retention.archivedBefore(now);
            assertThat(archived).isBefore(now.minusSeconds(365L * 86_400));
            Instant twoDaysAgo = now.minusSeconds(2 * 86_400);
            assertThat(retention.archivedBefore(now))
                    .as("what was accepted two days ago is not archived yet")
                    .isBeforeOrEqualTo(retention.acceptedFrom(twoDaysAgo));
        }
    }

    @Test
    void pageShowsTheMonthsAndTheDayOfOneSaysWhereItsPlaysAre() throws Exception {
        archiving.run();
        SignedIn inspector = SignedIn.cookieAs(Role.INSPECTOR);
        String page =
                inspector.page().get("/play-archives?screen=" + screen.code()).asString();
        assertThat(page).contains("2019-03").contains(archive().sha256()).doesNotContain("/restore");
        assertThat(inspector
                        .page()
                        .get("/plays?screen=" + screen.code() + "&date=" + DAY)
                        .asString())
                .contains("/play-archives?screen=" + screen.code());
        assertThat(SignedIn.as(Role.INSPECTOR)
                        .api()
                        .get("/api/v1/play-archives/" + archive().id() + "/content")
                        .asByteArray())
                .hasSize((int) archive().bytes());
    }

    private Tally tally() {
        return settling.of(screen.screen(), DAY, clock.instant()).total();
    }

    /** From the plays themselves, wherever they are. */
    private Tally judgedAgain() {
        QuarkusTransaction.requiringNew()
                .run(() -> entities.createNativeQuery(
                                "insert into screen_day_marks (screen_id, date, mark) values (:screen, :date, uuid())"
                                        + " on duplicate key update mark = values(mark)")
                        .setParameter("screen", screen.screen().id().toString())
                        .setParameter("date", DAY)
                        .executeUpdate());
        return tally();
    }

    private PlayRows rowsOf() {
        return Arc.container().instance(PlayRows.class).get();
    }

    private PlayArchive archive() {
        return QuarkusTransaction.requiringNew()
                .call(() -> archives.of(screen.screen().id(), MONTH.toString()).orElseThrow());
    }

    private Object[] rows() {
        return QuarkusTransaction.requiringNew().call(() -> (Object[]) entities.createNativeQuery(ALL_OF_IT)
                .setParameter("screen", screen.screen().id().toString())
                .getSingleResult());
    }

    private long hours() {
        return QuarkusTransaction.requiringNew()
                .call(() -> ((Number) entities.createNativeQuery(
                                        "select sum(plays) from play_hours where screen_id = :screen")
                                .setParameter("screen", screen.screen().id().toString())
                                .getSingleResult())
                        .longValue());
    }
}
