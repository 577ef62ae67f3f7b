package io.lunbo.film;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How loud a film is by EBU R 128.
 *
 * @param integrated over the whole film, in LUFS
 * @param truePeak the highest peak, in dBTP
 * @param range the loudness range, in LU
 * @param threshold below which sound was not counted, in LUFS
 * @param offset what the tools ask to be given back when they normalise
 */
public record Loudness(double integrated, double truePeak, double range, double threshold, double offset) {
    /** What every film is brought to, in LUFS. */
    public static final double TARGET = -23;

    private static final double PEAK = -2;
    /** Quieter than this is silence: raising it would play noise. */
    private static final double SILENCE = -60;

    /** The range that the tools may leave as it is; they accept 1 to 50. */
    private static final double LEAST_RANGE = 11;

    private static final double GREATEST_RANGE = 50;

    /** Players have two channels at most: what has more is mixed down before it is measured. */
    private static final String FEW_CHANNELS = "aformat=channel_layouts=mono|stereo,";

    /** Measures whatever passes it and prints the result at the end. */
    static final String METER = Loudness.FEW_CHANNELS + "loudnorm=I=" + TARGET + ":TP=" + PEAK + ":print_format=json";

    /** Reads what the meter has printed; empty for a silent film. */
    static Optional<Loudness> printedIn(String log) {
        Loudness loudness = new Loudness(
                number("input_i", log),
                number("input_tp", log),
                number("input_lra", log),
                number("input_thresh", log),
                number("target_offset", log));
        return loudness.integrated > SILENCE ? Optional.of(loudness) : Optional.empty();
    }

    private static double number(String name, String log) {
        Matcher matcher = Pattern.compile('"' + name + "\" *: *\"(-?[0-9.]+)\"").matcher(log);
        return matcher.find() ? Double.parseDouble(matcher.group(1)) : Double.NEGATIVE_INFINITY;
    }

    /**
     * Brings the measured film to the target, by one and the same gain wherever its peaks allow that. What is louder than full
     * scale, as a broken film can be, is lowered first: the tools take no such measure.
     */
    String normalisation() {
        double kept = Math.min(GREATEST_RANGE, Math.max(LEAST_RANGE, Math.ceil(range)));
        double lowered = Math.max(0, Math.ceil(integrated));
        String before = lowered > 0 ? String.format(Locale.ROOT, "volume=-%.0fdB,", lowered) : "";
        return FEW_CHANNELS
                + before
                + String.format(
                        Locale.ROOT,
                        "loudnorm=I=%s:TP=%s:LRA=%.0f:measured_I=%.2f:measured_TP=%.2f:measured_LRA=%.2f:measured_thresh=%.2f"
                                + ":offset=%.2f:linear=true",
                        TARGET,
                        PEAK,
                        kept,
                        integrated - lowered,
                        truePeak - lowered,
                        range,
                        threshold - lowered,
                        offset);
    }
}
