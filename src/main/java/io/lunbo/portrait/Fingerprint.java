package io.lunbo.portrait;

import io.lunbo.film.PortraitMaking;
import java.util.Arrays;

/**
 * What a film looks like, whatever it is packed in: small grey pictures, evenly taken from its decoded frames.
 *
 * <p>Another container, another codec, another size of the same film differ by shades; another film, if only by another
 * title on the same ground, differs by more in some places.
 *
 * @param samples as {@link PortraitMaking} takes them, one after the other
 */
record Fingerprint(byte[] samples) {
    private static final int SAMPLE = PortraitMaking.SAMPLE_SIDE * PortraitMaking.SAMPLE_SIDE;
    /** In shades of 256, over all places. */
    private static final double MEAN_DIFFERENCE = 2.5;

    /** The same for the hundredth of the places that differ most. */
    private static final double WORST_DIFFERENCE = 14;

    /** The mean of all shades: what is alike is alike in this, too. */
    int brightness() {
        long sum = 0;
        for (byte shade : samples) {
            sum += shade & 255;
        }
        return samples.length == 0 ? 0 : (int) (sum / samples.length);
    }

    /** Whether both are of the same film or picture, as far as an eye can tell. */
    boolean isLike(Fingerprint other) {
        int common = Math.min(samples.length, other.samples.length);
        if (common < SAMPLE || Math.abs(samples.length - other.samples.length) > SAMPLE) {
            return false;
        }
        int[] places = new int[256];
        long sum = 0;
        for (int i = 0; i < common; i++) {
            int difference = Math.abs((samples[i] & 255) - (other.samples[i] & 255));
            places[difference]++;
            sum += difference;
        }
        return sum <= MEAN_DIFFERENCE * common && worst(places, common / 100) <= WORST_DIFFERENCE;
    }

    private static double worst(int[] places, int count) {
        long sum = 0;
        int left = Math.max(1, count);
        for (int difference = 255; difference >= 0 && left > 0; difference--) {
            int some = Math.min(left, places[difference]);
            sum += (long) some * difference;
            left -= some;
        }
        return (double) sum / Math.max(1, count);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Fingerprint that && Arrays.equals(samples, that.samples);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(samples);
    }
}
