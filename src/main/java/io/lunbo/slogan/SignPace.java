package io.lunbo.slogan;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How long a sign holds a page and how fast it moves a text.
 *
 * @param charactersPerSecond full-width characters that pass in a second
 * @param shortestHoldMs how long a standing page is held at least; a long text is held longer
 */
public record SignPace(double charactersPerSecond, long shortestHoldMs) {
    /** What is taken where nobody says another. */
    public static final SignPace USUAL = new SignPace(1.25, 15_000);

    private static final double UNREADABLE = 8;
    private static final double HARD_TO_READ = 4;
    private static final double RULE = 80 / 60.0;
    private static final long RULE_HOLD_MS = 15_000;
    private static final long LEAST_HOLD_MS = 2_000;
    private static final long MOST_HOLD_MS = 600_000;
    private static final double SLOWEST = 0.25;

    /** What is to be said of a pace; {@code source} is whose rule or finding it is. */
    public enum Remark {
        UNREADABLE_SPEED(true, "J-STAGE jje 52(6) 237"),
        TOO_SLOW(true, "Lunbo"),
        HOLD_TOO_SHORT(true, "NAP 14396"),
        HOLD_TOO_LONG(true, "Lunbo"),
        HARD_TO_READ_SPEED(false, "J-STAGE jje 52(6) 237"),
        SPEED_ABOVE_RULE(false, "深圳市LED走字屏管理要求"),
        HOLD_BELOW_RULE(false, "深圳市LED走字屏管理要求");

        private final boolean refusal;
        private final String source;

        Remark(boolean refusal, String source) {
            this.refusal = refusal;
            this.source = source;
        }

        /** Whether the pace is not taken at all. */
        public boolean refusal() {
            return refusal;
        }

        /** Whether it is about the speed of moving texts; else about the hold of standing ones. */
        public boolean aboutSpeed() {
            return this == UNREADABLE_SPEED
                    || this == TOO_SLOW
                    || this == HARD_TO_READ_SPEED
                    || this == SPEED_ABOVE_RULE;
        }

        /** Whose rule or finding it is. */
        public String source() {
            return source;
        }

        /** The key of its sentence. */
        public String key() {
            return "slogan_pace_" + name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** All that is to be said, the gravest first; empty for a pace without fault. */
    public List<Remark> remarks() {
        return Stream.of(aboutSpeed(), aboutHold()).flatMap(Optional::stream).toList();
    }

    /** How long a page of so many characters is held. */
    public long holdMs(long characters) {
        return Math.max(shortestHoldMs, ((characters + 3) / 4 + 2) * 1000);
    }

    /** The speed in dots for characters of that size, rounded down. */
    public int pxPerSecond(int glyphPx) {
        return Math.max(1, (int) (glyphPx * charactersPerSecond));
    }

    private Optional<Remark> aboutSpeed() {
        if (!(charactersPerSecond < UNREADABLE)) {
            return Optional.of(Remark.UNREADABLE_SPEED);
        }
        if (charactersPerSecond < SLOWEST) {
            return Optional.of(Remark.TOO_SLOW);
        }
        if (charactersPerSecond > HARD_TO_READ) {
            return Optional.of(Remark.HARD_TO_READ_SPEED);
        }
        return charactersPerSecond > RULE + 0.004 ? Optional.of(Remark.SPEED_ABOVE_RULE) : Optional.empty();
    }

    private Optional<Remark> aboutHold() {
        if (shortestHoldMs < LEAST_HOLD_MS) {
            return Optional.of(Remark.HOLD_TOO_SHORT);
        }
        if (shortestHoldMs > MOST_HOLD_MS) {
            return Optional.of(Remark.HOLD_TOO_LONG);
        }
        return shortestHoldMs < RULE_HOLD_MS ? Optional.of(Remark.HOLD_BELOW_RULE) : Optional.empty();
    }
}
