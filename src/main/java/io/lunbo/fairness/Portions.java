package io.lunbo.fairness;

import java.math.BigInteger;
import java.util.List;

/** Whole numbers that stay small enough: proportions in lowest terms, and one denominator for the debts of all eras. */
public final class Portions {

    private static final int TOTAL_BITS = 30;
    private static final int PRODUCT_BITS = 60;

    private Portions() {}

    /** Divides by what all have in common, and if they are still huge, rounds. Returns the sum. */
    public static long reduce(long[] portions) {
        long common = 0;
        long sum = 0;
        for (long portion : portions) {
            common = gcd(common, portion);
            sum += portion;
        }
        long divisor = Math.max(1, common);
        if (sum / divisor >> TOTAL_BITS > 0) {
            divisor = sum >> TOTAL_BITS;
        }
        sum = 0;
        for (int k = 0; k < portions.length; k++) {
            portions[k] = Math.max(1, portions[k] / divisor);
            sum += portions[k];
        }
        return sum;
    }

    private static long gcd(long a, long b) {
        return b == 0 ? a : gcd(b, a % b);
    }

    /** A denominator in which the debts of all eras are whole numbers, unless products of it would leave 64 bits: then the largest that stays. */
    public static long commonScale(long carried, List<Era> eras, long plays) {
        long largest = eras.stream().mapToLong(Era::total).max().orElse(1);
        long most = Math.max(1, (1L << PRODUCT_BITS) / (2 * plays + 2) / Math.max(1, largest));
        BigInteger exact = BigInteger.valueOf(carried);
        for (Era era : eras) {
            BigInteger total = BigInteger.valueOf(Math.max(1, era.total()));
            exact = exact.multiply(total).divide(exact.gcd(total));
        }
        return exact.compareTo(BigInteger.valueOf(most)) <= 0 ? exact.longValue() : most;
    }

    /** What those owed or had who are gone is shared by those who are there, so that the debts add up to nothing. */
    public static void spread(long sum, boolean[] present, long[] debts) {
        int n = 0;
        for (boolean one : present) {
            n += one ? 1 : 0;
        }
        long left = sum;
        for (int i = 0; i < debts.length && n > 0; i++) {
            if (present[i]) {
                long part = left / n--;
                debts[i] -= part;
                left -= part;
            }
        }
    }
}
