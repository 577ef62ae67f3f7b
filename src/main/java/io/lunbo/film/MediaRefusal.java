package io.lunbo.film;

import io.lunbo.web.Problem;

/** Tells why a file or a text is no medium that a screen may show. */
public final class MediaRefusal extends Exception {
    private static final long serialVersionUID = 1L;

    private final Reason reason;
    private final String detail;

    /** A refusal; {@code detail} is what was found, empty where there is nothing to add. */
    public MediaRefusal(Reason reason, String detail) {
        super(reason + (detail.isEmpty() ? "" : ": " + detail));
        this.reason = reason;
        this.detail = detail;
    }

    /** Everything that can be wrong; the sentence for people stands in the message bundles. */
    public enum Reason {
        EMPTY_FILE,
        UNKNOWN_FORMAT,
        ANIMATED_PICTURE,
        UNREADABLE,
        NO_PICTURE,
        UNSUPPORTED_CODEC,
        TOO_MANY_STREAMS,
        TOO_MANY_PIXELS,
        TOO_MANY_FRAMES_PER_SECOND,
        TOO_LONG,
        TRUNCATED,
        DAMAGED,
        TOO_COSTLY,
        EMPTY_TEXT,
        TEXT_TOO_LONG,
        FORBIDDEN_CHARACTER,
        MARKUP
    }

    /** The same as an answer to whoever brought the file or the text. */
    public Problem problem() {
        return RefusalSentence.problemOf(reason, detail);
    }

    /** What is wrong. */
    public Reason reason() {
        return reason;
    }

    /** What exactly was found, such as {@code 60000x60000} or {@code hevc}: to be shown as text, never as markup. */
    public String detail() {
        return detail;
    }
}
