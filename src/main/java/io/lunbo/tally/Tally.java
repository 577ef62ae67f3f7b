package io.lunbo.tally;

import io.lunbo.reconcile.Cause;
import io.lunbo.reconcile.DayVerdicts.DueVerdict;
import io.lunbo.reconcile.DayVerdicts.LogVerdict;
import io.lunbo.reconcile.Verdict;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Counts of verdicts, of one thing or of many added up. Due plays and logged plays are two kinds of facts and never added.
 *
 * @param dues of the plays that the sheets have
 * @param logs of the plays that players logged
 */
public record Tally(Dues dues, Logs logs) {
    /** Nothing due, nothing logged. */
    public static final Tally NONE = new Tally(Dues.NONE, Logs.NONE);

    /**
     * Of due plays.
     *
     * @param played shown in full at their time
     * @param partial shown in part
     * @param missed not shown (漏播)
     * @param wrong something else was shown (错播)
     * @param madeGood shown later (补播)
     * @param excused taken out of what counts
     * @param notYet not over yet
     * @param assumed on screens without a player
     * @param dueMs how long all of them are to be shown
     * @param shownMs how long they were shown
     */
    public record Dues(
            int played,
            int partial,
            int missed,
            int wrong,
            int madeGood,
            Excused excused,
            int notYet,
            int assumed,
            long dueMs,
            long shownMs) {
        static final Dues NONE = new Dues(0, 0, 0, 0, 0, Excused.NONE, 0, 0, 0, 0);

        Dues plus(Dues other) {
            return new Dues(
                    played + other.played,
                    partial + other.partial,
                    missed + other.missed,
                    wrong + other.wrong,
                    madeGood + other.madeGood,
                    excused.plus(other.excused),
                    notYet + other.notYet,
                    assumed + other.assumed,
                    dueMs + other.dueMs,
                    shownMs + other.shownMs);
        }
    }

    /** Excused due plays by their causes. */
    public record Excused(int blackout, int takeover, int outage, int closed) {
        static final Excused NONE = new Excused(0, 0, 0, 0);

        static Excused of(Cause cause) {
            return new Excused(
                    cause == Cause.BLACKOUT ? 1 : 0,
                    cause == Cause.TAKEOVER ? 1 : 0,
                    cause == Cause.OUTAGE ? 1 : 0,
                    cause == Cause.CLOSED ? 1 : 0);
        }

        Excused plus(Excused other) {
            return new Excused(
                    blackout + other.blackout, takeover + other.takeover, outage + other.outage, closed + other.closed);
        }

        /** All of them. */
        public int total() {
            return blackout + takeover + outage + closed;
        }
    }

    /** Of logged plays; {@code takeover}: shown for a takeover. */
    public record Logs(
            int played, int partial, int wrong, int extra, int madeGood, int takeover, int failed, long loggedMs) {
        static final Logs NONE = new Logs(0, 0, 0, 0, 0, 0, 0, 0);

        Logs plus(Logs other) {
            return new Logs(
                    played + other.played,
                    partial + other.partial,
                    wrong + other.wrong,
                    extra + other.extra,
                    madeGood + other.madeGood,
                    takeover + other.takeover,
                    failed + other.failed,
                    loggedMs + other.loggedMs);
        }

        /** All of them. */
        public int total() {
            return played + partial + wrong + extra + madeGood + takeover + failed;
        }
    }

    static Tally of(DueVerdict due) {
        Verdict verdict = due.verdict();
        Dues one = new Dues(
                verdict == Verdict.PLAYED ? 1 : 0,
                verdict == Verdict.PARTIAL ? 1 : 0,
                verdict == Verdict.MISSED ? 1 : 0,
                verdict == Verdict.WRONG ? 1 : 0,
                verdict == Verdict.MADE_GOOD ? 1 : 0,
                Excused.of(due.cause()),
                verdict == Verdict.NOT_YET_DUE ? 1 : 0,
                verdict == Verdict.ASSUMED ? 1 : 0,
                due.due().durationMs(),
                due.shownMs());
        return new Tally(one, Logs.NONE);
    }

    static Tally of(LogVerdict log) {
        Verdict verdict = log.verdict();
        Logs one = new Logs(
                verdict == Verdict.PLAYED ? 1 : 0,
                verdict == Verdict.PARTIAL ? 1 : 0,
                verdict == Verdict.WRONG ? 1 : 0,
                verdict == Verdict.EXTRA ? 1 : 0,
                verdict == Verdict.MADE_GOOD ? 1 : 0,
                verdict == Verdict.EXCUSED ? 1 : 0,
                verdict == Verdict.FAILED ? 1 : 0,
                log.log().durationMs());
        return new Tally(Dues.NONE, one);
    }

    /** The sums of both. */
    public Tally plus(Tally other) {
        return new Tally(dues.plus(other.dues), logs.plus(other.logs));
    }

    /** Everything that the sheets have. */
    public int planned() {
        return counted() + dues.excused.total() + dues.notYet + dues.assumed;
    }

    /** What counts (应播): over, not excused, on screens that log. */
    public int counted() {
        return dues.played + dues.partial + dues.missed + dues.wrong + dues.madeGood;
    }

    /** What of it was shown in full (实播), at its time or made good. */
    public int actual() {
        return dues.played + dues.madeGood;
    }

    /** What of it was not shown at all. */
    public int lost() {
        return dues.missed + dues.wrong;
    }

    /** Whether anything is known at all. */
    public boolean empty() {
        return planned() == 0 && logs.total() == 0;
    }

    /** The completion rate (完成率) in percent with one decimal, cut and never rounded up: 100 means all; null where nothing counts. */
    public BigDecimal completion() {
        return counted() == 0
                ? null
                : BigDecimal.valueOf(actual() * 100L).divide(BigDecimal.valueOf(counted()), 1, RoundingMode.DOWN);
    }

    /** Hours that were shown of what was due, with one decimal, cut. */
    public BigDecimal shownHours() {
        return hours(dues.shownMs);
    }

    /** Hours that were due by the sheets, with one decimal, cut. */
    public BigDecimal dueHours() {
        return hours(dues.dueMs);
    }

    private static BigDecimal hours(long ms) {
        return BigDecimal.valueOf(ms).divide(BigDecimal.valueOf(3_600_000), 1, RoundingMode.DOWN);
    }
}
