package io.lunbo.inspect;

import io.lunbo.csv.CsvFile;
import io.lunbo.inspect.PlaysBehind.Seen;
import io.lunbo.reconcile.Cause;
import io.lunbo.reconcile.Verdict;
import io.lunbo.report.Titles;
import io.lunbo.web.Language;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Plays with their verdicts as a table for a spreadsheet, any number in constant memory. */
@ApplicationScoped
class InspectCsv {
    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS");
    private static final List<String> HEADINGS = List.of(
            "report_screen",
            "inspect_starts",
            "report_title",
            "report_duration_s",
            "tally_verdict",
            "inspect_reason",
            "inspect_shown_s",
            "inspect_logged_at",
            "report_media",
            "report_play_id");

    private final PlaysBehind behind;
    private final Titles titles;
    private final Language language;

    InspectCsv(PlaysBehind behind, Titles titles, Language language) {
        this.behind = behind;
        this.titles = titles;
        this.language = language;
    }

    Response forPeople(Question question, Instant now) {
        List<String> headings = HEADINGS.stream().map(language::text).toList();
        Map<String, String> words = Stream.of(Verdict.values())
                .collect(Collectors.toMap(Enum::name, verdict -> language.text(verdict.key())));
        Map<String, String> causes =
                Stream.of(Cause.values()).collect(Collectors.toMap(Enum::name, cause -> language.text(cause.key())));
        StreamingOutput body = out -> {
            CsvFile file = CsvFile.begin(out, headings);
            behind.each(question, now, some -> write(file, some, words, causes));
            file.end();
        };
        String name = "verdicts-" + question.from() + "-" + question.until() + ".csv";
        return Response.ok(body, CsvFile.MEDIA_TYPE + ";charset=UTF-8;header=present")
                .header("Content-Disposition", "attachment; filename=\"" + name + "\"")
                .header("Cache-Control", "no-store")
                .build();
    }

    private void write(CsvFile file, List<Seen> some, Map<String, String> words, Map<String, String> causes) {
        Map<String, String> titleOf = titles.of(some.stream().map(Seen::media).collect(Collectors.toSet()));
        try {
            for (Seen seen : some) {
                write(file, seen, titleOf.getOrDefault(seen.media(), ""), words, causes);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e); // the reader has gone
        }
    }

    private static void write(
            CsvFile file, Seen seen, String title, Map<String, String> words, Map<String, String> causes)
            throws IOException {
        var zone = seen.screen().timeZone();
        file.line(List.of(
                seen.screen().name(),
                LOCAL.format(Instant.ofEpochMilli(seen.startMs()).atZone(zone)),
                title,
                BigDecimal.valueOf(seen.durationMs(), 3).toPlainString(),
                words.get(seen.verdict().name()),
                seen.cause() == null ? "" : causes.get(seen.cause().name()),
                BigDecimal.valueOf(seen.shownMs(), 3).toPlainString(),
                seen.logs().stream()
                        .map(log ->
                                LOCAL.format(Instant.ofEpochMilli(log.startMs()).atZone(zone)))
                        .collect(Collectors.joining(" / ")),
                seen.media(),
                seen.logs().stream().map(log -> log.id().toString()).collect(Collectors.joining(" / "))));
    }
}
