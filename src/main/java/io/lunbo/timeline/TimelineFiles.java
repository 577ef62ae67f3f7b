package io.lunbo.timeline;

import io.lunbo.manifest.Standby;
import io.lunbo.media.MediaKind;
import io.lunbo.rendition.Deliveries;
import io.lunbo.rendition.Deliveries.Delivered;
import io.lunbo.rendition.SloganBitmaps;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which stored files can be on a screen. */
@ApplicationScoped
class TimelineFiles {
    private static final String PNG = "image/png";

    private final Deliveries deliveries;
    private final SloganBitmaps bitmaps;
    private final Standby standby;

    TimelineFiles(Deliveries deliveries, SloganBitmaps bitmaps, Standby standby) {
        this.deliveries = deliveries;
        this.bitmaps = bitmaps;
        this.standby = standby;
    }

    /** The type of a file that screens are given; empty for every other file of the store. */
    Optional<String> type(String sha256) {
        Delivered delivered = deliveries.behind(List.of(sha256)).get(sha256);
        if (delivered != null && delivered.rendition() != null) {
            return Optional.of(delivered.rendition().mimeType());
        }
        if (delivered != null && delivered.media().kind() != MediaKind.SLOGAN) {
            return Optional.of(delivered.media().mimeType());
        }
        boolean picture = standby.sha256().equals(sha256)
                || !bitmaps.owned(Set.of(sha256)).isEmpty();
        return picture ? Optional.of(PNG) : Optional.empty();
    }
}
