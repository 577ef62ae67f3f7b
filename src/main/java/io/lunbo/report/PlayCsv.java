package io.lunbo.report;

import io.lunbo.csv.CsvFile;
import io.lunbo.playlog.PlayOutcome;
import io.lunbo.screen.Screen;
import io.lunbo.web.Language;
import io.lunbo.web.WireTime;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Plays as tables, for programs and for people. */
@ApplicationScoped
class PlayCsv {
    private static final List<String> PROGRAM_HEADINGS =
            List.of("id", "screen", "media", "title", "startedAt", "durationMs", "outcome", "receivedAt");
    private static final List<String> PEOPLE_HEADINGS = List.of(
            "report_screen",
            "report_title",
            "report_started",
            "report_said",
            "report_duration_s",
            "report_outcome",
            "report_received",
            "report_media",
            "report_play_id");
    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS");

    private final PlayRepository plays;
    private final Titles titles;
    private final PlayQuery query;
    private final Language language;

    private interface Row {
        List<String> of(Play play, String title);
    }

    PlayCsv(PlayRepository plays, Titles titles, PlayQuery query, Language language) {
        this.plays = plays;
        this.titles = titles;
        this.query = query;
        this.language = language;
    }

    /** The members of the API under their names. */
    Response forPrograms(PlayFilter filter) {
        Map<UUID, String> codeOf = query.codes();
        return file(
                "plays.csv",
                filter,
                PROGRAM_HEADINGS,
                (play, title) -> List.of(
                        play.id().toString(),
                        codeOf.getOrDefault(play.screenId(), ""),
                        play.media(),
                        title,
                        WireTime.format(play.startedAt()),
                        Integer.toString(play.durationMs()),
                        play.outcome().name(),
                        WireTime.format(play.receivedAt())));
    }

    /** Words and local times of one screen, for a spreadsheet. */
    Response forPeople(Screen screen, String name, PlayFilter filter) {
        List<String> headings = PEOPLE_HEADINGS.stream().map(language::text).toList();
        ZoneId zone = screen.timeZone();
        Map<String, String> words = Stream.of(PlayOutcome.values())
                .collect(Collectors.toMap(Enum::name, outcome -> language.text(outcome.key())));
        return file(
                name,
                filter,
                headings,
                (play, title) -> List.of(
                        screen.name(),
                        title,
                        LOCAL.format(play.startedAt().atZone(zone)),
                        LOCAL.format(play.saidAt().atZone(zone)),
                        BigDecimal.valueOf(play.durationMs(), 3).toPlainString(),
                        words.get(play.outcome().name()),
                        LOCAL.format(play.receivedAt().atZone(zone)),
                        play.media(),
                        play.id().toString()));
    }

    private Response file(String name, PlayFilter filter, List<String> headings, Row row) {
        StreamingOutput body = out -> {
            CsvFile csv = CsvFile.begin(out, headings);
            plays.each(filter, some -> write(csv, some, row));
            csv.end();
        };
        return Response.ok(body, CsvFile.MEDIA_TYPE + ";charset=UTF-8;header=present")
                .header("Content-Disposition", "attachment; filename=\"" + name + "\"")
                .header("Cache-Control", "no-store")
                .build();
    }

    private void write(CsvFile csv, List<Play> some, Row row) {
        Map<String, String> titleOf = titles.of(some.stream().map(Play::media).collect(Collectors.toSet()));
        try {
            for (Play play : some) {
                csv.line(row.of(play, titleOf.getOrDefault(play.media(), "")));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e); // the reader has gone
        }
    }
}
