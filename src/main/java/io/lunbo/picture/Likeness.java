package io.lunbo.picture;

import java.util.List;

/**
 * How like a photo of a wall is to pictures that the wall may have shown: a hint, never a verdict.
 *
 * <p>Where the wall is in the photo is not known, so every place and size of a window in the screen's shape is tried, and the
 * best one counts. Compared are shades after their mean and spread are taken away, so that dusk and a dim screen change
 * little; a wall seen from the side is compared as it is.
 */
public final class Likeness {
    /** Width and height of the small grey pictures that are compared. */
    public static final int SIDE = 16;

    private static final int DOTS = SIDE * SIDE;
    private static final int WITHIN = 320;
    private static final double[] SIZES = {1, 0.85, 0.7, 0.58, 0.48, 0.4, 0.33, 0.27};
    private static final double[] SHAPES = {1, 0.85, 0.7};
    private static final int STEPS = 12;
    private static final double LEAST_SPREAD = 6;

    private final int width;
    private final int height;
    private final long[] sums;

    private Likeness(Pixels photo) {
        Pixels small = photo.within(WITHIN);
        width = small.width();
        height = small.height();
        sums = new long[(width + 1) * (height + 1)];
        int[] grey = small.grey();
        for (int y = 0; y < height; y++) {
            long row = 0;
            for (int x = 0; x < width; x++) {
                row += grey[y * width + x];
                sums[(y + 1) * (width + 1) + x + 1] = sums[y * (width + 1) + x + 1] + row;
            }
        }
    }

    /**
     * The likeness to each of these, from 0 (nothing alike) to 1.
     *
     * @param shape width of the screen divided by its height
     * @param pictures of each candidate its frames around that time, {@link #SIDE} rows of as many shades; those of a
     *     candidate that cannot be compared are none
     */
    public static double[] of(Pixels photo, double shape, List<List<byte[]>> pictures) {
        Likeness likeness = new Likeness(photo);
        List<List<float[]>> wanted = pictures.stream()
                .map(frames -> frames.stream().map(Likeness::levelled).toList())
                .toList();
        double[] best = new double[wanted.size()];
        float[] window = new float[DOTS];
        for (double size : SIZES) {
            for (double narrower : SHAPES) {
                likeness.slide(size, shape * narrower, window, wanted, best);
            }
        }
        return best;
    }

    private void slide(double size, double shape, float[] window, List<List<float[]>> wanted, double[] best) {
        double w = Math.min(width, height * shape) * size;
        double h = w / shape;
        if (w < SIDE || h < SIDE / 2.0) {
            return;
        }
        int across = (int) Math.min(STEPS, (width - w) / 3);
        int down = (int) Math.min(STEPS, (height - h) / 3);
        for (int row = 0; row <= down; row++) {
            double top = down == 0 ? (height - h) / 2 : (height - h) * row / down;
            for (int column = 0; column <= across; column++) {
                double left = across == 0 ? (width - w) / 2 : (width - w) * column / across;
                cut(left, top, w, h, window);
                if (level(window)) {
                    compare(window, wanted, best);
                }
            }
        }
    }

    private static void compare(float[] window, List<List<float[]>> wanted, double[] best) {
        for (int i = 0; i < best.length; i++) {
            for (float[] frame : wanted.get(i)) {
                double product = 0;
                for (int dot = 0; dot < DOTS; dot++) {
                    product += window[dot] * frame[dot];
                }
                best[i] = Math.max(best[i], Math.min(1, product / DOTS));
            }
        }
    }

    private void cut(double left, double top, double w, double h, float[] window) {
        for (int y = 0; y < SIDE; y++) {
            int fromY = (int) (top + h * y / SIDE);
            int untilY = Math.min(height, Math.max(fromY + 1, (int) (top + h * (y + 1) / SIDE)));
            for (int x = 0; x < SIDE; x++) {
                int fromX = (int) (left + w * x / SIDE);
                int untilX = Math.min(width, Math.max(fromX + 1, (int) (left + w * (x + 1) / SIDE)));
                window[y * SIDE + x] = mean(fromX, fromY, untilX, untilY);
            }
        }
    }

    private float mean(int fromX, int fromY, int untilX, int untilY) {
        int stride = width + 1;
        long sum = sums[untilY * stride + untilX]
                - sums[untilY * stride + fromX]
                - sums[fromY * stride + untilX]
                + sums[fromY * stride + fromX];
        return (float) sum / ((untilX - fromX) * (untilY - fromY));
    }

    private static float[] levelled(byte[] shades) {
        float[] levelled = new float[DOTS];
        for (int i = 0; i < DOTS; i++) {
            levelled[i] = shades[i] & 255;
        }
        if (!level(levelled)) {
            java.util.Arrays.fill(levelled, 0); // a picture of one shade is like nothing
        }
        return levelled;
    }

    /** Takes mean and spread away; false where there is next to none. */
    private static boolean level(float[] shades) {
        double sum = 0;
        double squared = 0;
        for (float shade : shades) {
            sum += shade;
            squared += shade * shade;
        }
        double mean = sum / DOTS;
        double spread = Math.sqrt(Math.max(0, squared / DOTS - mean * mean));
        if (spread < LEAST_SPREAD) {
            return false;
        }
        for (int i = 0; i < DOTS; i++) {
            shades[i] = (float) ((shades[i] - mean) / spread);
        }
        return true;
    }
}
