package io.lunbo.picture;

import java.awt.image.BufferedImage;
import java.util.Arrays;

/** A picture in memory, row by row, each dot as 0xRRGGBB. Never changed in place but by {@link #blur}. */
public final class Pixels {
    private final int width;
    private final int height;
    private final int[] rgb;

    Pixels(int width, int height, int[] rgb) {
        this.width = width;
        this.height = height;
        this.rgb = rgb;
    }

    /** The dots of an image; what is transparent lies on white. */
    static Pixels of(BufferedImage image) {
        int width = image.getWidth();
        int height = image.getHeight();
        int[] rgb = new int[width * height];
        for (int y = 0; y < height; y++) {
            image.getRGB(0, y, width, 1, rgb, y * width, width);
        }
        if (image.getColorModel().hasAlpha()) {
            for (int i = 0; i < rgb.length; i++) {
                rgb[i] = onWhite(rgb[i]);
            }
        }
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] &= 0xffffff;
        }
        return new Pixels(width, height, rgb);
    }

    private static int onWhite(int argb) {
        int alpha = argb >>> 24;
        int result = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            int part = argb >> shift & 255;
            result |= (part * alpha + 255 * (255 - alpha)) / 255 << shift;
        }
        return result;
    }

    /** Dots in a row. */
    public int width() {
        return width;
    }

    /** Rows. */
    public int height() {
        return height;
    }

    /** One dot, as 0xRRGGBB. */
    public int at(int x, int y) {
        return rgb[y * width + x];
    }

    /** The same upright, by the orientation that EXIF says (1 to 8). */
    Pixels turned(int orientation) {
        if (orientation <= 1 || orientation > 8) {
            return this;
        }
        boolean across = orientation >= 5;
        int w = across ? height : width;
        int h = across ? width : height;
        int[] turned = new int[rgb.length];
        for (int y = 0; y < h; y++) {
            for (int x = 0; x < w; x++) {
                int fromX = across ? y : x;
                int fromY = across ? x : y;
                if (orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8) {
                    fromX = width - 1 - fromX;
                }
                if (orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7) {
                    fromY = height - 1 - fromY;
                }
                turned[y * w + x] = rgb[fromY * width + fromX];
            }
        }
        return new Pixels(w, h, turned);
    }

    /** The same with light and dark exchanged. */
    Pixels negative() {
        int[] negative = new int[rgb.length];
        for (int i = 0; i < rgb.length; i++) {
            negative[i] = 0xffffff - rgb[i];
        }
        return new Pixels(width, height, negative);
    }

    /** The same with its longer side at most that long; each dot is the mean of those that it stands for. */
    public Pixels within(int longest) {
        int longer = Math.max(width, height);
        if (longer <= longest) {
            return this;
        }
        return smaller((int) ((long) width * longest / longer), (int) ((long) height * longest / longer));
    }

    /** The same as wide and as high as that, which is no more than it is. */
    Pixels smaller(int newWidth, int newHeight) {
        int w = Math.max(1, newWidth);
        int h = Math.max(1, newHeight);
        int[] smaller = new int[w * h];
        for (int y = 0; y < h; y++) {
            int fromY = (int) ((long) y * height / h);
            int untilY = Math.max(fromY + 1, (int) ((long) (y + 1) * height / h));
            for (int x = 0; x < w; x++) {
                int fromX = (int) ((long) x * width / w);
                int untilX = Math.max(fromX + 1, (int) ((long) (x + 1) * width / w));
                smaller[y * w + x] = mean(fromX, fromY, untilX, untilY);
            }
        }
        return new Pixels(w, h, smaller);
    }

    private int mean(int fromX, int fromY, int untilX, int untilY) {
        long red = 0;
        long green = 0;
        long blue = 0;
        for (int y = fromY; y < untilY; y++) {
            for (int x = fromX; x < untilX; x++) {
                int dot = rgb[y * width + x];
                red += dot >> 16;
                green += dot >> 8 & 255;
                blue += dot & 255;
            }
        }
        long count = (long) (untilX - fromX) * (untilY - fromY);
        return (int) (red / count) << 16 | (int) (green / count) << 8 | (int) (blue / count);
    }

    /** Its brightness, one number from 0 to 255 for each dot. */
    int[] grey() {
        int[] grey = new int[rgb.length];
        for (int i = 0; i < rgb.length; i++) {
            int dot = rgb[i];
            grey[i] = (299 * (dot >> 16) + 587 * (dot >> 8 & 255) + 114 * (dot & 255)) / 1000;
        }
        return grey;
    }

    /**
     * The same with some of its parts unreadable: of each nothing is left but a few means, from which no face and no number
     * can be guessed again.
     */
    public Pixels blur(Iterable<Region> regions) {
        Pixels blurred = new Pixels(width, height, Arrays.copyOf(rgb, rgb.length));
        for (Region region : regions) {
            int left = bounded((int) Math.floor(region.x() * width), width);
            int top = bounded((int) Math.floor(region.y() * height), height);
            int right = bounded((int) Math.ceil((region.x() + region.width()) * width), width);
            int bottom = bounded((int) Math.ceil((region.y() + region.height()) * height), height);
            blurred.fill(left, top, right, bottom);
        }
        return blurred;
    }

    private static final int BLOCKS = 3;

    private void fill(int left, int top, int right, int bottom) {
        for (int row = 0; row < BLOCKS; row++) {
            int fromY = top + (bottom - top) * row / BLOCKS;
            int untilY = top + (bottom - top) * (row + 1) / BLOCKS;
            for (int column = 0; column < BLOCKS; column++) {
                int fromX = left + (right - left) * column / BLOCKS;
                int untilX = left + (right - left) * (column + 1) / BLOCKS;
                if (fromX < untilX && fromY < untilY) {
                    int mean = mean(fromX, fromY, untilX, untilY);
                    for (int y = fromY; y < untilY; y++) {
                        Arrays.fill(rgb, y * width + fromX, y * width + untilX, mean);
                    }
                }
            }
        }
    }

    private static int bounded(int value, int most) {
        return Math.max(0, Math.min(most, value));
    }

    BufferedImage image() {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        image.setRGB(0, 0, width, height, rgb, 0, width);
        return image;
    }
}
