package io.lunbo.slogan;

/**
 * What somebody who drives towards a sign can read of it.
 *
 * <p>A character of 160 mm is read from about 50 m, one of 230 mm from about 70 m; at 40 km/h that is 4.5 to 6 s, time
 * for ten standing characters at the lower end. Of a moving text only those are read that come in meanwhile.
 *
 * @param characterMm height of a character
 */
public record ReadingDistance(double characterMm) {
    /** The speed that is reckoned with. */
    public static final int KM_PER_HOUR = 40;

    private static final double METRES_A_MILLIMETRE = 50 / 160.0;
    private static final double CHARACTERS_A_SECOND = 10 / 4.5;

    /** Of characters that are so many dots high on a sign of that pitch. */
    public static ReadingDistance of(int glyphPx, double pitchMm) {
        return new ReadingDistance(glyphPx * pitchMm);
    }

    /** From where it can be read. */
    public long metres() {
        return Math.round(characterMm * METRES_A_MILLIMETRE);
    }

    /** For how long, until the sign is passed. */
    public long milliseconds() {
        return Math.round(characterMm * METRES_A_MILLIMETRE * 3600 / KM_PER_HOUR);
    }

    /** Full-width characters of a standing text that can be read in that time. */
    public int standing() {
        return (int) (milliseconds() / 1000.0 * CHARACTERS_A_SECOND + 1e-9);
    }

    /** Full-width characters of a text that moves at that speed. */
    public int moving(int pxPerSecond, int glyphPx) {
        int passing = (int) (milliseconds() / 1000.0 * pxPerSecond / glyphPx + 1e-9);
        return Math.min(standing(), passing);
    }
}
