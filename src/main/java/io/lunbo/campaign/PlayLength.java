package io.lunbo.campaign;

import io.lunbo.media.Media;
import io.lunbo.media.SloganLayout;
import io.lunbo.media.SloganText;
import io.lunbo.screen.Screen;
import io.lunbo.screen.ScreenKind;
import jakarta.enterprise.context.ApplicationScoped;

/** How long one play of a spot takes on a screen. */
@ApplicationScoped
public class PlayLength {
    private static final long STILL_MS = 15_000; // the shortest a picture may stand beside a road
    private static final String ANY_COLOR = "#ffffff"; // it has no part in how long a text stands

    /** The length in milliseconds: a film's own, a picture's as booked, a slogan's as laid out for the screen. */
    public long of(Spot spot, Screen screen) {
        return switch (spot.media().kind()) {
            case VIDEO -> spot.media().durationMs();
            case IMAGE -> spot.stillMs() == null ? STILL_MS : spot.stillMs();
            case SLOGAN -> sloganMs(spot.media(), screen);
        };
    }

    private static long sloganMs(Media media, Screen screen) {
        var sign = new SloganLayout.Sign(screen.kind() == ScreenKind.LED_WALL, screen.widthPx(), screen.heightPx());
        return SloganLayout.of(new SloganText(media.text()), sign, ANY_COLOR).durationMs();
    }
}
