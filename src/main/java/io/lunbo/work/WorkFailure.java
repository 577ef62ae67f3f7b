package io.lunbo.work;

/** Tells that some work cannot be done, and that trying again would not help. */
public final class WorkFailure extends Exception {
    private static final long serialVersionUID = 1L;

    /** The reason of an order that was tried as often as is allowed and failed every time in a way nobody foresaw. */
    public static final String GAVE_UP = "GAVE_UP";

    private final String reason;
    private final String detail;

    /** A failure; the reason is a word that its owner can say in sentences, the detail is what was found. */
    public WorkFailure(String reason, String detail) {
        super(reason + (detail.isEmpty() ? "" : ": " + detail));
        this.reason = reason;
        this.detail = detail;
    }

    /** What is wrong, in one word. */
    public String reason() {
        return reason;
    }

    /** What exactly was found; may be empty. */
    public String detail() {
        return detail;
    }
}
