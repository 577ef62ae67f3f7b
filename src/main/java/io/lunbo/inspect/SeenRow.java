package io.lunbo.inspect;

import io.lunbo.inspect.PlaysBehind.Seen;
import io.lunbo.reconcile.Logged;
import io.lunbo.reconcile.Verdict;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One play as a page shows it: local times, words and seconds. */
public record SeenRow(
        String screen, String dayAddress, String date, String time, String title, Seen seen, List<LogRow> logs) {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");
    private static final DateTimeFormatter EXACT = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");

    /** One logged play of it. */
    public record LogRow(Logged log, String time, String seconds, String title) {
        /** The key of the word for how it ended. */
        public String outcomeKey() {
            return "playlog_outcome_" + log.outcome().name().toLowerCase(Locale.ROOT);
        }
    }

    static SeenRow of(Seen seen, Question question, Map<String, String> titleOf) {
        var zone = seen.screen().timeZone();
        List<LogRow> logs = seen.logs().stream()
                .map(log -> new LogRow(
                        log,
                        EXACT.format(Instant.ofEpochMilli(log.startMs()).atZone(zone)),
                        seconds(log.durationMs()),
                        title(titleOf, log.media())))
                .toList();
        return new SeenRow(
                seen.screen().name(),
                question.hour(seen.screen(), seen.date(), seen.hour()),
                seen.date().toString(),
                TIME.format(Instant.ofEpochMilli(seen.startMs()).atZone(zone)),
                title(titleOf, seen.media()),
                seen,
                logs);
    }

    /** How long it was due, or logged, in seconds. */
    public String length() {
        return seconds(seen.durationMs());
    }

    /** How long it was shown, in seconds. */
    public String shown() {
        return seconds(seen.shownMs());
    }

    /** Where a scheduler lets it be made good; null where there is nothing to make good. */
    public String makeGood() {
        boolean lost = seen.verdict() == Verdict.MISSED || seen.verdict() == Verdict.WRONG;
        return seen.due() != null || !lost || seen.spot() == null
                ? null
                : "/make-goods/new?screen=" + seen.screen().code() + "&due=" + Instant.ofEpochMilli(seen.startMs())
                        + "&spot=" + seen.spot();
    }

    /** When the play was due that a logged one was for; null where there is none. */
    public String dueTime() {
        return seen.due() == null
                ? null
                : TIME.format(Instant.ofEpochMilli(seen.due().startMs())
                        .atZone(seen.screen().timeZone()));
    }

    /** The look of the verdict. */
    public String badge() {
        return switch (seen.verdict()) {
            case PLAYED, MADE_GOOD -> "badge-good";
            case MISSED, WRONG, FAILED -> "badge-bad";
            case PARTIAL, EXTRA -> "badge-warn";
            case EXCUSED, NOT_YET_DUE, ASSUMED -> "badge-quiet";
        };
    }

    private static String title(Map<String, String> titleOf, String media) {
        return titleOf.getOrDefault(media, media.substring(0, 12));
    }

    private static String seconds(int ms) {
        return BigDecimal.valueOf(ms, 3).setScale(1, RoundingMode.DOWN).toPlainString();
    }
}
