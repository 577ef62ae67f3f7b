package io.lunbo.bench;

import io.lunbo.tally.DaySettling;
import io.lunbo.testsupport.MadeLedger;
import io.lunbo.testsupport.MadeNetwork;
import io.lunbo.testsupport.MadeNetwork.Station;
import io.lunbo.testsupport.MadeWeek;
import io.lunbo.testsupport.MadeWeek.Day;
import io.lunbo.testsupport.MadeWeek.Line;
import io.lunbo.testsupport.MadeWeek.Sent;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A made week in the database by the back door: raw plays from a file, their hourly roll-up added up from them by one
 * statement, and verdicts counted by the product itself.
 */
final class BenchedWeek {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final List<String> INDEXES = List.of(
            "plays_by_screen (screen_id, started_at, id)",
            "plays_by_time (started_at, id)",
            "plays_by_media (media_sha256, started_at, id, player_id, screen_id)");

    private final MadeNetwork network;
    private final MadeLedger ledger;
    private final Path folder;

    BenchedWeek(MadeNetwork network, MadeLedger ledger, Path folder) {
        this.network = network;
        this.ledger = ledger;
        this.folder = folder;
    }

    /** Publishes the sheets and writes both files; gives how many plays there are. */
    long make(MadeWeek week, LocalDate from, LocalDate until) throws IOException {
        long plays = 0;
        try (Writer raw = Files.newBufferedWriter(folder.resolve("plays.tsv"));
                Writer made = Files.newBufferedWriter(folder.resolve("made.tsv"))) {
            for (Station station : network.stations()) {
                List<Day> days = new ArrayList<>();
                for (LocalDate date = from; !date.isAfter(until); date = date.plusDays(1)) {
                    days.add(week.day(station.screen().code(), ZONE, date));
                }
                network.publish(station, days);
                for (Day day : days) {
                    List<Sent> sent = Stream.concat(day.soon().stream(), day.late().stream())
                            .distinct()
                            .sorted((one, other) -> one.id().compareTo(other.id()))
                            .toList();
                    plays += sent.size();
                    for (Sent one : sent) {
                        raw.write(row(station, day, one));
                    }
                    for (Line line : day.lines()) {
                        made.write(row(line));
                    }
                }
            }
        }
        return plays;
    }

    /** Loads both files; gives the seconds that the raw plays took. */
    double load() throws SQLException, IOException {
        ledger.load(folder.resolve("made.tsv"));
        long began = System.nanoTime();
        ledger.run("alter table plays " + drops());
        ledger.run("load data local infile '" + folder.resolve("plays.tsv").toAbsolutePath()
                + "' into table plays (player_id, id, screen_id, media_sha256, started_at, said_at, duration_ms, outcome,"
                + " spot_id, sheet_sha256, takeover_id, received_at)");
        for (String index : INDEXES) {
            ledger.run("create index " + index.replace(" (", " on plays ("));
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        ledger.run("""
                insert into play_hours select screen_id, cast(date_format(started_at, '%Y-%m-%d %H:00:00') as datetime),
                  media_sha256, outcome, count(*), sum(duration_ms) from plays group by 1, 2, 3, 4""");
        ledger.run("""
                insert into play_spans select 'DAY', date(hour), screen_id, media_sha256, outcome, sum(plays)
                from play_hours group by 2, 3, 4, 5""");
        ledger.run("""
                insert into play_spans select 'MONTH', date_format(begins, '%Y-%m-01'), screen_id, media_sha256, outcome,
                  sum(plays) from play_spans where span = 'DAY' group by 2, 3, 4, 5""");
        Files.delete(folder.resolve("plays.tsv"));
        Files.delete(folder.resolve("made.tsv"));
        return seconds;
    }

    private static String drops() {
        return String.join(
                ", ",
                INDEXES.stream()
                        .map(index -> "drop index " + index.split(" ")[0])
                        .toList());
    }

    /** Lets the product count every screen-day; gives the seconds that it took. */
    double settle(DaySettling settling, LocalDate from, LocalDate until, Instant now) {
        long began = System.nanoTime();
        network.stations().parallelStream().forEach(station -> {
            for (LocalDate date = from; !date.isAfter(until); date = date.plusDays(1)) {
                settling.of(station.screen(), date, now);
            }
        });
        return (System.nanoTime() - began) / 1e9;
    }

    private static String row(Station station, Day day, Sent sent) {
        return String.join(
                        "\t",
                        station.player().toString(),
                        sent.id().toString(),
                        station.screen().id().toString(),
                        sent.media(),
                        text(sent.at()),
                        text(sent.at().minus(day.offset())),
                        Integer.toString(sent.durationMs()),
                        sent.outcome(),
                        sent.spot() == null ? "\\N" : sent.spot().toString(),
                        "\\N",
                        sent.takeover() == null ? "\\N" : sent.takeover().toString(),
                        text(day.sheet().until()))
                + "\n";
    }

    private static String row(Line line) {
        return String.join(
                        "\t",
                        line.side(),
                        line.screen(),
                        line.date().toString(),
                        Integer.toString(line.hour()),
                        line.media(),
                        line.campaign(),
                        line.kind(),
                        Integer.toString(line.dueMs()),
                        Integer.toString(line.ms()))
                + "\n";
    }

    private static String text(Instant at) {
        return LocalDateTime.ofInstant(at, ZoneOffset.UTC).toString().replace('T', ' ');
    }
}
