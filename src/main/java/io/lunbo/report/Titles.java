package io.lunbo.report;

import io.lunbo.rendition.Deliveries;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;

/** What people call a media. Plays outlive media: what has no title any more is known by its hash. */
@ApplicationScoped
public class Titles {
    private final Deliveries deliveries;

    Titles(Deliveries deliveries) {
        this.deliveries = deliveries;
    }

    /** Title by hash; those of unknown media are missing. */
    @Transactional
    public Map<String, String> of(Collection<String> sha256s) {
        return deliveries.behind(sha256s).entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, file -> file.getValue().media().title()));
    }
}
