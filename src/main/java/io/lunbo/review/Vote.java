package io.lunbo.review;

import io.lunbo.chain.CheckAnswer;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import java.util.List;

/**
 * What a reviewer says about one stage.
 *
 * @param stage which, from 1
 * @param sha256Seen the bytes that the reviewer looked at
 * @param checks the answers to the stage's checklist; of no matter for a no
 * @param comment what the reviewer adds, the reason of a no; may be null
 * @param overrulings why hits of the language lint may stand; of no matter for a no
 */
public record Vote(
        int stage, String sha256Seen, List<CheckAnswer> checks, String comment, List<Overruling> overrulings) {
    /** The longest comment or reason. */
    static final int LONGEST_COMMENT = 2000;

    /**
     * Lets a hit of the language lint stand.
     *
     * @param hit its code
     * @param reason why
     */
    public record Overruling(String hit, String reason) {}

    /** Absent answers are none. */
    public Vote {
        checks = checks == null ? List.of() : List.copyOf(checks);
        overrulings = overrulings == null ? List.of() : List.copyOf(overrulings);
    }

    /** Where nothing is overruled. */
    public Vote(int stage, String sha256Seen, List<CheckAnswer> checks, String comment) {
        this(stage, sha256Seen, checks, comment, List.of());
    }

    /** The comment as it is kept; null where nothing was said, refused where it cannot be read. */
    String said() {
        return readable(comment);
    }

    static String readable(String text) {
        String said = text == null || text.isBlank() ? null : text.strip();
        if (said != null && (said.length() > LONGEST_COMMENT || !said.matches("(?s)[^\\x00\\p{Cs}]*"))) {
            throw Problem.of(ProblemType.INVALID_INPUT);
        }
        return said;
    }
}
