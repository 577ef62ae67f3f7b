package io.lunbo.reconcile;

/**
 * What is still the same.
 *
 * @param startMs how far a start may lie from its due time, either way
 * @param lengthMs how much shorter than due a whole play may be
 * @param lateMs how long after its end a play without a log is not called missed: the log is on its way
 */
public record Tolerance(int startMs, int lengthMs, int lateMs) {
    /** Two seconds, half a second, two minutes. */
    public static final Tolerance USUAL = new Tolerance(2_000, 500, 120_000);
}
