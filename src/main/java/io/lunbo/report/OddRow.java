package io.lunbo.report;

import io.lunbo.reconcile.Oddity;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;

/** A logged play that something is odd about, as a page shows it. */
public record OddRow(String time, String title, String seconds, Oddity.Marked marked) {
    private static final DateTimeFormatter EXACT = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");

    /** So many are shown. */
    public static final int MOST = 100;

    /** The first of them, by the clock of a zone; a media without a title is told by its hash. */
    public static List<OddRow> of(List<Oddity.Marked> marked, ZoneId zone, Map<String, String> titleOf) {
        return marked.stream()
                .limit(MOST)
                .map(one -> new OddRow(
                        EXACT.format(Instant.ofEpochMilli(one.log().startMs()).atZone(zone)),
                        titleOf.getOrDefault(
                                one.log().media(), one.log().media().substring(0, 12)),
                        BigDecimal.valueOf(one.log().durationMs(), 3)
                                .setScale(1, RoundingMode.DOWN)
                                .toPlainString(),
                        one))
                .toList();
    }
}
