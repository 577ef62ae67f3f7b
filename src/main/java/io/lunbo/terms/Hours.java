package io.lunbo.terms;

/** How times of the day are written in terms: {@code 07:00-09:00}, over midnight too, the end of a day as {@code 24:00}. */
public final class Hours {
    /** A range; an empty one is refused besides. */
    public static final String RANGE = "([01]\\d|2[0-3]):[0-5]\\d-(([01]\\d|2[0-3]):[0-5]\\d|24:00)";

    private Hours() {}

    /** Whether it is a range at all, of some length. */
    static boolean areSome(String hours) {
        return hours == null
                || !hours.matches(RANGE)
                || !hours.substring(0, 5).equals(hours.substring(6))
                || hours.startsWith("00:00");
    }
}
