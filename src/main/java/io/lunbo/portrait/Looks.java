package io.lunbo.portrait;

import io.lunbo.film.PortraitMaking;
import io.lunbo.media.MediaKind;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/** The small grey pictures of media, for whoever compares them with something else. */
@ApplicationScoped
public class Looks {
    /** Width and height of each picture. */
    public static final int SIDE = PortraitMaking.SAMPLE_SIDE;

    private final PortraitRepository portraits;

    Looks(PortraitRepository portraits) {
        this.portraits = portraits;
    }

    /**
     * What a media looks like.
     *
     * @param durationMs 0 for a picture
     * @param samples one byte for each dot, picture after picture, evenly over the film
     */
    public record Look(MediaKind kind, long durationMs, byte[] samples) {
        /** How many pictures there are. */
        public int count() {
            return samples.length / (SIDE * SIDE);
        }
    }

    /** That of a media; empty until its portrait is made. */
    public Optional<Look> of(UUID mediaId) {
        return portraits
                .findByIdOptional(mediaId)
                .map(one -> new Look(
                        one.kind(),
                        one.durationMs(),
                        one.fingerprint().samples().clone()));
    }
}
