package io.lunbo.takeover;

/** What a takeover puts in the place of the sheet. */
public enum TakeoverKind {
    /** One media, shown instead of the sheet (插播). */
    INSERT,
    /** Nothing: the screen is dark (关屏). */
    BLACKOUT
}
