package io.lunbo.picture;

import java.util.ArrayList;
import java.util.List;

/** A part of a picture, in shares of its width and height, from the top left corner. */
public record Region(double x, double y, double width, double height) {
    private static final int MOST = 100;

    /**
     * Reads {@code x,y,width,height;…}; what is no part of a picture is an {@link IllegalArgumentException}.
     *
     * @param text may be null or empty: none
     */
    public static List<Region> read(String text) {
        List<Region> regions = new ArrayList<>();
        if (text == null || text.isBlank()) {
            return regions;
        }
        for (String part : text.strip().split(";")) {
            String[] numbers = part.split(",");
            if (numbers.length != 4 || regions.size() == MOST) {
                throw new IllegalArgumentException(part);
            }
            Region region = new Region(number(numbers[0]), number(numbers[1]), number(numbers[2]), number(numbers[3]));
            if (region.width() <= 0 || region.height() <= 0) {
                throw new IllegalArgumentException(part);
            }
            regions.add(region);
        }
        return regions;
    }

    private static double number(String text) {
        if (!text.strip().matches("[0-9]{1,3}(\\.[0-9]{1,12})?")) {
            throw new IllegalArgumentException(text);
        }
        double number = Double.parseDouble(text.strip());
        if (number > 1) {
            throw new IllegalArgumentException(text);
        }
        return number;
    }

    /** The same with some more on each side, in shares of its own size. */
    Region grown(double share) {
        return new Region(x - width * share, y - height * share, width * (1 + 2 * share), height * (1 + 2 * share));
    }

    /** Which share of the smaller one lies in the other. */
    double overlap(Region other) {
        double across = Math.min(x + width, other.x + other.width) - Math.max(x, other.x);
        double down = Math.min(y + height, other.y + other.height) - Math.max(y, other.y);
        return across <= 0 || down <= 0 ? 0 : across * down / Math.min(width * height, other.width * other.height);
    }
}
