package io.lunbo.report;

import io.lunbo.media.Media;
import io.lunbo.media.MediaRepository;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;

/** What people call a media. Plays outlive media: what has no title any more is known by its hash. */
@ApplicationScoped
class Titles {
    private final MediaRepository media;

    Titles(MediaRepository media) {
        this.media = media;
    }

    /** Title by hash; those of unknown media are missing. */
    @Transactional
    Map<String, String> of(Collection<String> sha256s) {
        return media.allOf(sha256s).stream().collect(Collectors.toMap(Media::sha256, Media::title));
    }
}
