package io.lunbo.campaign;

import io.lunbo.media.Media;
import io.lunbo.screen.Screen;
import io.lunbo.screen.ScreenKind;
import io.lunbo.slogan.SloganLayout;
import io.lunbo.slogan.SloganLayout.Sign;
import jakarta.enterprise.context.ApplicationScoped;

/** How long one play of a spot takes on a screen. */
@ApplicationScoped
public class PlayLength {
    private static final long SHORTEST_MS = 1000; // the last picture of a shorter film stands until then

    private static final long STILL_MS = 15_000; // the shortest a picture may stand beside a road

    /** The length in milliseconds: a film's own, a picture's as booked, a slogan's as laid out for the screen. */
    public long of(Spot spot, Screen screen) {
        return switch (spot.media().kind()) {
            case VIDEO -> Math.max(SHORTEST_MS, spot.media().durationMs());
            case IMAGE -> spot.stillMs() == null ? STILL_MS : spot.stillMs();
            case SLOGAN -> layout(spot.media(), screen).durationMs();
        };
    }

    /** A slogan as the screen shows it; its plan, its manifest and its preview must all say the same. */
    public static SloganLayout layout(Media slogan, Screen screen) {
        return slogan.layout(sign(screen), screen.color().textColor());
    }

    /** The screen as a surface for texts. */
    public static Sign sign(Screen screen) {
        boolean wall = screen.kind() == ScreenKind.LED_WALL;
        return new Sign(wall, screen.widthPx(), screen.heightPx());
    }
}
