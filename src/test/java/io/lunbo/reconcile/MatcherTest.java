package io.lunbo.reconcile;

import io.lunbo.reconcile.DayFacts.Version;
import io.lunbo.reconcile.DayVerdicts.DueVerdict;
import io.lunbo.reconcile.DayVerdicts.LogVerdict;
import io.lunbo.reconcile.DayVerdicts.Why;
import io.lunbo.reconcile.Logged.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/** What each single fault of a screen makes of its day. */
class MatcherTest {
    private static final long DAY = 86_400_000;
    private static final long TEN = 36_000_000;
    private static final UUID SPOT = new UUID(7, 7);
    private static final UUID PLAYER = new UUID(1, 1);
    private static final String A = "a".repeat(64);
    private static final String B = "b".repeat(64);
    private static final String C = "c".repeat(64);

    private final List<Due> dues = new ArrayList<>(List.of(due(A, 0), due(B, 30), due(A, 60), due(B, 90)));
    private final List<Logged> logs = new ArrayList<>();
    private final List<Absence> absences = new ArrayList<>();
    private List<Version> versions =
            List.of(new Version(1, "1".repeat(64), Long.MIN_VALUE, Long.MAX_VALUE, Set.of(A, B)));
    private long asOf = DAY;
    private boolean hasPlayer = true;
    private int ids;

    @Test
    void whatIsShownInItsTimeIsPlayedToTheLastMillisecondOfTheTolerance() {
        log(A, 0 - 2.0, 30, Outcome.COMPLETED);
        log(B, 30 + 2.0, 29.5, Outcome.COMPLETED);
        log(A, 60 + 2.001, 30, Outcome.COMPLETED);
        log(B, 90, 29.499, Outcome.COMPLETED);

        assertThat(verdicts()).containsExactly(Verdict.PLAYED, Verdict.PLAYED, Verdict.MADE_GOOD, Verdict.PARTIAL);
    }

    @Test
    void nothingLoggedIsMissedOnlyOnceItsLogHadTimeToCome() {
        asOf = TEN + 30_000 + 120_000;
        assertThat(verdicts())
                .containsExactly(Verdict.MISSED, Verdict.NOT_YET_DUE, Verdict.NOT_YET_DUE, Verdict.NOT_YET_DUE);
        log(B, 30, 30, Outcome.COMPLETED);
        assertThat(verdicts())
                .containsExactly(Verdict.MISSED, Verdict.PLAYED, Verdict.NOT_YET_DUE, Verdict.NOT_YET_DUE);
    }

    @Test
    void aScreenWithoutPlayerNeitherPlaysNorMisses() {
        hasPlayer = false;
        assertThat(verdicts()).containsOnly(Verdict.ASSUMED);
    }

    @Test
    void fragmentsOfOnePlayAreOneDuePlayAndOverlapCountsOnce() {
        log(A, 0, 8, Outcome.PARTIAL);
        log(A, 12, 10, Outcome.PARTIAL);
        log(A, 20, 11.5, Outcome.PARTIAL);
        log(A, 27, 0, Outcome.FAILED);

        DueVerdict first = match().dues().get(0);
        assertThat(first.verdict()).isEqualTo(Verdict.PARTIAL);
        assertThat(first.logs()).hasSize(4);
        assertThat(first.shownMs()).isEqualTo(8_000 + 19_500);
    }

    @Test
    void aTwinFromAnotherPlayerIsExtraAndNeverASecondPlay() {
        log(A, 0.3, 30, Outcome.COMPLETED);
        log(A, 0.1, 30, Outcome.COMPLETED);

        assertThat(verdicts()).containsExactly(Verdict.PLAYED, Verdict.MISSED, Verdict.MISSED, Verdict.MISSED);
        assertThat(match().logs())
                .extracting(log -> log.log().startMs() - TEN, LogVerdict::verdict)
                .containsExactly(tuple(100L, Verdict.PLAYED), tuple(300L, Verdict.EXTRA));
    }

    @Test
    void anotherMediaInTheTimeOfADuePlayIsWrongOnBothSides() {
        log(C, 1, 30, Outcome.COMPLETED);

        DayVerdicts day = match();
        assertThat(day.dues().get(0).verdict()).isEqualTo(Verdict.WRONG);
        assertThat(day.dues().get(0).shownMs()).isZero();
        assertThat(day.logs().get(0).why()).isEqualTo(Why.MEDIA);
        assertThat(day.logs().get(0).due()).isEqualTo(dues.get(0));
    }

    @Test
    void whatAnOlderVersionHadIsWrongAfterTheNewOneAndDueBeforeIt() {
        versions = List.of(
                new Version(1, "1".repeat(64), Long.MIN_VALUE, TEN + 45_000, Set.of(A, B)),
                new Version(2, "2".repeat(64), TEN + 45_000, Long.MAX_VALUE, Set.of(C)));
        dues.clear();
        dues.addAll(List.of(due(A, 0), due(B, 30), due(C, 60), due(C, 90)));
        log(B, 30, 30, Outcome.COMPLETED);
        log(A, 60, 30, Outcome.COMPLETED);
        log(C, 90, 30, Outcome.COMPLETED);

        DayVerdicts day = match();
        assertThat(day.dues())
                .extracting(DueVerdict::verdict)
                .containsExactly(Verdict.MISSED, Verdict.PLAYED, Verdict.WRONG, Verdict.PLAYED);
        assertThat(day.logs().get(1).why()).isEqualTo(Why.VERSION);
    }

    @Test
    void twoMediaThatChangedPlacesAreNotMadeGoodByThePlayBefore() {
        log(B, 0, 30, Outcome.COMPLETED);
        log(A, 30, 30, Outcome.COMPLETED);

        assertThat(verdicts()).containsExactly(Verdict.MADE_GOOD, Verdict.MISSED, Verdict.MISSED, Verdict.MISSED);
    }

    @Test
    void whateverExcusesAPlayCountsOnlyWhereItWasNotPlayed() {
        absences.add(new Absence(Cause.OUTAGE, TEN - 1000, TEN + 61_000, "o"));
        absences.add(new Absence(Cause.TAKEOVER, TEN + 59_999, TEN + 100_000, "t"));
        absences.add(new Absence(Cause.BLACKOUT, TEN + 119_999, TEN + 200_000, "b"));
        log(A, 0, 30, Outcome.COMPLETED);
        log(B, 30, 3, Outcome.PARTIAL);
        logs.add(new Logged(PLAYER, new UUID(0, 99), C, TEN + 62_000, 9_000, Outcome.COMPLETED, null, null, SPOT));

        DayVerdicts day = match();
        assertThat(day.dues())
                .extracting(DueVerdict::verdict, DueVerdict::cause, DueVerdict::reference)
                .containsExactly(
                        tuple(Verdict.PLAYED, null, null),
                        tuple(Verdict.EXCUSED, Cause.TAKEOVER, "t"),
                        tuple(Verdict.EXCUSED, Cause.TAKEOVER, "t"),
                        tuple(Verdict.EXCUSED, Cause.BLACKOUT, "b"));
        assertThat(day.logs())
                .extracting(LogVerdict::verdict)
                .containsExactly(Verdict.PLAYED, Verdict.PARTIAL, Verdict.EXCUSED);
    }

    @Test
    void aClockThatIsWrongHidesNothingAndMissesNothingTwice() {
        for (int i = 0; i < 4; i++) {
            log(i % 2 == 0 ? A : B, 30 * i + 7, 30, Outcome.COMPLETED);
        }
        assertThat(verdicts()).containsOnly(Verdict.MADE_GOOD);
    }

    @Test
    void whatWasSaidToHaveFailedIsMissedAndCanBeMadeGood() {
        log(A, 0, 0, Outcome.FAILED);
        log(A, 1000, 30, Outcome.COMPLETED);
        log(B, 30, 0, Outcome.FAILED);

        assertThat(verdicts()).containsExactly(Verdict.MADE_GOOD, Verdict.MISSED, Verdict.MISSED, Verdict.MISSED);
    }

    @Test
    void withoutASheetEverythingIsExtra() {
        dues.clear();
        versions = List.of();
        log(A, 0, 30, Outcome.COMPLETED);
        assertThat(match().logs()).extracting(LogVerdict::verdict).containsExactly(Verdict.EXTRA);
    }

    private List<Verdict> verdicts() {
        return match().dues().stream().map(DueVerdict::verdict).toList();
    }

    private DayVerdicts match() {
        return Matcher.match(new DayFacts(0, DAY, asOf, hasPlayer, versions, dues, logs, absences), Tolerance.USUAL);
    }

    private void log(String media, double second, double seconds, Outcome outcome) {
        long start = TEN + Math.round(second * 1000);
        int length = (int) Math.round(seconds * 1000);
        logs.add(new Logged(PLAYER, new UUID(0, ++ids), media, start, length, outcome, null, null, null));
    }

    private static Due due(String media, int second) {
        return new Due(media, SPOT, TEN + second * 1000L, 30_000);
    }
}
