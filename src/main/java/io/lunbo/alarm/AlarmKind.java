package io.lunbo.alarm;

import java.time.Duration;
import java.util.Locale;

/** What can be wrong with a screen, and for how long it must be so before somebody is told. */
public enum AlarmKind {
    /** An order is not confirmed. */
    TAKEOVER_UNCONFIRMED(Duration.ZERO),
    /** Nothing is heard of its player. */
    OFFLINE(Duration.ZERO),
    /** It shows something else than its sheet says. */
    WRONG_CONTENT(Duration.ofSeconds(60)),
    /** It follows an older manifest than it should. */
    STALE_MANIFEST(Duration.ofSeconds(60)),
    /** There is hardly room for more files. */
    DISK_FULL(Duration.ofSeconds(30)),
    /** Its clock is wrong; what it plays is corrected for that. */
    CLOCK(Duration.ofSeconds(60)),
    /** One play after another fails. */
    REPEATED_FAILURES(Duration.ZERO);

    private final Duration after;

    AlarmKind(Duration after) {
        this.after = after;
    }

    /** For how long it must be so. */
    Duration after() {
        return after;
    }

    /** The key of its name. */
    public String key() {
        return "alarm_kind_" + name().toLowerCase(Locale.ROOT);
    }
}
