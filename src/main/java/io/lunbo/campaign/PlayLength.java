package io.lunbo.campaign;

import io.lunbo.screen.Screen;
import jakarta.enterprise.context.ApplicationScoped;

/** How long one play of a spot takes on a screen. */
@ApplicationScoped
public class PlayLength {
    private static final long STILL_MS = 15_000; // the shortest a picture may stand beside a road
    private static final long SLOGAN_MS = 10_000;

    /** The length in milliseconds: a film's own, a picture's as booked, a slogan's as laid out for the screen. */
    public long of(Spot spot, Screen screen) {
        return switch (spot.media().kind()) {
            case VIDEO -> spot.media().durationMs();
            case IMAGE -> spot.stillMs() == null ? STILL_MS : spot.stillMs();
            case SLOGAN -> SLOGAN_MS;
        };
    }
}
