package io.lunbo.portrait;

import io.lunbo.media.Media;
import io.lunbo.media.MediaRepository;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.lunbo.work.WorkOrders;
import io.lunbo.work.WorkStatus;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** A portrait as people look at it. */
@ApplicationScoped
class PortraitView {
    private final PortraitRepository portraits;
    private final MediaRepository media;
    private final WorkOrders orders;

    PortraitView(PortraitRepository portraits, MediaRepository media, WorkOrders orders) {
        this.portraits = portraits;
        this.media = media;
        this.orders = orders;
    }

    /**
     * What is known of the looks of a media.
     *
     * @param portrait null until it is made
     * @param pending whether it will be made
     * @param twins media that look alike
     */
    record Seen(Media media, Portrait portrait, boolean pending, List<Media> twins) {
        public String loudness() {
            return rounded(portrait.loudnessLufs(), "LUFS");
        }

        public String peak() {
            return rounded(portrait.truePeak(), "dBTP");
        }

        public String range() {
            return rounded(portrait.loudnessRange(), "LU");
        }

        private static String rounded(double number, String unit) {
            return String.format(Locale.ROOT, "%.1f %s", number, unit).replace('-', '\u2212');
        }
    }

    @Transactional
    Seen of(UUID mediaId) {
        Media one = media.findByIdOptional(mediaId).orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
        Portrait portrait = portraits.findById(mediaId);
        boolean pending = portrait == null
                && orders.status(PortraitWork.KIND, mediaId)
                        .filter(work -> work.state() != WorkStatus.State.FAILED)
                        .isPresent();
        return new Seen(one, portrait, pending, portrait == null ? List.of() : portraits.twins(portrait));
    }
}
