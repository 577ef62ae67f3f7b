package io.lunbo.rotation;

/** A half-open range of milliseconds {@code [fromMs, untilMs)}, counted from the request's origin (the local midnight or a preview's start). */
public record Span(long fromMs, long untilMs) {

    public Span {
        if (untilMs <= fromMs) {
            throw new IllegalArgumentException(
                    "A span must end after it begins, but was [" + fromMs + ", " + untilMs + ")");
        }
    }

    public long lengthMs() {
        return untilMs - fromMs;
    }

    boolean contains(long startMs, long durationMs) {
        return startMs >= fromMs && startMs + durationMs <= untilMs;
    }
}
