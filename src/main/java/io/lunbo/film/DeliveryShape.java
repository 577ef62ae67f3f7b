package io.lunbo.film;

/**
 * The size of the file that a screen is given, and the part of the original's picture that it shows.
 *
 * <p>Never larger than the screen nor than the original: what a player must enlarge anyway need not be sent. Screens for
 * which this comes out alike share one file.
 *
 * @param partWidth width of the part in thousandths of a percent of the original's width
 * @param partHeight the same of its height
 * @param widthPx width of the file's picture, even
 * @param heightPx height of the file's picture, even
 */
public record DeliveryShape(int partWidth, int partHeight, int widthPx, int heightPx) {
    private static final int WHOLE = 100_000;
    /** What the encoder can make at least. */
    private static final int SMALLEST = 16;
    /** Less than this is a matter of rounding, not a cut. */
    private static final double NO_CUT = 0.995;

    /** The whole picture within the screen; it may leave bars. */
    public static DeliveryShape fitting(int filmWidth, int filmHeight, int screenWidth, int screenHeight) {
        double scale = Math.min(1, Math.min((double) screenWidth / filmWidth, (double) screenHeight / filmHeight));
        return new DeliveryShape(WHOLE, WHOLE, even(filmWidth * scale), even(filmHeight * scale));
    }

    /** The middle of the picture, as much as fills the screen. */
    public static DeliveryShape filling(int filmWidth, int filmHeight, int screenWidth, int screenHeight) {
        double wider = (double) filmWidth * screenHeight / ((double) filmHeight * screenWidth);
        double partWidth = wider > 1 ? 1 / wider : 1;
        double partHeight = wider > 1 ? 1 : wider;
        if (Math.min(partWidth, partHeight) > NO_CUT) {
            return fitting(filmWidth, filmHeight, screenWidth, screenHeight);
        }
        return new DeliveryShape(
                (int) Math.round(partWidth * WHOLE),
                (int) Math.round(partHeight * WHOLE),
                even(Math.min(screenWidth, filmWidth * partWidth)),
                even(Math.min(screenHeight, filmHeight * partHeight)));
    }

    private static int even(double size) {
        return Math.max(SMALLEST, (int) Math.round(size) & ~1);
    }

    /** Whether something of the original's picture is not shown. */
    public boolean cuts() {
        return partWidth < WHOLE || partHeight < WHOLE;
    }

    /** A name that is the same exactly for the same shape. */
    public String name() {
        return widthPx + "x" + heightPx + (cuts() ? "-of-" + partWidth + "x" + partHeight : "");
    }

    /** The shape as filters of the film tools, for pictures of any size. */
    String filters() {
        String cut = cuts() ? "crop=w=iw*%d/%d:h=ih*%d/%d,".formatted(partWidth, WHOLE, partHeight, WHOLE) : "";
        return cut + "scale=w=%d:h=%d:flags=lanczos:out_range=".formatted(widthPx, heightPx);
    }
}
