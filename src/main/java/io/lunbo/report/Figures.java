package io.lunbo.report;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Due against actual, of one item or of several added up. Planned and logged numbers stay apart; the last three are
 * counted item by item, so that too many plays of one never hide what another missed.
 *
 * @param due what the sheet plans for the whole day (应播)
 * @param dueSoFar what of it is over by now
 * @param completed logged as shown from beginning to end (实播)
 * @param partial logged as cut
 * @param failed logged as not shown
 * @param fulfilled completed, but not more than was due so far
 * @param missed due so far without any log (漏播)
 * @param extra logged beyond what was due so far
 */
public record Figures(
        int due, int dueSoFar, int completed, int partial, int failed, int fulfilled, int missed, int extra) {
    /** Nothing due, nothing logged. */
    public static final Figures NONE = new Figures(0, 0, 0, 0, 0, 0, 0, 0);

    static Figures of(int due, int dueSoFar, int completed, int partial, int failed) {
        int logged = completed + partial + failed;
        return new Figures(
                due,
                dueSoFar,
                completed,
                partial,
                failed,
                Math.min(completed, dueSoFar),
                Math.max(0, dueSoFar - logged),
                Math.max(0, logged - dueSoFar));
    }

    /** The sums of both. */
    public Figures plus(Figures other) {
        return new Figures(
                due + other.due,
                dueSoFar + other.dueSoFar,
                completed + other.completed,
                partial + other.partial,
                failed + other.failed,
                fulfilled + other.fulfilled,
                missed + other.missed,
                extra + other.extra);
    }

    /** Completed against due so far. */
    public int difference() {
        return completed - dueSoFar;
    }

    /** Everything that players logged. */
    public int logged() {
        return completed + partial + failed;
    }

    /**
     * The completion rate (完成率) in percent with one decimal, cut and never rounded up: 100 means all. Null where nothing
     * was due yet.
     */
    public BigDecimal completion() {
        return dueSoFar == 0
                ? null
                : BigDecimal.valueOf(fulfilled * 100L).divide(BigDecimal.valueOf(dueSoFar), 1, RoundingMode.DOWN);
    }
}
