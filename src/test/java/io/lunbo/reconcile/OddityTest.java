package io.lunbo.reconcile;

import io.lunbo.reconcile.DayFacts.Version;
import io.lunbo.reconcile.Logged.Outcome;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What an honest log never shows is marked, and an honest one never is. */
class OddityTest {
    private static final UUID PLAYER = new UUID(1, 1);
    private static final String A = "a".repeat(64);
    private static final String B = "b".repeat(64);

    private final List<Logged> logs = new ArrayList<>();

    @Test
    void honestDayHasNothingOdd() {
        for (int i = 0; i < 1_000; i++) {
            log(PLAYER, i % 2 == 0 ? A : B, i * 15_000L + i % 900, 15_000 + i % 1_000, Outcome.COMPLETED, null);
        }
        log(PLAYER, B, 1_000 * 15_000L, 0, Outcome.FAILED, null);
        log(new UUID(2, 2), A, 60_000, 900_000, Outcome.COMPLETED, null); // a second player of the screen
        log(PLAYER, "c".repeat(64), 16_000_000, 5_000, Outcome.PARTIAL, new UUID(9, 9)); // a takeover's media

        assertThat(Oddity.of(day())).isEmpty();
    }

    @Test
    void playThatBeginsWhileALongOneGoesOnOverlapsAlsoWhenAShortOneCameBetween() {
        log(PLAYER, A, 0, 60_000, Outcome.COMPLETED, null);
        log(PLAYER, B, 57_999, 500, Outcome.COMPLETED, null);
        log(PLAYER, A, 58_000, 15_000, Outcome.COMPLETED, null);

        assertThat(Oddity.of(day())).extracting(one -> one.log().startMs()).containsExactly(57_999L);
        assertThat(Oddity.of(day())).allMatch(one -> one.oddities().equals(EnumSet.of(Oddity.OVERLAP)));

        log(PLAYER, B, 10_000, 100, Outcome.COMPLETED, null);
        assertThat(Oddity.of(day())).extracting(one -> one.log().startMs()).containsExactly(10_000L, 57_999L);
    }

    @Test
    void fivePlaysInASecondAreMarkedAndFourAreNot() {
        for (int i = 0; i < 4; i++) {
            log(PLAYER, A, 5_000 + i * 333L, 0, Outcome.COMPLETED, null);
        }
        assertThat(Oddity.of(day())).isEmpty();
        log(PLAYER, A, 5_000, 0, Outcome.PARTIAL, null);

        assertThat(Oddity.of(day())).hasSize(5).allMatch(one -> one.oddities().contains(Oddity.AT_ONCE));
    }

    @Test
    void mediaOfNoSheetIsMarkedOnceWithEverythingElseThatIsOddAboutIt() {
        log(PLAYER, A, 0, 15_000, Outcome.COMPLETED, null);
        log(PLAYER, "c".repeat(64), 3_000, 15_000, Outcome.COMPLETED, null);

        assertThat(Oddity.of(day()))
                .singleElement()
                .satisfies(
                        one -> assertThat(one.oddities()).isEqualTo(EnumSet.of(Oddity.OVERLAP, Oddity.UNKNOWN_MEDIA)));
    }

    private void log(UUID player, String media, long start, int duration, Outcome outcome, UUID takeover) {
        logs.add(new Logged(player, new UUID(3, logs.size()), media, start, duration, outcome, null, null, takeover));
    }

    private DayFacts day() {
        Version version = new Version(1, "1".repeat(64), Long.MIN_VALUE, Long.MAX_VALUE, Set.of(A, B));
        return new DayFacts(0, 86_400_000, 86_400_000, true, List.of(version), List.of(), logs, List.of());
    }
}
