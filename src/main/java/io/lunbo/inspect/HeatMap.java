package io.lunbo.inspect;

import io.lunbo.tally.Tally;
import java.math.BigDecimal;
import java.util.List;

/**
 * Things by hours.
 *
 * @param hours the columns' labels
 * @param rows the things
 */
public record HeatMap(List<String> hours, List<Row> rows) {
    private static final BigDecimal ALL = BigDecimal.valueOf(100);
    private static final BigDecimal NEARLY = BigDecimal.valueOf(98);
    private static final BigDecimal MOST = BigDecimal.valueOf(90);

    /** A screen or a day. */
    public record Row(String label, String address, List<Cell> cells, Tally total) {}

    /** One hour of it; {@code address} leads to its plays. */
    public record Cell(int hour, Tally tally, String address) {
        /** How it looks. */
        public String look() {
            if (tally.planned() == 0) {
                return tally.logs().total() > 0 ? "heat-extra" : "heat-none";
            }
            BigDecimal rate = tally.completion();
            if (rate == null) {
                return tally.dues().notYet() > 0 ? "heat-later" : "heat-excused";
            }
            return rate.compareTo(ALL) >= 0
                    ? "heat-all"
                    : rate.compareTo(NEARLY) >= 0
                            ? "heat-nearly"
                            : rate.compareTo(MOST) >= 0 ? "heat-most" : "heat-few";
        }

        /** Enough of the number for a small cell. */
        public String text() {
            BigDecimal rate = tally.completion();
            return rate == null ? "" : rate.toBigInteger().toString();
        }
    }
}
