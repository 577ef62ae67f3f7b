package io.lunbo.delivery;

import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of a file (RFC 9110, section 14).
 *
 * @param first the first byte
 * @param last the last byte, inclusive
 */
record ByteRange(long first, long last) {
    private static final Pattern SINGLE =
            Pattern.compile("\\s*bytes\\s*=\\s*(\\d*)\\s*-\\s*(\\d*)\\s*", Pattern.CASE_INSENSITIVE);

    /**
     * What a {@code Range} header asks of a file of that size. Empty, so the whole file, where there is none, where it asks for
     * several parts or where it cannot be understood: all that is allowed. Refused where no byte of the file is in it.
     */
    static Optional<ByteRange> of(String header, long size) {
        Matcher range = SINGLE.matcher(header == null ? "" : header);
        if (!range.matches() || range.group(1).isEmpty() && range.group(2).isEmpty()) {
            return Optional.empty();
        }
        if (range.group(1).isEmpty()) {
            long suffix = Math.min(number(range.group(2)), size);
            return Optional.of(satisfiable(size - suffix, size - 1, size));
        }
        long first = number(range.group(1));
        long last = range.group(2).isEmpty() ? Long.MAX_VALUE : number(range.group(2));
        return last < first ? Optional.empty() : Optional.of(satisfiable(first, Math.min(last, size - 1), size));
    }

    private static ByteRange satisfiable(long first, long last, long size) {
        if (first >= size) {
            throw Problem.of(ProblemType.RANGE_NOT_SATISFIABLE).with("bytes", size);
        }
        return new ByteRange(first, last);
    }

    /** A number that is too long for a long is beyond every file all the same. */
    private static long number(String digits) {
        String significant = digits.replaceFirst("^0+(?=.)", "");
        return significant.length() > 18 ? Long.MAX_VALUE : Long.parseLong(significant);
    }

    long length() {
        return last - first + 1;
    }

    String contentRange(long size) {
        return "bytes " + first + "-" + last + "/" + size;
    }
}
