package io.lunbo.slogandesk;

import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Lines that are to become slogans, as many as people really have and no machine's flood. */
final class SloganLines {
    /** The most lines at a time. */
    static final int MOST = 500;

    private static final int MOST_BYTES = 48 * 1024;

    private SloganLines() {}

    /**
     * One line.
     *
     * @param number as people count, from 1; empty lines count too
     */
    record Line(int number, String text) {}

    /** The lines of a text without the empty ones. */
    static List<Line> of(String text) {
        String[] all = text.split("\\R", -1);
        List<Line> lines = new ArrayList<>();
        for (int at = 0; at < all.length; at++) {
            if (!all[at].isBlank()) {
                lines.add(new Line(at + 1, all[at]));
            }
        }
        return bounded(lines);
    }

    /** The same lines; refused where they are too many or too long. */
    static List<Line> bounded(List<Line> lines) {
        long bytes = lines.stream()
                .mapToLong(line -> line.text().getBytes(StandardCharsets.UTF_8).length + 1)
                .sum();
        if (lines.size() > MOST || bytes > MOST_BYTES) {
            throw Problem.of(ProblemType.SLOGAN_LIST_TOO_LONG, MOST, MOST_BYTES / 1024);
        }
        return List.copyOf(lines);
    }
}
