package io.lunbo.picture;

import io.lunbo.picture.Cascade.Feature;
import io.lunbo.picture.Cascade.Stage;
import io.lunbo.picture.Cascade.Tree;
import java.util.ArrayList;
import java.util.List;

/** Slides a cascade's window over a picture, again and again over smaller copies of it. */
final class CascadeSearch {
    private static final double SMALLER_EACH_TIME = 1.1;
    private static final double SAME = 0.5;

    private final Cascade cascade;
    private final int fewest;

    /** Makes a search; {@code fewest} is how many neighbouring windows must agree. */
    CascadeSearch(Cascade cascade, int fewest) {
        this.cascade = cascade;
        this.fewest = fewest;
    }

    /** Sums of brightness, and of its squares, from the top left corner. */
    private record Sums(int stride, int[] plain, long[] squared) {
        static Sums of(Pixels pixels) {
            int stride = pixels.width() + 1;
            int[] grey = pixels.grey();
            int[] plain = new int[stride * (pixels.height() + 1)];
            long[] squared = new long[plain.length];
            for (int y = 0; y < pixels.height(); y++) {
                int row = 0;
                long rowSquared = 0;
                for (int x = 0; x < pixels.width(); x++) {
                    int shade = grey[y * pixels.width() + x];
                    row += shade;
                    rowSquared += (long) shade * shade;
                    int at = (y + 1) * stride + x + 1;
                    plain[at] = plain[at - stride] + row;
                    squared[at] = squared[at - stride] + rowSquared;
                }
            }
            return new Sums(stride, plain, squared);
        }

        int of(int x, int y, int width, int height) {
            int top = y * stride + x;
            int bottom = top + height * stride;
            return plain[bottom + width] - plain[bottom] - plain[top + width] + plain[top];
        }

        long squaredOf(int x, int y, int width, int height) {
            int top = y * stride + x;
            int bottom = top + height * stride;
            return squared[bottom + width] - squared[bottom] - squared[top + width] + squared[top];
        }
    }

    /** Where the cascade's things are. */
    List<Region> in(Pixels pixels) {
        List<Region> hits = new ArrayList<>();
        Pixels smaller = pixels;
        double scale = 1;
        while (smaller.width() > cascade.width() + 2 && smaller.height() > cascade.height() + 2) {
            scan(smaller, scale >= 2 ? 1 : 2, hits);
            scale *= SMALLER_EACH_TIME;
            smaller = pixels.within((int) (Math.max(pixels.width(), pixels.height()) / scale));
        }
        return grouped(hits);
    }

    private void scan(Pixels pixels, int step, List<Region> hits) {
        Sums sums = Sums.of(pixels);
        double width = pixels.width();
        double height = pixels.height();
        for (int y = 0; y + cascade.height() < pixels.height(); y += step) {
            for (int x = 0; x + cascade.width() < pixels.width(); x += step) {
                if (passes(sums, x, y)) {
                    hits.add(new Region(x / width, y / height, cascade.width() / width, cascade.height() / height));
                }
            }
        }
    }

    private boolean passes(Sums sums, int x, int y) {
        int w = cascade.width() - 2;
        int h = cascade.height() - 2;
        double area = (double) w * h;
        double sum = sums.of(x + 1, y + 1, w, h);
        double spread = area * sums.squaredOf(x + 1, y + 1, w, h) - sum * sum;
        if (spread < area * area) {
            return false; // flatter than one shade: a wall, the sky
        }
        float scale = (float) (1 / Math.sqrt(spread));
        for (Stage stage : cascade.stages()) {
            float votes = 0;
            for (Tree tree : stage.trees()) {
                votes += vote(tree, sums, x, y, scale);
            }
            if (votes < stage.threshold()) {
                return false;
            }
        }
        return true;
    }

    private static float vote(Tree tree, Sums sums, int x, int y, float scale) {
        int node = 0;
        do {
            Feature feature = tree.features()[node];
            int[] places = feature.rectangles();
            float value = 0;
            for (int i = 0; i < feature.weights().length; i++) {
                value += feature.weights()[i]
                        * sums.of(x + places[i * 4], y + places[i * 4 + 1], places[i * 4 + 2], places[i * 4 + 3]);
            }
            node = tree.branches()[node * 2 + (value * scale < tree.thresholds()[node] ? 0 : 1)];
        } while (node > 0);
        return tree.leaves()[-node];
    }

    /** Windows that lie on one another, as one each. */
    private List<Region> grouped(List<Region> hits) {
        List<List<Region>> groups = new ArrayList<>();
        for (Region hit : hits) {
            groups.stream()
                    .filter(group -> like(group.get(0), hit))
                    .findFirst()
                    .ifPresentOrElse(group -> group.add(hit), () -> groups.add(new ArrayList<>(List.of(hit))));
        }
        return groups.stream()
                .filter(group -> group.size() >= fewest)
                .map(CascadeSearch::mean)
                .toList();
    }

    private static boolean like(Region one, Region other) {
        double sizes = one.width() / other.width();
        return sizes > SAME && sizes < 1 / SAME && one.overlap(other) > SAME;
    }

    private static Region mean(List<Region> group) {
        double x = 0;
        double y = 0;
        double width = 0;
        double height = 0;
        for (Region one : group) {
            x += one.x();
            y += one.y();
            width += one.width();
            height += one.height();
        }
        int count = group.size();
        return new Region(x / count, y / count, width / count, height / count);
    }
}
