package io.lunbo.reconcile;

/**
 * A time in which a screen did not have to play its sheet.
 *
 * @param cause why
 * @param fromMs when it began
 * @param untilMs when it ended; what has not ended yet ends where the facts end
 * @param reference what people can look up: the id of the order or outage; may be null
 */
public record Absence(Cause cause, long fromMs, long untilMs, String reference) {
    boolean touches(Due due) {
        return fromMs < due.endMs() && due.startMs() < untilMs;
    }
}
