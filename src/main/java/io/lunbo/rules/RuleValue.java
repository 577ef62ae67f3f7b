package io.lunbo.rules;

import io.lunbo.daypart.WeeklyHours;
import java.math.BigDecimal;

/** What a rule demands. Two values are the same demand where their texts are the same. */
public sealed interface RuleValue {
    /** The form that {@link #parse} reads. */
    String text();

    /** Within weekly hours, e.g. {@code Mon-Fri 08:00-21:00; Sat,Sun 08:00-22:00}; {@code closed} is never. */
    record Within(WeeklyHours hours) implements RuleValue {
        @Override
        public String text() {
            return hours.toString();
        }
    }

    /** A whole number: seconds of standing at least, or candela per square metre at most. */
    record Number(int value) implements RuleValue {
        @Override
        public String text() {
            return Integer.toString(value);
        }
    }

    /**
     * A share of at least so much.
     *
     * @param percent more than 0, at most 100, of at most two decimals
     * @param basis what is counted
     * @param window in which stretch of time
     */
    record Share(BigDecimal percent, Basis basis, Window window) implements RuleValue {
        @Override
        public String text() {
            return percent.toPlainString() + " " + basis + " " + window;
        }
    }

    /** What a share counts. */
    enum Basis {
        /** How many plays begin. */
        PLAYS,
        /** How long is shown. */
        TIME
    }

    /** In which stretch of time a share is kept. */
    enum Window {
        /** In every hour of the day in which anything is shown. */
        HOUR,
        /** In the day. */
        DAY
    }

    /** Reads what {@link #text} prints; an {@link IllegalArgumentException} says that it cannot be read. */
    static RuleValue parse(RuleKind kind, String written) {
        String text = written == null ? "" : written.strip();
        return switch (kind) {
            case HOURS, MOTION, SOUND -> new Within(WeeklyHours.parse(text));
            case DWELL -> number(text, 600);
            case NIGHT_BRIGHTNESS -> number(text, 20_000);
            case PUBLIC_SHARE -> share(text);
        };
    }

    private static Number number(String text, int most) {
        if (!text.matches("\\d{1,5}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > most) {
            throw new IllegalArgumentException("\"" + text + "\" is no whole number from 1 to " + most);
        }
        return new Number(Integer.parseInt(text));
    }

    private static Share share(String text) {
        String[] parts = text.split(" ", -1);
        if (parts.length != 3 || !parts[0].matches("\\d{1,3}(\\.\\d{1,2})?")) {
            throw new IllegalArgumentException("A share is written 30 TIME DAY, but was \"" + text + "\"");
        }
        BigDecimal percent = new BigDecimal(parts[0]).stripTrailingZeros();
        if (percent.signum() == 0 || percent.compareTo(BigDecimal.valueOf(100)) > 0) {
            throw new IllegalArgumentException("A share is more than 0 and at most 100, but was " + parts[0]);
        }
        return new Share(
                percent.scale() < 0 ? percent.setScale(0) : percent, Basis.valueOf(parts[1]), Window.valueOf(parts[2]));
    }
}
