package io.lunbo.rotation;

/** One planned play: when it starts, which spot of the request (by its index) and how long. */
public record Slot(long startMs, int spotIndex, long durationMs) {

    public long endMs() {
        return startMs + durationMs;
    }
}
