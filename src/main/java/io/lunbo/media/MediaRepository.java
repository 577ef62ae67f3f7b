package io.lunbo.media;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Finds media. */
@ApplicationScoped
public class MediaRepository implements PanacheRepositoryBase<Media, UUID> {
    /** The media of these bytes. */
    public Optional<Media> bySha256(String sha256) {
        return find("sha256", sha256).firstResultOptional();
    }

    /** The media of these hashes, in no order; unknown ones are left out. */
    public List<Media> allOf(Collection<String> sha256s) {
        return sha256s.isEmpty() ? List.of() : list("sha256 in ?1", sha256s);
    }
}
