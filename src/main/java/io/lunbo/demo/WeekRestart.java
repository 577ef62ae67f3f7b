package io.lunbo.demo;

/** Sets the clock back to the demo's first morning; the process' clock does it. */
public interface WeekRestart {
    /** Sets the clock back. */
    void beginAgain();
}
