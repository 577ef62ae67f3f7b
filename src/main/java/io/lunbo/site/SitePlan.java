package io.lunbo.site;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Where the sites stand to one another, drawn from their coordinates alone: no map is needed for it, and no network.
 *
 * <p>North is up and a metre is as long to the east as to the north, which is true enough for a city or a province. What has no
 * coordinates is not on it.
 *
 * @param width of the drawing, in its own units, as all that follows
 * @param dots from north to south
 * @param barLength how long the scale bar is
 * @param barMetres what it stands for
 * @param gridX where the lines run from north to south that are a bar apart
 * @param gridY where those from west to east run
 */
public record SitePlan(
        int width,
        int height,
        List<Dot> dots,
        double barLength,
        long barMetres,
        List<Double> gridX,
        List<Double> gridY) {
    private static final int WIDTH = 1000;
    private static final int HEIGHT = 620;
    private static final int ASIDE = 110;
    private static final int ABOVE = 60;
    private static final double METRES_PER_DEGREE = 111_195;
    /** Sites that stand closer are drawn as if somebody looked from farther away. */
    private static final double LEAST_METRES = 400;

    private static final int LETTER = 15;
    private static final int LINE = 18;
    private static final int FROM_DOT = 13;

    /**
     * A site on the drawing.
     *
     * @param labelX where its name begins or ends
     * @param anchor {@code start} or {@code end}; null where there is no room for its name
     */
    public record Dot(Site site, double x, double y, double labelX, double labelY, String anchor) {}

    private record Box(double left, double top, double right, double bottom) {
        boolean meets(Box other) {
            return left < other.right && other.left < right && top < other.bottom && other.top < bottom;
        }

        boolean within(int width, int height) {
            return left >= 0 && top >= 0 && right <= width && bottom <= height;
        }
    }

    /** The plan of those that have coordinates. */
    public static SitePlan of(List<Site> sites) {
        List<Site> located = sites.stream().filter(Site::located).toList();
        if (located.isEmpty()) {
            return new SitePlan(WIDTH, HEIGHT, List.of(), 0, 0, List.of(), List.of());
        }
        double first = located.get(0).longitude().doubleValue();
        double south = Double.MAX_VALUE;
        double north = -Double.MAX_VALUE;
        double west = Double.MAX_VALUE;
        double east = -Double.MAX_VALUE;
        for (Site site : located) {
            south = Math.min(south, site.latitude().doubleValue());
            north = Math.max(north, site.latitude().doubleValue());
            west = Math.min(west, eastOf(first, site));
            east = Math.max(east, eastOf(first, site));
        }
        double middle = (south + north) / 2;
        double perDegreeEast = METRES_PER_DEGREE * Math.max(0.01, Math.cos(Math.toRadians(middle)));
        double unitsPerMetre = Math.min(
                (WIDTH - 2.0 * ASIDE) / Math.max(LEAST_METRES, (east - west) * perDegreeEast),
                (HEIGHT - 2.0 * ABOVE) / Math.max(LEAST_METRES, (north - south) * METRES_PER_DEGREE));
        double centre = (west + east) / 2;
        List<Box> taken = new ArrayList<>();
        List<Dot> bare = new ArrayList<>();
        for (Site site : located) {
            double x = WIDTH / 2.0 + (eastOf(first, site) - centre) * perDegreeEast * unitsPerMetre;
            double y = HEIGHT / 2.0 - (site.latitude().doubleValue() - middle) * METRES_PER_DEGREE * unitsPerMetre;
            bare.add(new Dot(site, rounded(x), rounded(y), 0, 0, null));
            taken.add(new Box(x - 9, y - 9, x + 9, y + 9));
        }
        bare.sort(Comparator.comparingDouble(Dot::y).thenComparingDouble(Dot::x));
        List<Dot> dots = bare.stream().map(dot -> named(dot, taken)).toList();
        long bar = roundMetres(WIDTH / 6.0 / unitsPerMetre);
        double length = rounded(bar * unitsPerMetre);
        return new SitePlan(WIDTH, HEIGHT, dots, length, bar, lines(WIDTH, length), lines(HEIGHT, length));
    }

    /** Degrees east of a meridian, the short way round the earth. */
    private static double eastOf(double meridian, Site site) {
        return Math.IEEEremainder(site.longitude().doubleValue() - meridian, 360);
    }

    /** With its name to the right, the left, below or above: where the first room is. */
    private static Dot named(Dot dot, List<Box> taken) {
        double width = dot.site()
                .name()
                .codePoints()
                .mapToDouble(letter -> letter < 0x2e80 ? LETTER * 0.6 : LETTER)
                .sum();
        for (double down : new double[] {5, LINE + 5, 5 - LINE}) {
            for (boolean right : new boolean[] {true, false}) {
                double x = right ? dot.x() + FROM_DOT : dot.x() - FROM_DOT;
                double y = dot.y() + down;
                Box box = new Box(right ? x : x - width, y - LETTER, right ? x + width : x, y + 4);
                if (box.within(WIDTH, HEIGHT) && taken.stream().noneMatch(box::meets)) {
                    taken.add(box);
                    return new Dot(dot.site(), dot.x(), dot.y(), rounded(x), rounded(y), right ? "start" : "end");
                }
            }
        }
        return dot;
    }

    /** The largest of 1, 2 and 5 times a power of ten that is not more. */
    private static long roundMetres(double metres) {
        long power = (long) Math.pow(10, Math.floor(Math.log10(metres)));
        return metres >= 5.0 * power ? 5 * power : metres >= 2.0 * power ? 2 * power : power;
    }

    private static List<Double> lines(int extent, double apart) {
        List<Double> lines = new ArrayList<>();
        for (double at = extent / 2.0 % apart; at < extent; at += apart) {
            lines.add(rounded(at));
        }
        return lines;
    }

    private static double rounded(double value) {
        return Math.round(value * 10) / 10.0;
    }
}
