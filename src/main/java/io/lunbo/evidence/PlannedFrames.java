package io.lunbo.evidence;

import io.lunbo.media.Media;
import io.lunbo.picture.Likeness;
import io.lunbo.portrait.Looks;
import io.lunbo.portrait.Looks.Look;
import io.lunbo.rendition.Deliveries;
import io.lunbo.rendition.Deliveries.Delivered;
import io.lunbo.screen.Screen;
import io.lunbo.screen.ScreenFit;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The planned frames of a screen, as small grey pictures in the screen's shape. Slogans have none: text is not compared. */
@ApplicationScoped
class PlannedFrames {
    /** A wall, a camera and a person's finger are never exactly in time. */
    private static final long AROUND_MS = 2_000;

    private final Deliveries deliveries;
    private final Looks looks;

    PlannedFrames(Deliveries deliveries, Looks looks) {
        this.deliveries = deliveries;
        this.looks = looks;
    }

    /** Those of a media around a moment of its play. */
    @Transactional
    List<byte[]> around(Screen screen, String sha256, long elapsedMs) {
        return of(screen, sha256, elapsedMs);
    }

    /** All of a media. */
    @Transactional
    List<byte[]> all(Screen screen, String sha256) {
        return of(screen, sha256, -1);
    }

    private List<byte[]> of(Screen screen, String sha256, long elapsedMs) {
        Delivered delivered = deliveries.behind(List.of(sha256)).get(sha256);
        Optional<Look> look = Optional.ofNullable(delivered)
                .flatMap(one -> looks.of(one.media().id()));
        if (look.isEmpty() || look.get().count() == 0) {
            return List.of();
        }
        int count = look.get().count();
        int first = 0;
        int last = count - 1;
        if (elapsedMs >= 0 && look.get().durationMs() > 0) {
            double each = (double) look.get().durationMs() / count;
            long within = elapsedMs % look.get().durationMs();
            first = bounded((int) Math.floor((within - AROUND_MS) / each), count);
            last = bounded((int) Math.ceil((within + AROUND_MS) / each), count);
        }
        double shape = shape(delivered.media()) * screen.heightPx() / screen.widthPx();
        boolean whole = screen.fit() == ScreenFit.FIT;
        return IntStream.rangeClosed(first, last)
                .mapToObj(index -> onScreen(look.get().samples(), index, shape, whole))
                .toList();
    }

    private static int bounded(int index, int count) {
        return Math.max(0, Math.min(count - 1, index));
    }

    private static double shape(Media media) {
        return (double) media.facts().widthPx() / media.facts().heightPx();
    }

    /**
     * One picture as the screen shows it.
     *
     * @param shape of the media in the screen's own measure: 1 where it fills it exactly
     * @param whole with bars; else its edges are cut
     */
    private static byte[] onScreen(byte[] samples, int index, double shape, boolean whole) {
        boolean wide = shape > 1;
        double across = wide == whole ? 1 : shape;
        double down = wide == whole ? 1 / shape : 1;
        byte[] seen = new byte[Likeness.SIDE * Likeness.SIDE];
        for (int y = 0; y < Likeness.SIDE; y++) {
            for (int x = 0; x < Likeness.SIDE; x++) {
                double u = ((x + 0.5) / Likeness.SIDE - 0.5) / across + 0.5;
                double v = ((y + 0.5) / Likeness.SIDE - 0.5) / down + 0.5;
                seen[y * Likeness.SIDE + x] = u < 0 || u >= 1 || v < 0 || v >= 1 ? 0 : shade(samples, index, u, v);
            }
        }
        return seen;
    }

    /** The mean of the four dots around a place. */
    private static byte shade(byte[] samples, int index, double u, double v) {
        int left = bounded((int) Math.round(u * Looks.SIDE) - 1, Looks.SIDE - 1);
        int top = bounded((int) Math.round(v * Looks.SIDE) - 1, Looks.SIDE - 1);
        int at = index * Looks.SIDE * Looks.SIDE + top * Looks.SIDE + left;
        int sum = (samples[at] & 255)
                + (samples[at + 1] & 255)
                + (samples[at + Looks.SIDE] & 255)
                + (samples[at + Looks.SIDE + 1] & 255);
        return (byte) (sum / 4);
    }
}
