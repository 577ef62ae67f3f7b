package io.lunbo.comparison;

import io.lunbo.comparison.SheetComparison.Change;
import io.lunbo.comparison.SheetComparison.Kind;
import io.lunbo.dayplan.SheetContent;
import io.lunbo.dayplan.SheetContent.PlannedPlay;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

class SheetComparisonTest {
    private static final UUID SPOT = UUID.randomUUID();
    private static final UUID OTHER = UUID.randomUUID();

    @Test
    void versionIsTheSameAsItself() {
        SheetContent day = day(SPOT, 0, 30, 60);

        SheetComparison comparison = SheetComparison.of(day, day);

        assertThat(comparison.changes()).isEmpty();
        assertThat(comparison.same()).isEqualTo(3);
    }

    @Test
    void onePlayMoreInTheMorningLeavesTheOthersWhereTheyAre() {
        SheetComparison comparison = SheetComparison.of(day(SPOT, 100, 200, 301), day(SPOT, 10, 100, 200, 300));

        assertThat(comparison.changes())
                .extracting(Change::kind, Change::beforeMs, Change::afterMs)
                .containsExactly(tuple(Kind.ADDED, null, 10), tuple(Kind.MOVED, 301, 300));
    }

    @Test
    void anotherSpotInTheSamePlaceCameAndDidNotMove() {
        SheetComparison comparison = SheetComparison.of(day(SPOT, 50), day(OTHER, 50));

        assertThat(comparison.number(Kind.REMOVED)).isEqualTo(1);
        assertThat(comparison.number(Kind.ADDED)).isEqualTo(1);
        assertThat(comparison.number(Kind.MOVED)).isZero();
        assertThat(comparison.counts())
                .extracting(SheetComparison.Count::difference)
                .containsExactly(-1, 1);
    }

    @Test
    void nothingIsLostOrDoubledHoweverLargeTheDayIs() {
        SheetContent before =
                day(SPOT, IntStream.range(0, 3800).map(i -> i * 20).toArray());
        SheetContent after =
                day(SPOT, IntStream.range(0, 2000).map(i -> i * 40 + 7).toArray());

        SheetComparison comparison = SheetComparison.of(before, after);

        assertThat(comparison.same() + comparison.number(Kind.MOVED) + comparison.number(Kind.REMOVED))
                .isEqualTo(3800);
        assertThat(comparison.same() + comparison.number(Kind.MOVED) + comparison.number(Kind.ADDED))
                .isEqualTo(2000);
    }

    private static SheetContent day(UUID spot, int... starts) {
        List<PlannedPlay> plays = IntStream.of(starts)
                .mapToObj(start -> new PlannedPlay(start, 0, 0, 10))
                .toList();
        return new SheetContent(
                "s",
                LocalDate.of(2023, 4, 20),
                ZoneId.of("Asia/Shanghai"),
                Instant.parse("2023-04-19T16:00:00Z"),
                Instant.parse("2023-04-20T16:00:00Z"),
                List.of("a".repeat(64)),
                List.of(spot),
                plays);
    }
}
