package io.lunbo.campaign;

import io.lunbo.media.Media;
import io.lunbo.screen.Screen;
import io.lunbo.slogan.SloganLayout;
import jakarta.enterprise.context.ApplicationScoped;

/** How long one play of a spot takes on a screen. */
@ApplicationScoped
public class PlayLength {
    private static final long SHORTEST_MS = 1000; // the last picture of a shorter film stands until then

    private static final long STILL_MS = 15_000; // the shortest a picture may stand beside a road

    /** The length in milliseconds: a film's own, a picture's as booked, a slogan's as laid out for the screen. */
    public long of(Spot spot, Screen screen) {
        Media shown = spot.mediaOn(screen);
        return switch (shown.kind()) {
            case VIDEO -> Math.max(SHORTEST_MS, shown.durationMs());
            case IMAGE -> spot.stillMs() == null ? STILL_MS : spot.stillMs();
            case SLOGAN -> layout(shown, screen).durationMs();
        };
    }

    /** A slogan as the screen shows it; its plan, its manifest and its preview must all say the same. */
    public static SloganLayout layout(Media slogan, Screen screen) {
        return slogan.layout(screen.textSurface(), screen.color().textColor());
    }
}
