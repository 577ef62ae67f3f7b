package io.lunbo.tally;

import io.lunbo.dayplan.SheetContent;
import io.lunbo.dayplan.SheetContent.PlannedPlay;
import io.lunbo.testsupport.APairedScreen;
import io.lunbo.web.WireTime;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/** A screen's day with faults that are known, because they were made: what is logged, and what must be counted. */
final class FaultyWeek {
    /** What happens to a due play. */
    enum Fate {
        PLAYED,
        MISSED,
        CUT,
        RESTARTED,
        WRONG,
        FAILED,
        TWICE,
        LATE
    }

    private static final int PLAYS = 300;
    private static final int EVERY_MS = 120_000;

    private final Random random;
    private final List<String> media;
    private final UUID spot;

    /**
     * One day.
     *
     * @param sheet what is due
     * @param records what the player sends, out of order and some twice
     * @param fates how often each fate was dealt
     */
    record Day(SheetContent sheet, List<Map<String, Object>> records, Map<Fate, Integer> fates) {
        int of(Fate... some) {
            int count = 0;
            for (Fate fate : some) {
                count += fates.getOrDefault(fate, 0);
            }
            return count;
        }
    }

    FaultyWeek(long seed, List<String> media, UUID spot) {
        this.random = new Random(seed);
        this.media = media;
        this.spot = spot;
    }

    Day day(APairedScreen screen, LocalDate date) {
        ZoneId zone = screen.screen().timeZone();
        List<PlannedPlay> planned = new ArrayList<>();
        for (int i = 0; i < PLAYS; i++) {
            planned.add(new PlannedPlay(3_600_000 + i * EVERY_MS, i % media.size(), 0, 30_000));
        }
        SheetContent sheet = new SheetContent(
                screen.code(),
                date,
                zone,
                date.atStartOfDay(zone).toInstant(),
                date.plusDays(1).atStartOfDay(zone).toInstant(),
                media,
                List.of(spot),
                planned);
        Map<Fate, Integer> fates = new EnumMap<>(Fate.class);
        List<Map<String, Object>> records = new ArrayList<>();
        for (PlannedPlay play : planned) {
            Fate fate = Fate.values()[Math.max(0, random.nextInt(Fate.values().length + 8) - 8)];
            fates.merge(fate, 1, Integer::sum);
            log(fate, sheet.startOf(play), media.get(play.media()), records);
        }
        // A hundred of them are sent twice, and all of them in some order: neither may change anything.
        records.addAll(List.copyOf(records).subList(0, 100));
        Collections.shuffle(records, random);
        return new Day(sheet, records, fates);
    }

    private void log(Fate fate, Instant due, String sha256, List<Map<String, Object>> records) {
        Instant start = due.plusMillis(random.nextInt(3_000) - 1_500);
        switch (fate) {
            case MISSED -> {}
            case PLAYED -> records.add(record(sha256, start, 30_000, "COMPLETED"));
            case CUT -> records.add(record(sha256, start, 11_000, "PARTIAL"));
            case RESTARTED -> {
                records.add(record(sha256, start, 6_000, "PARTIAL"));
                records.add(record(sha256, due.plusSeconds(15), 15_000, "PARTIAL"));
            }
            case WRONG -> records.add(record("f".repeat(64), start, 30_000, "COMPLETED"));
            case FAILED -> records.add(record(sha256, start, 0, "FAILED"));
            case TWICE -> {
                records.add(record(sha256, start, 30_000, "COMPLETED"));
                // cut, so that it makes good nothing
                records.add(record(sha256, due.plusSeconds(60), 9_000, "PARTIAL"));
            }
            case LATE -> {} // logged by the caller when it pleases
        }
    }

    Map<String, Object> record(String sha256, Instant start, int ms, String outcome) {
        long most = (start.toEpochMilli() << 16) | 0x7000L | random.nextInt(0x1000);
        UUID id = new UUID(most, random.nextLong() & 0x3fffffffffffffffL | 0x8000000000000000L);
        return Map.of(
                "id",
                id.toString(),
                "media",
                sha256,
                "spot",
                spot.toString(),
                "startedAt",
                WireTime.format(start),
                "durationMs",
                ms,
                "outcome",
                outcome);
    }
}
